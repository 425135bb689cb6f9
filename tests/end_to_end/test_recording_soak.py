"""A long recording on a busy computer, made short; ``make soak`` is the long one."""

import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.benchmarks import soak
from tests.virtual_microphone import RATE_HZ, running_microphone

_SECONDS = round(60 * float(os.environ.get("MLPREP_SOAK_MINUTES", "0.2")))
"""Twelve, so that the suite stays quick; a variable makes it a minute, or any other time."""


@pytest.mark.timeout(120 + 2 * _SECONDS)
def test_no_sample_is_lost_while_every_processor_is_busy(tmp_path: Path) -> None:
    with running_microphone() as microphone:
        outcome = soak.record(microphone, tmp_path, _SECONDS)
    assert outcome.found.is_whole, "; ".join(outcome.lines())
    assert outcome.report.fault is None
    assert outcome.report.overflows == 0
    assert outcome.memory_kb


def write(path: Path, samples: soak.Samples) -> None:
    soundfile.write(path, samples, RATE_HZ)


class TestTheComparison:
    """It would be worth nothing if it did not notice."""

    @pytest.fixture
    def sound(self) -> soak.Samples:
        return np.concatenate([soak.make_second(number) for number in range(3)])

    @pytest.fixture
    def silence(self) -> soak.Samples:
        return np.zeros(RATE_HZ // 3, np.int16)

    def test_whole(self, tmp_path: Path, sound: soak.Samples, silence: soak.Samples) -> None:
        write(tmp_path / "a.wav", np.concatenate([silence, sound, silence]))
        found = soak.compare(tmp_path / "a.wav", 3)
        assert found.is_whole
        assert (found.recorded, found.first_gap) == (3 * RATE_HZ, None)
        assert found.correlation == pytest.approx(1.0)

    @pytest.mark.parametrize("lost", [1, 500, 20_000])
    def test_a_gap(
        self, tmp_path: Path, sound: soak.Samples, silence: soak.Samples, lost: int
    ) -> None:
        at = RATE_HZ + 1000
        heard = np.concatenate([silence, sound[:at], sound[at + lost :], silence])
        write(tmp_path / "a.wav", heard)
        found = soak.compare(tmp_path / "a.wav", 3)
        assert not found.is_whole
        assert found.recorded == 3 * RATE_HZ - lost
        assert found.first_gap == (at / RATE_HZ, lost)
        assert found.correlation < 0.5

    def test_a_changed_sample(
        self, tmp_path: Path, sound: soak.Samples, silence: soak.Samples
    ) -> None:
        sound[77] += 1
        write(tmp_path / "a.wav", np.concatenate([silence, sound, silence]))
        found = soak.compare(tmp_path / "a.wav", 3)
        assert (found.is_whole, found.different) == (False, 1)
        assert found.first_gap == (77 / RATE_HZ, 0)

    def test_nothing_at_all(self, tmp_path: Path, silence: soak.Samples) -> None:
        write(tmp_path / "a.wav", silence)
        found = soak.compare(tmp_path / "a.wav", 3)
        assert (found.is_whole, found.recorded) == (False, 0)
