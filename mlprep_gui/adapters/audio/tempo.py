"""Speech made faster or slower at the same pitch, in a stream: FFmpeg's atempo."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mlprep_gui.adapters.audio.sound_file import Samples


def change_tempo(blocks: "Iterator[Samples]", rate_hz: int, speed: float) -> "Iterator[Samples]":
    """The same sound in ``1 / speed`` of the time.

    Args:
        blocks: one channel of 16 bits.
        rate_hz: its frames a second, also of what comes out.
        speed: 0.5 to 2; exactly 1 leaves the blocks alone.
    """
    if speed == 1.0:
        yield from blocks
        return
    import av  # noqa: PLC0415  (only who changes the speed waits for it)

    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=rate_hz, format="s16", layout="mono", time_base=Fraction(1, rate_hz)
    )
    tempo = graph.add("atempo", f"{speed:.4f}")
    sink = graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frames = 0
    for block in blocks:
        if len(block):
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = rate_hz
            frame.pts = frames
            frames += len(block)
            source.push(frame)
            yield from _pull(sink)
    source.push(None)
    yield from _pull(sink)


def _pull(sink: Any) -> "Iterator[Samples]":  # noqa: ANN401  (its class is in the library)
    """What is ready."""
    while True:
        try:
            yield sink.pull().to_ndarray().reshape(-1)
        # FFmpeg says so when it wants more, or has no more.
        except (BlockingIOError, EOFError):
            return
