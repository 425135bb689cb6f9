"""The titles of the lists with their progress, in the user's order; what is due stands first."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from mlprep_gui.ui.pages.checklists.contents import TODAY, say_progress, sum_up_due
from mlprep_gui.ui.pages.checklists.state import ChecklistsView
from mlprep_gui.ui.theme import GAP_M, GAP_S

_HIGHEST = 10_000
_ID = Qt.ItemDataRole.UserRole


class ListTitles(QListWidget):
    """Chosen with the arrow keys or the mouse; moved by dragging, or with Alt+Up and Alt+Down.

    Signals:
        chosen: a list's id, or TODAY.
        moved: a list's id, and one place up (-1) or down (1).
        ordered: the ids of all lists in their new order.
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    ordered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Checklists")
        self.setWordWrap(True)
        # Lines that wrap need other heights when the width changes.
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(self))
        self._ids: list[str] = []
        self.currentRowChanged.connect(self._on_row_changed)

    def show_view(self, view: ChecklistsView) -> None:
        """Show the titles, and which one is chosen."""
        if view.lists is None:
            return
        lines = {TODAY: ("Due today", sum_up_due(view.lists))}
        for one in view.lists.lists:
            lines[one.id] = (one.title, say_progress(one.ticked, one.total))
        blocked = self.blockSignals(True)
        if self._shown_ids() != list(lines):
            self.clear()
            for list_id in lines:
                self.addItem(_make_item(list_id))
        self._ids = list(lines)
        for place, (title, progress) in enumerate(lines.values()):
            text = f"{title}\n{progress}"
            if self.item(place).text() != text:
                self.item(place).setText(text)
        self.setCurrentRow(self._ids.index(view.list_id) if view.list_id in self._ids else -1)
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Move the chosen list by Alt+Up and Alt+Down."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            item = self.currentItem()
            if item is not None and item.data(_ID) != TODAY:
                self.moved.emit(item.data(_ID), step)
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take the drop, and tell the new order."""
        super().dropEvent(event)
        self.tell_order()

    def tell_order(self) -> None:
        """Tell the order if it is another one than was shown."""
        ids = self._shown_ids()
        if ids != self._ids:
            self.ordered.emit([one for one in ids if one != TODAY])

    def _shown_ids(self) -> list[str]:
        return [self.item(at).data(_ID) for at in range(self.count())]

    def _on_row_changed(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(self.item(place).data(_ID))


class _Lines(QStyledItemDelegate):
    """As high as the lines need: Qt forgets the padding where it wraps them."""

    def sizeHint(  # noqa: N802  Qt's name
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See ``QStyledItemDelegate``."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        room = QRect(0, 0, max(1, width - 2 * GAP_M), _HIGHEST)
        metrics = view.fontMetrics()
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, text).height()
        return QSize(width, needed + 2 * GAP_S)


def _make_item(list_id: str) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(_ID, list_id)
    flags = item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled
    item.setFlags(flags & ~Qt.ItemFlag.ItemIsDragEnabled if list_id == TODAY else flags)
    return item
