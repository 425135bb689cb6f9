"""Three columns that share the page's width: questions, the answer, a checklist."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mlprep_gui.services.checklists import TickedList
from mlprep_gui.ui.pages.practice.answer_column import AnswerColumn
from mlprep_gui.ui.pages.practice.question_list import QuestionList
from mlprep_gui.ui.pages.practice.side_panel import SidePanel
from mlprep_gui.ui.pages.practice.state import Mode
from mlprep_gui.ui.theme import LIST_WIDTH, SIDE_PANEL, Theme


class Spread(QWidget):
    """The list and the checklist give way before the question does.

    Where there is no room for the list beside the question, a button opens it in its place.

    Attributes:
        questions, answer, side: the columns.

    Signals:
        item_toggled: of a checklist: list id, item id and whether it is ticked now.
    """

    item_toggled = Signal(str, str, bool)

    def __init__(
        self, theme: Theme, questions: QuestionList, answer: AnswerColumn, side: SidePanel
    ) -> None:
        super().__init__()
        self._theme = theme
        self.questions = questions
        self.answer = answer
        self.side = side
        self._is_answering = False
        self._is_browsing = False
        self._open_list = ""
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(questions)
        across.addWidget(answer, 1)
        across.addWidget(side)
        theme.changed.connect(self._arrange)
        answer.browse.clicked.connect(self._on_browse_wanted)
        questions.activated.connect(self.end_browsing)
        side.item_toggled.connect(self.item_toggled)
        side.closed.connect(self._on_side_closed)

    def show_mode(self, mode: Mode) -> None:
        """Show what belongs to it."""
        self._is_answering = mode is Mode.ANSWERING
        self.answer.show_mode(mode)
        # Another question would throw away what was typed for this one.
        self.questions.setEnabled(mode is not Mode.TYPING)
        self._arrange()

    def show_lists(self, lists: tuple[TickedList, ...]) -> None:
        """Take over the checklists, new ones or with other ticks."""
        self.side.show_lists(lists)
        for ticked in lists:
            checklist = ticked.checklist
            if checklist.id not in self.answer.list_ids:
                button = self.answer.add_list_button(checklist.id, checklist.title)
                button.clicked.connect(lambda _on, wanted=checklist.id: self._toggle_list(wanted))
                button.setVisible(not self._is_answering)

    def end_browsing(self) -> None:
        """Show the question again where the list had taken its place."""
        self._is_browsing = False
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Escape closes the checklist, above all where it stands in the question's place."""
        if event.key() == Qt.Key.Key_Escape and self._open_list and not self.side.isHidden():
            self._on_side_closed()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._is_answering:
            self.questions.hide()
            self.side.hide()
            self.answer.show()
            self.answer.browse.hide()
            return
        list_width, side_width = self._theme.scaled(LIST_WIDTH), self._theme.scaled(SIDE_PANEL)
        side_open = bool(self._open_list)
        is_narrow = self.width() < 2.5 * list_width + (side_width if side_open else 0)
        browsing = is_narrow and self._is_browsing
        self.questions.setFixedWidth(self.width() if browsing else list_width)
        self.questions.setVisible(browsing or not is_narrow)
        # Beside the question where the two fit, in its place where they do not.
        is_tight = side_open and self.width() < 1.2 * list_width + side_width
        self.answer.setVisible(not browsing and not is_tight)
        self.answer.browse.setVisible(is_narrow)
        self.side.setFixedWidth(self.width() if is_tight else side_width)
        self.side.setVisible(side_open and not browsing)

    def _toggle_list(self, checklist_id: str) -> None:
        self._open_list = "" if self._open_list == checklist_id else checklist_id
        self.answer.mark_list_button(self._open_list)
        if self._open_list:
            self.side.open_list(self._open_list)
        self._arrange()
        if self.answer.isHidden():
            self.side.focus_close_button()

    def _on_side_closed(self) -> None:
        self._toggle_list(self._open_list)

    def _on_browse_wanted(self) -> None:
        self._is_browsing = True
        self._arrange()
        self.questions.search.setFocus()
