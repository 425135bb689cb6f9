"""Widgets side by side, or below each other where the page is too narrow for that."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from mlprep_gui.ui.theme import GAP_S


class FlexibleRow(QWidget):
    """Takes no more width than its widest widget needs, and less height where it has more.

    Args:
        widgets: from left to right, or from top to bottom.
        gap: between them.
        fills: whether they share the width, instead of standing at its left.
    """

    def __init__(self, *widgets: QWidget, gap: int = GAP_S, fills: bool = False) -> None:
        super().__init__()
        self._widgets = widgets
        self._gap = gap
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)
        for widget in widgets:
            self._layout.addWidget(widget, int(fills))
        if not fills:
            self._layout.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As narrow as the widest widget: the row knows how to cope."""
        widest = max((widget.sizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Lay out for the new width."""
        super().resizeEvent(event)
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        needed = sum(widget.sizeHint().width() + self._gap for widget in shown)
        direction = QBoxLayout.Direction
        fits = needed <= self.width()
        self._layout.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
