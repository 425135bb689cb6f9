"""The headings of the list: pressed by the mouse or by keys they sort it."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.announcement import announce

_Key = Qt.Key


class SortHeader(QHeaderView):
    """Left and Right go from heading to heading, Space sorts by it and then the other way round.

    Signals:
        left: the list below is wanted.
    """

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._current = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName("Headings: Left and Right choose one, Space sorts by it")

    def take_keys(self) -> None:
        """Be a stop of the Tab key, which a table takes from its headings."""
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes None for none
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go to another heading, sort by this one, or go down to the list."""
        shown = [
            logical
            for logical in map(self.logicalIndex, range(self.count()))
            if not self.isSectionHidden(logical)
        ]
        at = shown.index(self._current) if self._current in shown else 0
        match event.key():
            case _Key.Key_Left:
                self._go_to(shown[max(at - 1, 0)])
            case _Key.Key_Right:
                self._go_to(shown[min(at + 1, len(shown) - 1)])
            case _Key.Key_Space | _Key.Key_Return | _Key.Key_Enter:
                self._sort(shown[at])
            case _Key.Key_Down:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Begin with the heading that the list is sorted by."""
        super().focusInEvent(event)
        self._go_to(self.sortIndicatorSection())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """No heading is marked any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803  Qt's names
        """A frame around the heading that the keys mean."""
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.hasFocus() and logicalIndex == self._current:
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _go_to(self, section: int) -> None:
        self._current = section
        self.viewport().update()
        announce(self, f"{self._title(section)}. {self._say_order(section)}")

    def _sort(self, section: int) -> None:
        order = Qt.SortOrder
        if section == self.sortIndicatorSection():
            is_rising = self.sortIndicatorOrder() is order.AscendingOrder
            new = order.DescendingOrder if is_rising else order.AscendingOrder
        else:
            role = Qt.ItemDataRole.InitialSortOrderRole
            new = self.model().headerData(section, Qt.Orientation.Horizontal, role)
        self.setSortIndicator(section, new)
        announce(self, self._say_order(section))

    def _title(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal))

    def _say_order(self, section: int) -> str:
        if section != self.sortIndicatorSection():
            return "Press Space to sort by it."
        is_rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        return "Sorted, smallest first." if is_rising else "Sorted, greatest first."
