"""However a recording grows, its stretches are the whole of it, once."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mlprep_gui.adapters.speech.cutting import LONGEST_S
from mlprep_gui.adapters.speech.messages import EngineName, Transcribe
from mlprep_gui.adapters.speech.recording_job import RecordingJob, Stretch
from mlprep_gui.adapters.speech.waveform import RATE, GrowingSound
from mlprep_gui.domain.errors import AudioFault, FaultCode
from tests.adapters.speech.listening import write_noise

DEVICE_RATE = 48_000


def noise(seconds: float, rate: int) -> NDArray[np.float32]:
    samples = np.random.default_rng(9).standard_normal(int(seconds * rate)) * 0.1
    return samples.astype(np.float32)


def job(path: Path, *, is_growing: bool = False, from_s: float = 0.0) -> RecordingJob:
    request = Transcribe("1", str(path), EngineName.SCRIPTED, from_s=from_s, is_growing=is_growing)
    return RecordingJob(request)


def drain(work: RecordingJob) -> list[Stretch]:
    """The stretches up to the last, or as far as there are any."""
    stretches = []
    while (stretch := work.next_stretch()) is not None:
        stretches.append(stretch)
        if stretch.is_last:
            break
    return stretches


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.integers(0, 30_000), min_size=1, max_size=8))
def test_read_in_any_steps_it_is_the_same_sound(tmp_path: Path, steps: list[int]) -> None:
    samples = noise(1.5, DEVICE_RATE)
    path = tmp_path / "steps.wav"
    soundfile.write(path, samples, DEVICE_RATE)
    whole = GrowingSound(path).read_on(100.0, is_whole=True)
    growing = GrowingSound(path)
    parts, size = [], 0
    for step in steps:
        size = min(size + step, samples.size)
        soundfile.write(path, samples[:size], DEVICE_RATE)
        parts.append(growing.read_on(100.0, is_whole=False))
    soundfile.write(path, samples, DEVICE_RATE)
    parts.append(growing.read_on(100.0, is_whole=True))
    np.testing.assert_allclose(np.concatenate(parts), whole, atol=1e-6)
    assert growing.is_read
    assert growing.read_on(100.0, is_whole=True).size == 0


@pytest.mark.parametrize("seconds", [3.0, 70.0, 130.0])
def test_stretches_follow_each_other_without_gap_or_overlap(tmp_path: Path, seconds: float) -> None:
    path = write_noise(tmp_path / "a.wav", seconds)
    stretches = drain(job(path))
    assert stretches[0].start_s == 0
    assert stretches[-1].is_last
    assert stretches[-1].end_s == pytest.approx(seconds)
    for before, after in pairwise(stretches):
        assert before.end_s == after.start_s
    assert sum(s.samples.size for s in stretches) == pytest.approx(seconds * RATE, abs=2)
    assert all(s.samples.size <= 28 * RATE for s in stretches)


def test_a_growing_recording_has_no_last_stretch_until_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "grows.wav"
    work = job(path, is_growing=True)
    assert work.next_stretch() is None, "there is no file yet"
    ends = []
    for seconds in range(1, 25):
        write_noise(path, float(seconds))
        ends += [stretch.end_s for stretch in drain(work)]
    assert ends
    assert ends[0] >= 5
    work.is_growing = False
    (last,) = drain(work)
    assert last.is_last
    assert (last.start_s, last.end_s) == (ends[-1], 24.0)


@pytest.mark.parametrize("from_s", [0.5, 61.25, 129.0])
def test_resumed_it_goes_on_at_the_very_sample(tmp_path: Path, from_s: float) -> None:
    path = write_noise(tmp_path / "a.wav", 130.0)
    stretches = drain(job(path, from_s=from_s))
    assert stretches[0].start_s == from_s
    size = sum(s.samples.size for s in stretches)
    assert size == pytest.approx((130.0 - from_s) * RATE, abs=2)


def test_resumed_at_the_end_there_is_an_empty_stretch(tmp_path: Path) -> None:
    path = write_noise(tmp_path / "a.wav", 10.0)
    (last,) = drain(job(path, from_s=10.0))
    assert last.is_last
    assert last.is_silent
    assert last.samples.size == 0


def test_a_long_recording_is_not_held_in_memory(tmp_path: Path) -> None:
    path = write_noise(tmp_path / "a.wav", 200.0)
    work = job(path)
    while not (stretch := work.next_stretch()) or not stretch.is_last:
        assert work._ahead.size < 2.2 * LONGEST_S * RATE


def test_faults_of_the_file_are_told_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF")
    growing = job(path, is_growing=True)
    assert growing.next_stretch() is None
    growing.is_growing = False
    with pytest.raises(AudioFault) as caught:
        growing.next_stretch()
    assert caught.value.code is FaultCode.NOT_AUDIO
