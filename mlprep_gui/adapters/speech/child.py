"""One speech child as the program sees it: a process, the pipe to it, its reports in a queue."""

import contextlib
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import msgspec

from mlprep_gui.adapters.speech import messages

_LOG = logging.getLogger(__name__)
_STDERR_LINES = 3
_STDERR_CHARACTERS = 300
_END_S = 2.0
# Not by -m: that would look for modules in the current folder first, and people who practise for
# such interviews keep all sorts of Python files in theirs.
_WORKER = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from mlprep_gui.adapters.speech.worker import main; sys.exit(main(sys.argv[1:]))"
)
_PACKAGES = Path(__file__).resolve().parents[3]


class SpeechChild:
    """A running speech child; it is never started again.

    Attributes:
        ended: set once it has closed its end of the pipe; all its reports are queued by then.
    """

    def __init__(self, pronunciations: Path) -> None:
        self.ended = threading.Event()
        self._pronunciations = pronunciations
        self._reports: queue.SimpleQueue[messages.Report | None] = queue.SimpleQueue()

    def start(self) -> None:
        """Start the process; raises OSError where the system has no room for it."""
        # A file, so that nobody has to keep reading it while the child works.
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no outside input
                [*_worker_command(), "--pronunciations", str(self._pronunciations)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                creationflags=_windows_flags(),
            )
        except OSError:
            self._stderr.close()
            raise
        self._reader = threading.Thread(target=self._read, name="speech reports", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def send(self, request: messages.Request) -> None:
        """Send a request; when the child has gone, the end of its reports tells so."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.write(messages.encode(request))
            self._process.stdin.flush()

    def next_report(self, timeout_s: float) -> messages.Report | None:
        """Wait for a report; None at the end of the reports, for ever after.

        Raises:
            TimeoutError: nothing came in time.
        """
        try:
            report = self._reports.get(timeout=timeout_s)
        except queue.Empty as error:
            raise TimeoutError from error
        if report is None:
            self._reports.put(None)
        return report

    def kill(self) -> None:
        """End the process now; returns at once, the end of the reports follows."""
        self._process.kill()

    def end(self) -> str:
        """Kill it if need be and let go of everything; returns why it ended, for the details.

        The last lines of stderr are part of that; they hold no words that were said.
        """
        if self.ended.is_set():
            # It is on its way out by itself, and its exit status is worth knowing.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_END_S)
        self.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_S)
        self._reader.join(_END_S)
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        reason = f"exit status {self._process.returncode}: {_last_lines(self._stderr.fileno())}"
        self._stderr.close()
        return reason

    def _read(self) -> None:
        """The reader thread: parse a line, queue it, nothing else."""
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                try:
                    self._reports.put(messages.decode_report(line))
                except msgspec.DecodeError:
                    # A line cut off by the end of the process. It may hold what was said.
                    _LOG.info("a report of %d bytes cannot be read", len(line))
        self.ended.set()
        self._reports.put(None)


def _worker_command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, messages.WORKER_ARGUMENT]
    return [sys.executable, "-P", "-c", _WORKER, str(_PACKAGES)]


def _windows_flags() -> int:
    """Neither a console window nor the window's priority; elsewhere the child sees to itself."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


def _last_lines(descriptor: int) -> str:
    size = os.lseek(descriptor, 0, os.SEEK_END)
    os.lseek(descriptor, max(0, size - 4 * _STDERR_CHARACTERS), os.SEEK_SET)
    text = os.read(descriptor, 4 * _STDERR_CHARACTERS).decode(errors="replace")
    # A traceback underlines its lines with these.
    lines = [line.strip() for line in text.splitlines() if line.strip(" ^~")]
    return " | ".join(lines[-_STDERR_LINES:])[-_STDERR_CHARACTERS:]
