"""Playing a stretch of a recording, and the second of it that sounds now."""

import threading
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from mlprep_gui.adapters.audio.capture import BLOCK_S
from mlprep_gui.adapters.audio.portaudio import PortAudio, Stream, StreamRefusedError
from mlprep_gui.adapters.audio.sound_file import SoundFile, open_sound, readable_s
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports import Device

if TYPE_CHECKING:
    from mlprep_gui.adapters.audio.sound_file import Samples

_AHEAD_BLOCKS = 20
_SOUNDS_WITHIN_S = 3.0
_STALLED_AFTER_S = 2.0
_DROPPED_S = 0.15
_JOIN_S = 1.5


def _end_of(path: Path, wanted_s: float | None) -> float:
    duration_s = readable_s(path)
    return duration_s if wanted_s is None else min(wanted_s, duration_s)


class PortAudioPlayer:
    """A ``Player`` on the system's sound.

    Args:
        sound: shared with the microphones.
        device: asked before each sound for the loudspeaker's name, None for the default.
    """

    def __init__(self, sound: PortAudio, device: Callable[[], str | None] = lambda: None) -> None:
        self._sound = sound
        self._device = device
        self._playback: _Playback | None = None

    def devices(self) -> tuple[Device, ...]:
        """See ``Player.devices``."""
        return self._sound.devices("output")

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None) -> None:
        """See ``Player.play``; also raises NOT_AUDIO and AUDIO_EMPTY."""
        self.stop()
        end_s = _end_of(path, end_s)
        if start_s >= end_s:
            return
        playback = _Playback(path, start_s, end_s)
        try:
            stream = self._sound.open_output(self._device(), playback.fill, playback.end)
        except StreamRefusedError as refusal:
            raise AudioFault(FaultCode.PLAYBACK_FAILED, reason=refusal.reason) from refusal
        self._playback = playback
        if not playback.start(stream):
            self.stop()
            raise AudioFault(FaultCode.AUDIO_UNRESPONSIVE)

    def stop(self) -> None:
        """See ``Player.stop``."""
        playback, self._playback = self._playback, None
        if playback is not None:
            playback.stop()

    def position_s(self) -> float | None:
        """See ``Player.position_s``."""
        playback = self._playback
        return None if playback is None else playback.position_s()


class _Playback:
    """One stretch on its way to the loudspeaker.

    A feeding thread reads ahead and closes the stream in the end, however that comes: the last
    sound is out, the device is lost, or somebody stops it.
    """

    def __init__(self, path: Path, start_s: float, end_s: float) -> None:
        self._path = path
        self._start_s = start_s
        self._end_s = end_s
        self._stream: Stream | None = None
        self._blocks: SimpleQueue[bytes | None] = SimpleQueue()
        self._feeder = threading.Thread(target=self._feed, name="playback", daemon=True)
        self._sounds = threading.Event()
        self._over = threading.Event()
        self._filled_bytes = 0
        self._filled_at_s = 0.0

    def fill(self, size: int) -> bytes | None:
        """The next block, silence where reading lags behind; called from PortAudio's thread."""
        self._filled_at_s = time.monotonic()
        try:
            block = self._blocks.get_nowait()
        except Empty:
            return bytes(size)
        if block is not None:
            self._filled_bytes += len(block)
            self._sounds.set()
        return block

    def end(self) -> None:
        """There is no more sound from now on."""
        self._over.set()
        self._sounds.set()

    def start(self, stream: Stream) -> bool:
        """Begin to feed; whether it sounds in time."""
        self._stream = stream
        self._feeder.start()
        return self._sounds.wait(_SOUNDS_WITHIN_S)

    def stop(self) -> None:
        """Silence."""
        self.end()
        self._feeder.join(_JOIN_S)

    def position_s(self) -> float | None:
        """The second that is in the air, as far as PortAudio knows its own delay."""
        stream = self._stream
        stalled = time.monotonic() - self._filled_at_s > _STALLED_AFTER_S
        if self._over.is_set() or stalled or stream is None:
            return None
        filled_s: float = self._filled_bytes / (2 * stream.channels * stream.rate_hz)
        sounding_s = self._start_s + max(filled_s - stream.latency_s, 0.0)
        return sounding_s if sounding_s < self._end_s else None

    # The feeding thread ---------------------------------------------------------------------

    def _feed(self) -> None:
        assert self._stream is not None
        try:
            for block in chain(self._render(self._stream), [None]):
                while self._blocks.qsize() >= _AHEAD_BLOCKS:
                    if self._over.wait(BLOCK_S):
                        return
                self._blocks.put(block)
            self._over.wait(_AHEAD_BLOCKS * BLOCK_S + _STALLED_AFTER_S)
        finally:
            self.end()
            self._stream.close()

    def _render(self, stream: Stream) -> Iterator[bytes]:
        """The stretch at the device's rate, on all its channels, in whole blocks."""
        size = round(stream.rate_hz * BLOCK_S) * stream.channels * 2
        pending = b""
        for mono in self._resample(stream.rate_hz):
            pending += mono.repeat(stream.channels).tobytes()
            while len(pending) >= size:
                yield pending[:size]
                pending = pending[size:]
        if pending:
            yield pending.ljust(size, b"\0")
        # Some drivers drop what is on its way when a stream ends: let that be silence.
        for _ in range(round((stream.latency_s + _DROPPED_S) / BLOCK_S)):
            yield bytes(size)

    def _resample(self, rate_hz: int) -> "Iterator[Samples]":
        import numpy as np  # noqa: PLC0415  (the window opens sooner without these)
        import soxr  # noqa: PLC0415

        with open_sound(self._path) as sound:
            if sound.rate_hz == rate_hz:
                yield from self._read(sound)
                return
            resampler = soxr.ResampleStream(sound.rate_hz, rate_hz, 1, dtype="int16")
            for block in self._read(sound):
                yield resampler.resample_chunk(block)
            yield resampler.resample_chunk(np.empty(0, np.int16), last=True)

    def _read(self, sound: SoundFile) -> "Iterator[Samples]":
        sound.seek(self._start_s)
        left = round((self._end_s - self._start_s) * sound.rate_hz)
        for block in sound.blocks(max(round(sound.rate_hz * BLOCK_S), 1)):
            yield block[:left]
            left -= len(block)
            if left <= 0:
                return


class SilentPlayer:
    """A ``Player`` without a loudspeaker: it only keeps the time, for demonstrations and tests."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._playing: tuple[float, float, float] | None = None

    def devices(self) -> tuple[Device, ...]:
        """See ``Player.devices``."""
        return (Device(name="silence", is_default=True),)

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None) -> None:
        """See ``Player.play``; also raises NOT_AUDIO and AUDIO_EMPTY."""
        end_s = _end_of(path, end_s)
        self._playing = (self._monotonic_s(), start_s, end_s)

    def stop(self) -> None:
        """See ``Player.stop``."""
        self._playing = None

    def position_s(self) -> float | None:
        """See ``Player.position_s``."""
        if self._playing is None:
            return None
        begun_at_s, start_s, end_s = self._playing
        position_s = start_s + self._monotonic_s() - begun_at_s
        return position_s if position_s < end_s else None
