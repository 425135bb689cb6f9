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
_CLIPPED_FOR_S = 1.0


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
        """Whether a sample reached full scale in the last second."""
        return self._last_clip_s is not None and self.heard_s - self._last_clip_s < _CLIPPED_FOR_S
