"""Notices when somebody writes, renames or deletes a file in the folder of one's own packs."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLED_AFTER_MS = 300
"""An editor may write a file in several steps."""


class PackWatch(QObject):
    """``changed`` after the last of some changes.

    Args:
        folder: need not exist; call ``look`` when it may have been made.
        parent: owns it.
    """

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SETTLED_AFTER_MS)
        self._pause.timeout.connect(self._on_settled)
        self._watcher.directoryChanged.connect(self._on_touched)
        self._watcher.fileChanged.connect(self._on_touched)
        self.look()

    def look(self) -> None:
        """Watch the folder and each pack that is in it now."""
        if not self._folder.is_dir():
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        # A file that was replaced by another one of its name is watched no more.
        wanted = {str(self._folder), *(str(path) for path in self._folder.glob("*.toml"))}
        unwatched = sorted(wanted - watched)
        if unwatched:
            self._watcher.addPaths(unwatched)

    def _on_touched(self, _path: str) -> None:
        self._pause.start()

    def _on_settled(self) -> None:
        self.look()
        self.changed.emit()
