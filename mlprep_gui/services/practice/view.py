"""What there is to show of a practice at one moment: its phases, warnings and limit as values."""

from dataclasses import dataclass
from enum import Enum, auto

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.ports.sound import RecordingStatus

WARNING_BEFORE_LIMIT_S = 20.0
SILENCE_WARNING_S = 5.0


class Phase(Enum):
    """Where a practice stands.

    PAUSED: the user halted the recording. INTERRUPTED: the microphone was lost or the computer
    slept; what was recorded is kept, and the answer can go on with any microphone.
    """

    CHOOSING = auto()
    THINKING = auto()
    OPENING = auto()
    RECORDING = auto()
    PAUSED = auto()
    INTERRUPTED = auto()
    FINISHING = auto()


class LimitState(Enum):
    """How the answer stands to its time limit."""

    WITHIN = auto()
    NEAR = auto()
    PAST = auto()


class RecordingWarning(Enum):
    """What is wrong with the sound that comes in.

    SILENT: nothing heard for five recorded seconds. CLIPPING: too loud in the last seconds.
    OVERFLOW: the computer was too busy to take in all sound of the last seconds.
    """

    SILENT = auto()
    CLIPPING = auto()
    OVERFLOW = auto()


@dataclass(frozen=True, slots=True)
class PracticeView:
    """What the page shows at this moment.

    Attributes:
        phase: where the practice stands.
        question: the one chosen, None before.
        thinking_left_s: while THINKING.
        elapsed_s: recorded seconds of the answer under way; pauses do not count.
        limit_s: the answer's limit.
        limit: how ``elapsed_s`` stands to it.
        status: the recording's own words, while RECORDING or PAUSED.
        fault: why the last step failed, or why the answer is INTERRUPTED; None after the next
            step.
        saved_after_fault: whether what was recorded is kept although ``fault`` ended it.
        warnings: what is wrong with the sound, while RECORDING.
        microphone: the device that is heard, or was until the interruption; "" before.
        fallback_from: the remembered microphone that is not there, so that ``microphone`` is
            heard instead; None where all is as wished.
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
    warnings: tuple[RecordingWarning, ...] = ()
    microphone: str = ""
    fallback_from: str | None = None


def find_warnings(status: RecordingStatus) -> tuple[RecordingWarning, ...]:
    """What is wrong with the sound of a running recording, the gravest first."""
    if status.paused:
        return ()
    signs = {
        RecordingWarning.SILENT: status.silent_for_s >= SILENCE_WARNING_S,
        RecordingWarning.CLIPPING: status.clipped,
        RecordingWarning.OVERFLOW: status.overflowed,
    }
    return tuple(warning for warning, holds in signs.items() if holds)


def find_limit_state(elapsed_s: float, limit_s: float) -> LimitState:
    """How an answer of so many recorded seconds stands to its limit; no limit where it is 0."""
    if elapsed_s >= limit_s > 0:
        return LimitState.PAST
    near = elapsed_s >= limit_s - min(WARNING_BEFORE_LIMIT_S, limit_s / 4)
    return LimitState.NEAR if near and limit_s > 0 else LimitState.WITHIN
