"""From the rate of a device to the rate of a file, block by block."""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples: TypeAlias = npt.NDArray[np.int16]


class RateConverter:
    """Passes the samples of one channel on, converted where the rates differ.

    Used on one thread. Nothing is imported before the first block.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._from_hz = from_hz
        self._to_hz = to_hz
        self._stream: Any = None

    def convert(self, mono: "Samples") -> "Samples":
        """What these samples come to; some of it may come with the next block only."""
        if self._from_hz == self._to_hz:
            return mono
        if self._stream is None:
            import soxr  # noqa: PLC0415  (seldom needed)

            self._stream = soxr.ResampleStream(self._from_hz, self._to_hz, 1, dtype="int16")
        converted: Samples = self._stream.resample_chunk(mono)
        return converted

    def finish(self) -> "Samples":
        """What is still to come after the last block."""
        import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

        nothing = np.empty(0, np.int16)
        if self._stream is None:
            return nothing
        rest: Samples = self._stream.resample_chunk(nothing, last=True)
        return rest
