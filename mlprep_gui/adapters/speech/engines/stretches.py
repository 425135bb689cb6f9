"""Where somebody speaks, as stretches cut at pauses."""

from dataclasses import dataclass

from faster_whisper.vad import VadOptions, get_speech_timestamps

from mlprep_gui.adapters.speech.engines.base import Samples
from mlprep_gui.adapters.speech.waveform import RATE

# A recogniser holds the interpreter for the time that a stretch's end takes it, and the child's
# watching thread waits meanwhile: a third of a second at this length.
_LONGEST_S = 15.0
_VOICE = VadOptions(
    min_silence_duration_ms=300,
    # A soft first or last consonant is not heard as voice.
    speech_pad_ms=200,
    # A click is no speech, the shortest "yes" is.
    min_speech_duration_ms=100,
    max_speech_duration_s=_LONGEST_S,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Samples ``start`` to ``end``, one past the last."""

    start: int
    end: int


def find_stretches(samples: Samples) -> tuple[Stretch, ...]:
    """The stretches with speech in them, the longest that stay under fifteen seconds.

    Args:
        samples: shape (n,), 16 kHz.
    """
    stretches: list[Stretch] = []
    for heard in get_speech_timestamps(samples, _VOICE):
        start, end = int(heard["start"]), int(heard["end"])
        if stretches and end - stretches[-1].start <= _LONGEST_S * RATE:
            stretches[-1] = Stretch(stretches[-1].start, end)
        else:
            stretches.append(Stretch(start, end))
    return tuple(stretches)
