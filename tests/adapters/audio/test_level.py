"""The level meter, sample by sample."""

import numpy as np
import pytest

from mlprep_gui.adapters.audio.level import LevelMeter

RATE_HZ = 1000


def hear(meter: LevelMeter, seconds: float, sample: int, *, clipped: bool = False) -> None:
    """Let the meter hear one sample again and again, in blocks of 50 ms."""
    for _ in range(round(seconds / 0.05)):
        meter.hear(np.full(50, sample, np.int16), clipped=clipped)


@pytest.fixture
def meter() -> LevelMeter:
    return LevelMeter(RATE_HZ)


def test_nothing_heard_is_silence(meter: LevelMeter) -> None:
    assert (meter.heard_s, meter.level, meter.peak, meter.silent_for_s) == (0, 0, 0, 0)
    assert not meter.clipped


def test_level_forgets_after_a_tenth_of_a_second(meter: LevelMeter) -> None:
    hear(meter, 0.05, 16384)
    hear(meter, 0.05, 0)
    assert meter.level == 0.5
    hear(meter, 0.05, 0)
    assert meter.level == 0


def test_peak_never_forgets(meter: LevelMeter) -> None:
    hear(meter, 0.05, -8192)
    hear(meter, 5, 0)
    assert meter.peak == 0.25


def test_lowest_sample_is_full_scale(meter: LevelMeter) -> None:
    hear(meter, 0.05, -32768)
    assert meter.peak == 1.0


def test_silence_is_counted_from_the_last_sound(meter: LevelMeter) -> None:
    hear(meter, 1, 1000)
    hear(meter, 2, 100)
    assert meter.silent_for_s == pytest.approx(2)


def test_silence_counts_from_the_start_where_there_is_nothing_else(meter: LevelMeter) -> None:
    hear(meter, 6, 3)
    assert meter.silent_for_s == pytest.approx(6)


def test_clipping_shows_for_three_seconds(meter: LevelMeter) -> None:
    hear(meter, 0.05, 32767, clipped=True)
    hear(meter, 2.9, 0)
    assert meter.clipped
    hear(meter, 0.2, 0)
    assert not meter.clipped


def test_lost_input_shows_for_ten_seconds(meter: LevelMeter) -> None:
    hear(meter, 1, 100)
    meter.count_overflows(2)
    hear(meter, 9.9, 100)
    meter.count_overflows(2)
    assert meter.overflowed
    hear(meter, 0.2, 100)
    assert not meter.overflowed


def test_a_rest_begins_the_silence_anew(meter: LevelMeter) -> None:
    hear(meter, 0.05, 9000)
    hear(meter, 4, 0)
    meter.rest(3)
    assert (meter.level, meter.silent_for_s) == (0, 0)
    meter.count_overflows(3)
    assert not meter.overflowed
    hear(meter, 1, 0)
    assert meter.silent_for_s == pytest.approx(1)
