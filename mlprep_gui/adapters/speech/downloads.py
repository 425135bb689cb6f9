"""The Downloader port on a child process of its own, so that cancelling is killing."""

import contextlib
import logging
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from mlprep_gui.adapters.speech import download_messages as messages
from mlprep_gui.adapters.speech.download_messages import DOWNLOAD_ARGUMENT, Advanced, Failed, Order
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault, StorageFault
from mlprep_gui.services.ports.models import DownloadListener, DownloadProgress, ModelFacts

_LOG = logging.getLogger(__name__)
PARTIAL = ".download"
"""What the folder of an unfinished download ends with."""

_WORKER = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from mlprep_gui.adapters.speech.download_worker import main; sys.exit(main())"
)
_PACKAGES = Path(__file__).resolve().parents[3]
_JOIN_S = 3.0
_DISK_FAULTS = {FaultCode.DISK_FULL, FaultCode.FOLDER_UNUSABLE, FaultCode.DOWNLOAD_NO_ROOM}


class ChildDownloader:
    """See the module's docstring and ``Downloader``.

    Args:
        folder: the program's own folder for models.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Guards the two below.
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_cancelled = False
        self._thread: threading.Thread | None = None

    def start(self, facts: ModelFacts, listener: DownloadListener) -> None:
        """See ``Downloader``; raises RuntimeError while one is under way."""
        with self._lock:
            if self._process is not None:
                raise RuntimeError("one download at a time")
            self._is_cancelled = False
            try:
                process = self._process = _start()
            except OSError as error:
                reason = error.strerror or str(error)
                fault = SpeechFault(FaultCode.DOWNLOAD_CUT, model=facts.name, reason=reason)
                listener.on_failed(facts.name, fault)
                return
            self._thread = threading.Thread(
                target=self._follow, args=(process, facts, listener), name="download", daemon=True
            )
            self._thread.start()

    def cancel(self) -> None:
        """See ``Downloader``."""
        with self._lock:
            if self._process is not None:
                self._is_cancelled = True
                self._process.kill()

    def close(self) -> None:
        """See ``Downloader``."""
        self.cancel()
        if self._thread is not None:
            self._thread.join(_JOIN_S)

    def _follow(
        self, process: "subprocess.Popen[bytes]", facts: ModelFacts, listener: DownloadListener
    ) -> None:
        """The download's thread: send the order, hand on reports, say how it ended."""
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(messages.encode(self._order(facts)))
            process.stdin.flush()
        last = _hand_on(process, facts.name, listener)
        with contextlib.suppress(OSError):
            process.stdin.close()
        status = process.wait()
        with self._lock:
            self._process = None
            is_cancelled = self._is_cancelled
        if isinstance(last, messages.Fetched):
            listener.on_done(facts.name)
        elif is_cancelled:
            listener.on_failed(facts.name, SpeechFault(FaultCode.CANCELLED))
        else:
            listener.on_failed(facts.name, _fault(last, facts.name, status))

    def _order(self, facts: ModelFacts) -> Order:
        return Order(
            name=facts.name,
            repository=facts.repository,
            revision=facts.revision,
            weights_bytes=facts.weights_bytes,
            weights_sha256=facts.weights_sha256,
            folder=str(self._folder / facts.name),
            partial=str(self._folder / (facts.name + PARTIAL)),
        )


def _start() -> "subprocess.Popen[bytes]":
    frozen = getattr(sys, "frozen", False)
    arguments = [DOWNLOAD_ARGUMENT] if frozen else ["-P", "-c", _WORKER, str(_PACKAGES)]
    return subprocess.Popen(  # noqa: S603 - our own program, no outside input
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # The library's warnings; what matters comes as a report.
        stderr=subprocess.DEVNULL,
        creationflags=_windows_flags(),
    )


def _windows_flags() -> int:
    """No console window; elsewhere there is none."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _hand_on(
    process: "subprocess.Popen[bytes]", name: str, listener: DownloadListener
) -> messages.Fetched | Failed | None:
    """Progress to the listener, until the last report; None where the child ended without one."""
    assert process.stdout is not None
    last = None
    with process.stdout as lines:
        for line in lines:
            try:
                report = messages.decode_report(line)
            except msgspec.DecodeError:
                _LOG.info("a report of %d bytes cannot be read", len(line))
                continue
            if isinstance(report, Advanced):
                listener.on_progress(
                    name,
                    DownloadProgress(
                        report.done_bytes,
                        report.total_bytes,
                        report.bytes_per_s,
                        report.is_checking,
                    ),
                )
            else:
                last = report
    return last


def _fault(last: Failed | None, name: str, status: int) -> Fault:
    if last is None:
        reason = f"the downloading process ended with status {status}"
        return SpeechFault(FaultCode.DOWNLOAD_CUT, model=name, reason=reason)
    kind = StorageFault if last.code in _DISK_FAULTS else SpeechFault
    return kind(last.code, **last.params)
