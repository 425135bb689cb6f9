"""The recording file, byte by byte."""

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.wav_file import GrowingWav, Recorded, measure_recorded
from mlprep_gui.domain.errors import AudioFault, FaultCode, StorageFault
from tests.adapters.audio.disk import file_size_limit

RATE_HZ = 16_000
HEADER_BYTES = 44


def samples_in(path: Path) -> bytes:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        return file.readframes(file.getnframes())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.wav"


def test_is_whole_after_every_append(path: Path) -> None:
    with GrowingWav(path, RATE_HZ) as wav:
        assert samples_in(path) == b""
        wav.append(b"abcd")
        assert samples_in(path) == b"abcd"
        wav.append(b"ef")
        assert (samples_in(path), wav.seconds) == (b"abcdef", 3 / RATE_HZ)
    assert samples_in(path) == b"abcdef"


def test_goes_on_where_it_ended(path: Path) -> None:
    with GrowingWav(path, RATE_HZ) as wav:
        wav.append(b"abcd")
    recorded = measure_recorded(path)
    assert recorded == Recorded(RATE_HZ, 2)
    with GrowingWav(path, recorded.rate_hz, recorded) as wav:
        assert samples_in(path) == b"abcd"
        wav.append(b"ef")
        assert samples_in(path) == b"abcdef"


def test_samples_that_were_not_counted_any_more_are_dropped(path: Path) -> None:
    """A process that is killed between the samples and the header leaves them."""
    with GrowingWav(path, RATE_HZ) as wav:
        wav.append(b"abcd")
    with path.open("ab") as file:
        file.write(b"xyz")
    assert samples_in(path) == b"abcd"
    recorded = measure_recorded(path)
    with GrowingWav(path, recorded.rate_hz, recorded) as wav:
        wav.append(b"ef")
    assert samples_in(path) == b"abcdef"
    assert path.stat().st_size == HEADER_BYTES + 6


def test_file_that_is_shorter_than_it_says_goes_on_at_its_end(path: Path) -> None:
    with GrowingWav(path, RATE_HZ) as wav:
        wav.append(b"abcdef")
    with path.open("rb+") as file:
        file.truncate(HEADER_BYTES + 5)
    recorded = measure_recorded(path)
    assert recorded == Recorded(RATE_HZ, 2)
    with GrowingWav(path, recorded.rate_hz, recorded) as wav:
        wav.append(b"gh")
    assert samples_in(path) == b"abcdgh"


def write_stereo(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(bytes(400))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"RIFF"),
        lambda path: path.write_bytes(bytes(500)),
        write_stereo,
        lambda path: path.mkdir(),
    ],
)
def test_goes_on_with_its_own_files_only(path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(path)
    with pytest.raises(AudioFault) as caught:
        measure_recorded(path)
    assert caught.value.code is FaultCode.NOT_AUDIO


def test_full_disk_leaves_what_was_there(path: Path) -> None:
    with GrowingWav(path, RATE_HZ) as wav:
        wav.append(bytes(1000))
        with file_size_limit(HEADER_BYTES + 1500), pytest.raises(StorageFault) as caught:
            wav.append(bytes(1000))
        assert samples_in(path) == bytes(1000)
    assert caught.value.code is FaultCode.DISK_FULL
    assert samples_in(path) == bytes(1000)
    assert path.stat().st_size == HEADER_BYTES + 1000
