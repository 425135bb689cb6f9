"""The checklists that are at hand beside a question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from mlprep_gui.services.checklists import TickedList
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.checklist_view import ChecklistView


class SidePanel(QFrame):
    """One of the lists at a time.

    Signals:
        item_toggled: checklist id, item id and whether it is ticked now.
        closed: by the user.
    """

    item_toggled = Signal(str, str, bool)
    closed = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._views: dict[str, ChecklistView] = {}
        self._stack = QStackedWidget()
        self._close = Button("", ButtonKind.QUIET, icons, "close", "Close the checklist")
        self._build()
        self._close.clicked.connect(self.closed)

    def show_lists(self, lists: tuple[TickedList, ...]) -> None:
        """Take over the lists with their ticks, new ones or the same again."""
        for ticked in lists:
            view = self._views.get(ticked.checklist.id)
            if view is None:
                view = ChecklistView(ticked)
                view.item_toggled.connect(self.item_toggled)
                self._views[ticked.checklist.id] = view
                self._stack.addWidget(view)
            else:
                view.show_ticks(ticked.ticked)

    def open_list(self, checklist_id: str) -> None:
        """Show one of the lists."""
        self._stack.setCurrentWidget(self._views[checklist_id])

    def focus_close_button(self) -> None:
        """For when nothing but the list is seen."""
        self._close.setFocus()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_M)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
