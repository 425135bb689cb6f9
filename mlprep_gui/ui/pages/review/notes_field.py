"""Notes that are kept as they are typed: when to tell that they have changed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit

_LINES = 7
PAUSE_MS = 600
"""After so long without a key the notes are kept; leaving the page keeps them at once."""


class NotesField(QPlainTextEdit):
    """``notes_changed`` brings the text, soon after the user has stopped typing."""

    notes_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Your notes")
        self.setPlaceholderText("What will you say next time?")
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._is_told = True
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)

    def show_notes(self, notes: str) -> None:
        """Show kept notes; nothing is told of them."""
        self.setPlainText(notes)
        self._is_told = True

    def flush(self) -> None:
        """Tell at once what has been typed since the last time."""
        if not self._is_told:
            self._is_told = True
            self.notes_changed.emit(self.toPlainText())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Whoever leaves the page loses nothing."""
        self.flush()
        super().hideEvent(event)

    def _on_text_changed(self) -> None:
        self._is_told = False
        self._pause.start()
