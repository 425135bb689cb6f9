"""A running recording, fed by hand."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mlprep_gui.adapters.audio.capture import Capture, Inlet
from mlprep_gui.domain.errors import FaultCode
from tests.adapters.audio.waiting import wait_until

RATE_HZ = 1000


class HandFedSource:
    """A ``Source`` whose blocks the test brings itself."""

    rate_hz = RATE_HZ

    def __init__(self, channels: int) -> None:
        self.channels = channels
        self.times_closed = 0

    def close(self) -> None:
        self.times_closed += 1


class Desk:
    """A capture, its source and its inlet."""

    def __init__(self, target: Path, channels: int) -> None:
        self.target = target
        self.source = HandFedSource(channels)
        self.inlet = Inlet()
        self.capture = Capture(target, self.source, self.inlet)

    def feed(self, frames: list[list[int]], times: int = 1) -> None:
        """Bring a block and wait until it is written."""
        expected_s = self.capture.status().elapsed_s + len(frames) * times / RATE_HZ
        self.inlet.put(np.array(frames * times, np.int16).tobytes())
        wait_until(lambda: self.capture.status().elapsed_s == pytest.approx(expected_s))

    def written(self) -> list[int]:
        with wave.open(str(self.target), "rb") as file:
            assert file.getnchannels() == 1
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        return [int(sample) for sample in samples]


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """Started; with one channel unless the test asks for more."""
    desk = Desk(tmp_path / "a.wav", getattr(request, "param", 1))
    desk.capture.start()
    yield desk
    desk.capture.abandon()


def test_file_is_valid_before_the_first_block(desk: Desk) -> None:
    assert desk.written() == []


@pytest.mark.parametrize("desk", [2], indirect=True)
def test_two_channels_become_their_mean(desk: Desk) -> None:
    desk.feed([[100, 300], [7, 7], [32767, 32767], [-32768, -32768]])
    assert desk.written() == [200, 7, 32767, -32768]


@pytest.mark.parametrize("desk", [4], indirect=True)
def test_further_channels_are_left_out(desk: Desk) -> None:
    desk.feed([[100, 200, 9000, 9000]])
    assert desk.written() == [150]


@pytest.mark.parametrize("desk", [2], indirect=True)
def test_clipping_in_one_channel_shows(desk: Desk) -> None:
    desk.feed([[32767, 0]])
    assert desk.capture.status().clipped


def test_lost_input_is_counted(desk: Desk) -> None:
    desk.inlet.put(bytes(20), overflowed=True)
    desk.inlet.put(bytes(20), overflowed=True)
    wait_until(lambda: desk.capture.status().overflows == 2)


def test_zeros_are_no_beginning_at_first(desk: Desk) -> None:
    """A headset that wakes up sends them; one that is muted sends nothing else for ever."""
    desk.feed([[0]], times=500)
    assert not desk.capture.status().started
    desk.feed([[0]], times=500)
    assert desk.capture.status().started


def test_sound_is_the_beginning(desk: Desk) -> None:
    desk.feed([[0], [1]])
    assert desk.capture.status().started


def test_source_that_says_nothing_for_two_seconds_is_lost(desk: Desk) -> None:
    desk.feed([[5]])
    wait_until(lambda: desk.capture.status().fault is not None, deadline_s=4)
    assert desk.capture.status().fault is FaultCode.MICROPHONE_LOST
    assert desk.written() == [5]
    wait_until(lambda: desk.source.times_closed == 1)


def test_source_that_ends_is_lost(desk: Desk) -> None:
    desk.feed([[5]])
    desk.inlet.finish()
    wait_until(lambda: desk.capture.status().fault is FaultCode.MICROPHONE_LOST)


def test_blocks_after_the_end_are_dropped(desk: Desk) -> None:
    desk.feed([[5]])
    desk.capture.abandon()
    desk.inlet.put(np.array([6], np.int16).tobytes())
    assert desk.written() == [5]


def test_abandoning_after_stopping_is_harmless(desk: Desk) -> None:
    desk.feed([[5]])
    report = desk.capture.stop()
    desk.capture.abandon()
    assert desk.capture.stop() == report
