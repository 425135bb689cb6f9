"""The middle of the practice page: the question and, below it, what belongs to the moment."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy

from mlprep_gui.domain.questions import Questions
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.contents import Notice
from mlprep_gui.ui.pages.practice.heard_words import HeardWords
from mlprep_gui.ui.pages.practice.intake_card import IntakeCard
from mlprep_gui.ui.pages.practice.job_rows import JobRows
from mlprep_gui.ui.pages.practice.question_card import QuestionCard, WaysToAnswer
from mlprep_gui.ui.pages.practice.recovered import RecoveredOffers
from mlprep_gui.ui.pages.practice.stage import StageCard
from mlprep_gui.ui.pages.practice.state import Mode, PracticeState
from mlprep_gui.ui.pages.practice.typed_answer import TypedAnswerCard
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words


class AnswerColumn(ScrollColumn):
    """Holds the parts and shows those that belong to the mode.

    Attributes:
        notice, recovered, card, intake, ways, typed, stage, heard, jobs: the parts,
            from top to bottom.
        browse: opens the list of questions where there is no room beside it.

    Signals:
        settings_wanted: the user wants to see about the recogniser.
    """

    settings_wanted = Signal()

    def __init__(self, icons: IconBook, bank: Questions) -> None:
        super().__init__()
        self._icons = icons
        self.notice = NoticeBar(icons)
        self.recovered = RecoveredOffers(icons, bank)
        self.card = QuestionCard()
        self.intake = IntakeCard()
        self.ways = WaysToAnswer(icons)
        self.typed = TypedAnswerCard(icons)
        self.stage = StageCard(icons)
        self.heard = HeardWords()
        self.jobs = JobRows(icons, bank)
        self.browse = Button("All questions", ButtonKind.QUIET, icons, "questions")
        self._bar = QHBoxLayout()
        self._engine = Words(role="small")
        self._settings = Button("Recogniser…", ButtonKind.QUIET, icons, "settings")
        self._list_buttons: dict[str, Button] = {}
        self._notice: Notice | None = None
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
        self.recovered.set_wanted(wanted=not answering)
        if not answering:
            self.heard.show_words("")
        if answering:
            self.notice.hide()
            self.browse.hide()

    def show_state(self, state: PracticeState) -> None:
        """Fill the parts with what there is to show now."""
        self.ways.show_plan(state.plan)
        self.ways.show_again(state.was_answered)
        self.ways.allow(recording=state.may_record, anything=state.may_answer)
        self.ways.show_microphones(state.microphones)
        self.intake.show_intake(state.intake)
        self.ways.setVisible(state.mode is Mode.CHOOSING and state.intake is None)
        self.stage.show_microphones(state.microphones)
        if state.stage is not None:
            self.stage.show_stage(state.stage)
        self._show_notice(state.notice)
        self._reveal_focus()

    def focus_next_action(self, mode: Mode) -> None:
        """Put the focus where the next step is one key away."""
        if mode is Mode.ANSWERING:
            self.stage.focus_next_action()
        elif mode is Mode.TYPING:
            self.typed.focus_next_action()
        else:
            self.ways.focus_next_action()
        self._reveal_focus()

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

    def _reveal_focus(self) -> None:
        """Scroll to the next action, as soon as the parts have found their places."""
        QTimer.singleShot(0, self, self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        widget = QApplication.focusWidget()
        if widget is not None and self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget)

    def _show_notice(self, notice: Notice | None) -> None:
        if notice is None:
            self.notice.hide()
        elif notice is not self._notice:
            self.notice.show_words(notice.sentence, notice.remedy, notice.action, notice.tone)
        self._notice = notice

    def _build(self) -> None:
        self.browse.hide()
        self._bar.setSpacing(GAP_S)
        self._bar.addWidget(self.browse)
        self._bar.addStretch(1)
        engine = QHBoxLayout()
        engine.addWidget(self._engine, 1)
        engine.addWidget(self._settings)
        self._settings.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        for part in (self.card, self.intake, self.stage, self.ways, self.typed):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.addLayout(self._bar)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.recovered)
        self.body.addWidget(self.card)
        self.body.addWidget(self.intake)
        self.body.addWidget(self.ways)
        self.body.addWidget(self.typed)
        self.body.addWidget(self.stage)
        self.body.addWidget(self.heard)
        self.body.addWidget(self.jobs)
        self.body.addLayout(engine)
