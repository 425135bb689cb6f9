"""A running recording, fed by hand."""

import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
import pytest

from mlprep_gui.adapters.audio.capture import Capture, Inlet
from mlprep_gui.adapters.audio.wav_file import GrowingWav
from mlprep_gui.domain.errors import FaultCode
from tests.adapters.audio.waiting import wait_until

RATE_HZ = 1000


class HandFedSource:
    """A ``Source`` whose blocks the test brings itself."""

    name = "by hand"

    def __init__(self, channels: int) -> None:
        self.rate_hz = RATE_HZ
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
        self.clocks = [0.0, 0.0]
        self.capture = Capture(
            GrowingWav(target, RATE_HZ), self.source, self.inlet, lambda: tuple(self.clocks)
        )

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


def test_what_comes_in_during_a_pause_is_dropped(desk: Desk) -> None:
    desk.feed([[5]])
    desk.capture.pause()
    # A quarter of a second is still on its way from the air.
    desk.feed([[6]], times=250)
    desk.inlet.put(np.array([7] * 100, np.int16).tobytes())
    desk.capture.resume()
    desk.inlet.put(np.array([8], np.int16).tobytes())
    wait_until(lambda: desk.written()[-1] == 8)
    # Whether 7 was looked at before or after the pause is a matter of the threads.
    assert [s for s in desk.written() if s != 7] == [5] + [6] * 250 + [8]


def test_a_pause_stops_the_warnings(desk: Desk) -> None:
    desk.feed([[0]], times=4000)
    assert desk.capture.status().silent_for_s == pytest.approx(4)
    desk.capture.pause()
    desk.feed([[0]], times=250)
    desk.inlet.put(bytes(2 * 3000), overflowed=True)
    wait_until(lambda: desk.capture.status().silent_for_s == 0)
    desk.capture.resume()
    desk.feed([[0]], times=1000)
    status = desk.capture.status()
    assert status.silent_for_s == pytest.approx(1)
    assert (status.overflows, status.overflowed) == (1, False)


def test_source_that_is_lost_in_a_pause_is_told(desk: Desk) -> None:
    desk.feed([[5]])
    desk.capture.pause()
    desk.inlet.finish()
    wait_until(lambda: desk.capture.status().fault is FaultCode.MICROPHONE_LOST)


@pytest.mark.parametrize("clock", [0, 1])
def test_a_computer_that_slept_ends_the_recording(desk: Desk, clock: int) -> None:
    """On some systems the one clock goes on meanwhile, on others the other."""
    desk.feed([[5]])
    desk.clocks[clock] += 3600.0
    wait_until(lambda: desk.capture.status().fault is not None)
    assert desk.capture.status().fault is FaultCode.COMPUTER_SLEPT
    assert desk.capture.stop().fault is FaultCode.COMPUTER_SLEPT
    assert desk.written() == [5]


def test_another_rate_is_converted_without_a_gap(tmp_path: Path) -> None:
    """A second of a tone, in blocks, comes to a second of the same tone."""
    source, inlet = HandFedSource(1), Inlet()
    source.rate_hz = 48_000
    capture = Capture(GrowingWav(tmp_path / "b.wav", 16_000), source, inlet)
    capture.start()
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(48_000) / 48_000)).astype(np.int16)
    for start in range(0, 48_000, 2400):
        inlet.put(tone[start : start + 2400].tobytes())
    wait_until(lambda: capture.status().elapsed_s > 0.9)
    capture.abandon()
    with wave.open(str(tmp_path / "b.wav"), "rb") as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    expected = 8000 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    assert len(heard) == 16_000
    assert np.abs(heard[500:-500] - expected[500:-500]).max() < 80


class SlowToClose(GrowingWav):
    """A file on a disk that takes its time to write everything down for good."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, RATE_HZ)
        self.may_close = threading.Event()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.may_close.wait(20)
        super().__exit__(kind, error, trace)


def test_slow_disk_is_no_fault_once_all_is_handed_to_it(tmp_path: Path) -> None:
    wav, inlet = SlowToClose(tmp_path / "a.wav"), Inlet()
    capture = Capture(wav, HandFedSource(1), inlet)
    capture.start()
    inlet.put(np.array([5] * 100, np.int16).tobytes())
    wait_until(lambda: capture.status().elapsed_s > 0)
    capture.pause()
    begun_s = time.monotonic()
    report = capture.stop()
    assert time.monotonic() - begun_s < 3
    assert (report.fault, report.duration_s) == (None, 0.1)
    wav.may_close.set()


class NeverWrites(GrowingWav):
    """A file on a disk that does not answer."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, RATE_HZ)
        self.may_write = threading.Event()

    def append(self, samples: bytes) -> None:
        self.may_write.wait(20)
        super().append(samples)


def test_disk_that_does_not_answer_is_told(tmp_path: Path) -> None:
    wav, inlet = NeverWrites(tmp_path / "a.wav"), Inlet()
    capture = Capture(wav, HandFedSource(1), inlet)
    capture.start()
    inlet.put(np.array([5] * 100, np.int16).tobytes())
    capture.pause()
    assert capture.stop().fault is FaultCode.FOLDER_UNUSABLE
    wav.may_write.set()
