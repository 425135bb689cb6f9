"""One program for one data folder, and how a second start shows the window of the first."""

from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from mlprep_gui.domain.errors import FaultCode, StorageFault

_LOCK = "mlprep.lock"
_BELL = "mlprep.raise"


class SingleInstance(QObject):
    """Holds the folder for this program, as a context manager.

    The lock goes with its process, however that ends. The second program rings by touching a
    file that the first one watches: no socket is needed for that.

    Signals:
        rung: another start wants to see the window.
    """

    rung = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._bell = folder / _BELL
        self._lock = QLockFile(str(folder / _LOCK))
        # A lock is as old as the program runs; age says nothing.
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.rung)

    def __enter__(self) -> Self:
        """Take the folder.

        Raises:
            StorageFault: ALREADY_RUNNING, after the other one was asked to show itself.
        """
        if not self._lock.tryLock(0):
            self._bell.touch()
            raise StorageFault(FaultCode.ALREADY_RUNNING)
        self._bell.touch(mode=0o600)
        self._watcher.addPath(str(self._bell))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._watcher.removePath(str(self._bell))
        self._lock.unlock()
