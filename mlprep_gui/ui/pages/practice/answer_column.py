"""The middle of the practice page: the question and, below it, what belongs to the moment."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.contents import Mode
from mlprep_gui.ui.pages.practice.job_rows import JobRows
from mlprep_gui.ui.pages.practice.question_card import QuestionCard, WaysToAnswer
from mlprep_gui.ui.pages.practice.stage import StageCard
from mlprep_gui.ui.pages.practice.typed_answer import TypedAnswerCard
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words


class AnswerColumn(ScrollColumn):
    """Holds the parts and shows those that belong to the mode.

    Attributes:
        notice, card, ways, typed, stage, jobs: the parts, from top to bottom.
        browse: opens the list of questions where there is no room beside it.

    Signals:
        settings_wanted: the user wants to see about the recogniser.
    """

    settings_wanted = Signal()

    def __init__(self, icons: IconBook, bank: QuestionBank) -> None:
        super().__init__()
        self._icons = icons
        self.notice = NoticeBar(icons)
        self.card = QuestionCard()
        self.ways = WaysToAnswer(icons)
        self.typed = TypedAnswerCard(icons)
        self.stage = StageCard(icons)
        self.jobs = JobRows(icons, bank)
        self.browse = Button("All questions", ButtonKind.QUIET, icons, "questions")
        self._bar = QHBoxLayout()
        self._engine = Words(role="small")
        self._settings = Button("Recogniser…", ButtonKind.QUIET, icons, "settings")
        self._list_buttons: dict[str, Button] = {}
        self._build()
        self._settings.clicked.connect(self.settings_wanted)

    def show_mode(self, mode: Mode) -> None:
        """Show the parts that belong to it."""
        answering = mode is Mode.ANSWERING
        for part in (self.jobs, self._engine, self._settings, *self._list_buttons.values()):
            part.setVisible(not answering)
        self.ways.setVisible(mode is Mode.CHOOSING)
        self.typed.setVisible(mode is Mode.TYPING)
        self.stage.setVisible(answering)
        if answering:
            self.notice.hide()
            self.browse.hide()

    def focus_next_action(self, mode: Mode) -> None:
        """Put the focus where the next step is one key away."""
        if mode is Mode.ANSWERING:
            self.stage.focus_next_action()
        elif mode is Mode.TYPING:
            self.typed.focus_next_action()
        else:
            self.ways.focus_next_action()

    def show_engine(self, sentence: str) -> None:
        """Say which recogniser will be used, and what to expect of it."""
        self._engine.setText(sentence)

    def add_list_button(self, checklist_id: str, title: str) -> Button:
        """A button that opens a checklist; made once for each list."""
        button = Button(title, ButtonKind.QUIET, self._icons, "checklists")
        button.setCheckable(True)
        button.setAccessibleName(f"Checklist: {title}")
        self._list_buttons[checklist_id] = button
        self._bar.addWidget(button)
        return button

    def mark_list_button(self, checklist_id: str) -> None:
        """Show which checklist is open, "" for none."""
        for own_id, button in self._list_buttons.items():
            button.setChecked(own_id == checklist_id)

    @property
    def list_ids(self) -> frozenset[str]:
        """The checklists that have a button."""
        return frozenset(self._list_buttons)

    def _build(self) -> None:
        self.browse.hide()
        self._bar.setSpacing(GAP_S)
        self._bar.addWidget(self.browse)
        self._bar.addStretch(1)
        engine = QHBoxLayout()
        engine.addWidget(self._engine, 1)
        engine.addWidget(self._settings)
        self._settings.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        for part in (self.card, self.stage, self.ways, self.typed):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.addLayout(self._bar)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.card)
        self.body.addWidget(self.ways)
        self.body.addWidget(self.typed)
        self.body.addWidget(self.stage)
        self.body.addWidget(self.jobs)
        self.body.addLayout(engine)
