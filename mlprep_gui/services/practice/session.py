"""One question at a time: choose, think, record, stop, hand over - and what may come between."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.ports.sound import Recorder, Recording, RecordingReport, RecordingStatus
from mlprep_gui.services.ports.speech import LiveTranscription, NoLiveTranscription
from mlprep_gui.services.ports.workers import Background, Clock
from mlprep_gui.services.practice.answer_under_way import AnswerUnderWay, Wish
from mlprep_gui.services.practice.question_choice import choose_next, choose_random
from mlprep_gui.services.practice.recording_faults import explain_end
from mlprep_gui.services.practice.view import (
    SILENCE_WARNING_S,
    LimitState,
    Phase,
    PracticeView,
    RecordingWarning,
    find_limit_state,
    find_warnings,
)

__all__ = [
    "SILENCE_WARNING_S",
    "LimitState",
    "Phase",
    "PracticeDesk",
    "PracticeSession",
    "PracticeView",
    "RecordingWarning",
    "choose_next",
    "choose_random",
]

# After these the answer can go on; after the others there is no room, or it is long enough.
_INTERRUPTIONS = frozenset({FaultCode.MICROPHONE_LOST, FaultCode.COMPUTER_SLEPT})


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    """What a practice works with.

    Attributes:
        answers: keeps attempts; used on ``storage`` only.
        recorder: the microphones; used on ``sound`` only, but for a recording's ``status``,
            ``pause`` and ``resume``.
        folder: where recordings go.
        clock: for the thinking time.
        storage, sound: the two workers.
        preferences: asked anew each time.
        live: follows the recording while it grows.
    """

    answers: AnswerBook
    recorder: Recorder
    folder: RecordingsFolder
    clock: Clock
    storage: Background
    sound: Background
    preferences: Callable[[], Preferences]
    live: LiveTranscription = field(default_factory=NoLiveTranscription)


class PracticeSession:
    """The state of the practice page. Lives on the window's thread and never blocks it.

    ``changed`` means "ask ``view`` again"; ``handed_over`` brings an attempt that was recorded and
    kept. ``tick`` is to be called by a timer while something runs. However a recording ends - by
    the user, at the limit, or because the microphone was lost - what was recorded is kept.
    """

    def __init__(
        self,
        desk: PracticeDesk,
        changed: Callable[[], None],
        handed_over: Callable[[Attempt], None],
    ) -> None:
        self._desk = desk
        self._changed = changed
        self._handed_over = handed_over
        self._phase = Phase.CHOOSING
        self._question: Question | None = None
        self._thinking_until_s = 0.0
        self._limit_s = 0.0
        self._answer = AnswerUnderWay()
        self._fault: Fault | None = None
        self._saved_after_fault = False

    # What the page asks ------------------------------------------------------------------------

    def view(self) -> PracticeView:
        """What there is to show now."""
        status = self._status()
        elapsed_s = self._kept_s if status is None else status.elapsed_s
        left_s = self._thinking_until_s - self._desk.clock.monotonic_s()
        return PracticeView(
            phase=self._phase,
            question=self._question,
            thinking_left_s=max(left_s, 0.0) if self._phase is Phase.THINKING else 0.0,
            elapsed_s=elapsed_s,
            limit_s=self._limit_s,
            limit=find_limit_state(elapsed_s, self._limit_s),
            status=status,
            fault=self._fault,
            saved_after_fault=self._saved_after_fault,
            warnings=find_warnings(status) if status and self._phase is Phase.RECORDING else (),
            microphone=self._answer.microphone,
            fallback_from=self._answer.fallback_from,
        )

    @property
    def is_busy(self) -> bool:
        """Whether leaving now would interrupt something."""
        return self._phase is not Phase.CHOOSING

    @property
    def can_stop(self) -> bool:
        """Whether ``stop`` will hand over an answer; if not, only ``discard`` ends what is on."""
        is_closing = self._phase is Phase.FINISHING
        return self._is_running or is_closing or (self.is_busy and self._answer.kept is not None)

    # What the user does ------------------------------------------------------------------------

    def choose(self, question: Question) -> None:
        """Show another question; not while one is being answered."""
        if self._phase is not Phase.CHOOSING:
            return
        self._question = question
        self._limit_s = self._desk.preferences().limit_s or question.time_limit_s
        self._fault = None
        self._changed()

    def begin(self) -> None:
        """Start the thinking time, or the recording where none is wanted."""
        if self._phase is not Phase.CHOOSING or self._question is None:
            return
        self._clear_fault()
        self._limit_s = self._desk.preferences().limit_s or self._question.time_limit_s
        thinking_s = self._desk.preferences().thinking_s
        if thinking_s <= 0:
            self._open()
            return
        self._thinking_until_s = self._desk.clock.monotonic_s() + thinking_s
        self._move(Phase.THINKING)
        # Nobody shall think for nothing.
        self._desk.storage.run(self._desk.folder.check, _nothing, self._on_folder_unusable)

    def skip_thinking(self) -> None:
        """Record now."""
        if self._phase is Phase.THINKING:
            self._open()

    def pause(self) -> None:
        """Halt the recording; the clock stands still."""
        if self._phase is Phase.RECORDING and self._answer.recording is not None:
            self._answer.recording.pause()
            self._move(Phase.PAUSED)

    def resume(self) -> None:
        """Go on after ``pause``."""
        if self._phase is Phase.PAUSED and self._answer.recording is not None:
            self._answer.recording.resume()
            self._move(Phase.RECORDING)

    def continue_answer(self) -> None:
        """Go on with an INTERRUPTED answer, with the microphone of the settings or the default.

        Where that fails, the answer stays INTERRUPTED and the view tells why.
        """
        if self._phase is Phase.INTERRUPTED:
            self._clear_fault()
            self._move(Phase.OPENING)
            self._open_microphone(self._desk.recorder.go_on, self._interrupt)

    def stop(self) -> None:
        """End the answer and hand it over; a second call is harmless."""
        if self._is_running:
            self._close(self._on_recorded)
        elif self._phase is Phase.INTERRUPTED and self._answer.kept is not None:
            self._clear_fault()
            self._move(Phase.FINISHING)
            self._keep(self._answer.kept)
        elif self.can_stop:
            self._answer.wish = Wish.STOP

    def discard(self) -> None:
        """Drop what is under way; the page asks first where something was recorded."""
        recording = self._answer.recording
        if self._phase is Phase.THINKING:
            self._move(Phase.CHOOSING)
        elif self._phase is Phase.OPENING:
            self._answer.wish = Wish.DISCARD
        elif self._phase is Phase.INTERRUPTED:
            self._move(Phase.FINISHING)
            self._forget(None)
        elif self._is_running and recording is not None:
            self._move(Phase.FINISHING)
            self._desk.sound.run(recording.abandon, lambda _none: self._forget(None), self._forget)

    def tick(self) -> None:
        """Look at the clock and at the microphone."""
        if self._phase is Phase.THINKING:
            if self._desk.clock.monotonic_s() >= self._thinking_until_s:
                self._open()
        elif (status := self._status()) is not None:
            self._answer.tell_growth(status, self._desk.live)
            past = status.elapsed_s >= self._limit_s and self._phase is Phase.RECORDING
            if status.fault in _INTERRUPTIONS:
                self._close(self._on_interrupted)
            elif status.fault is not None or (past and self._desk.preferences().stop_at_limit):
                self.stop()

    # The steps in between ----------------------------------------------------------------------

    def _open(self) -> None:
        question, limit_s = self._question, self._limit_s
        assert question is not None
        self._answer = AnswerUnderWay()
        self._move(Phase.OPENING)
        self._desk.storage.run(
            lambda: self._desk.answers.begin(question, limit_s), self._on_begun, self._fail
        )

    def _on_folder_unusable(self, fault: Fault) -> None:
        # In any later phase the recorder tells it.
        if self._phase is Phase.THINKING:
            self._fault = fault
            self._move(Phase.CHOOSING)

    def _on_begun(self, attempt: Attempt) -> None:
        self._answer.attempt = attempt
        self._open_microphone(self._desk.recorder.start, self._forget)

    def _open_microphone(
        self,
        open_one: Callable[[Path, str | None], Recording],
        failed: Callable[[Fault], None],
    ) -> None:
        assert self._answer.attempt is not None
        target = self._desk.folder.path_of(self._answer.attempt)
        wanted = self._desk.preferences().microphone

        def on_opened(recording: Recording) -> None:
            self._answer.hear(recording, wanted)
            self._move(Phase.RECORDING)
            self._grant_wish()

        self._desk.sound.run(lambda: open_one(target, wanted), on_opened, failed)

    def _close(self, then: Callable[[RecordingReport], None]) -> None:
        assert self._answer.recording is not None
        self._move(Phase.FINISHING)
        self._desk.sound.run(self._answer.recording.stop, then, self._fail)

    def _on_interrupted(self, report: RecordingReport) -> None:
        fault = self._fault_of(report)
        if report.duration_s <= 0:
            self._forget(fault)
            return
        self._answer.kept = replace(report, fault=None)
        self._interrupt(fault)

    def _interrupt(self, fault: Fault) -> None:
        self._fault = fault
        self._saved_after_fault = True
        self._move(Phase.INTERRUPTED)
        self._grant_wish()

    def _on_recorded(self, report: RecordingReport) -> None:
        if report.duration_s <= 0:
            self._forget(self._fault_of(report))
            return
        if report.fault is not None:
            self._fault = self._fault_of(report)
            self._saved_after_fault = True
        self._keep(report)

    def _keep(self, report: RecordingReport) -> None:
        attempt = self._answer.attempt
        assert attempt is not None
        self._desk.storage.run(
            lambda: self._desk.answers.hand_over(attempt, report), self._on_kept, self._fail
        )

    def _on_kept(self, attempt: Attempt) -> None:
        self._reset()
        self._handed_over(attempt)

    def _forget(self, fault: Fault | None) -> None:
        """Drop the attempt: nothing was recorded, or the user does not want it."""
        attempt = self._answer.attempt
        self._fault = fault
        self._saved_after_fault = False
        if attempt is None:
            self._reset()
            return
        if self._answer.has_begun:
            self._desk.live.dropped(attempt.id)
        self._desk.storage.run(
            lambda: self._desk.answers.discard(attempt), lambda _none: self._reset(), self._fail
        )

    def _fail(self, fault: Fault) -> None:
        """Show a fault; row and file stay as they are and are recovered at the next start."""
        self._fault = fault
        self._reset()

    def _reset(self) -> None:
        self._answer = AnswerUnderWay()
        self._move(Phase.CHOOSING)

    def _move(self, phase: Phase) -> None:
        self._phase = phase
        self._changed()

    def _clear_fault(self) -> None:
        self._fault = None
        self._saved_after_fault = False

    def _grant_wish(self) -> None:
        """Do what the user wanted while a worker was waited for."""
        wish, self._answer.wish = self._answer.wish, Wish.NOTHING
        if wish is Wish.STOP:
            self.stop()
        elif wish is Wish.DISCARD:
            self.discard()

    # What is known of the answer ---------------------------------------------------------------

    @property
    def _is_running(self) -> bool:
        return self._phase in {Phase.RECORDING, Phase.PAUSED}

    def _status(self) -> RecordingStatus | None:
        recording = self._answer.recording
        return recording.status() if self._is_running and recording is not None else None

    @property
    def _kept_s(self) -> float:
        """Seconds that are safe while no microphone is open, but may still be thrown away."""
        kept = self._answer.kept
        may_go_on = self._phase in {Phase.OPENING, Phase.INTERRUPTED}
        return kept.duration_s if kept is not None and may_go_on else 0.0

    def _fault_of(self, report: RecordingReport) -> Fault:
        answer = self._answer
        assert answer.attempt is not None
        return explain_end(report, self._desk.folder.path_of(answer.attempt), answer.microphone)


def _nothing(_outcome: None) -> None:
    """There is nothing to show."""
