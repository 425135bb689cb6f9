"""Decides what the practice page does and shows; no Qt here, and nothing blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.practice import Phase, PracticeSession, choose_next, choose_random
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.pages.practice.contents import (
    Mode,
    Notice,
    PracticeState,
    Stage,
    notice_of,
    plan_of,
    show_stage,
)
from mlprep_gui.ui.pages.practice.errands import PracticeErrands, PracticeServices
from mlprep_gui.ui.wording import describe


@dataclass(frozen=True, slots=True)
class PracticeOutlets:
    """Where the presenter's decisions go.

    Attributes:
        changed: ask for ``state`` again.
        question_changed: another question was chosen; not by the page itself.
        practised: the ids of the questions that were answered at least once.
        review: show this attempt's review.
    """

    changed: Callable[[], None]
    question_changed: Callable[[str], None]
    practised: Callable[[frozenset[str]], None]
    review: Callable[[str], None]


class PracticePresenter:
    """Lives on the window's thread.

    Attributes:
        errands: for what needs no decision.
    """

    def __init__(self, services: PracticeServices, outlets: PracticeOutlets) -> None:
        self._services = services
        self._out = outlets
        self.errands = PracticeErrands(services, self._on_failed)
        self._session = PracticeSession(
            services.practice, self._on_session_changed, self._on_handed_over
        )
        self._is_typing = False
        self._is_keeping = False
        self._was_answered = False
        self._practised: frozenset[str] | None = None
        self._sound_fault: Fault | None = None
        self._notice: Notice | None = None
        # The answer whose review comes to the front by itself as soon as it is there.
        self._awaited = ""
        self._when_idle: Callable[[], object] | None = None

    # What the page asks ------------------------------------------------------------------------

    def state(self) -> PracticeState:
        """What there is to show now."""
        view, busy = self._session.view(), self.is_busy
        question = view.question
        may_answer = question is not None and not self._is_keeping
        preferences = self._services.practice.preferences()
        return PracticeState(
            mode=Mode.ANSWERING if busy else Mode.TYPING if self._is_typing else Mode.CHOOSING,
            question=question,
            plan=plan_of(question, preferences) if question is not None else "",
            stage=self.stage(),
            may_record=may_answer and self._sound_fault is None,
            may_answer=may_answer,
            may_cancel=self._is_typing or (busy and view.phase is not Phase.FINISHING),
            was_answered=self._was_answered,
            notice=self._notice,
        )

    def stage(self) -> Stage | None:
        """The part of the state that moves all the time; None while no answer is under way."""
        return show_stage(self._session.view()) if self.is_busy else None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is under way."""
        return self._session.is_busy

    @property
    def is_idle(self) -> bool:
        """Whether nothing at all is under way."""
        return not (self.is_busy or self._is_typing or self._is_keeping)

    @property
    def would_lose_sound(self) -> bool:
        """Whether something was recorded that cancelling would throw away."""
        return self._session.view().elapsed_s > 0

    @property
    def phase(self) -> Phase:
        """Where the session stands."""
        return self._session.view().phase

    # What the user does ------------------------------------------------------------------------

    def look_around(self) -> None:
        """Ask anew what other pages or the world may have changed."""
        self.errands.find_practised(self._on_practised)
        if self._practised is None or self._sound_fault is not None:
            self.look_for_microphone()

    def look_for_microphone(self) -> None:
        """Find out whether anything can be recorded."""
        self.errands.look_for_microphone(self._on_microphone)

    def choose(self, question_id: str) -> None:
        """Show a question, unless one is being answered."""
        if not self.is_idle:
            return
        self._awaited = ""
        self._was_answered = False
        self._session.choose(self._services.bank.get(question_id))

    def choose_random(self) -> None:
        """Show any other question."""
        question = self._session.view().question
        current = question.id if question is not None else None
        picked = choose_random(self._services.bank, current, self._services.random)
        if picked is not None and self.is_idle:
            self.choose(picked.id)
            self._out.question_changed(picked.id)

    def choose_next(self) -> None:
        """Show the first question that was not answered yet."""
        picked = choose_next(self._services.bank, self._practised or ())
        if picked is None:
            self._say(Notice("You have practised every question at least once.", tone="good"))
        elif self.is_idle:
            self.choose(picked.id)
            self._out.question_changed(picked.id)

    def go_on(self) -> None:
        """The next step of a spoken answer: begin, start speaking, stop."""
        if self.phase is Phase.THINKING:
            self._session.skip_thinking()
        elif self.phase is Phase.RECORDING:
            self._session.stop()
        elif self.state().may_record and not self._is_typing:
            self._notice = None
            self._session.begin()

    def cancel(self) -> None:
        """Drop what is under way; the page asks first where ``would_lose_sound``."""
        if self._is_typing:
            self._is_typing = False
            self._out.changed()
        else:
            self._session.discard()

    def begin_typing(self) -> None:
        """Open the field for a typed answer."""
        if self.is_idle and self.state().may_answer:
            self._is_typing = True
            self._out.changed()

    def check_typed(self, text: str) -> None:
        """Keep and judge what was typed."""
        question = self._session.view().question
        if question is not None and text.strip():
            self._is_typing = False
            self._is_keeping = True
            self.errands.type_answer(question, text, self._on_typed_kept)
            self._out.changed()

    def open_recording(self, path: Path) -> None:
        """Take a sound file as the answer."""
        view = self._session.view()
        if view.question is None or not self.is_idle:
            return
        self._is_keeping = True
        self._say(Notice(f"Reading {path.name}…"))
        self.errands.open_recording(view.question, path, view.limit_s, self._on_copied)

    def tick(self) -> None:
        """Look at the clock and at the microphone."""
        self._session.tick()

    def stop_for(self, proceed: Callable[[], object]) -> None:
        """Keep the answer under way, or drop what is no answer yet, and then ``proceed``."""
        self._when_idle = proceed
        if self.phase is Phase.RECORDING:
            self._session.stop()
        else:
            self._session.discard()

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
        view = self._session.view()
        if view.fault is not None and view.phase is Phase.CHOOSING:
            self._notice = self._notice_of_session(view.fault, saved=view.saved_after_fault)
        self._out.changed()
        if not self.is_busy and self._when_idle is not None:
            proceed, self._when_idle = self._when_idle, None
            proceed()

    def _notice_of_session(self, fault: Fault, *, saved: bool) -> Notice:
        if saved:
            return Notice(describe(fault).sentence, "What was recorded is kept.", "warn")
        return notice_of(fault, action="Try again", act=self.go_on)

    def _on_handed_over(self, attempt: Attempt) -> None:
        self._awaited = attempt.id
        self._was_answered = True
        self.errands.write_down(attempt.id)
        self.errands.find_practised(self._on_practised)
        self._out.changed()

    def _on_copied(self, attempt: Attempt) -> None:
        self._is_keeping = False
        self._notice = None
        self._on_handed_over(attempt)

    def _on_typed_kept(self, attempt: Attempt) -> None:
        self._is_keeping = False
        self._was_answered = True
        self.errands.find_practised(self._on_practised)
        self._out.changed()
        self._out.review(attempt.id)

    def _on_practised(self, practised: frozenset[str]) -> None:
        is_first = self._practised is None
        self._practised = practised
        self._out.practised(practised)
        if is_first and self._session.view().question is None:
            bank = self._services.bank
            picked = choose_next(bank, practised) or next(iter(bank), None)
            if picked is not None:
                self.choose(picked.id)
                self._out.question_changed(picked.id)

    def _on_microphone(self, fault: Fault | None) -> None:
        before, self._sound_fault = self._sound_fault, fault
        if fault is not None:
            self._say(notice_of(fault, "warn", "Look again", self.look_for_microphone))
        elif before is not None:
            self._say(Notice("The microphone is there now.", tone="good"))
        else:
            self._out.changed()

    def _on_failed(self, fault: Fault) -> None:
        self._is_keeping = False
        self._say(notice_of(fault))

    def _say(self, notice: Notice) -> None:
        self._notice = notice
        self._out.changed()
