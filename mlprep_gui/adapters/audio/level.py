"""How loud a recording is: peak, level, silence and clipping, from its samples."""

from collections import deque
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples: TypeAlias = npt.NDArray[np.int16]

FULL_SCALE = 32768
SILENCE_BELOW = 0.004
"""Peaks below -48 dB of full scale are silence: rooms are quieter, the faintest speech is not."""

_LEVEL_WINDOW_S = 0.1
# Long enough for a warning to be read.
_CLIPPED_FOR_S = 3.0
_OVERFLOWED_FOR_S = 10.0


class LevelMeter:
    """Listens to a recording block by block; all times are recorded seconds.

    Attributes:
        peak: 0 to 1 of full scale, over everything heard.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._frames = 0
        self._recent: deque[tuple[int, float]] = deque()
        self._last_sound_s = 0.0
        self._last_clip_s: float | None = None
        self._last_overflow_s: float | None = None
        self._overflows = 0
        self.peak = 0.0

    def hear(self, samples: "Samples", *, clipped: bool) -> None:
        """Take in the next block.

        Args:
            samples: one channel, shape (frames,).
            clipped: whether any channel of the microphone reached full scale in it.
        """
        self._frames += len(samples)
        # In floats: the magnitude of -32768 has no 16-bit number.
        peak = max(float(samples.max()), -float(samples.min())) / FULL_SCALE
        self.peak = max(self.peak, peak)
        if peak >= SILENCE_BELOW:
            self._last_sound_s = self.heard_s
        if clipped:
            self._last_clip_s = self.heard_s
        self._recent.append((self._frames, peak))
        while self._recent[0][0] <= self._frames - round(_LEVEL_WINDOW_S * self._rate_hz):
            self._recent.popleft()

    def rest(self, overflows: int) -> None:
        """A pause: silence is counted from here on, and what is lost meanwhile does not count."""
        self._recent.clear()
        self._last_sound_s = self.heard_s
        self._overflows = overflows

    def count_overflows(self, overflows: int) -> None:
        """Take in how often the system has lost input so far."""
        if overflows > self._overflows:
            self._overflows = overflows
            self._last_overflow_s = self.heard_s

    @property
    def heard_s(self) -> float:
        """Seconds heard so far."""
        return self._frames / self._rate_hz

    @property
    def level(self) -> float:
        """Peak of the last tenth of a second, or of the last block if that is longer."""
        return max((peak for _, peak in self._recent), default=0.0)

    @property
    def silent_for_s(self) -> float:
        """Seconds since something louder than silence."""
        return self.heard_s - self._last_sound_s

    @property
    def clipped(self) -> bool:
        """Whether a sample reached full scale in the last three seconds."""
        return self._is_recent(self._last_clip_s, _CLIPPED_FOR_S)

    @property
    def overflowed(self) -> bool:
        """Whether input was lost in the last ten seconds."""
        return self._is_recent(self._last_overflow_s, _OVERFLOWED_FOR_S)

    def _is_recent(self, at_s: float | None, within_s: float) -> bool:
        return at_s is not None and self.heard_s - at_s < within_s
