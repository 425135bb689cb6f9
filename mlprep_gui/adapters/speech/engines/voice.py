"""When somebody speaks, to a tenth of a second, whatever a recogniser makes of it.

``stretches`` cuts for recognisers, with room at both ends; here silences are to be found as a
listener hears them.
"""

from faster_whisper.vad import VadOptions, get_speech_timestamps

from mlprep_gui.adapters.speech.engines.base import Samples
from mlprep_gui.adapters.speech.waveform import RATE

_VOICE = VadOptions(
    # Shorter silences belong to words: the "t" of "data" has one.
    min_silence_duration_ms=400,
    speech_pad_ms=75,
    min_speech_duration_ms=100,
)


def hear_voice(samples: Samples) -> tuple[tuple[float, float], ...]:
    """Start and end of each run of speech, in seconds, in order.

    Args:
        samples: shape (n,), mono, 16 kHz.
    """
    return tuple(
        (round(heard["start"] / RATE, 3), round(heard["end"] / RATE, 3))
        for heard in get_speech_timestamps(samples, _VOICE)
    )
