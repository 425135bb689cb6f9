"""Questions to ask: the user's own list in the user's order, and notes that become questions."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.workbooks import NEXT_STEPS, Jotting
from mlprep_gui.services.interviews.list_lines import ItemLine
from mlprep_gui.ui.pages.preparation.contents import ASK, SHEETS
from mlprep_gui.ui.pages.preparation.job_sheet import moved
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.kept_field import AddLine, KeptField
from mlprep_gui.ui.widgets.row_column import Grip, MovableRow, RowColumn
from mlprep_gui.ui.widgets.surfaces import clear, row
from mlprep_gui.ui.widgets.words import Words, breakable

_LINES = 2


class QuestionsSheet(Sheet):
    """``research_wished`` when the user wants to read or write research notes."""

    research_wished = Signal()

    def __init__(self, tools: SheetTools) -> None:
        super().__init__(
            tools,
            SHEETS[ASK],
            "Put the most important ones first: time may be short at the end. "
            "Drag a question, or press Alt+Up and Alt+Down.",
        )
        self._questions: dict[str, Jotting] = {}
        self._notes: tuple[ItemLine, ...] | None = None
        self._rows: RowColumn[_QuestionRow] = RowColumn()
        self._add = AddLine("A question of your own")
        self._no_notes = Words("There are no notes yet.", "muted")
        self._ground = QVBoxLayout()
        self._research = Button("Go to the &research notes", ButtonKind.PLAIN)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._add)
        self.body.addWidget(Words("From your notes", "eyebrow"))
        self.body.addWidget(self._no_notes)
        self.body.addLayout(self._ground)
        self.body.addLayout(row(self._research, None))
        self._rows.ordered.connect(self._do.order_questions)
        self._rows.moved.connect(self._on_moved)
        self._add.added.connect(self._do.add_question)
        self._research.clicked.connect(self.research_wished)

    def show_state(self, state: PreparationState) -> None:
        """See ``Sheet``."""
        if state.book is None:
            return
        wanted = {one.id: one for one in state.book.questions}
        self._rows.show_rows(wanted, lambda key: _QuestionRow(wanted[key], self._tools))
        for key, one in wanted.items():
            shown = self._rows.row(key)
            if shown is not None and self._questions.get(key) != one:
                shown.show_question(one)
        self._questions = wanted
        self._show_notes(state.notes)

    def _show_notes(self, notes: tuple[ItemLine, ...]) -> None:
        if notes == self._notes:
            return
        self._notes = notes
        self._no_notes.setVisible(not notes)
        clear(self._ground)
        for item in notes:
            button = Button(
                "Make it a question", ButtonKind.SMALL, name=f"Make a question of: {item.text}"
            )
            button.clicked.connect(partial(self._do.ask_about_note, (item.list_id, item.id)))
            text = Words(breakable(item.note.text.strip()))
            for words in (Words(breakable(item.text), "small"), text):
                words.let_height_follow()
                self._ground.addWidget(words)
            self._ground.addLayout(row(button, None))

    def _on_moved(self, key: str, step: int) -> None:
        self._do.order_questions(moved(self._rows.ids, key, step))


class _QuestionRow(MovableRow):
    """A question; the one about the next steps can be moved, but neither changed nor deleted."""

    def __init__(self, question: Jotting, tools: SheetTools) -> None:
        super().__init__()
        self._question = question
        self._do = tools.presenter
        self.grip = Grip(tools.icons)
        self._is_fixed = question.id == NEXT_STEPS
        self._field = KeptField("Question", tools.icons.theme, _LINES, shows_label=False)
        self._delete = Button("", ButtonKind.SMALL_QUIET, tools.icons, "close", "Delete")
        always = Words("It is always on your list.", "small")
        texts = QVBoxLayout()
        texts.addWidget(self._field)
        texts.addWidget(always)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_S)
        across.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(texts, 1)
        across.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignTop)
        always.setVisible(self._is_fixed)
        self._field.entry.setReadOnly(self._is_fixed)
        self._delete.setVisible(not self._is_fixed)
        self._field.kept.connect(self._on_kept)
        self._delete.clicked.connect(self._on_delete_clicked)
        self.show_question(question)

    def main_widget(self) -> QWidget:
        """See ``MovableRow``."""
        return self._field.entry

    def show_question(self, question: Jotting) -> None:
        """Show what is kept."""
        self._question = question
        self._field.show_text(question.text)
        self._field.set_name(f"Question: {question.text}")
        self._delete.setAccessibleName(f"Delete the question: {question.text}")

    def _on_kept(self, text: str, stretch: str) -> None:
        self._do.save_question(Jotting(self._question.id, text), stretch)

    def _on_delete_clicked(self) -> None:
        self._do.remove_question(self._question.id)
