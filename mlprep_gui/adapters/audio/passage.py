"""A passage of a recording as a loudspeaker takes it: any speed, over and over, without clicks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mlprep_gui.adapters.audio.capture import BLOCK_S
from mlprep_gui.adapters.audio.rates import RateConverter
from mlprep_gui.adapters.audio.sound_file import Sound, open_sound
from mlprep_gui.adapters.audio.tempo import change_tempo
from mlprep_gui.services.ports.sound import FASTEST, SLOWEST

if TYPE_CHECKING:
    from mlprep_gui.adapters.audio.sound_file import Samples

# Sound that begins or ends at once clicks.
_EDGE_S = 0.005


@dataclass(frozen=True, slots=True)
class Passage:
    """Which seconds of which file, and whether they begin again at their end."""

    path: Path
    start_s: float
    end_s: float
    loop: bool = False

    def nearest(self, position_s: float) -> float:
        """The second of the passage next to this one."""
        return min(max(position_s, self.start_s), self.end_s)

    def wrapped(self, position_s: float) -> float:
        """Where one is after having played on to this second: in a loop, somewhere in it."""
        if self.loop and position_s >= self.end_s:
            return self.start_s + (position_s - self.start_s) % (self.end_s - self.start_s)
        return position_s


class Chunk(NamedTuple):
    """Samples and the second of the recording that the first of them comes from."""

    samples: "Samples"
    position_s: float


def within_limits(speed: float) -> float:
    """The nearest speed that can be played."""
    return min(max(speed, SLOWEST), FASTEST)


def render(passage: Passage, from_s: float, speed: float, rate_hz: int) -> Iterator[Chunk]:
    """The passage from one of its seconds on, one channel of 16 bits at ``rate_hz``.

    Raises:
        AudioFault: as ``open_sound``.
    """
    with open_sound(passage.path) as sound:
        while True:
            frames = 0
            stretch = _read(sound, from_s, passage.end_s)
            changed = change_tempo(stretch, sound.rate_hz, speed)
            for samples in _soften(_convert(changed, sound.rate_hz, rate_hz), rate_hz):
                yield Chunk(samples, from_s + frames / rate_hz * speed)
                frames += len(samples)
            if not passage.loop or (frames == 0 and from_s == passage.start_s):
                return
            from_s = passage.start_s


def fade_out(samples: "Samples", rate_hz: int) -> "Samples":
    """Falling silent within the first milliseconds.

    Args:
        samples: shape (frames, channels).
        rate_hz: frames a second.
    """
    import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

    edge = min(round(_EDGE_S * rate_hz), len(samples))
    faded = np.zeros_like(samples)
    faded[:edge] = samples[:edge] * np.linspace(1.0, 0.0, edge)[:, None]
    return faded


def _read(sound: Sound, start_s: float, end_s: float) -> "Iterator[Samples]":
    sound.seek(start_s)
    left = round((end_s - start_s) * sound.rate_hz)
    for block in sound.blocks(max(round(sound.rate_hz * BLOCK_S), 1)):
        yield block[:left]
        left -= len(block)
        if left <= 0:
            return


def _convert(blocks: "Iterator[Samples]", from_hz: int, to_hz: int) -> "Iterator[Samples]":
    converter = RateConverter(from_hz, to_hz)
    for block in blocks:
        yield converter.convert(block)
    yield converter.finish()


def _soften(blocks: "Iterator[Samples]", rate_hz: int) -> "Iterator[Samples]":
    """Rise at the beginning and fall at the end."""
    import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

    edge = round(_EDGE_S * rate_hz)
    risen, held = 0, np.empty(0, np.int16)
    for block in blocks:
        samples = np.concatenate((held, block))
        count = max(len(samples) - edge, 0)
        ready, held = samples[:count], samples[count:]
        if risen < edge and count:
            rise = np.arange(risen, min(edge, risen + count)) / edge
            ready[: len(rise)] = ready[: len(rise)] * rise
            risen += len(rise)
        if count:
            yield ready
    if len(held):
        yield (held * np.linspace(1.0, 0.0, len(held))).astype(np.int16)
