"""The field of the history's search."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from mlprep_gui.ui.theme import FIELD_WIDTH

_SEARCH_AFTER_MS = 120


class SearchField(QLineEdit):
    """Escape empties the field.

    Signals:
        typed: somebody paused in typing, a moment ago.
        left: Return or Down: what was found is wanted.
    """

    typed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Search your answers")
        self.setAccessibleName("Search in what you said and in your notes")
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(FIELD_WIDTH)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_AFTER_MS)
        self._pause.timeout.connect(self.typed)
        self.textChanged.connect(lambda _text: self._pause.start())

    @property
    def is_being_typed(self) -> bool:
        """Whether ``typed`` is still to come."""
        return self._pause.isActive()

    def empty(self) -> None:
        """Be empty without telling so."""
        self.clear()
        self._pause.stop()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As wide as it may be, where there is room."""
        return QSize(FIELD_WIDTH, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Lead on to the list."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.left.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)
