"""Where a recording is cut into stretches: at pauses, and never inside a word if it can be helped.

A stretch is what a recogniser gets at once. Whisper looks at thirty seconds in any case and takes
as long for five as for twenty-eight, so short stretches suit a quick model only.
"""

from itertools import pairwise

import numpy as np
from faster_whisper.vad import VadOptions, get_speech_timestamps
from numpy.typing import NDArray

from mlprep_gui.adapters.speech.waveform import RATE

SHORTEST_S = 5.0
LONGEST_S = 28.0
_PAUSE_S = 0.5
# How much of a pause goes to the stretch before it: a last consonant is not heard as voice.
_LINGER_S = 0.25
# Where nobody pauses, the cut is looked for in so much of the end.
_SEARCHED_S = 10.0
_SHORTEST_GAP_S = 0.1
# The closure of a "t" is shorter than this, the gap between two sentences longer.
_QUIET_FRAME = int(0.15 * RATE)
_QUIET_STEP = int(0.01 * RATE)
_VOICE = VadOptions(
    min_silence_duration_ms=int(_SHORTEST_GAP_S * 1000),
    speech_pad_ms=0,
    min_speech_duration_ms=100,
)


def find_cut(samples: NDArray[np.float32], shortest_s: float = SHORTEST_S) -> int | None:
    """Where to end the first stretch of a recording that goes on; None while it is too early.

    It is the last pause of half a second between ``shortest_s`` and ``LONGEST_S``; without any, at
    ``LONGEST_S``, the longest gap or the quietest moment of the last seconds.

    Args:
        samples: shape (n,), 16 kHz, from the last cut on.
        shortest_s: what a stretch is to have at least, ``SHORTEST_S`` to ``LONGEST_S``.

    Returns:
        A place in ``samples``, up to their end.
    """
    if samples.size < int((shortest_s + _PAUSE_S) * RATE):
        return None
    window = samples[: int(LONGEST_S * RATE)]
    gaps = _gaps(window)
    earliest = int(shortest_s * RATE)
    pauses = [
        place
        for start, end in gaps
        if end - start >= int(_PAUSE_S * RATE)
        and (place := _place_in_pause(start, end, earliest)) is not None
    ]
    if pauses:
        return pauses[-1]
    if window.size < int(LONGEST_S * RATE):
        return None
    return _least_bad_place(window, gaps)


def _place_in_pause(start: int, end: int, earliest: int) -> int | None:
    """Soon after the word before a pause, not closer to the next one than to the middle."""
    place = min(start + int(_LINGER_S * RATE), (start + end) // 2)
    if place >= earliest:
        return place
    # A long pause around the earliest place: as far into it as need be.
    return earliest if earliest <= end - int(_LINGER_S * RATE) else None


def _gaps(window: NDArray[np.float32]) -> list[tuple[int, int]]:
    """The places without voice, from the start of the window to its end."""
    voiced = [(int(v["start"]), int(v["end"])) for v in get_speech_timestamps(window, _VOICE)]
    edges = [(0, 0), *voiced, (window.size, window.size)]
    gaps = [(before[1], after[0]) for before, after in pairwise(edges)]
    return [(start, end) for start, end in gaps if end > start]


def _least_bad_place(window: NDArray[np.float32], gaps: list[tuple[int, int]]) -> int:
    first = window.size - int(_SEARCHED_S * RATE)
    late = [(end - start, (start + end) // 2) for start, end in gaps if start >= first]
    if late and max(late)[0] >= int(_SHORTEST_GAP_S * RATE):
        return max(late)[1]
    power = np.convolve(
        window[first:].astype(np.float64) ** 2, np.ones(_QUIET_FRAME) / _QUIET_FRAME, mode="valid"
    )[::_QUIET_STEP]
    return first + int(np.argmin(power)) * _QUIET_STEP + _QUIET_FRAME // 2


def suitable_length_s(took_s: float, before_s: float) -> float:
    """How long stretches must be for a recogniser to keep up with somebody who speaks.

    Args:
        took_s: what the last stretch took; nearly the same for any length.
        before_s: the answer before that one.
    """
    # Two thirds of the time for work leaves room for what a busy machine does besides.
    wanted_s = took_s * 1.5
    # One slow stretch may be chance; it takes a few to change much.
    smoothed_s = max(wanted_s, before_s + (wanted_s - before_s) / 3)
    return min(max(smoothed_s, SHORTEST_S), LONGEST_S - 4 * _PAUSE_S)
