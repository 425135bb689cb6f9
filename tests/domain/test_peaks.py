"""Outlines in columns."""

import numpy as np
import pytest

from mlprep_gui.domain.peaks import Peaks


@pytest.fixture
def peaks() -> Peaks:
    """Ten seconds; slice n reaches from -n to n."""
    heights = np.arange(1000)
    return Peaks(10.0, 100, np.stack((-heights, heights), axis=1).astype(np.int16))


def test_a_column_is_as_high_as_its_highest_slice(peaks: Peaks) -> None:
    columns = peaks.columns(0.0, 10.0, 10) * 32768
    assert columns[:, 1].tolist() == [99 + 100 * n for n in range(10)]
    assert columns[:, 0].tolist() == [-99 - 100 * n for n in range(10)]


def test_zoomed_in_neighbours_share_a_slice(peaks: Peaks) -> None:
    columns = peaks.columns(5.0, 5.02, 8) * 32768
    assert columns[:, 1].tolist() == [500] * 4 + [501] * 4


def test_outside_it_is_silent(peaks: Peaks) -> None:
    columns = peaks.columns(-10.0, 20.0, 3) * 32768
    assert columns[:, 1].tolist() == [0, 999, 0]


@pytest.mark.parametrize("count", [1, 7, 960, 5000])
def test_nothing_is_lost_at_any_width(peaks: Peaks, count: int) -> None:
    columns = peaks.columns(0.0, 10.0, count)
    assert columns.shape == (count, 2)
    assert columns.max() * 32768 == 999


def test_empty_recording_has_empty_columns() -> None:
    nothing = Peaks(0.0, 100, np.empty((0, 2), np.int16))
    assert not nothing.columns(0.0, 1.0, 5).any()
