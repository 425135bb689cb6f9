"""Decides what the practice page does and shows; no Qt here, and nothing blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.practice.view import Phase
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.pages.practice.contents import Notice, notice_of, plan_of
from mlprep_gui.ui.pages.practice.errands import PracticeErrands, PracticeServices
from mlprep_gui.ui.pages.practice.intake import Intake, IntakeView
from mlprep_gui.ui.pages.practice.microphones import MicrophoneRound
from mlprep_gui.ui.pages.practice.spoken import SpokenAnswer
from mlprep_gui.ui.pages.practice.state import Mode, PracticeState
from mlprep_gui.ui.pages.practice.turns import QuestionTurns


@dataclass(frozen=True, slots=True)
class PracticeOutlets:
    """Where the presenter's decisions go.

    Attributes:
        changed: ask for ``state`` again.
        question_changed: another question was chosen; not by the page itself.
        practised: the ids of the questions that were answered at least once.
        review: show this attempt's review.
        ask_permission: find out whether the microphone may be used, and tell it.
    """

    changed: Callable[[], None]
    question_changed: Callable[[str], None]
    practised: Callable[[frozenset[str]], None]
    review: Callable[[str], None]
    ask_permission: Callable[[Callable[[bool], None]], None]


class PracticePresenter:
    """Lives on the window's thread.

    Attributes:
        errands: for what needs no decision.
        microphones: which there are.
        spoken: the answer that is being recorded, and its steps.
    """

    def __init__(self, services: PracticeServices, outlets: PracticeOutlets) -> None:
        self._services = services
        self._out = outlets
        self.errands = PracticeErrands(services, self._on_failed)
        self.microphones = MicrophoneRound(
            services.devices,
            lambda: services.practice.preferences().microphone,
            self._on_microphones,
        )
        self.spoken = SpokenAnswer(
            services.practice, self.microphones, self._on_session_changed, self._on_handed_over
        )
        self._intake = Intake(self.errands.open_recording, self._on_intake_ended)
        self._turns = QuestionTurns(services.bank, services.random)
        self._is_typing = False
        self._is_keeping = False
        self._was_answered = False
        self._notice: Notice | None = None
        # The answer whose review comes to the front by itself as soon as it is there.
        self._awaited = ""
        self._when_idle: Callable[[], object] | None = None

    # What the page asks ------------------------------------------------------------------------

    def state(self) -> PracticeState:
        """What there is to show now."""
        view, busy = self.spoken.view, self.is_busy
        question = view.question
        may_answer = question is not None and not (self._is_keeping or self._intake.is_busy)
        preferences = self._services.practice.preferences()
        return PracticeState(
            mode=Mode.ANSWERING if busy else Mode.TYPING if self._is_typing else Mode.CHOOSING,
            question=question,
            plan=plan_of(question, preferences) if question is not None else "",
            stage=self.spoken.stage(),
            intake=self.intake(),
            microphones=self.microphones.offer(),
            may_record=may_answer and self.microphones.fault is None,
            may_answer=may_answer,
            may_cancel=self._is_typing or self._intake.is_busy or self.spoken.may_cancel,
            may_pause=self.spoken.may_pause,
            was_answered=self._was_answered,
            notice=self._notice,
        )

    def intake(self) -> IntakeView | None:
        """How far a sound file is that is being taken in; None while none is."""
        return self._intake.view()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is under way."""
        return self.spoken.is_busy

    @property
    def is_ended(self) -> bool:
        """Whether no answer is being recorded or read."""
        return not (self.is_busy or self._intake.is_busy)

    @property
    def is_idle(self) -> bool:
        """Whether nothing at all is under way."""
        return not (self.is_busy or self._is_typing or self._is_keeping or self._intake.is_busy)

    @property
    def would_lose_sound(self) -> bool:
        """Whether something was recorded that cancelling would throw away."""
        return self.spoken.view.elapsed_s > 0

    # What the user does ------------------------------------------------------------------------

    def look_around(self) -> None:
        """Ask anew what other pages or the world may have changed."""
        self.follow_bank()
        self.errands.find_practised(self._on_practised)
        self.microphones.look()

    def choose(self, question_id: str) -> None:
        """Show a question, unless one is being answered or it has just been deleted."""
        question = self._services.bank.find(question_id)
        if question is None or not self.is_idle:
            return
        self._awaited = ""
        self._was_answered = False
        self.spoken.session.choose(question)

    def follow_bank(self) -> None:
        """Show the question as it is now, or another one in the place of one that has gone."""
        shown = self.spoken.view.question
        if shown is None or not self.is_idle:
            return
        fresh = self._services.bank.find(shown.id)
        if fresh is None:
            self._show_question(self._turns.first())
        elif fresh is not shown:
            self.spoken.session.choose(fresh)

    def choose_random(self) -> None:
        """Show any other question."""
        self._show_question(self._turns.any_but(self.spoken.view.question))

    def choose_next(self) -> None:
        """Show the first question that was not answered yet."""
        picked = self._turns.next()
        if picked is None:
            self._say(Notice("You have practised every question at least once.", tone="good"))
        self._show_question(picked)

    def go_on(self) -> None:
        """The next step of a spoken answer, the first one included."""
        if self.is_busy:
            self.spoken.go_on()
        elif self.state().may_record and not self._is_typing:
            self._out.ask_permission(self._on_permission)

    def cancel(self) -> None:
        """Drop what is under way; the page asks first where ``would_lose_sound``."""
        if self._intake.is_busy:
            self._intake.cancel()
        elif self._is_typing:
            self._is_typing = False
        else:
            self.spoken.session.discard()
            return
        self._out.changed()

    def begin_typing(self) -> None:
        """Open the field for a typed answer."""
        if self.is_idle and self.state().may_answer:
            self._is_typing = True
            self._out.changed()

    def check_typed(self, text: str) -> None:
        """Keep and judge what was typed."""
        question = self.spoken.view.question
        if question is not None and text.strip():
            self._is_typing = False
            self._is_keeping = True
            self.errands.type_answer(question, text, self._on_typed_kept)
            self._out.changed()

    def open_recording(self, path: Path) -> None:
        """Take a sound file as the answer."""
        view = self.spoken.view
        if view.question is not None and self.is_idle:
            self._notice = None
            self._intake.begin(view.question, path, view.limit_s)
            self._out.changed()

    def stop_for(self, proceed: Callable[[], object]) -> None:
        """Keep the answer under way, or drop what is no answer yet, and then ``proceed``."""
        self._when_idle = proceed
        if self._intake.is_busy:
            self._intake.cancel()
        else:
            self.spoken.end()

    def dismiss_notice(self) -> None:
        """It has been read."""
        self._notice = None

    def tell(self, notice: Notice) -> None:
        """Show a notice of the program's."""
        self._say(notice)

    def hear(self, news: TranscriptionNews, *, is_seen: bool) -> None:
        """Show the review of the answer that is waited for, if the user still waits for it."""
        done = news.attempt.engine and news.fault is None and news.attempt.id == self._awaited
        if done and is_seen and self.is_idle:
            self._awaited = ""
            self._out.review(news.attempt.id)

    # What the workers and the session tell -----------------------------------------------------

    def _on_session_changed(self) -> None:
        view = self.spoken.view
        if view.fault is not None and view.phase is Phase.CHOOSING:
            self._notice = self._notice_of_session(view.fault, saved=view.saved_after_fault)
        self._out.changed()
        self._proceed_if_idle()

    def _proceed_if_idle(self) -> None:
        if self._when_idle is not None and self.is_ended:
            proceed, self._when_idle = self._when_idle, None
            proceed()

    def _notice_of_session(self, fault: Fault, *, saved: bool) -> Notice:
        if saved:
            return Notice(describe(fault).sentence, "What was recorded is kept.", "warn")
        return notice_of(fault, action="Try again", act=self.go_on)

    def _on_permission(self, granted: bool) -> None:
        if not granted:
            self._say(notice_of(AudioFault(FaultCode.MICROPHONE_FORBIDDEN)))
        elif self.is_idle:
            self._notice = None
            self.spoken.session.begin()

    def _on_handed_over(self, attempt: Attempt) -> None:
        self._awaited = attempt.id
        self._was_answered = True
        self.errands.write_down(attempt.id)
        self.errands.find_practised(self._on_practised)
        self._out.changed()

    def _on_intake_ended(self, outcome: Attempt | Notice) -> None:
        self._notice = outcome if isinstance(outcome, Notice) else None
        if isinstance(outcome, Attempt):
            self._on_handed_over(outcome)
        self._out.changed()
        self._proceed_if_idle()

    def _on_typed_kept(self, attempt: Attempt) -> None:
        self._is_keeping = False
        self._was_answered = True
        self.errands.find_practised(self._on_practised)
        self._out.changed()
        self._out.review(attempt.id)

    def _on_practised(self, practised: frozenset[str]) -> None:
        is_first = not self._turns.is_known
        self._turns.take(practised)
        self._out.practised(practised)
        if is_first and self.spoken.view.question is None:
            self._show_question(self._turns.first())

    def _show_question(self, picked: Question | None) -> None:
        if picked is not None and self.is_idle:
            self.choose(picked.id)
            self._out.question_changed(picked.id)

    def _on_microphones(self, notice: Notice | None) -> None:
        # While an answer is under way the stage itself says what there is to say.
        if notice is not None and not self.is_busy:
            self._notice = notice
        self._out.changed()

    def _on_failed(self, fault: Fault) -> None:
        self._is_keeping = False
        self._say(notice_of(fault))

    def _say(self, notice: Notice) -> None:
        self._notice = notice
        self._out.changed()
