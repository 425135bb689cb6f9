"""The practice page: it shows what the presenter decides and forwards what the user does."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.answers import Recovery
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice import confirmations, contents
from mlprep_gui.ui.pages.practice.answer_column import AnswerColumn
from mlprep_gui.ui.pages.practice.clockwork import Clockwork
from mlprep_gui.ui.pages.practice.commands import PracticeCommands, make_commands
from mlprep_gui.ui.pages.practice.contents import Notice, sentence_on_engine
from mlprep_gui.ui.pages.practice.dialogs import PracticeDialogs
from mlprep_gui.ui.pages.practice.errands import PracticeServices
from mlprep_gui.ui.pages.practice.leaving import Leaving
from mlprep_gui.ui.pages.practice.presenter import PracticeOutlets, PracticePresenter
from mlprep_gui.ui.pages.practice.question_list import QuestionList
from mlprep_gui.ui.pages.practice.side_panel import SidePanel
from mlprep_gui.ui.pages.practice.spread import Spread
from mlprep_gui.ui.pages.practice.state import Mode
from mlprep_gui.ui.permission import MicrophonePermission
from mlprep_gui.ui.widgets.file_drop import FileDrop
from mlprep_gui.ui.widgets.surfaces import Page


class PracticePage(Page):
    """One question at a time, from choosing it to the review of the answer.

    Attributes:
        commands: for the window's menus.

    Signals:
        review_requested: an attempt's id; its review is there to be shown.
        settings_requested: the user wants to see about the recogniser.
        microphone_chosen: another microphone's name, None for the system's default.
        microphone_test_requested: as it says.
        front_requested: something here was asked for while another page was in front.
        focus_mode_changed: whether an answer is under way, so that nothing else should show.
    """

    review_requested = Signal(str)
    settings_requested = Signal()
    microphone_chosen = Signal(object)
    microphone_test_requested = Signal()
    front_requested = Signal()
    focus_mode_changed = Signal(bool)

    def __init__(
        self, services: PracticeServices, icons: IconBook, permission: MicrophonePermission
    ) -> None:
        super().__init__()
        self._services = services
        self._clock = services.practice.clock
        self._list = QuestionList(services.bank, icons)
        self._column = AnswerColumn(icons, services.bank)
        self._spread = Spread(icons.theme, self._list, self._column, SidePanel(icons))
        self._clockwork = Clockwork(self)
        self._dialogs = PracticeDialogs(self)
        self._mode = Mode.CHOOSING
        self._question: Question | None = None
        self._notice: Notice | None = None
        outlets = PracticeOutlets(
            changed=self._show,
            question_changed=self._list.select,
            practised=self._list.show_practised,
            review=self._show_review,
            ask_permission=permission.ask,
        )
        self._presenter = PracticePresenter(services, outlets)
        self._leaving = Leaving(self._presenter, self._dialogs, self._column.typed)
        self.commands = self._build_commands()
        self._build()
        self._connect()
        self._show()

    # What the window and the other pages ask ---------------------------------------------------

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._presenter.errands.find_lists(self._spread.show_lists)
        self._presenter.look_around()
        # Again, too, after it was let go of because nobody needed it for a while.
        self.on_preferences_changed(self._services.practice.preferences())
        self._focus_next_action()

    def search_field(self) -> QWidget:
        """See ``Page.search_field``."""
        return self._list.search

    def choose(self, question_id: str) -> None:
        """Show a question, unless one is being answered."""
        self._presenter.choose(question_id)
        self._list.select(question_id)

    def follow_bank(self) -> None:
        """Questions were added, changed or deleted."""
        self._presenter.follow_bank()
        self._list.follow_bank(self._question.id if self._question is not None else None)

    def hear(self, news: TranscriptionNews) -> None:
        """Take over what happened to an answer in the queue, or while it is being spoken."""
        if news.attempt.state is AttemptState.RECORDING:
            self._column.heard.show_words(news.heard if self._mode is Mode.ANSWERING else "")
            return
        self._column.jobs.hear(news, self._clock.monotonic_s())
        self._set_pace()
        self._presenter.hear(news, is_seen=self.isVisible())

    def forget(self, attempt_id: str) -> None:
        """Another page shows this answer or has deleted it: it needs no row here any more."""
        self._column.jobs.forget(attempt_id)
        self._column.recovered.forget(attempt_id)

    def offer_recovered(self, recovery: Recovery) -> None:
        """Offer what an earlier run left behind."""
        self._column.recovered.offer(recovery)
        self._column.recovered.set_wanted(wanted=self._mode is not Mode.ANSWERING)
        notice = contents.notice_of_found(recovery)
        if notice is not None:
            self._presenter.tell(notice)

    def tell(self, sentence: str, remedy: str = "", tone: str = "") -> None:
        """Show a notice."""
        self._presenter.tell(Notice(sentence, remedy, tone))

    def on_preferences_changed(self, preferences: Preferences) -> None:
        """Show what the new settings mean."""
        self._presenter.errands.warm_up(preferences)
        self._presenter.errands.find_engine(
            preferences, lambda engine: self._column.show_engine(sentence_on_engine(engine))
        )
        self._presenter.microphones.follow_choice()
        self._show()

    def holds_closing(self, proceed: Callable[[], object]) -> bool:
        """See ``Page.holds_closing``: an answer under way is kept first."""
        return self._leaving.is_held(proceed)

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        do = self._presenter
        FileDrop(self, lambda: do.is_idle, do.open_recording)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._spread)

    def _build_commands(self) -> PracticeCommands:
        do = self._presenter
        return make_commands(
            self,
            {
                "open": self._on_open_wanted,
                "toggle": self._on_toggled,
                "pause": do.spoken.toggle_pause,
                "discard": self._on_cancelled,
                "type_answer": self._on_type_wanted,
                "next_new": do.choose_next,
                "random": do.choose_random,
                "test": self.microphone_test_requested.emit,
            },
        )

    def _connect(self) -> None:
        column, do = self._column, self._presenter
        for signal, slot in (
            (self._clockwork.ticked, self._on_ticked),
            (self._clockwork.plugging_due, self._on_plugging_due),
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
            (column.ways.microphone.chosen, self.microphone_chosen),
            (column.ways.microphone.test_wanted, self.microphone_test_requested),
            (column.intake.cancelled, do.cancel),
            (column.recovered.write_down_wanted, self._on_recovered_wanted),
            (column.recovered.open_wanted, self._show_review),
            (column.typed.submitted, do.check_typed),
            (column.typed.cancelled, self._on_cancelled),
            (column.stage.proceeded, self._on_toggled),
            (column.stage.stepped_aside, do.spoken.go_aside),
            (column.stage.cancelled, self._on_cancelled),
            (column.stage.microphone_chosen, self.microphone_chosen),
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
        column.show_state(state)
        self._notice = state.notice
        idle = self._presenter.is_idle
        self.commands.allow(idle=idle, pausable=state.may_pause, cancellable=state.may_cancel)
        self._set_pace()
        if before[0] is not state.mode:
            self._on_mode_changed()
        elif before[1] and state.question:
            self._focus_next_action()

    def _on_mode_changed(self) -> None:
        answering = self._mode is Mode.ANSWERING
        if not answering:
            self._column.stage.clear()
            self._dialogs.withdraw()
        self.focus_mode_changed.emit(answering)
        self._focus_next_action()

    def _set_pace(self) -> None:
        live, clocks = not self._presenter.is_ended, self._column.jobs.is_working
        self._clockwork.set_pace(live=live, clocks=clocks)

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
            self._dialogs.ask(confirmations.DISCARD, self._presenter.cancel)
        else:
            self._presenter.cancel()

    def _on_type_wanted(self) -> None:
        self._come_to_front()
        self._presenter.begin_typing()

    def _on_open_wanted(self) -> None:
        self._come_to_front()
        self._dialogs.choose_file(self._presenter.open_recording)

    def _on_notice_acted(self) -> None:
        if self._notice is not None and self._notice.act is not None:
            self._notice.act()

    def _come_to_front(self) -> None:
        if not self.isVisible():
            self.front_requested.emit()

    # What happened -----------------------------------------------------------------------------

    def _on_ticked(self) -> None:
        self._presenter.spoken.session.tick()
        stage = self._presenter.spoken.stage()
        if stage is not None:
            self._column.stage.show_stage(stage)
        self._column.intake.show_intake(self._presenter.intake())
        if self._column.jobs.is_working:
            self._column.jobs.show_time(self._clock.monotonic_s())

    def _on_plugging_due(self) -> None:
        if self.isVisible():
            self._presenter.spoken.follow_plugging()

    def _on_recovered_wanted(self, attempt_id: str) -> None:
        self._column.recovered.forget(attempt_id)
        self._presenter.errands.write_down(attempt_id)

    def _show_review(self, attempt_id: str) -> None:
        self._column.typed.clear()
        self.forget(attempt_id)
        self.review_requested.emit(attempt_id)
