"""Players: of passages of recordings, on the system's sound or on none."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mlprep_gui.adapters.audio.loudspeaker import Playback
from mlprep_gui.adapters.audio.passage import Passage, within_limits
from mlprep_gui.adapters.audio.portaudio import PortAudio, StreamRefusedError
from mlprep_gui.adapters.audio.sound_file import readable_s
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import SHORTEST_LOOP_S, Device


def _passage(path: Path, start_s: float, end_s: float | None, *, loop: bool) -> Passage:
    duration_s = readable_s(path)
    end_s = duration_s if end_s is None else min(end_s, duration_s)
    start_s = max(start_s, 0.0)
    return Passage(path, start_s, end_s, loop and end_s - start_s >= SHORTEST_LOOP_S)


class _Paused(NamedTuple):
    passage: Passage
    position_s: float
    speed: float


class PortAudioPlayer:
    """A ``Player`` on the system's sound.

    Args:
        sound: shared with the microphones.
        device: asked before each sound for the loudspeaker's name, None for the default.
    """

    def __init__(self, sound: PortAudio, device: Callable[[], str | None] = lambda: None) -> None:
        self._sound = sound
        self._device = device
        self._playback: Playback | None = None
        self._playback_device: str | None = None
        self._paused: _Paused | None = None

    def devices(self) -> tuple[Device, ...]:
        """See ``Player.devices``."""
        return self._sound.devices("output")

    def play(
        self,
        path: Path,
        start_s: float = 0.0,
        end_s: float | None = None,
        speed: float = 1.0,
        loop: bool = False,
    ) -> None:
        """See ``Player.play``; also raises NOT_AUDIO and AUDIO_EMPTY."""
        try:
            passage = _passage(path, start_s, end_s, loop=loop)
        except AudioFault:
            self.stop()
            raise
        self._paused = None
        if passage.start_s >= passage.end_s:
            self.stop()
        else:
            self._begin(passage, passage.start_s, within_limits(speed))

    def seek(self, position_s: float) -> None:
        """See ``Player.seek``."""
        if self._paused is not None:
            place_s = self._paused.passage.nearest(position_s)
            self._paused = self._paused._replace(position_s=place_s)
        elif (playback := self._sounding()) is not None:
            passage = playback.passage
            self._begin(passage, passage.nearest(position_s), playback.speed)

    def set_speed(self, speed: float) -> None:
        """See ``Player.set_speed``."""
        speed = within_limits(speed)
        if self._paused is not None:
            self._paused = self._paused._replace(speed=speed)
        elif (playback := self._sounding()) is not None and speed != playback.speed:
            playback.change_speed(speed)

    def pause(self) -> None:
        """See ``Player.pause``."""
        playback = self._playback
        position_s = self.position_s()
        if playback is not None and position_s is not None and self._paused is None:
            self._paused = _Paused(playback.passage, position_s, playback.speed)
            self._end()

    def resume(self) -> None:
        """See ``Player.resume``."""
        paused = self._paused
        if paused is not None:
            self._begin(paused.passage, paused.position_s, paused.speed)
            self._paused = None

    def stop(self) -> None:
        """See ``Player.stop``."""
        self._paused = None
        self._end()

    def position_s(self) -> float | None:
        """See ``Player.position_s``."""
        paused, playback = self._paused, self._playback
        if paused is not None:
            return paused.position_s
        return None if playback is None else playback.position_s()

    def _sounding(self) -> Playback | None:
        playback = self._playback
        return None if playback is None or playback.position_s() is None else playback

    def _begin(self, passage: Passage, from_s: float, speed: float) -> None:
        """Sound from here; where there is sound already, on the device that is open."""
        device, playback = self._device(), self._sounding()
        if (
            playback is not None
            and device == self._playback_device
            and playback.move(passage, from_s, speed)
        ):
            return
        self._end()
        playback = Playback(passage, from_s, speed)
        try:
            stream = self._sound.open_output(device, playback.fill, playback.end)
        except StreamRefusedError as refusal:
            if not refusal.device:
                raise AudioFault(FaultCode.NO_LOUDSPEAKER) from refusal
            raise AudioFault(FaultCode.PLAYBACK_FAILED, reason=refusal.reason) from refusal
        self._playback, self._playback_device = playback, device
        if not playback.start(stream):
            self.stop()
            raise AudioFault(FaultCode.AUDIO_UNRESPONSIVE)

    def _end(self) -> None:
        playback, self._playback = self._playback, None
        if playback is not None:
            playback.stop()


class SilentPlayer:
    """A ``Player`` without a loudspeaker: it only keeps the time, for demonstrations and tests."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._playing: _Paused | None = None
        self._begun_at_s: float | None = None

    def devices(self) -> tuple[Device, ...]:
        """See ``Player.devices``."""
        return (Device(name="silence", is_default=True),)

    def play(
        self,
        path: Path,
        start_s: float = 0.0,
        end_s: float | None = None,
        speed: float = 1.0,
        loop: bool = False,
    ) -> None:
        """See ``Player.play``; also raises NOT_AUDIO and AUDIO_EMPTY."""
        self.stop()
        passage = _passage(path, start_s, end_s, loop=loop)
        if passage.start_s < passage.end_s:
            self._playing = _Paused(passage, passage.start_s, within_limits(speed))
            self._begun_at_s = self._monotonic_s()

    def seek(self, position_s: float) -> None:
        """See ``Player.seek``."""
        self._keep(self.position_s())
        if self._playing is not None:
            place_s = self._playing.passage.nearest(position_s)
            self._playing = self._playing._replace(position_s=place_s)

    def set_speed(self, speed: float) -> None:
        """See ``Player.set_speed``."""
        self._keep(self.position_s())
        if self._playing is not None:
            self._playing = self._playing._replace(speed=within_limits(speed))

    def pause(self) -> None:
        """See ``Player.pause``."""
        self._keep(self.position_s())
        self._begun_at_s = None

    def resume(self) -> None:
        """See ``Player.resume``."""
        if self._begun_at_s is None and self._playing is not None:
            self._begun_at_s = self._monotonic_s()

    def stop(self) -> None:
        """See ``Player.stop``."""
        self._playing = self._begun_at_s = None

    def position_s(self) -> float | None:
        """See ``Player.position_s``."""
        playing, begun_at_s = self._playing, self._begun_at_s
        if playing is None or begun_at_s is None:
            return playing.position_s if playing else None
        gone_s = (self._monotonic_s() - begun_at_s) * playing.speed
        position_s = playing.passage.wrapped(playing.position_s + gone_s)
        return position_s if position_s < playing.passage.end_s else None

    def _keep(self, position_s: float | None) -> None:
        """Count from here and now on; where it has ended, there is nothing to count."""
        if self._playing is None or position_s is None:
            self.stop()
            return
        self._playing = self._playing._replace(position_s=position_s)
        if self._begun_at_s is not None:
            self._begun_at_s = self._monotonic_s()
