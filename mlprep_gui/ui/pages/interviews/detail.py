"""One interview: how long there is still, when to leave, where it is, and what is left to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mlprep_gui.services.interviews.desk import InterviewView
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.interviews.contents import DetailWords, write_detail
from mlprep_gui.ui.pages.interviews.detail_cards import (
    FactsCard,
    HeadCard,
    ListsCard,
    NotesCard,
    PaperCard,
    PlanCard,
)
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row
from mlprep_gui.ui.widgets.tab_order import order_tabs
from mlprep_gui.ui.widgets.undo_bar import UndoBar


class InterviewDetail(QWidget):
    """Shows one interview and forwards what is wished for it.

    Signals:
        left: back to all of them.
        edit_wished, archive_wished, restore_wished, deletion_wished: as they say.

    Attributes:
        undo_bar, plan, lists, paper: their signals are for the page.
    """

    left = Signal()
    edit_wished = Signal()
    archive_wished = Signal()
    restore_wished = Signal()
    deletion_wished = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._shown: DetailWords | None = None
        self.undo_bar = UndoBar(icons)
        self._back = Button("&All interviews", ButtonKind.QUIET, icons, "back")
        self._edit = Button("Ed&it…", ButtonKind.PLAIN, icons, "edit", "Edit this interview")
        self._archive = Button("Ar&chive", name="Put this interview into the archive")
        self._restore = Button("Take out of the ar&chive")
        self._delete = Button("&Delete", ButtonKind.PLAIN, icons, "discard", "Delete the interview")
        self._head, self._facts, self._notes = HeadCard(), FactsCard(), NotesCard()
        self.plan, self.lists, self.paper = PlanCard(icons), ListsCard(icons), PaperCard()
        self._build()
        self._connect()

    def show_view(self, view: InterviewView) -> None:
        """Show this interview; only what says something else is built anew."""
        words, before = write_detail(view), self._shown
        self.undo_bar.show_state(view.undo)
        if words == before:
            return
        focused = self._focused_name()
        self._shown = words
        self._head.show_words(words.head)
        if before is None or _facts_of(words) != _facts_of(before):
            self._facts.show_words(words)
        if before is None or words.plan != before.plan:
            self.plan.show_words(words.plan)
        if before is None or words.lists != before.lists:
            self.lists.show_words(words.lists)
        self._notes.show_words(words.notes, words.links)
        self._archive.setVisible(not words.is_archived)
        self._restore.setVisible(words.is_archived)
        order_tabs(self)
        if focused:
            self._focus_on(focused)

    def focus(self) -> None:
        """Put the focus where the way back and all else begins, and show the top."""
        self._column.verticalScrollBar().setValue(0)
        self._back.setFocus()

    def _focused_name(self) -> str:
        focused = self.focusWidget()
        return focused.accessibleName() if focused is not None and focused.hasFocus() else ""

    def _focus_on(self, name: str) -> None:
        """The same button again; where it has gone, the way back."""
        buttons = [b for b in self.findChildren(QPushButton) if b.isVisibleTo(self)]
        same = next((b for b in buttons if b.accessibleName() == name), self._back)
        same.setFocus()

    def _build(self) -> None:
        self._column = ScrollColumn(role="plain")
        for card in (self._head, self._facts, self.plan, self.lists, self.paper, self._notes):
            self._column.body.addWidget(card)
        acts = FlexibleRow(self._edit, self._archive, self._restore, self._delete)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addLayout(row(self._back, None, self.undo_bar))
        down.addWidget(self._column, 1)
        self._head.body.addWidget(acts)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._edit.clicked.connect(self.edit_wished)
        self._archive.clicked.connect(self.archive_wished)
        self._restore.clicked.connect(self.restore_wished)
        self._delete.clicked.connect(self.deletion_wished)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)


def _facts_of(words: DetailWords) -> tuple[object, ...]:
    return words.facts, words.place, words.interviewers
