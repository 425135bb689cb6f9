"""The outline of a recording: lowest and highest samples, and how they fall into columns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Extremes: TypeAlias = npt.NDArray[np.int16]
    Columns: TypeAlias = npt.NDArray[np.float32]

FULL_SCALE = 32768


@dataclass(frozen=True, slots=True, eq=False)
class Peaks:
    """A recording's outline; an hour at a hundred a second is 1.4 MB.

    Attributes:
        duration_s: seconds of sound.
        per_s: outlined slices a second.
        extremes: lowest and highest sample of each slice, shape (slices, 2).
    """

    duration_s: float
    per_s: int
    extremes: "Extremes"

    def columns(self, start_s: float, end_s: float, count: int) -> "Columns":
        """The outline of a stretch, for a picture ``count`` columns wide.

        A millisecond for an hour, whatever the count. Outside the recording it is silent.

        Args:
            start_s: left edge in the recording's seconds; may lie before the recording.
            end_s: right edge, beyond ``start_s``; may lie behind the recording.
            count: at least 1.

        Returns:
            Lowest and highest value of each column, -1 to 1 of full scale, shape (count, 2).
        """
        import numpy as np  # noqa: PLC0415  (ports name this class, and the window opens sooner without)

        slices = len(self.extremes)
        edges = np.linspace(start_s, end_s, count + 1) * self.per_s
        firsts = np.floor(edges[:-1]).astype(np.int64)
        # Each column shows a slice at least; zoomed in, neighbours share one.
        lasts = np.maximum(np.ceil(edges[1:]).astype(np.int64), firsts + 1)
        inside = (lasts > 0) & (firsts < slices)
        columns = np.zeros((count, 2), np.float32)
        if slices and inside.any():
            firsts = firsts[inside].clip(0, slices - 1)
            lasts = lasts[inside].clip(1, slices)
            # reduceat takes pairs of borders; a border at the very end needs a slice behind it.
            borders = np.stack((firsts, lasts), axis=1).ravel()
            padded = np.concatenate((self.extremes, self.extremes[-1:]))
            columns[inside, 0] = np.minimum.reduceat(padded[:, 0], borders)[::2]
            columns[inside, 1] = np.maximum.reduceat(padded[:, 1], borders)[::2]
        return columns / np.float32(FULL_SCALE)
