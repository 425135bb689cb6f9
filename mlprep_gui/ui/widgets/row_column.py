"""Rows below each other, of which the user makes another order: by dragging, or by keys."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Picture

_TYPES = (QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
"""Widgets that use the arrow keys themselves."""

_AT_ONCE = 3
"""So many rows are made without giving way to other events; each takes a few milliseconds."""


class Grip(Picture):
    """Where a row is taken hold of.

    Signals:
        pulled: to this place of the screen.
        let_go: the row stays where it is now.
    """

    pulled = Signal(QPoint)
    let_go = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__(icons, "grip", "muted")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to another place, or press Alt+Up or Alt+Down")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take the press, so that the moves come here too."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell how far."""
        self.pulled.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell that it is over."""
        event.accept()
        self.let_go.emit()


class MovableRow(QWidget):
    """A row of a column.

    Attributes:
        grip: to be placed by the row; None where it stays in its place.
    """

    grip: Grip | None = None

    def main_widget(self) -> QWidget:
        """What gets the focus when the user goes from row to row."""
        return self


R = TypeVar("R", bound=MovableRow)


class _Ground(QWidget):
    """Rows and their keys.

    Signals:
        ordered: all ids in their new order.
        moved: an id, and one place up (-1) or down (1).
        left: the user went above the first (-1) or below the last row (1).
    """

    ordered = Signal(object)
    moved = Signal(str, int)
    left = Signal(int)


class RowColumn(_Ground, Generic[R]):
    """Keeps a row for each id as long as the id is shown, so that focus and typing stay.

    The first rows are there at once, the others follow a few at a time: a long list must not hold
    the window up.

    Up and Down go from row to row, with Alt they move the row. ``ordered``, ``moved`` and
    ``left`` tell what the user does; whoever holds the column shows the new order.
    """

    def __init__(self, gap: int = GAP_S) -> None:
        super().__init__()
        self._rows: dict[str, R] = {}
        self._waiting: list[str] = []
        self._make: Callable[[str], R] | None = None
        self._soon = QTimer(self)
        self._soon.timeout.connect(self._make_some)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(gap)
        self._before: list[str] = []

    @property
    def ids(self) -> list[str]:
        """The ids from top to bottom."""
        return [*self._rows, *self._waiting]

    @property
    def is_complete(self) -> bool:
        """Whether every row is there."""
        return not self._waiting

    def rows(self) -> list[R]:
        """The rows from top to bottom, as far as they are there."""
        return list(self._rows.values())

    def row(self, row_id: str) -> R | None:
        """The row with this id; None where it is not there yet."""
        return self._rows.get(row_id)

    def show_rows(self, ids: Iterable[str], make: Callable[[str], R]) -> None:
        """Show these rows in this order; ``make`` makes those that are new."""
        wanted = list(ids)
        self._make = make
        focused = self._focused_id()
        at = list(self._rows).index(focused) if focused else 0
        for gone in [one for one in self._rows if one not in set(wanted)]:
            self._drop(gone)
        # What is there already stands in its place; only what is new at the end may wait.
        last = max((wanted.index(one) for one in self._rows), default=-1)
        now = max(last + 1, _AT_ONCE)
        self._rows = {one: self._rows.get(one) or self._add(one, make) for one in wanted[:now]}
        self._waiting = wanted[now:]
        self._place()
        self._soon.start() if self._waiting else self._soon.stop()
        if focused and focused not in self._rows and self._rows:
            self.focus_at(min(at, len(self._rows) - 1))

    def focus_at(self, place: int) -> bool:
        """Put the focus on the row at this place; False where there is none."""
        while self._waiting and not 0 <= place < len(self._rows):
            self._make_some()
        rows = self.rows()
        if not -len(rows) <= place < len(rows):
            return False
        rows[place].main_widget().setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(rows[place])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go from row to row, or move one; fields that need these keys keep them."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focused = self._focused_id()
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            if self._rows[focused].grip is not None:
                self.moved.emit(focused, step)
        elif modifiers == Qt.KeyboardModifier.NoModifier and not _uses_arrows():
            place = list(self._rows).index(focused) + step
            if place < 0 or not self.focus_at(place):
                self.left.emit(step)
        else:
            super().keyPressEvent(event)

    def _make_some(self) -> None:
        """Make the next rows."""
        assert self._make is not None
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for one in now:
            made = self._rows[one] = self._add(one, self._make)
            self._down.addWidget(made)
            made.show()
        if not self._waiting:
            self._soon.stop()

    def _place(self) -> None:
        for place, shown in enumerate(self._rows.values()):
            if self._down.indexOf(shown) != place:
                self._down.removeWidget(shown)
                self._down.insertWidget(place, shown)
                shown.show()

    def _add(self, row_id: str, make: Callable[[str], R]) -> R:
        made = make(row_id)
        grip = made.grip
        if grip is not None:
            grip.pulled.connect(lambda to: self._on_pulled(row_id, to))
            grip.let_go.connect(self._on_let_go)
        return made

    def _drop(self, row_id: str) -> None:
        row = self._rows.pop(row_id)
        self._down.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _focused_id(self) -> str:
        focused = QApplication.focusWidget()
        if focused is None:
            return ""
        return next((one for one, row in self._rows.items() if _holds(row, focused)), "")

    def _on_pulled(self, row_id: str, to: QPoint) -> None:
        """Move the row while it is dragged, so that the user sees the outcome."""
        self._before = self._before or self.ids
        y = self.mapFromGlobal(to).y()
        others = [one for one in self._rows if one != row_id]
        place = sum(self._rows[one].geometry().center().y() < y for one in others)
        ids = [*others[:place], row_id, *others[place:]]
        self._rows = {one: self._rows[one] for one in ids}
        self._place()
        reveal(self._rows[row_id])

    def _on_let_go(self) -> None:
        before, self._before = self._before, []
        if before and before != self.ids:
            self.ordered.emit(self.ids)


def reveal(widget: QWidget) -> None:
    """Scroll so that the widget is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, GAP_S)
            return
        around = around.parentWidget()


def _holds(row: QWidget, widget: QWidget) -> bool:
    return row is widget or row.isAncestorOf(widget)


def _uses_arrows() -> bool:
    return isinstance(QApplication.focusWidget(), _TYPES)
