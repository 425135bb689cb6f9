"""What every ``Recorder`` keeps: the synthetic microphone and PortAudio on a virtual one."""

import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.domain.errors import AudioFault, FaultCode, StorageFault
from mlprep_gui.services.ports.sound import Recorder, Recording
from tests.adapters.audio.waiting import wait_until
from tests.virtual_microphone import RATE_HZ, VirtualMicrophone, running_microphone

Samples = npt.NDArray[np.int16]

SOUND_S = 1.2


def make_sound() -> Samples:
    """Noise that begins and ends on a sample that is not zero, far from full scale."""
    noise = np.random.default_rng(7).integers(-8000, 8000, round(SOUND_S * RATE_HZ))
    noise[[0, -1]] = 5000
    return noise.astype(np.int16)


def write_wav(path: Path, samples: Samples) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return path


def read_wav(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def seconds_in(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def is_still(recording: Recording) -> bool:
    """Wait until the recording has not grown for a third of a second."""
    seen: list[float] = []

    def stands() -> bool:
        seen.append(recording.status().elapsed_s)
        return len(seen) > 30 and len(set(seen[-30:])) == 1

    wait_until(stands)
    return True


@dataclass(frozen=True)
class Studio:
    """A recorder, and how to make a sound before its microphone."""

    recorder: Recorder
    speak: Callable[[], object]

    def record_the_sound(self, target: Path) -> Recording:
        """Record until all of the sound is in the file; the recording is still running."""
        recording = self.recorder.start(target, None)
        wait_until(lambda: recording.status().started)
        self.speak()
        wait_until(lambda: recording.status().silent_for_s < recording.status().elapsed_s)
        wait_until(lambda: recording.status().silent_for_s > 0.1)
        return recording


class RecorderContract:
    """The tests; each subclass brings its ``studio``."""

    def test_lists_one_default_microphone(self, studio: Studio) -> None:
        assert [d.is_default for d in studio.recorder.devices()].count(True) == 1

    def test_records_every_sample_that_was_played(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.record_the_sound(tmp_path / "a.wav")
        recording.stop()
        recorded, sound = read_wav(tmp_path / "a.wav"), make_sound()
        heard = np.flatnonzero(recorded)
        assert np.array_equal(recorded[heard[0] : heard[-1] + 1], sound)

    def test_file_is_readable_and_grows_while_recording(
        self, studio: Studio, tmp_path: Path
    ) -> None:
        target = tmp_path / "a.wav"
        recording = studio.recorder.start(target, None)
        first_s = seconds_in(target)
        wait_until(lambda: seconds_in(target) >= first_s + 0.3)
        recording.stop()

    def test_nothing_that_the_status_counts_is_missing_from_the_file(
        self, studio: Studio, tmp_path: Path
    ) -> None:
        target = tmp_path / "a.wav"
        recording = studio.recorder.start(target, None)
        wait_until(lambda: recording.status().elapsed_s > 0.2)
        elapsed_s = recording.status().elapsed_s
        assert seconds_in(target) >= elapsed_s
        recording.stop()

    def test_stop_keeps_a_tail_of_half_a_second(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        wait_until(lambda: recording.status().started)
        elapsed_s = recording.status().elapsed_s
        assert recording.stop().duration_s >= elapsed_s + 0.5

    def test_report_tells_what_is_in_the_file(self, studio: Studio, tmp_path: Path) -> None:
        report = studio.record_the_sound(tmp_path / "a.wav").stop()
        assert report.duration_s == seconds_in(tmp_path / "a.wav")
        assert report.peak == pytest.approx(np.abs(make_sound()).max() / 32768)
        assert (report.overflows, report.fault) == (0, None)

    def test_stop_returns_within_three_seconds(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        begun_s = time.monotonic()
        recording.stop()
        assert time.monotonic() - begun_s < 3

    def test_second_stop_returns_the_same_report(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        assert recording.stop() == recording.stop()

    def test_abandon_ends_without_a_tail(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        wait_until(lambda: recording.status().started)
        recording.abandon()
        abandoned_s = recording.status().elapsed_s
        (tmp_path / "a.wav").unlink()
        assert recording.stop().duration_s == abandoned_s

    def test_level_and_silence_follow_the_sound(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.record_the_sound(tmp_path / "a.wav")
        wait_until(lambda: recording.status().level == 0)
        wait_until(lambda: recording.status().silent_for_s > 0.3)
        assert not recording.status().clipped
        recording.stop()

    def test_unknown_device_means_the_default_one(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", "a headset at home")
        assert recording.stop().fault is None

    def test_records_again_after_a_recording(self, studio: Studio, tmp_path: Path) -> None:
        for name in ("a.wav", "b.wav"):
            studio.recorder.start(tmp_path / name, None).stop()
            assert seconds_in(tmp_path / name) >= 0.5

    def test_tells_whom_it_hears(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        assert recording.microphone in {device.name for device in studio.recorder.devices()}
        recording.stop()

    def test_a_pause_is_not_in_the_file(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        wait_until(lambda: recording.status().elapsed_s > 0.2)
        recording.pause()
        recording.pause()
        before_s = recording.status().elapsed_s
        assert recording.status().paused
        assert is_still(recording)
        paused = recording.status()
        assert paused.elapsed_s <= before_s + 0.4
        assert (paused.level, paused.silent_for_s, paused.fault) == (0, 0, None)
        recording.resume()
        recording.resume()
        assert not recording.status().paused
        wait_until(lambda: recording.status().elapsed_s > paused.elapsed_s + 0.2)
        assert recording.stop().duration_s == seconds_in(tmp_path / "a.wav")

    def test_a_paused_recording_can_be_stopped(self, studio: Studio, tmp_path: Path) -> None:
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        wait_until(lambda: recording.status().elapsed_s > 0.2)
        recording.pause()
        assert is_still(recording)
        paused_s = recording.status().elapsed_s
        report = recording.stop()
        assert (report.duration_s, report.fault) == (paused_s, None)
        assert seconds_in(tmp_path / "a.wav") == paused_s

    def test_goes_on_at_the_end_of_a_recording(self, studio: Studio, tmp_path: Path) -> None:
        target = tmp_path / "a.wav"
        first_s = studio.record_the_sound(target).stop().duration_s
        before = read_wav(target)
        recording = studio.recorder.go_on(target, None)
        assert recording.status().elapsed_s >= first_s
        assert seconds_in(target) >= first_s
        wait_until(lambda: recording.status().elapsed_s > first_s + 0.3)
        report = recording.stop()
        assert report.duration_s == seconds_in(target) > first_s + 0.8
        assert np.array_equal(read_wav(target)[: len(before)], before)

    def test_goes_on_at_the_rate_of_the_file(self, studio: Studio, tmp_path: Path) -> None:
        target = tmp_path / "a.wav"
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            file.writeframes(bytes(2 * 8_000))
        recording = studio.recorder.go_on(target, None)
        begun_s = time.monotonic()
        wait_until(lambda: recording.status().elapsed_s > 1.0)
        took_s = time.monotonic() - begun_s
        assert recording.stop().duration_s == seconds_in(target) >= 1.5
        with wave.open(str(target), "rb") as file:
            assert file.getframerate() == 16_000
        # Unconverted, half a second of sound would be 1.4 s long.
        assert took_s > 0.3

    def test_goes_on_with_nothing_but_a_recording(self, studio: Studio, tmp_path: Path) -> None:
        with pytest.raises(AudioFault) as caught:
            studio.recorder.go_on(tmp_path / "gone.wav", None)
        assert caught.value.code is FaultCode.FILE_MISSING
        (tmp_path / "a.wav").write_bytes(b"a letter" * 20)
        with pytest.raises(AudioFault) as caught:
            studio.recorder.go_on(tmp_path / "a.wav", None)
        assert caught.value.code is FaultCode.NOT_AUDIO
        assert (tmp_path / "a.wav").read_bytes() == b"a letter" * 20

    def test_lists_devices_while_recording(self, studio: Studio, tmp_path: Path) -> None:
        before = studio.recorder.devices()
        recording = studio.recorder.start(tmp_path / "a.wav", None)
        assert studio.recorder.devices() == before
        recording.stop()
        assert studio.recorder.devices() == before

    def test_refuses_a_folder_that_is_none(self, studio: Studio, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StorageFault) as caught:
            studio.recorder.start(tmp_path / "file" / "a.wav", None)
        assert caught.value.code is FaultCode.FOLDER_UNUSABLE
        assert caught.value.params["path"] == str(tmp_path / "file")

    def test_never_writes_over_a_take(self, studio: Studio, tmp_path: Path) -> None:
        (tmp_path / "a.wav").write_bytes(b"a take")
        with pytest.raises(FileExistsError):
            studio.recorder.start(tmp_path / "a.wav", None)
        assert (tmp_path / "a.wav").read_bytes() == b"a take"


class TestSyntheticMicrophone(RecorderContract):
    @pytest.fixture
    def studio(self, tmp_path: Path) -> Studio:
        sound = write_wav(tmp_path / "sound.wav", make_sound())
        return Studio(SyntheticMicrophone(sound), speak=lambda: None)


@pytest.fixture(scope="module")
def microphone() -> Iterator[VirtualMicrophone]:
    with running_microphone() as microphone:
        yield microphone


class TestPortAudioRecorder(RecorderContract):
    @pytest.fixture
    def studio(self, microphone: VirtualMicrophone, tmp_path: Path) -> Iterator[Studio]:
        sound = write_wav(tmp_path / "sound.wav", make_sound())
        with PortAudio() as system:
            yield Studio(PortAudioRecorder(system), speak=lambda: microphone.play(sound))
