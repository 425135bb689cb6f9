"""An attempt at a question, its states, and which step may follow which."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mlprep_gui.domain.errors import FaultCode


class AttemptState(StrEnum):
    """How far an answer has come on its way from the microphone to the review."""

    RECORDING = "recording"
    RECORDED = "recorded"
    QUEUED = "queued"
    TRANSCRIBING = "transcribing"
    TRANSCRIBED = "transcribed"
    REVIEWED = "reviewed"
    FAILED = "failed"


class AnswerSource(StrEnum):
    """Where an answer came from."""

    MICROPHONE = "microphone"
    FILE = "file"
    TYPED = "typed"


_S = AttemptState
# The one table of steps. FAILED goes back to QUEUED by retry; a transcribed or reviewed attempt
# may be queued again with another engine; TRANSCRIBING to QUEUED is a cancel or a restart.
_STEPS: dict[AttemptState, frozenset[AttemptState]] = {
    _S.RECORDING: frozenset({_S.RECORDED, _S.FAILED}),
    _S.RECORDED: frozenset({_S.QUEUED, _S.TRANSCRIBED}),
    _S.QUEUED: frozenset({_S.TRANSCRIBING, _S.FAILED, _S.RECORDED}),
    _S.TRANSCRIBING: frozenset({_S.TRANSCRIBED, _S.FAILED, _S.QUEUED, _S.RECORDED}),
    _S.TRANSCRIBED: frozenset({_S.REVIEWED, _S.QUEUED}),
    _S.REVIEWED: frozenset({_S.QUEUED}),
    _S.FAILED: frozenset({_S.QUEUED, _S.RECORDED}),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer to one question.

    Attributes:
        id: made by the program, unique.
        question_id: the question that was answered.
        started_at: UTC.
        state: see ``AttemptState``.
        source: microphone, file or typed.
        duration_s: recorded seconds; 0 while unknown, and for typed answers.
        limit_s: the time limit that was set.
        recording: file name inside the recordings folder; None for typed answers.
        failure: why it failed, while state is FAILED.
        engine: the engine that wrote the transcript, "" before.
    """

    id: str
    question_id: str
    started_at: datetime
    state: AttemptState
    source: AnswerSource
    duration_s: float = 0.0
    limit_s: float = 120.0
    recording: str | None = None
    failure: FaultCode | None = None
    engine: str = ""

    def moved(self, state: AttemptState, failure: FaultCode | None = None) -> "Attempt":
        """This attempt one step further; raises ValueError for a step that is not allowed."""
        if state not in _STEPS[self.state]:
            raise ValueError(f"no step from {self.state} to {state}")
        if (state is AttemptState.FAILED) != (failure is not None):
            raise ValueError("a failure belongs to FAILED, and only there")
        return replace(self, state=state, failure=failure)
