"""One question at a time: choose, think, record, stop, hand over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from random import Random

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.ports import (
    Background,
    Clock,
    Recorder,
    Recording,
    RecordingReport,
    RecordingStatus,
)

WARNING_BEFORE_LIMIT_S = 20.0
SILENCE_WARNING_S = 5.0
SPEECH_PEAK = 0.01
"""Below 1 % of full scale (-40 dBFS) even a quiet voice near a microphone would be louder."""


class Phase(Enum):
    """Where a practice stands."""

    CHOOSING = auto()
    THINKING = auto()
    OPENING = auto()
    RECORDING = auto()
    FINISHING = auto()


class LimitState(Enum):
    """How the answer stands to its time limit."""

    WITHIN = auto()
    NEAR = auto()
    PAST = auto()


@dataclass(frozen=True, slots=True)
class PracticeView:
    """What the page shows at this moment.

    Attributes:
        phase: where the practice stands.
        question: the one chosen, None before.
        thinking_left_s: while THINKING.
        elapsed_s: recorded seconds, while RECORDING.
        limit_s: the answer's limit.
        limit: how ``elapsed_s`` stands to it.
        status: the recording's own words, while RECORDING.
        fault: why the last step failed; None after the next step.
        saved_after_fault: whether an answer was kept when ``fault`` ended the recording.
    """

    phase: Phase
    question: Question | None
    thinking_left_s: float
    elapsed_s: float
    limit_s: float
    limit: LimitState
    status: RecordingStatus | None
    fault: Fault | None
    saved_after_fault: bool


@dataclass(frozen=True, slots=True)
class PracticeDesk:
    """What a practice works with.

    Attributes:
        answers: keeps attempts; used on ``storage`` only.
        recorder: the microphones; used on ``sound`` only, but for a recording's ``status``.
        folder: where recordings go.
        clock: for the thinking time.
        storage, sound: the two workers.
        preferences: asked anew each time.
    """

    answers: AnswerBook
    recorder: Recorder
    folder: RecordingsFolder
    clock: Clock
    storage: Background
    sound: Background
    preferences: Callable[[], Preferences]


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
        self._attempt: Attempt | None = None
        self._recording: Recording | None = None
        self._fault: Fault | None = None
        self._saved_after_fault = False
        self._discard_wanted = False

    # What the page asks ------------------------------------------------------------------------

    def view(self) -> PracticeView:
        """What there is to show now."""
        running = self._phase is Phase.RECORDING and self._recording is not None
        status = self._recording.status() if running and self._recording else None
        elapsed_s = status.elapsed_s if status else 0.0
        left_s = self._thinking_until_s - self._desk.clock.monotonic_s()
        return PracticeView(
            phase=self._phase,
            question=self._question,
            thinking_left_s=max(left_s, 0.0) if self._phase is Phase.THINKING else 0.0,
            elapsed_s=elapsed_s,
            limit_s=self._limit_s,
            limit=_limit_state(elapsed_s, self._limit_s),
            status=status,
            fault=self._fault,
            saved_after_fault=self._saved_after_fault,
        )

    @property
    def is_busy(self) -> bool:
        """Whether leaving now would interrupt something."""
        return self._phase is not Phase.CHOOSING

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
        self._fault = None
        self._saved_after_fault = False
        self._limit_s = self._desk.preferences().limit_s or self._question.time_limit_s
        thinking_s = self._desk.preferences().thinking_s
        if thinking_s > 0:
            self._thinking_until_s = self._desk.clock.monotonic_s() + thinking_s
            self._move(Phase.THINKING)
        else:
            self._open()

    def skip_thinking(self) -> None:
        """Record now."""
        if self._phase is Phase.THINKING:
            self._open()

    def stop(self) -> None:
        """End the answer and hand it over; a second call is harmless."""
        if self._phase is Phase.RECORDING:
            self._close(self._recorded)

    def discard(self) -> None:
        """Drop what is under way; the page asks first where something was recorded."""
        if self._phase is Phase.THINKING:
            self._move(Phase.CHOOSING)
        elif self._phase is Phase.OPENING:
            self._discard_wanted = True
        elif self._phase is Phase.RECORDING and self._recording is not None:
            self._move(Phase.FINISHING)
            recording = self._recording
            self._desk.sound.run(recording.abandon, lambda _none: self._forget(None), self._forget)

    def tick(self) -> None:
        """Look at the clock and at the microphone."""
        if self._phase is Phase.THINKING:
            if self._desk.clock.monotonic_s() >= self._thinking_until_s:
                self._open()
        elif self._phase is Phase.RECORDING and self._recording is not None:
            status = self._recording.status()
            past = status.elapsed_s >= self._limit_s
            if status.fault is not None or (past and self._desk.preferences().stop_at_limit):
                self.stop()

    # The steps in between ----------------------------------------------------------------------

    def _open(self) -> None:
        question, limit_s = self._question, self._limit_s
        assert question is not None
        self._discard_wanted = False
        self._move(Phase.OPENING)
        self._desk.storage.run(
            lambda: self._desk.answers.begin(question, limit_s), self._on_begun, self._fail
        )

    def _on_begun(self, attempt: Attempt) -> None:
        self._attempt = attempt
        target = self._desk.folder.path_of(attempt)
        microphone = self._desk.preferences().microphone
        self._desk.sound.run(
            lambda: self._desk.recorder.start(target, microphone), self._on_opened, self._forget
        )

    def _on_opened(self, recording: Recording) -> None:
        self._recording = recording
        self._move(Phase.RECORDING)
        if self._discard_wanted:
            self.discard()

    def _close(self, then: Callable[[RecordingReport], None]) -> None:
        assert self._recording is not None
        self._move(Phase.FINISHING)
        self._desk.sound.run(self._recording.stop, then, self._fail)

    def _recorded(self, report: RecordingReport) -> None:
        assert self._attempt is not None
        attempt = self._attempt
        if report.duration_s <= 0:
            path = self._desk.folder.path_of(attempt)
            code = report.fault or FaultCode.NO_SPEECH
            self._forget(_ended_by_itself(code, path, report))
            return
        if report.fault is not None:
            self._fault = _ended_by_itself(report.fault, self._desk.folder.path_of(attempt), report)
            self._saved_after_fault = True
        self._desk.storage.run(
            lambda: self._desk.answers.finish(attempt, report), self._on_kept, self._fail
        )

    def _on_kept(self, attempt: Attempt) -> None:
        self._reset()
        self._handed_over(attempt)

    def _forget(self, fault: Fault | None) -> None:
        """Drop the attempt: nothing was recorded, or the user does not want it."""
        attempt = self._attempt
        self._fault = fault
        if attempt is None:
            self._reset()
            return
        self._desk.storage.run(
            lambda: self._desk.answers.discard(attempt), lambda _none: self._reset(), self._fail
        )

    def _fail(self, fault: Fault) -> None:
        """Show a fault; row and file stay as they are and are recovered at the next start."""
        self._fault = fault
        self._reset()

    def _reset(self) -> None:
        self._attempt = None
        self._recording = None
        self._move(Phase.CHOOSING)

    def _move(self, phase: Phase) -> None:
        self._phase = phase
        self._changed()


def _limit_state(elapsed_s: float, limit_s: float) -> LimitState:
    if elapsed_s >= limit_s > 0:
        return LimitState.PAST
    near = elapsed_s >= limit_s - min(WARNING_BEFORE_LIMIT_S, limit_s / 4)
    return LimitState.NEAR if near and limit_s > 0 else LimitState.WITHIN


def _ended_by_itself(code: FaultCode, path: Path, report: RecordingReport) -> Fault:
    """The fault that ended a recording, with all that the sentence of any such fault names."""
    return AudioFault(
        code,
        path=str(path),
        reason="the disk does not answer",
        seconds=round(report.duration_s),
        minutes=round(report.duration_s / 60),
        limit_minutes=round(report.duration_s / 60),
    )


def choose_next(bank: QuestionBank, practised: Iterable[str]) -> Question | None:
    """The first question that has not been practised yet; None when all have been."""
    done = set(practised)
    return next((question for question in bank if question.id not in done), None)


def choose_random(bank: QuestionBank, current: str | None, random: Random) -> Question | None:
    """Any question but the current one, unless it is the only one; None of an empty bank."""
    others = [q for q in bank if q.id != current] or list(bank)
    return random.choice(others) if others else None
