"""The preparation: what one writes down before and after an interview, a sheet at a time."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.interview_wording import name_interview
from mlprep_gui.ui.pages.preparation.answers_sheet import AnswersSheet
from mlprep_gui.ui.pages.preparation.contents import (
    ANSWERS,
    ASK,
    DEBRIEF,
    JOB,
    MOCK,
    SHEETS,
    THANKS,
    sum_up_sheet,
)
from mlprep_gui.ui.pages.preparation.debrief_sheet import DebriefSheet
from mlprep_gui.ui.pages.preparation.feedback_sheet import FeedbackSheet
from mlprep_gui.ui.pages.preparation.job_sheet import JobSheet
from mlprep_gui.ui.pages.preparation.presenter import PreparationPresenter
from mlprep_gui.ui.pages.preparation.questions_sheet import QuestionsSheet
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.pages.preparation.thanks_sheet import ThanksSheet
from mlprep_gui.ui.theme import GAP_L, GAP_M, LIST_WIDTH, MEASURE
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, row
from mlprep_gui.ui.widgets.undo_bar import UndoBar
from mlprep_gui.ui.widgets.words import Words, breakable


class PreparationPage(Page):
    """Everything that is typed is kept within a second, and can be undone.

    Signals:
        left: the user wants back to the checklists.
        list_requested: interview's id or "", and the list that is to be shown.
        practice_requested: the question that is to be practised.
        question_drafted: a question that is to be edited and kept.
    """

    left = Signal()
    list_requested = Signal(str, str)
    practice_requested = Signal(str)
    question_drafted = Signal(object)

    def __init__(self, services: InterviewServices, storage: Background, icons: IconBook) -> None:
        super().__init__()
        self._presenter = PreparationPresenter(
            services, storage, self._on_changed, self.question_drafted.emit
        )
        self._theme = icons.theme
        self._tools = SheetTools(self._presenter, icons)
        self._back = Button("&Back to the checklists", icons=icons, icon="back")
        self._interview = Words(role="muted")
        self._undo = UndoBar(icons)
        self._notice = NoticeBar(icons)
        self._titles = QListWidget()
        self._stack = QStackedWidget()
        self._sheets: dict[str, Sheet] = {}
        self._told = ""
        self._build()
        self._connect()

    def open_set(self, set_id: str, sheet: str = "") -> None:
        """Show what is written for an interview, or for none (""), and one of the sheets."""
        self._flush()
        self._presenter.open_set(set_id, sheet)

    def on_shown(self) -> None:
        """See ``Page``."""
        self._presenter.refresh()
        self._titles.setFocus()

    def holds_closing(self, _proceed: Callable[[], object]) -> bool:
        """See ``Page``; what was typed is kept on the way."""
        self._flush()
        return False

    def undo(self) -> None:
        """Take the last step back."""
        self._flush()
        self._presenter.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._flush()
        self._presenter.redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Undo and Redo, where the menus have not taken them."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list gives way before what stands beside it does."""
        self._titles.setFixedWidth(min(self._theme.scaled(LIST_WIDTH), self.width() // 3))

    # What there is to see ----------------------------------------------------------------------

    def _on_changed(self) -> None:
        state = self._presenter.state()
        self._show_notice(state)
        if state.book is None:
            return
        name = name_interview(state.interview) if state.interview else "No interview yet"
        self._interview.setText(breakable(name))
        self._undo.show_state(state.undo)
        self._show_titles(state)
        sheet = self._sheets.get(state.sheet)
        if sheet is None:
            sheet = self._sheets[state.sheet] = self._make_sheet(state.sheet)
            self._stack.addWidget(sheet)
        sheet.show_state(state)
        self._stack.setCurrentWidget(sheet)

    def _show_titles(self, state: PreparationState) -> None:
        assert state.book is not None
        blocked = self._titles.blockSignals(True)
        for place, (key, title) in enumerate(SHEETS.items()):
            self._titles.item(place).setText(f"{title}\n{sum_up_sheet(key, state.book)}")
        self._titles.setCurrentRow(list(SHEETS).index(state.sheet))
        self._titles.blockSignals(blocked)

    def _show_notice(self, state: PreparationState) -> None:
        if state.fault is not None:
            self._notice.show_fault(state.fault)
        elif state.told:
            self._notice.show_words(state.told)
        else:
            self._notice.hide()
        if state.told and state.told != self._told:
            announce(self, state.told)
        self._told = state.told

    def _make_sheet(self, key: str) -> Sheet:
        if key == ASK:
            ask = QuestionsSheet(self._tools)
            ask.research_wished.connect(self._on_research_wished)
            return ask
        if key == ANSWERS:
            answers = AnswersSheet(self._tools)
            answers.practice_wished.connect(self.practice_requested)
            return answers
        others: dict[str, Callable[[SheetTools], Sheet]] = {
            JOB: JobSheet,
            MOCK: FeedbackSheet,
            THANKS: ThanksSheet,
            DEBRIEF: DebriefSheet,
        }
        return others[key](self._tools)

    # How it is put together --------------------------------------------------------------------

    def _build(self) -> None:
        self._titles.setAccessibleName("Sheets of the preparation")
        self._titles.setWordWrap(True)
        self._titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for title in SHEETS.values():
            self._titles.addItem(QListWidgetItem(title))
        self._stack.setMaximumWidth(MEASURE)
        across = QHBoxLayout()
        across.setSpacing(GAP_L)
        across.addWidget(self._titles)
        across.addWidget(self._stack, 1000)
        across.addStretch(1)
        head = row(Words("Preparation", "title"), self._undo, self._back, spacing=GAP_M)
        head.setStretch(0, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        down.addLayout(head)
        down.addWidget(self._interview)
        down.addWidget(self._notice)
        down.addLayout(across, 1)

    def _connect(self) -> None:
        self._titles.currentRowChanged.connect(self._on_row_changed)
        self._titles.itemActivated.connect(self._on_title_activated)
        self._back.clicked.connect(self.left)
        self._undo.undone.connect(self.undo)
        self._undo.redone.connect(self.redo)
        self._notice.dismissed.connect(self._presenter.dismiss)
        self._theme.changed.connect(self._fit_list)

    # What the user does ------------------------------------------------------------------------

    def _flush(self) -> None:
        for sheet in self._sheets.values():
            sheet.flush()

    def _on_row_changed(self, place: int) -> None:
        if place >= 0:
            self._flush()
            self._presenter.choose_sheet(list(SHEETS)[place])

    def _on_title_activated(self) -> None:
        """Return on a title goes on to its sheet."""
        self._sheets[self._presenter.state().sheet].focus_first()

    def _on_research_wished(self) -> None:
        self._flush()
        self.list_requested.emit(self._presenter.state().set_id, "research")
