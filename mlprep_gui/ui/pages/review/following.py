"""Whether the page scrolls along with what sounds: until the user scrolls, and again when asked."""

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

_MARGIN = 40


class Following(QObject):
    """``changed`` tells whether it follows now.

    Args:
        column: what scrolls.
    """

    changed = Signal(bool)

    def __init__(self, column: QScrollArea) -> None:
        super().__init__(column)
        self._column = column
        self._follows = True
        # Only what the user does triggers an action; the program sets values.
        column.verticalScrollBar().actionTriggered.connect(self._on_scrolled)

    @property
    def follows(self) -> bool:
        """Whether it follows now."""
        return self._follows

    def resume(self) -> None:
        """Follow from now on."""
        self._set(follows=True)

    def show_place(self, widget: QWidget, place: QRect) -> None:
        """Have a place of a widget in the column in sight, if it follows."""
        if self._follows:
            self.reveal(widget, place)

    def reveal(self, widget: QWidget, place: QRect) -> None:
        """Have a place in sight in any case."""
        ground = self._column.widget()
        if ground is not None:
            at = widget.mapTo(ground, QPoint(place.left(), place.center().y()))
            self._column.ensureVisible(at.x(), at.y(), 0, _MARGIN)

    def _on_scrolled(self) -> None:
        self._set(follows=False)

    def _set(self, *, follows: bool) -> None:
        if follows is not self._follows:
            self._follows = follows
            self.changed.emit(follows)
