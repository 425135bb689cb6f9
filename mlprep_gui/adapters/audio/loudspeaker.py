"""A passage on its way to the loudspeaker, and the second of it that is heard now."""

import logging
import threading
import time
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from mlprep_gui.adapters.audio.capture import BLOCK_S
from mlprep_gui.adapters.audio.passage import Chunk, Passage, fade_out, render
from mlprep_gui.adapters.audio.portaudio import Stream
from mlprep_gui.domain.errors import AudioFault

_AHEAD_BLOCKS = 20
_SOUNDS_WITHIN_S = 3.0
_STALLED_AFTER_S = 2.0
_DROPPED_S = 0.15
_JOIN_S = 1.5
# How long the last milliseconds may take to fall silent before the device is closed.
_FADE_WITHIN_S = 0.6
# Far more than any device holds back.
_REMEMBERED_BLOCKS = 200

_log = logging.getLogger(__name__)


class _Mark(NamedTuple):
    """From this frame on, the recording is heard from this second on, at this speed."""

    frame: int
    position_s: float
    speed: float


class _Block(NamedTuple):
    """What the device takes at a time; the frames of its marks count from its own first."""

    data: bytes
    marks: tuple[_Mark, ...] = ()


class Playback:
    """A stream to the loudspeaker and the passage that is on its way there.

    A feeding thread reads ahead and closes the stream in the end, however that comes: the last
    sound is out, the device is lost, or somebody stops it.

    Attributes:
        passage: what sounds.
        speed: how fast.
    """

    def __init__(self, passage: Passage, from_s: float, speed: float) -> None:
        self.passage = passage
        self.speed = speed
        self._from_s = from_s
        self._stream: Stream | None = None
        self._ahead: deque[_Block | None] = deque()
        self._feeder = threading.Thread(target=self._feed, name="playback", daemon=True)
        self._changed = threading.Condition()
        self._moved = False
        self._leaving = False
        self._sounds = threading.Event()
        self._over = threading.Event()
        # Written by PortAudio's thread.
        self._heard: deque[_Mark] = deque(maxlen=_REMEMBERED_BLOCKS)
        self._filled_frames = 0
        self._filled_at_s = 0.0

    # PortAudio's thread ---------------------------------------------------------------------

    def fill(self, size: int) -> bytes | None:
        """The next block, silence where reading lags behind."""
        self._filled_at_s = time.monotonic()
        try:
            block = self._ahead.popleft()
        except IndexError:
            return bytes(size)
        if block is None:
            return None
        for mark in block.marks:
            self._heard.append(mark._replace(frame=mark.frame + self._filled_frames))
        assert self._stream is not None
        self._filled_frames += len(block.data) // (2 * self._stream.channels)
        if block.marks:
            self._sounds.set()
        return block.data

    def end(self) -> None:
        """There is no more sound from now on."""
        self._over.set()
        self._sounds.set()

    # The player's thread --------------------------------------------------------------------

    def start(self, stream: Stream) -> bool:
        """Begin to feed; whether it sounds in time."""
        self._stream = stream
        self._feeder.start()
        return self._sounds.wait(_SOUNDS_WITHIN_S)

    def move(self, passage: Passage, from_s: float, speed: float) -> bool:
        """Go on elsewhere; whether it sounds in time."""
        with self._changed:
            fading = self._take_next()
            # What is still in the air comes from elsewhere.
            self._heard.clear()
            self._sounds.clear()
            self.passage, self.speed, self._from_s = passage, speed, from_s
            self._go_on(fading._replace(marks=()) if fading else None)
        return self._sounds.wait(_SOUNDS_WITHIN_S) and not self._over.is_set()

    def change_speed(self, speed: float) -> None:
        """Go on at another speed with what would have been next."""
        with self._changed:
            fading = self._take_next()
            next_s = self._next_s(fading)
            self.speed, self._from_s = speed, next_s
            # The place stays where it is while the sound falls.
            self._go_on(fading._replace(marks=(_Mark(0, next_s, 0.0),)) if fading else None)

    def stop(self) -> None:
        """Silence, after the milliseconds in which the sound falls to it."""
        with self._changed:
            self._leaving = True
            fading = self._take_next()
            if fading is not None:
                self._ahead.append(fading)
        if fading is not None and self._stream is not None:
            # Drivers drop what is on its way when a stream ends.
            on_its_way_s = self._stream.latency_s + 2 * BLOCK_S + _DROPPED_S
            self._over.wait(min(on_its_way_s, _FADE_WITHIN_S))
        self.end()
        self._feeder.join(_JOIN_S)

    def _next_s(self, block: _Block | None) -> float:
        """Where the block that is next begins."""
        if block is None or not block.marks or self._stream is None:
            # Reading lags behind, or is at its end.
            position_s = self.position_s()
            return self.passage.end_s if position_s is None else position_s
        mark = block.marks[0]
        return self.passage.nearest(
            mark.position_s - mark.frame / self._stream.rate_hz * mark.speed
        )

    def _take_next(self) -> _Block | None:
        """Drop what is read ahead but for the next block, which is given back falling silent."""
        import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

        ahead, self._ahead = self._ahead, deque()
        block = ahead.popleft() if ahead else None
        if block is None or self._stream is None:
            return None
        samples = np.frombuffer(block.data, np.int16).reshape(-1, self._stream.channels)
        return _Block(fade_out(samples, self._stream.rate_hz).tobytes(), block.marks[:1])

    def _go_on(self, first: _Block | None) -> None:
        """Let the feeder begin anew."""
        if first is not None:
            self._ahead.append(first)
        self._moved = True
        self._changed.notify()

    # Any thread -----------------------------------------------------------------------------

    def position_s(self) -> float | None:
        """The second that is in the air, as far as PortAudio knows its own delay."""
        stream = self._stream
        since_s = time.monotonic() - self._filled_at_s
        if self._over.is_set() or stream is None or since_s > _STALLED_AFTER_S:
            return None
        # The device takes a block when it has room for it and then plays on, as time goes by.
        delay_s = stream.latency_s + BLOCK_S - min(since_s, BLOCK_S)
        frame = self._filled_frames - delay_s * stream.rate_hz
        sounding = next((m for m in reversed(tuple(self._heard)) if m.frame <= frame), None)
        if sounding is None:
            return self._from_s
        played_s = (frame - sounding.frame) / stream.rate_hz
        position_s = sounding.position_s + played_s * sounding.speed
        if self.passage.loop:
            return self.passage.nearest(position_s)
        return position_s if position_s < self.passage.end_s else None

    # The feeding thread ---------------------------------------------------------------------

    def _feed(self) -> None:
        assert self._stream is not None
        try:
            while self._feed_passage(self._stream):
                pass
            if self._leaving:
                # Whoever stops it waits for silence and then says so.
                self._over.wait(_JOIN_S)
        except AudioFault as fault:
            _log.info("a recording can no longer be read: %s", fault.code)
        finally:
            self.end()
            self._stream.close()

    def _feed_passage(self, stream: Stream) -> bool:
        """Feed until the end, or until it goes on elsewhere: True then."""
        with self._changed:
            self._moved = False
            chunks = render(self.passage, self._from_s, self.speed, stream.rate_hz)
            blocks = _cut(chunks, stream, self.speed)
        for block in blocks:
            with self._changed:
                while not self._moved and len(self._ahead) >= _AHEAD_BLOCKS:
                    self._changed.wait(BLOCK_S)
                    if self._over.is_set():
                        return False
                if self._moved or self._leaving:
                    return self._moved
                self._ahead.append(block)
        with self._changed:
            if not self._moved and not self._leaving:
                self._ahead.append(None)
        until_s = time.monotonic() + _AHEAD_BLOCKS * BLOCK_S + _STALLED_AFTER_S
        with self._changed:
            while not self._over.is_set() and not self._moved and time.monotonic() < until_s:
                self._changed.wait(BLOCK_S)
            return self._moved and not self._over.is_set()


