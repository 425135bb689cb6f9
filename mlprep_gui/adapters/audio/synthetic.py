"""A microphone that hears a sound file: for demonstrations without a microphone, and for tests."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from mlprep_gui.adapters.audio.capture import (
    BLOCK_S,
    SOURCE_CLOSE_DEADLINE_S,
    Capture,
    Inlet,
)
from mlprep_gui.adapters.audio.sound_file import open_sound, readable_s
from mlprep_gui.adapters.audio.wav_file import GrowingWav, measure_recorded
from mlprep_gui.services.ports.sound import Device, Recording


class SyntheticMicrophone:
    """A ``Recorder`` whose one microphone plays a sound file, then goes on in silence.

    Args:
        source: any sound file that ``open_sound`` opens.
        speed: how many seconds of sound pass in one second.
        unplugged_after_s: the second of sound after which the device is lost, None for never.
    """

    def __init__(
        self, source: Path, speed: float = 1.0, unplugged_after_s: float | None = None
    ) -> None:
        self._source = source
        self._speed = speed
        self._unplugged_after_s = unplugged_after_s
        self._feed: Feed | None = None

    @property
    def has_ended(self) -> bool:
        """Whether the file was played to its end in the recording that was begun last."""
        return self._feed is not None and self._feed.has_ended

    def devices(self) -> tuple[Device, ...]:
        """See ``Recorder.devices``."""
        return (Device(name=self._source.name, is_default=True),)

    def start(self, target: Path, device: str | None) -> Recording:  # noqa: ARG002  (there is one)
        """See ``Recorder.start``; also raises as ``open_sound`` for the file it plays."""
        readable_s(self._source)
        feed = Feed(self._source, self._speed, self._unplugged_after_s)
        return self._record(GrowingWav(target, feed.rate_hz), feed)

    def go_on(self, target: Path, device: str | None) -> Recording:  # noqa: ARG002  (there is one)
        """See ``Recorder.go_on``; the microphone is plugged in again for good.

        It plays on where the recording ended.
        """
        recorded = measure_recorded(target)
        feed = Feed(self._source, self._speed, None, recorded.samples / recorded.rate_hz)
        return self._record(GrowingWav(target, recorded.rate_hz, recorded), feed)

    def _record(self, wav: GrowingWav, feed: "Feed") -> Recording:
        capture = Capture(wav, feed, feed.inlet)
        capture.start()
        feed.start()
        self._feed = feed
        return capture


class Feed:
    """A ``Source`` that reads a file in step with the clock."""

    channels = 1

    def __init__(
        self, path: Path, speed: float, unplugged_after_s: float | None, start_s: float = 0.0
    ) -> None:
        with open_sound(path) as sound:
            self.rate_hz = sound.rate_hz
        self.name = path.name
        self.inlet = Inlet()
        self._path = path
        self._speed = speed
        self._unplugged_after_s = unplugged_after_s
        self._start_s = start_s
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="synthetic-microphone", daemon=True)
        self.has_ended = False

    def start(self) -> None:
        """Begin to play."""
        self._thread.start()

    def close(self) -> None:
        """See ``Source.close``."""
        self._closed.set()
        if self._thread is not threading.current_thread():
            self._thread.join(SOURCE_CLOSE_DEADLINE_S)

    def _run(self) -> None:
        begun_s = time.monotonic()
        frames = 0
        for block in self._blocks():
            frames += len(block) // 2
            played_s = frames / self.rate_hz
            # A block can be handed over once its last sample has sounded.
            if self._closed.wait(max(begun_s + played_s / self._speed - time.monotonic(), 0.0)):
                return
            self.inlet.put(block)
            if self._unplugged_after_s is not None and played_s >= self._unplugged_after_s:
                self.inlet.finish()
                return

    def _blocks(self) -> Iterator[bytes]:
        frames = max(round(self.rate_hz * BLOCK_S), 1)
        with open_sound(self._path) as sound:
            sound.seek(self._start_s)
            for block in sound.blocks(frames):
                yield block.tobytes()
        self.has_ended = True
        while True:
            yield bytes(2 * frames)
