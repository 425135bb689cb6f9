"""Any sound file becomes 16 kHz mono, and silence is told from sound."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.domain.errors import AudioFault, FaultCode, SpeechFault

TONE_HZ = 440


def tone(rate: int, seconds: float = 1.5, level: float = 0.5) -> NDArray[np.float64]:
    return level * np.sin(2 * np.pi * TONE_HZ * np.arange(int(rate * seconds)) / rate)


def loudest_hz(samples: NDArray[np.float32]) -> float:
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.argmax(spectrum) * RATE / samples.size)


@pytest.mark.parametrize(
    ("rate", "channels", "kind"),
    [
        (8000, 1, "PCM_U8"),
        (16000, 1, "PCM_16"),
        (44100, 2, "PCM_24"),
        (48000, 2, "FLOAT"),
        (96000, 1, "PCM_16"),
        (192000, 6, "PCM_32"),
    ],
)
def test_every_kind_of_wav(tmp_path: Path, rate: int, channels: int, kind: str) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, np.tile(tone(rate)[:, None], channels), rate, subtype=kind)
    samples = read_samples(path)
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert samples.size == pytest.approx(1.5 * RATE, abs=RATE * 0.01)
    assert loudest_hz(samples) == pytest.approx(TONE_HZ, abs=2)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.05)


def test_longer_than_one_block(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, tone(44100, seconds=25), 44100)
    samples = read_samples(path)
    assert samples.size == pytest.approx(25 * RATE, abs=RATE * 0.01)
    middle = samples[RATE : 24 * RATE]
    assert np.abs(middle).max() < 0.51, "a click where blocks meet"


def test_quiet_sound_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "quiet.wav"
    soundfile.write(path, tone(RATE, level=0.02), RATE)
    assert np.abs(read_samples(path)).max() == pytest.approx(0.5, abs=0.05)


def test_a_constant_offset_is_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "offset.wav"
    soundfile.write(path, np.full(RATE, 0.3), RATE)
    with pytest.raises(SpeechFault) as caught:
        read_samples(path)
    assert caught.value.code is FaultCode.NO_SPEECH


def test_the_hiss_of_a_sound_card_is_silence(tmp_path: Path) -> None:
    path = tmp_path / "hiss.wav"
    soundfile.write(path, np.random.default_rng(3).standard_normal(RATE) * 0.0004, RATE)
    with pytest.raises(SpeechFault) as caught:
        read_samples(path)
    assert caught.value.code is FaultCode.NO_SPEECH


def test_numbers_that_are_none_do_not_spread(tmp_path: Path) -> None:
    samples = tone(RATE)
    samples[100:103] = [np.nan, np.inf, -np.inf]
    path = tmp_path / "broken.wav"
    soundfile.write(path, samples, RATE, subtype="FLOAT")
    assert np.isfinite(read_samples(path)).all()


def test_what_is_left_of_a_truncated_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "whole.wav"
    soundfile.write(path, tone(RATE, seconds=4), RATE)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert read_samples(path).size == pytest.approx(2 * RATE, abs=RATE * 0.01)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", FaultCode.AUDIO_EMPTY),
        (b"RIFF", FaultCode.NOT_AUDIO),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", FaultCode.NOT_AUDIO),
        (b"just a letter, renamed", FaultCode.NOT_AUDIO),
    ],
)
def test_what_is_no_sound_file(tmp_path: Path, content: bytes, code: FaultCode) -> None:
    path = tmp_path / "odd.wav"
    path.write_bytes(content)
    with pytest.raises(AudioFault) as caught:
        read_samples(path)
    assert (caught.value.code, caught.value.params["path"]) == (code, str(path))


def test_bare_samples_are_no_sound_file(tmp_path: Path) -> None:
    path = tmp_path / "bare.raw"
    path.write_bytes(bytes(3200))
    with pytest.raises(AudioFault) as caught:
        read_samples(path)
    assert caught.value.code is FaultCode.NOT_AUDIO


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(AudioFault) as caught:
        read_samples(tmp_path)
    assert caught.value.code is FaultCode.FILE_MISSING
