"""Cuts fall into pauses, as late as they may, and between words where nobody pauses."""

import numpy as np
import pytest
from numpy.typing import NDArray

from mlprep_gui.adapters.speech.cutting import (
    LONGEST_S,
    SHORTEST_S,
    find_cut,
    suitable_length_s,
)
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from tests.adapters.speech.listening import SAMPLE

# The shipped answer is spoken without a pause of half a second from here on.
SPEECH_FROM_S, SPEECH_TO_S = 13.5, 46.0
Sound = NDArray[np.float32]


@pytest.fixture(scope="module")
def speech() -> Sound:
    return read_samples(SAMPLE)[int(SPEECH_FROM_S * RATE) : int(SPEECH_TO_S * RATE)]


def quiet(seconds: float) -> Sound:
    hiss = np.random.default_rng(5).standard_normal(int(seconds * RATE)) * 0.0003
    return hiss.astype(np.float32)


def spoken(speech: Sound, *parts_s: float) -> Sound:
    """Speech and pauses in turn, so many seconds each."""
    at, parts = 0, []
    for number, seconds in enumerate(parts_s):
        size = int(seconds * RATE)
        parts.append(quiet(seconds) if number % 2 else speech[at : at + size])
        at += 0 if number % 2 else size
    return np.concatenate(parts)


def test_nothing_is_cut_before_five_seconds(speech: Sound) -> None:
    assert find_cut(spoken(speech, 3.0, 1.0, 1.0)) is None
    assert find_cut(quiet(SHORTEST_S)) is None
    assert find_cut(np.zeros(0, np.float32)) is None


def test_speech_without_a_pause_goes_on(speech: Sound) -> None:
    assert find_cut(speech[: 20 * RATE]) is None


@pytest.mark.parametrize("pause_s", [0.7, 1.0, 2.0])
def test_a_pause_after_five_seconds_is_a_cut(speech: Sound, pause_s: float) -> None:
    cut = find_cut(spoken(speech, 7.0, pause_s, 2.0))
    assert cut is not None
    assert 7.0 < cut / RATE < 7.0 + pause_s


def test_a_pause_that_has_only_begun_is_a_cut_when_it_is_long_enough(speech: Sound) -> None:
    assert find_cut(spoken(speech, 7.0, 0.3)) is None
    cut = find_cut(spoken(speech, 7.0, 0.8))
    assert cut is not None
    assert 7.0 < cut / RATE < 7.8


def test_of_several_pauses_the_last_that_fits_is_taken(speech: Sound) -> None:
    cut = find_cut(spoken(speech, 6.0, 0.8, 7.0, 0.8, 9.0, 0.8, 5.0))
    assert cut is not None
    assert 23.6 < cut / RATE < 24.4


def test_a_slow_recogniser_gets_longer_stretches(speech: Sound) -> None:
    samples = spoken(speech, 6.0, 0.8, 7.0)
    assert find_cut(samples, shortest_s=9.0) is None
    assert find_cut(samples) is not None


def test_silence_is_cut_too() -> None:
    assert find_cut(quiet(40.0)) is not None


def test_without_a_pause_the_cut_is_in_a_gap_before_twenty_eight_seconds(speech: Sound) -> None:
    """The shipped answer's sentences have a third of a second between them."""
    cut = find_cut(speech)
    assert cut is not None
    assert LONGEST_S - 10 < cut / RATE <= LONGEST_S
    around = speech[cut - RATE // 20 : cut + RATE // 20]
    assert np.sqrt(np.mean(around**2)) < 0.1 * np.sqrt(np.mean(speech**2))


def test_noise_that_never_stops_is_cut_where_it_is_quietest() -> None:
    noise = np.random.default_rng(6).standard_normal(30 * RATE).astype(np.float32) * 0.2
    noise[int(22.0 * RATE) : int(22.2 * RATE)] *= 0.01
    hum = np.sin(np.arange(noise.size) * 2 * np.pi * 200 / RATE).astype(np.float32)
    cut = find_cut(noise * (1 + hum))
    assert cut is not None
    assert cut / RATE <= LONGEST_S


@pytest.mark.parametrize("took_s", [0.1, 2.0, 5.0, 30.0])
def test_the_length_follows_the_speed_within_bounds(took_s: float) -> None:
    length_s = SHORTEST_S
    for _ in range(8):
        length_s = suitable_length_s(took_s, length_s)
        assert SHORTEST_S <= length_s < LONGEST_S
    assert length_s >= min(took_s, LONGEST_S - 3)


def test_the_length_shrinks_again() -> None:
    length_s = suitable_length_s(12.0, SHORTEST_S)
    for _ in range(10):
        length_s = suitable_length_s(1.0, length_s)
    assert length_s == pytest.approx(SHORTEST_S, abs=0.5)
