"""The microphone that hears a file, and the faults of a recording that need no device."""

import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio import capture
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.domain.errors import AudioFault, FaultCode, StorageFault
from tests.adapters.audio.disk import file_size_limit, small_disk
from tests.adapters.audio.waiting import wait_until

RATE_HZ = 16000


def seconds_in(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def write_noise(path: Path, seconds: float, channels: int = 1) -> Path:
    shape = (round(RATE_HZ * seconds), channels)
    noise = np.random.default_rng(1).integers(-9000, 9000, shape)
    soundfile.write(path, noise.astype(np.int16), RATE_HZ)
    return path


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    return write_noise(tmp_path / "noise.wav", 10)


def test_speed_shortens_the_time_not_the_recording(noise: Path, tmp_path: Path) -> None:
    microphone = SyntheticMicrophone(noise, speed=20)
    begun_s = time.monotonic()
    recording = microphone.start(tmp_path / "a.wav", None)
    wait_until(lambda: microphone.has_ended)
    assert recording.stop().duration_s >= 10
    assert time.monotonic() - begun_s < 5
    recorded = soundfile.read(tmp_path / "a.wav", dtype="int16")[0]
    assert np.array_equal(recorded[: 10 * RATE_HZ], soundfile.read(noise, dtype="int16")[0])


def test_goes_on_in_silence_after_the_file(tmp_path: Path) -> None:
    microphone = SyntheticMicrophone(write_noise(tmp_path / "short.wav", 0.2), speed=10)
    recording = microphone.start(tmp_path / "a.wav", None)
    assert not microphone.has_ended
    wait_until(lambda: recording.status().silent_for_s > 1)
    assert recording.status().fault is None
    recording.stop()


def test_unplugged_device_ends_the_recording_by_itself(noise: Path, tmp_path: Path) -> None:
    microphone = SyntheticMicrophone(noise, speed=10, unplugged_after_s=1.0)
    recording = microphone.start(tmp_path / "a.wav", None)
    wait_until(lambda: recording.status().fault is not None)
    assert recording.status().fault is FaultCode.MICROPHONE_LOST
    report = recording.stop()
    assert report.fault is FaultCode.MICROPHONE_LOST
    assert report.duration_s == seconds_in(tmp_path / "a.wav") == pytest.approx(1.0, abs=0.06)


def test_lost_microphone_goes_on_where_it_was_lost(noise: Path, tmp_path: Path) -> None:
    microphone = SyntheticMicrophone(noise, speed=10, unplugged_after_s=1.0)
    target = tmp_path / "a.wav"
    recording = microphone.start(target, None)
    wait_until(lambda: recording.status().fault is not None)
    recording.stop()
    again = microphone.go_on(target, None)
    wait_until(lambda: again.status().elapsed_s > 3.0)
    report = again.stop()
    assert (report.fault, report.duration_s) == (None, seconds_in(target))
    recorded = soundfile.read(target, dtype="int16")[0]
    heard = soundfile.read(noise, dtype="int16")[0]
    assert np.array_equal(recorded, heard[: len(recorded)])


def test_full_disk_keeps_what_was_written(noise: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.wav"
    with file_size_limit(100_000):
        recording = SyntheticMicrophone(noise, speed=10).start(target, None)
        wait_until(lambda: recording.status().fault is not None)
        report = recording.stop()
    assert report.fault is FaultCode.DISK_FULL
    assert report.duration_s == seconds_in(target) > 3
    recorded = soundfile.read(target, dtype="int16")[0]
    heard = soundfile.read(noise, dtype="int16")[0]
    assert np.array_equal(recorded, heard[: len(recorded)])


def test_disk_of_its_own_that_fills_up(noise: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", size_kb=128) as disk:
        target = disk.path / "a.wav"
        recording = SyntheticMicrophone(noise, speed=10).start(target, None)
        wait_until(lambda: recording.status().fault is not None)
        report = recording.stop()
        assert report.fault is FaultCode.DISK_FULL
        assert report.duration_s == seconds_in(target) > 3
        recorded = soundfile.read(target, dtype="int16")[0]
        heard = soundfile.read(noise, dtype="int16")[0]
        assert np.array_equal(recorded, heard[: len(recorded)])


def test_disk_that_cannot_be_written_is_told_at_the_start(noise: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", size_kb=128) as disk:
        disk.protect()
        with pytest.raises(StorageFault) as failing:
            SyntheticMicrophone(noise).start(disk.path / "a.wav", None)
    assert failing.value.code is FaultCode.FOLDER_UNUSABLE
    assert failing.value.params["path"] == str(tmp_path / "disk")


def test_disk_that_is_full_already_is_told_at_the_start(noise: Path, tmp_path: Path) -> None:
    with file_size_limit(20), pytest.raises(StorageFault) as failing:
        SyntheticMicrophone(noise).start(tmp_path / "a.wav", None)
    assert failing.value.code is FaultCode.DISK_FULL
    assert not (tmp_path / "a.wav").exists()


def test_recording_ends_where_it_would_be_too_long(
    noise: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture, "LONGEST_S", 2.0)
    recording = SyntheticMicrophone(noise, speed=10).start(tmp_path / "a.wav", None)
    wait_until(lambda: recording.status().fault is FaultCode.AUDIO_TOO_LONG)
    assert recording.stop().duration_s == pytest.approx(2.0, abs=0.06)


def test_clipping_is_noticed(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "loud.wav", np.full(RATE_HZ, 32767, np.int16), RATE_HZ)
    recording = SyntheticMicrophone(tmp_path / "loud.wav").start(tmp_path / "a.wav", None)
    wait_until(lambda: recording.status().clipped)
    assert recording.stop().peak == pytest.approx(1.0, abs=1e-4)


def test_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(AudioFault) as failing:
        SyntheticMicrophone(tmp_path / "gone.flac").start(tmp_path / "a.wav", None)
    assert failing.value.code is FaultCode.FILE_MISSING


_RECORD = """
import sys, threading
from pathlib import Path
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
recording = SyntheticMicrophone(Path(sys.argv[1])).start(Path(sys.argv[2]), None)
threading.Event().wait()
"""


def test_killed_process_leaves_a_readable_file(noise: Path, tmp_path: Path) -> None:
    """At most a second is missing."""
    target = tmp_path / "a.wav"
    child = subprocess.Popen([sys.executable, "-c", _RECORD, str(noise), str(target)])
    try:
        wait_until(lambda: target.exists() and target.stat().st_size > 44)
        begun_s, before_s = time.monotonic(), seconds_in(target)
        wait_until(lambda: time.monotonic() - begun_s > 1.5)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    assert seconds_in(target) - before_s > time.monotonic() - begun_s - 1
    recorded = soundfile.read(target, dtype="int16")[0]
    heard = soundfile.read(noise, dtype="int16")[0]
    assert np.array_equal(recorded, heard[: len(recorded)])
