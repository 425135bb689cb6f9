"""Samples of any number of channels as one channel of 16 bits, however damaged they are."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Far too loud already; numbers beyond come from damaged floats and would add up to infinity.
_LOUDEST = 100.0


def to_mono(values: "npt.NDArray[np.floating[Any]]") -> "npt.NDArray[np.int16]":
    """The mean of all channels.

    Args:
        values: shape (frames, channels), -1 to 1. What is no number is silence, what is too loud
            is clipped. Samples that were n / 32768 come through unchanged.
    """
    import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

    sound = np.nan_to_num(values).clip(-_LOUDEST, _LOUDEST)
    mono: npt.NDArray[np.floating[Any]] = sound.mean(axis=1) * 32768
    return mono.round().clip(-32768, 32767).astype(np.int16)
