"""What every ``AudioFiles`` keeps; there is one, on real files of every kind."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode, StorageFault
from mlprep_gui.services.ports import AudioFiles

Samples = npt.NDArray[np.float64]


def make_sound(rate_hz: int = 16000, seconds: float = 2.0, channels: int = 1) -> Samples:
    """A rising tone, the same on all channels; shape (frames, channels)."""
    at_s = np.arange(round(rate_hz * seconds)) / rate_hz
    tone = 0.4 * np.sin(2 * np.pi * (200 + 300 * at_s) * at_s)
    return np.repeat(tone[:, None], channels, axis=1)


def code_of(failing: pytest.ExceptionInfo[Fault]) -> FaultCode:
    return failing.value.code


@pytest.fixture
def files() -> AudioFiles:
    return SoundFiles()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings" / "answer.wav"


class Kind(NamedTuple):
    """A kind of sound file."""

    name: str
    rate_hz: int
    channels: int
    subtype: str


KINDS = [
    pytest.param(Kind("a.wav", 16000, 1, "PCM_16"), id="like a recording"),
    pytest.param(Kind("a.wav", 8000, 1, "PCM_U8"), id="8 bit"),
    pytest.param(Kind("a.wav", 96000, 2, "PCM_24"), id="96 kHz, stereo, 24 bit"),
    pytest.param(Kind("a.wav", 44100, 6, "FLOAT"), id="six channels of floats"),
    pytest.param(Kind("a.wav", 8000, 1, "ULAW"), id="telephone"),
    pytest.param(Kind("a.flac", 48000, 2, "PCM_24"), id="flac"),
    pytest.param(Kind("a.ogg", 44100, 2, "VORBIS"), id="ogg"),
    pytest.param(Kind("a.mp3", 44100, 2, "MPEG_LAYER_III"), id="mp3"),
    pytest.param(Kind("name without suffix", 16000, 1, "PCM_16"), id="no suffix"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_imports_every_kind(files: AudioFiles, tmp_path: Path, target: Path, kind: Kind) -> None:
    """The copy is one channel of 16 bits at the file's own rate, and sounds the same."""
    source, sound = tmp_path / kind.name, make_sound(kind.rate_hz, channels=kind.channels)
    form = source.suffix[1:].upper() or "WAV"
    soundfile.write(source, sound, kind.rate_hz, format=form, subtype=kind.subtype)
    assert files.import_recording(source, target) == pytest.approx(2.0)
    copy, info = soundfile.read(target)[0], soundfile.info(target)
    assert (info.samplerate, info.channels, info.subtype) == (kind.rate_hz, 1, "PCM_16")
    assert np.corrcoef(copy, sound[:, 0])[0, 1] > 0.99
    assert files.duration_s(source) == files.duration_s(target) == pytest.approx(2.0)


def test_recording_comes_through_unchanged(files: AudioFiles, tmp_path: Path, target: Path) -> None:
    samples = np.arange(-32768, 32768, dtype=np.int16)
    soundfile.write(tmp_path / "a.wav", samples, 16000)
    files.import_recording(tmp_path / "a.wav", target)
    assert np.array_equal(soundfile.read(target, dtype="int16")[0], samples)


def test_too_loud_floats_are_clipped_not_wrapped(
    files: AudioFiles, tmp_path: Path, target: Path
) -> None:
    soundfile.write(tmp_path / "a.wav", np.array([3.0, -3.0]), 16000, subtype="FLOAT")
    files.import_recording(tmp_path / "a.wav", target)
    assert soundfile.read(target, dtype="int16")[0].tolist() == [32767, -32768]


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_truncated_file_gives_what_is_readable(
    files: AudioFiles, tmp_path: Path, target: Path, name: str
) -> None:
    source, sound = tmp_path / name, make_sound(seconds=20)
    soundfile.write(source, sound, 16000)
    whole = source.read_bytes()
    source.write_bytes(whole[: len(whole) // 2])
    duration_s = files.duration_s(source)
    assert 5 < duration_s < 15
    assert files.import_recording(source, target) == pytest.approx(duration_s)
    copy = soundfile.read(target)[0]
    assert np.corrcoef(copy, sound[: len(copy), 0])[0, 1] > 0.95


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "au", "raw", "m4a", "txt"])
def test_text_is_not_audio_whatever_its_name(
    files: AudioFiles, tmp_path: Path, target: Path, suffix: str
) -> None:
    source = tmp_path / f"a.{suffix}"
    source.write_text("I would answer that regularization " * 3000)
    with pytest.raises(AudioFault) as failing:
        files.duration_s(source)
    assert code_of(failing) is FaultCode.NOT_AUDIO
    assert failing.value.params["path"] == str(source)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.NOT_AUDIO
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("content", ["nothing", "a header"])
def test_file_without_sound_is_empty(
    files: AudioFiles, tmp_path: Path, target: Path, content: str
) -> None:
    source = tmp_path / "a.wav"
    source.touch()
    if content == "a header":
        soundfile.write(source, np.empty(0), 16000)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.AUDIO_EMPTY
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["gone.wav", "."])
def test_what_is_no_file_is_missing(files: AudioFiles, tmp_path: Path, name: str) -> None:
    with pytest.raises(AudioFault) as failing:
        files.duration_s(tmp_path / name)
    assert code_of(failing) is FaultCode.FILE_MISSING


def test_two_hours_are_too_long(files: AudioFiles, tmp_path: Path, target: Path) -> None:
    source = tmp_path / "lecture.flac"
    soundfile.write(source, np.zeros(8000 * 7200, np.int16), 8000)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.AUDIO_TOO_LONG
    assert (failing.value.params["minutes"], failing.value.params["limit_minutes"]) == (120, 90)
    assert list(target.parent.iterdir()) == []
    assert files.duration_s(source) == 7200


def test_folder_that_is_none_cannot_be_used(files: AudioFiles, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", make_sound(), 16000)
    with pytest.raises(StorageFault) as failing:
        files.import_recording(tmp_path / "a.wav", tmp_path / "a.wav" / "b.wav")
    assert code_of(failing) is FaultCode.FOLDER_UNUSABLE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav"]


def test_leftover_of_a_crash_is_no_hindrance(
    files: AudioFiles, tmp_path: Path, target: Path
) -> None:
    soundfile.write(tmp_path / "a.wav", make_sound(), 16000)
    target.with_name(f"{target.name}.part").write_bytes(b"half a header")
    files.import_recording(tmp_path / "a.wav", target)
    assert list(target.parent.iterdir()) == [target]
