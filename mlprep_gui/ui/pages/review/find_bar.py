"""Finding words in the transcript: the field, and which of the places is looked at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.words import Words


class FindBar(QWidget):
    """Searches a text that it is told; hidden until it is wanted.

    Return goes to the next place, Shift+Return to the one before, Escape ends it.

    Signals:
        found: the places as (first, one past last) characters, and the current one's number,
            -1 for none.
        left: the search is over.
    """

    found = Signal(object, int)
    left = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._text = ""
        self._places: tuple[tuple[int, int], ...] = ()
        self._current = -1
        self._field = QLineEdit()
        self._count = Words(role="small")
        self._before = Button("Previous", name="Previous place")
        self._next = Button("Next", name="Next place")
        self._close = Button("", ButtonKind.QUIET, icons, "close", "Close the search")
        self._build()
        self._field.textChanged.connect(self._on_words_changed)
        self._before.clicked.connect(self._on_before)
        self._next.clicked.connect(self._on_next)
        self._close.clicked.connect(self.close_search)
        self.setFocusProxy(self._field)
        self.hide()

    def open_search(self) -> None:
        """Show the field, ready to type."""
        self.show()
        self._field.selectAll()
        self._field.setFocus()
        self._search(stay=True)

    def close_search(self) -> None:
        """End the search."""
        self.hide()
        self.found.emit((), -1)
        self.left.emit()

    def take_text(self, text: str) -> None:
        """Search another text from now on."""
        self._text = text.casefold()
        if not self.isHidden():
            self._search(stay=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go on, back, or away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._field.hasFocus():
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _search(self, *, stay: bool) -> None:
        words = self._field.text().casefold().strip()
        places = []
        at = self._text.find(words) if words else -1
        while at >= 0:
            places.append((at, at + len(words)))
            at = self._text.find(words, at + len(words))
        self._places = tuple(places)
        self._current = min(max(self._current if stay else 0, 0), len(places) - 1)
        self._show()

    def _step(self, by: int) -> None:
        if self._places:
            self._current = (self._current + by) % len(self._places)
        self._show()

    def _show(self) -> None:
        if not self._field.text().strip():
            words = ""
        elif self._places:
            words = f"{self._current + 1} of {len(self._places)}"
        else:
            words = "not found"
        if words != self._count.text():
            self._count.setText(words)
            announce(self, words)
        for button in (self._before, self._next):
            button.setEnabled(len(self._places) > 1)
        self.found.emit(self._places, self._current)

    def _build(self) -> None:
        self._field.setPlaceholderText("Find in transcript")
        self._field.setAccessibleName("Find in transcript")
        self._field.setClearButtonEnabled(True)
        self._count.setWordWrap(False)
        self._count.setMinimumWidth(self._count.fontMetrics().horizontalAdvance("000 of 000"))
        # The page's half is narrow: in one row, the field would have room for a few letters.
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addLayout(_make_row(self._field, self._close))
        column.addLayout(_make_row(self._count, self._before, self._next))

    def _on_words_changed(self) -> None:
        self._search(stay=False)

    def _on_before(self) -> None:
        self._step(-1)

    def _on_next(self) -> None:
        self._step(1)


def _make_row(first: QWidget, *others: QWidget) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(GAP_S)
    across.addWidget(first, 1)
    for widget in others:
        across.addWidget(widget)
    return across
