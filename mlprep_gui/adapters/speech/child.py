"""One speech child as the program sees it: a process, the pipe to it, its reports as they come."""

import contextlib
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from mlprep_gui.adapters.speech import messages

_LOG = logging.getLogger(__name__)
_STDERR_LINES = 3
_STDERR_CHARACTERS = 300
_END_S = 2.0
# By signal 9, itself or through a shell.
_KILLED = {-9, 137}
# Not by -m: that would look for modules in the current folder first, and people who practise for
# such interviews keep all sorts of Python files in theirs.
_WORKER = (
    "import sys; sys.path.append(sys.argv.pop(1)); "
    "from mlprep_gui.adapters.speech.worker import main; sys.exit(main(sys.argv[1:]))"
)
_PACKAGES = Path(__file__).resolve().parents[3]


class SpeechChild:
    """A running speech child; it is never started again.

    Args:
        arguments: of the process: how the worker is started, and with what.
        hear: given each report, and None at their end; called from a thread of the child's own.

    Attributes:
        ended: set once it has closed its end of the pipe; all its reports have been given by then.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        hear: Callable[["SpeechChild", messages.Report | None], None],
    ) -> None:
        self.ended = threading.Event()
        self._arguments = tuple(arguments)
        self._hear = hear
        self._is_our_deed = False

    def start(self) -> None:
        """Start the process; raises OSError where the system has no room for it."""
        # A file, so that nobody has to keep reading it while the child works.
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no outside input
                self._arguments,
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

    @property
    def was_killed(self) -> bool:
        """Whether, now that it has ended, somebody else forced it to: the system, for memory."""
        return self._process.returncode in _KILLED and not self._is_our_deed

    def kill(self) -> None:
        """End the process now; returns at once, the end of the reports follows."""
        if self._process.poll() is None:
            self._is_our_deed = True
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
        """The reader thread: parse a line, hand it on, nothing else."""
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                try:
                    report = messages.decode_report(line)
                except msgspec.DecodeError:
                    # A line cut off by the end of the process. It may hold what was said.
                    _LOG.info("a report of %d bytes cannot be read", len(line))
                else:
                    self._hear(self, report)
        self.ended.set()
        self._hear(self, None)


def worker_command() -> list[str]:
    """How the worker is started, in a checkout, a wheel and a frozen bundle."""
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
