"""One recording in the child: what has been read of it, and which stretch comes next."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mlprep_gui.adapters.speech.cutting import LONGEST_S, SHORTEST_S, find_cut
from mlprep_gui.adapters.speech.messages import Transcribe
from mlprep_gui.adapters.speech.waveform import RATE, GrowingSound, bring_up, is_silent
from mlprep_gui.domain.errors import AudioFault, FaultCode

# More than a stretch, so that the best cut can be chosen; far less than an hour's import.
_READ_AHEAD_S = 2 * LONGEST_S


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a recording that is recognised at once.

    Attributes:
        samples: shape (n,), mono, 16 kHz, brought up.
        start_s, end_s: its place in the recording.
        is_last: whether the recording ends with it.
        is_silent: whether there is nothing to hear.
    """

    samples: NDArray[np.float32]
    start_s: float
    end_s: float
    is_last: bool
    is_silent: bool

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing else of the recording."""
        return self.is_last and self.start_s == 0.0


class RecordingJob:
    """A recording that is written down stretch by stretch, while it grows or when it is whole.

    Attributes:
        request: what was asked for.
        is_growing: whether the recording goes on.
        may_have_more: whether a look at the file is worth while.
    """

    def __init__(self, request: Transcribe) -> None:
        self.request = request
        self.is_growing = request.is_growing
        self.may_have_more = True
        self._sound = GrowingSound(Path(request.audio))
        self._to_skip = round(request.from_s * RATE)
        self._start = 0
        self._ahead = np.zeros(0, np.float32)

    @property
    def total_s(self) -> float:
        """The recording's length, as far as it has been seen."""
        return self._sound.duration_s

    def next_stretch(self, shortest_s: float = SHORTEST_S) -> Stretch | None:
        """Take the next stretch; None while a growing recording has none that is complete.

        Args:
            shortest_s: how long it is to be at least while the recording grows.

        Raises:
            AudioFault: the file cannot be read; never while it grows, for it may be later.
        """
        try:
            self._read_on()
        except AudioFault:
            if self.is_growing:
                return None
            raise
        is_tail = self._sound.is_read and self._ahead.size <= LONGEST_S * RATE
        if is_tail:
            return self._take(self._ahead.size, is_last=True)
        loud = bring_up(self._ahead, self._sound.peak) if self._ahead.size else self._ahead
        cut = find_cut(loud, shortest_s if self.is_growing else SHORTEST_S)
        return None if cut is None else self._take(cut, is_last=False)

    def _read_on(self) -> None:
        limit_s = _READ_AHEAD_S - self._ahead.size / RATE
        samples = self._sound.read_on(limit_s, is_whole=not self.is_growing)
        self._ahead = np.concatenate([self._ahead, samples])
        while self._to_skip > self._start and self._ahead.size:
            skipped = min(self._to_skip - self._start, self._ahead.size)
            self._start += skipped
            self._ahead = self._ahead[skipped:]
            samples = self._sound.read_on(_READ_AHEAD_S, is_whole=not self.is_growing)
            self._ahead = np.concatenate([self._ahead, samples])
        if self._sound.is_read and self._start + self._ahead.size == 0:
            raise AudioFault(FaultCode.AUDIO_EMPTY, path=self.request.audio)

    def _take(self, size: int, *, is_last: bool) -> Stretch:
        samples, self._ahead = self._ahead[:size], self._ahead[size:]
        start, self._start = self._start, self._start + size
        silent = is_silent(samples)
        return Stretch(
            samples=samples if silent else bring_up(samples, self._sound.peak),
            start_s=start / RATE,
            end_s=self.total_s if is_last else self._start / RATE,
            is_last=is_last,
            is_silent=silent,
        )
