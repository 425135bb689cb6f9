"""Files that are dragged onto a widget."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets a widget take one local file at a time.

    Args:
        widget: the widget.
        is_welcome: whether a file can be taken now.
        dropped: is called with the file.
    """

    def __init__(
        self, widget: QWidget, is_welcome: Callable[[], bool], dropped: Callable[[Path], None]
    ) -> None:
        super().__init__(widget)
        self._is_welcome = is_welcome
        self._dropped = dropped
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look at drags and drops, and at nothing else."""
        if isinstance(event, QDragEnterEvent):
            if self._is_welcome() and local_file(event.mimeData()) is not None:
                event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            path = local_file(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                self._dropped(path)
            return True
        return False


def local_file(data: QMimeData) -> Path | None:
    """The one file that is being dragged; None for anything else."""
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
