"""Outlines that were kept: damaged, too many, in a folder that cannot be written."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.audio.peaks import PeaksCache
from mlprep_gui.domain.peaks import Peaks


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    noise = np.random.default_rng(2).integers(-9000, 9000, 16000, np.int16)
    soundfile.write(tmp_path / "a.wav", noise, 16000)
    return tmp_path / "a.wav"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "outlines"


@pytest.mark.parametrize("at", [0, 9, 30, 40, 60, -1])
def test_damaged_file_is_computed_again(recording: Path, folder: Path, at: int) -> None:
    first = SoundFiles(folder).peaks(recording)
    (kept,) = folder.iterdir()
    data = bytearray(kept.read_bytes())
    data[at] ^= 0x55
    kept.write_bytes(data)
    assert PeaksCache(folder).find(recording) is None
    assert np.array_equal(SoundFiles(folder).peaks(recording).extremes, first.extremes)
    assert PeaksCache(folder).find(recording) is not None


@pytest.mark.parametrize("size", [0, 20, 70])
def test_file_that_is_cut_off_is_computed_again(recording: Path, folder: Path, size: int) -> None:
    SoundFiles(folder).peaks(recording)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:size])
    assert PeaksCache(folder).find(recording) is None
    assert len(SoundFiles(folder).peaks(recording).extremes) == 100


def test_folder_that_cannot_be_is_no_fault(recording: Path) -> None:
    peaks = SoundFiles(recording / "outlines").peaks(recording)
    assert len(peaks.extremes) == 100


def test_oldest_are_dropped(recording: Path, folder: Path, tmp_path: Path) -> None:
    cache, peaks = PeaksCache(folder), Peaks(1.0, 100, np.zeros((100, 2), np.int16))
    for number in range(260):
        cache.keep(tmp_path / f"{number}.wav", recording.stat(), peaks)
    assert len(list(folder.iterdir())) == 256
