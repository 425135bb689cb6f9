"""Microphones, loudspeakers and sound files: ports."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.peaks import Peaks


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a loudspeaker; devices are remembered by name, numbers change."""

    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class RecordingStatus:
    """What a running recording tells when asked; cheap, any thread, never blocks.

    Attributes:
        started: whether the first block of real sound has arrived ("speak now").
        elapsed_s: seconds in the file; what came in during a pause is not in it.
        level: peak of the last tenth of a second, 0 to 1 of full scale; 0 while paused.
        silent_for_s: recorded seconds since something louder than silence was heard, or since the
            last pause.
        clipped: whether a sample has reached full scale in the last seconds.
        overflows: how often the system says that it lost input.
        overflowed: whether it has said so in the last seconds.
        paused: whether nothing is written at the moment.
        fault: why the recording has ended by itself; what was recorded is safe.
    """

    started: bool
    elapsed_s: float
    level: float
    silent_for_s: float
    clipped: bool
    overflows: int
    fault: FaultCode | None = None
    overflowed: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class RecordingReport:
    """What a finished recording turned out to be.

    Attributes:
        duration_s: seconds in the file.
        peak: 0 to 1 of full scale, since it was started or went on.
        overflows: how often input was lost, since it was started or went on.
        fault: why it ended by itself, or None.
    """

    duration_s: float
    peak: float
    overflows: int
    fault: FaultCode | None = None


class Recording(Protocol):
    """A recording that is running; its file is readable at every moment."""

    @property
    def microphone(self) -> str:
        """The name of the device that is heard."""

    def status(self) -> RecordingStatus:
        """How it stands now."""

    def pause(self) -> None:
        """Write no more until ``resume``; cheap, any thread, harmless to repeat.

        The sound of the last quarter of a second that is still on its way gets into the file.
        """

    def resume(self) -> None:
        """Write again; cheap, any thread, harmless to repeat."""

    def stop(self) -> RecordingReport:
        """Record half a second more, close the file and report; returns within three seconds.

        A paused recording gets no more sound. Calling it again returns the same report.
        """

    def abandon(self) -> None:
        """End at once, without the tail; the caller deletes the file."""


class Recorder(Protocol):
    """Microphones."""

    def devices(self) -> tuple[Device, ...]:
        """The microphones there are now, possibly none.

        While sound is recorded or played the list is as old as that, and comes at once.

        Raises:
            AudioFault: PORTAUDIO_MISSING or AUDIO_UNRESPONSIVE.
        """

    def start(self, target: Path, device: str | None) -> Recording:
        """Open the device and record into ``target``, a new WAV file; may block for seconds.

        Args:
            target: must not exist.
            device: a name out of ``devices``; None or an unknown name for the default.

        Raises:
            AudioFault: NO_MICROPHONE, PORTAUDIO_MISSING, AUDIO_UNRESPONSIVE, MICROPHONE_FAILED.
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
        """

    def go_on(self, target: Path, device: str | None) -> Recording:
        """Open the device and record on at the end of ``target``, which a recording left.

        The device may be another one with another rate: the file keeps its own.

        Raises:
            AudioFault: as ``start``, and FILE_MISSING or NOT_AUDIO where there is nothing to go
                on with.
            StorageFault: as ``start``.
        """


SLOWEST, FASTEST = 0.5, 2.0
"""The speeds a ``Player`` plays at, between these two, at the same pitch."""

SHORTEST_LOOP_S = 0.1
"""A stretch below that is played once: over and over it would be a buzz."""

Progress = Callable[[float, float], None]
"""Told of seconds done and seconds in all (0.0 while unknown), often, on the worker."""

Cancelled = Callable[[], bool]
"""Asked whether to give up, often, on the worker."""


class Player(Protocol):
    """The loudspeaker. One stretch at a time: a new one ends the one before.

    All seconds are seconds of the recording, at every speed. Everything but ``position_s`` is for
    one thread, which may have to wait.
    """

    def devices(self) -> tuple[Device, ...]:
        """The loudspeakers there are now; raises as ``Recorder.devices``."""

    def play(
        self,
        path: Path,
        start_s: float = 0.0,
        end_s: float | None = None,
        speed: float = 1.0,
        loop: bool = False,
    ) -> None:
        """Play a stretch of a recording; returns once it sounds.

        Args:
            path: the recording.
            start_s: where the stretch begins.
            end_s: where it ends; None for the recording's end.
            speed: SLOWEST to FASTEST; the pitch stays. Others are taken for the nearest.
            loop: begin again at ``start_s`` for ever; not below SHORTEST_LOOP_S.

        Raises:
            AudioFault: FILE_MISSING, NO_LOUDSPEAKER, PLAYBACK_FAILED, PORTAUDIO_MISSING,
                AUDIO_UNRESPONSIVE.
        """

    def seek(self, position_s: float) -> None:
        """Go on at another second of the same stretch, playing or paused, without a click.

        Seconds outside the stretch are taken for its nearest end. Harmless when nothing plays.
        """

    def set_speed(self, speed: float) -> None:
        """Go on at another speed from the present position; harmless when nothing plays."""

    def pause(self) -> None:
        """Silence, to be gone on from; ``position_s`` keeps the place. Harmless to repeat."""

    def resume(self) -> None:
        """Go on after ``pause``; raises as ``play``; harmless when nothing is paused."""

    def stop(self) -> None:
        """Silence; harmless when nothing plays."""

    def position_s(self) -> float | None:
        """The second of the recording that is heard now; None when nothing plays.

        Never blocks; any thread.
        """


class AudioFiles(Protocol):
    """Recordings as files. Works through whole files: not for the window's thread."""

    def duration_s(self, path: Path) -> float:
        """Seconds of readable sound in a file.

        Raises:
            AudioFault: FILE_MISSING, NOT_AUDIO, NO_SOUND_TRACK, AUDIO_PROTECTED or AUDIO_EMPTY.
        """

    def import_recording(
        self,
        source: Path,
        target: Path,
        progress: Progress = lambda _done_s, _total_s: None,
        cancelled: Cancelled = lambda: False,
    ) -> float:
        """Copy the sound of any supported file to ``target`` as a WAV file; returns its seconds.

        Nothing is left behind when it fails or is cancelled.

        Raises:
            AudioFault: as ``duration_s``; AUDIO_TOO_LONG; CANCELLED.
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
        """

    def peaks(
        self,
        path: Path,
        progress: Progress = lambda _done_s, _total_s: None,
        cancelled: Cancelled = lambda: False,
    ) -> Peaks:
        """The outline of a recording for a waveform; the second time it comes at once.

        Raises:
            AudioFault: as ``duration_s``; CANCELLED.
        """
