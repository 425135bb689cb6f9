"""Recordings as files: how long they are, their outline, and how a foreign one is taken in."""

from contextlib import suppress
from pathlib import Path

from mlprep_gui.adapters.audio.milestones import Milestones
from mlprep_gui.adapters.audio.peaks import PeaksCache, outline
from mlprep_gui.adapters.audio.sound_file import Sound, open_sound, readable_s
from mlprep_gui.adapters.audio.wav_file import LONGEST_S, GrowingWav
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.services.ports.sound import Cancelled, Progress

_COPY_FRAMES = 1 << 16


class SoundFiles:
    """``AudioFiles`` for WAV, FLAC, OGG, MP3, M4A, MP4, WebM and more.

    Imports are one channel at the file's own rate, like recordings.

    Args:
        outlines: a folder for outlines that were computed once, made when it is needed; without
            one, each is computed whenever it is asked for.
    """

    def __init__(self, outlines: Path | None = None) -> None:
        self._outlines = None if outlines is None else PeaksCache(outlines)

    def duration_s(self, path: Path) -> float:
        """See ``AudioFiles.duration_s``; quick, except for files that are cut off."""
        return readable_s(path)

    def import_recording(
        self,
        source: Path,
        target: Path,
        progress: Progress = lambda _done_s, _total_s: None,
        cancelled: Cancelled = lambda: False,
    ) -> float:
        """See ``AudioFiles.import_recording``; holds a few seconds of sound at a time."""
        with open_sound(source) as sound:
            if sound.announced_s > LONGEST_S and sound.is_whole():
                raise _too_long(source, sound.announced_s)
        part = target.with_name(f"{target.name}.part")
        _discard(part)
        try:
            with open_sound(source) as sound:
                duration_s = _copy(sound, source, part, progress, cancelled)
            try:
                part.replace(target)
            except OSError as error:
                raise disk_fault(error, target.parent) from error
        finally:
            _discard(part)
        return duration_s

    def peaks(
        self,
        path: Path,
        progress: Progress = lambda _done_s, _total_s: None,
        cancelled: Cancelled = lambda: False,
    ) -> Peaks:
        """See ``AudioFiles.peaks``."""
        kept = None if self._outlines is None else self._outlines.find(path)
        if kept is not None:
            return kept
        about = path.stat() if path.is_file() else None
        peaks = outline(path, progress, cancelled)
        if self._outlines is not None and about is not None:
            self._outlines.keep(path, about, peaks)
        return peaks

    def forget(self, path: Path) -> None:
        """Drop the outline of a recording that was deleted; quick, any thread."""
        if self._outlines is not None:
            self._outlines.forget(path)


def _copy(
    sound: Sound, source: Path, target: Path, progress: Progress, cancelled: Cancelled
) -> float:
    """Write all that is readable; returns its seconds."""
    done_s, frames = 0.0, 0
    tell = Milestones(progress, sound.announced_s)
    with GrowingWav(target, sound.rate_hz) as wav:
        for block in sound.blocks(_COPY_FRAMES):
            if cancelled():
                raise AudioFault(FaultCode.CANCELLED)
            wav.append(block.tobytes())
            frames += len(block)
            done_s = frames / sound.rate_hz
            # Again, because a header can announce too little.
            if done_s > LONGEST_S:
                raise _too_long(source, max(done_s, sound.announced_s))
            tell.passed(done_s)
    if not frames:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(source))
    return done_s


def _too_long(source: Path, duration_s: float) -> AudioFault:
    return AudioFault(
        FaultCode.AUDIO_TOO_LONG,
        path=str(source),
        minutes=round(duration_s / 60),
        limit_minutes=round(LONGEST_S / 60),
    )


def _discard(part: Path) -> None:
    # Where it cannot be removed it could not be written either, and that is told already.
    with suppress(OSError):
        part.unlink()
