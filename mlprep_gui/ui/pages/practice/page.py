"""The practice page: it shows what the presenter decides and forwards what the user does."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout, QWidget

from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.practice import Phase
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.menus import make_action
from mlprep_gui.ui.pages.practice import confirmations
from mlprep_gui.ui.pages.practice.answer_column import AnswerColumn
from mlprep_gui.ui.pages.practice.commands import PracticeCommands
from mlprep_gui.ui.pages.practice.contents import Mode, Notice, sentence_on_engine
from mlprep_gui.ui.pages.practice.errands import PracticeServices
from mlprep_gui.ui.pages.practice.presenter import PracticeOutlets, PracticePresenter
from mlprep_gui.ui.pages.practice.question_list import QuestionList
from mlprep_gui.ui.pages.practice.side_panel import SidePanel
from mlprep_gui.ui.pages.practice.spread import Spread
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.file_drop import FileDrop
from mlprep_gui.ui.widgets.surfaces import Page

_LIVE_MS = 33
_CLOCKS_MS = 500
_SOUND_FILES = "Sound files (*.wav *.flac *.ogg *.mp3);;All files (*)"


class PracticePage(Page):
    """One question at a time, from choosing it to the review of the answer.

    Attributes:
        commands: for the window's menus.

    Signals:
        review_requested: an attempt's id; its review is there to be shown.
        settings_requested: the user wants to see about the recogniser.
        front_requested: something here was asked for while another page was in front.
        focus_mode_changed: whether an answer is under way, so that nothing else should show.
    """

    review_requested = Signal(str)
    settings_requested = Signal()
    front_requested = Signal()
    focus_mode_changed = Signal(bool)

    def __init__(self, services: PracticeServices, icons: IconBook) -> None:
        super().__init__()
        self._services = services
        self._clock = services.practice.clock
        self._list = QuestionList(services.bank, icons)
        self._column = AnswerColumn(icons, services.bank)
        self._spread = Spread(icons.theme, self._list, self._column, SidePanel(icons))
        self._timer = QTimer(self)
        self._mode = Mode.CHOOSING
        self._question: Question | None = None
        self._notice: Notice | None = None
        self._box: QMessageBox | None = None
        outlets = PracticeOutlets(
            changed=self._show,
            question_changed=self._list.select,
            practised=self._list.show_practised,
            review=self._show_review,
        )
        self._presenter = PracticePresenter(services, outlets)
        self.commands = self._build_commands()
        self._build()
        self._connect()
        self._show()

    # What the window and the other pages ask ---------------------------------------------------

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._presenter.errands.find_lists(self._spread.show_lists)
        self._presenter.look_around()
        self.on_preferences_changed(self._services.practice.preferences())
        self._focus_next_action()

    def search_field(self) -> QWidget:
        """See ``Page.search_field``."""
        return self._list.search

    def choose(self, question_id: str) -> None:
        """Show a question, unless one is being answered."""
        self._presenter.choose(question_id)
        self._list.select(question_id)

    def hear(self, news: TranscriptionNews) -> None:
        """Take over what happened to an answer in the queue."""
        self._column.jobs.hear(news, self._clock.monotonic_s())
        self._set_timer()
        self._presenter.hear(news, is_seen=self.isVisible())

    def forget(self, attempt_id: str) -> None:
        """Another page shows this answer or has deleted it: it needs no row here any more."""
        self._column.jobs.forget(attempt_id)

    def tell(self, sentence: str, remedy: str = "", tone: str = "") -> None:
        """Show a notice."""
        self._presenter.tell(Notice(sentence, remedy, tone))

    def on_preferences_changed(self, preferences: Preferences) -> None:
        """Show what the new settings mean."""
        self._presenter.errands.find_engine(
            preferences, lambda engine: self._column.show_engine(sentence_on_engine(engine))
        )
        self._show()

    def holds_closing(self, proceed: Callable[[], object]) -> bool:
        """See ``Page.holds_closing``: an answer under way is kept first."""
        phase = self._presenter.phase
        if phase is Phase.CHOOSING:
            if self._mode is not Mode.TYPING or self._column.typed.is_empty:
                return False
            self._ask(confirmations.LOSE_TYPED, partial(self._drop_typed, proceed))
        elif phase is Phase.RECORDING:
            self._ask(confirmations.KEEP_AND_QUIT, lambda: self._presenter.stop_for(proceed))
        else:
            self._presenter.stop_for(proceed)
        return True

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        do = self._presenter
        FileDrop(self, lambda: do.is_idle, do.open_recording)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._spread)

    def _build_commands(self) -> PracticeCommands:
        do = self._presenter
        return PracticeCommands(
            open=make_action(self, "&Open a recording…", "Ctrl+O", self._on_open_wanted),
            toggle=make_action(self, "&Start or stop the answer", "Ctrl+R", self._on_toggled),
            discard=make_action(self, "&Discard or cancel", "Esc", self._on_cancelled),
            type_answer=make_action(self, "&Type the answer", "Ctrl+T", self._on_type_wanted),
            next_new=make_action(self, "&Next new question", "Ctrl+N", do.choose_next),
            random=make_action(self, "&Random question", "Ctrl+Shift+N", do.choose_random),
        )

    def _connect(self) -> None:
        column, do = self._column, self._presenter
        for signal, slot in (
            (self._timer.timeout, self._on_timeout),
            (self._list.chosen, do.choose),
            (self._list.activated, self._focus_next_action),
            (self._list.random_wanted, do.choose_random),
            (self._list.next_wanted, do.choose_next),
            (self._spread.item_toggled, do.errands.set_tick),
            (column.settings_wanted, self.settings_requested),
            (column.notice.acted, self._on_notice_acted),
            (column.notice.dismissed, do.dismiss_notice),
            (column.ways.record_wanted, self._on_toggled),
            (column.ways.open_wanted, self._on_open_wanted),
            (column.ways.type_wanted, self._on_type_wanted),
            (column.typed.submitted, do.check_typed),
            (column.typed.cancelled, self._on_cancelled),
            (column.stage.proceeded, self._on_toggled),
            (column.stage.cancelled, self._on_cancelled),
            (column.jobs.cancelled, do.errands.cancel),
            (column.jobs.retried, do.errands.write_down),
            (column.jobs.reviewed, self._show_review),
        ):
            signal.connect(slot)

    # Showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        state = self._presenter.state()
        before = self._mode, self._question is None
        self._mode = state.mode
        column = self._column
        self._spread.show_mode(state.mode)
        if state.question is not None and state.question is not self._question:
            column.card.show_question(state.question)
            column.typed.clear()
        self._question = state.question
        column.ways.show_plan(state.plan)
        column.ways.show_again(state.was_answered)
        column.ways.allow(recording=state.may_record, anything=state.may_answer)
        if state.stage is not None:
            column.stage.show_stage(state.stage)
        self._show_notice(state.notice)
        self.commands.allow(idle=self._presenter.is_idle, cancellable=state.may_cancel)
        self._set_timer()
        if before[0] is not state.mode:
            self._on_mode_changed()
        elif before[1] and state.question:
            self._focus_next_action()

    def _show_notice(self, notice: Notice | None) -> None:
        if notice is None:
            self._column.notice.hide()
        elif notice is not self._notice:
            self._column.notice.show_words(
                notice.sentence, notice.remedy, notice.action, notice.tone
            )
        self._notice = notice

    def _on_mode_changed(self) -> None:
        answering = self._mode is Mode.ANSWERING
        if not answering:
            self._column.stage.clear()
            if self._box is not None:
                # What it asked about has come to its end by itself.
                self._box.reject()
        self.focus_mode_changed.emit(answering)
        self._focus_next_action()

    def _set_timer(self) -> None:
        wanted_ms = 0
        if self._presenter.is_busy:
            wanted_ms = _LIVE_MS
        elif self._column.jobs.is_working:
            wanted_ms = _CLOCKS_MS
        if wanted_ms == 0:
            self._timer.stop()
        elif not self._timer.isActive() or self._timer.interval() != wanted_ms:
            self._timer.start(wanted_ms)

    def _focus_next_action(self) -> None:
        self._column.focus_next_action(self._mode)

    # What the user does ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Space, where no button and no field has taken it."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._on_toggled()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self) -> None:
        self._come_to_front()
        self._presenter.go_on()

    def _on_cancelled(self) -> None:
        if self._presenter.would_lose_sound:
            self._ask(confirmations.DISCARD, self._presenter.cancel)
        else:
            self._presenter.cancel()

    def _on_type_wanted(self) -> None:
        self._come_to_front()
        self._presenter.begin_typing()

    def _on_open_wanted(self) -> None:
        self._come_to_front()
        dialog = QFileDialog(self, "Open a recording", "", _SOUND_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._presenter.open_recording(Path(name)))
        dialog.open()

    def _on_notice_acted(self) -> None:
        if self._notice is not None and self._notice.act is not None:
            self._notice.act()

    def _come_to_front(self) -> None:
        if not self.isVisible():
            self.front_requested.emit()

    def _ask(self, choice: Choice, then: Callable[[], None]) -> None:
        if self._box is None:
            self._box = ask(self, choice, then)
            self._box.finished.connect(self._on_answered)

    def _drop_typed(self, proceed: Callable[[], object]) -> None:
        self._column.typed.clear()
        proceed()

    # What happened -----------------------------------------------------------------------------

    def _on_answered(self) -> None:
        self._box = None

    def _on_timeout(self) -> None:
        self._presenter.tick()
        stage = self._presenter.stage()
        if stage is not None:
            self._column.stage.show_stage(stage)
        if self._column.jobs.is_working:
            self._column.jobs.show_time(self._clock.monotonic_s())

    def _show_review(self, attempt_id: str) -> None:
        self._column.typed.clear()
        self.forget(attempt_id)
        self.review_requested.emit(attempt_id)