def _cut(chunks: Iterator[Chunk], stream: Stream, speed: float) -> Iterator[_Block]:
    """Whole blocks for the device, on all its channels, and silence behind them."""
    frames = round(stream.rate_hz * BLOCK_S)
    size = frames * stream.channels * 2
    pending, begun, ended = b"", 0, 0
    marks: list[_Mark] = []
    for chunk in chunks:
        marks.append(_Mark(ended, chunk.position_s, speed))
        ended += len(chunk.samples)
        pending += chunk.samples.repeat(stream.channels).tobytes()
        while len(pending) >= size:
            yield _Block(pending[:size], _seen_from(begun, marks, frames))
            pending, begun = pending[size:], begun + frames
            while len(marks) > 1 and marks[1].frame <= begun:
                del marks[0]
    if pending:
        yield _Block(pending.ljust(size, b"\0"), _seen_from(begun, marks, frames))
    # Some drivers drop what is on its way when a stream ends: let that be silence.
    for _ in range(round((stream.latency_s + _DROPPED_S) / BLOCK_S)):
        yield _Block(bytes(size))


def _seen_from(begun: int, marks: list[_Mark], frames: int) -> tuple[_Mark, ...]:
    """The marks of a block; the first may have been set before it."""
    return tuple(m._replace(frame=m.frame - begun) for m in marks if m.frame < begun + frames)
