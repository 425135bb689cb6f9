"""Recordings as files: how long they are, and how a foreign one is taken in."""

from contextlib import suppress
from pathlib import Path

from mlprep_gui.adapters.audio.sound_file import open_sound, readable_s
from mlprep_gui.adapters.audio.wav_file import LONGEST_S, GrowingWav, storage_fault
from mlprep_gui.domain.errors import AudioFault, FaultCode

_COPY_FRAMES = 1 << 16


class SoundFiles:
    """``AudioFiles`` for everything that libsndfile reads: WAV, FLAC, OGG, MP3 and more.

    Imports are one channel at the file's own rate, like recordings.
    """

    def duration_s(self, path: Path) -> float:
        """See ``AudioFiles.duration_s``; quick, except for files that are cut off."""
        return readable_s(path)

    def import_recording(self, source: Path, target: Path) -> float:
        """See ``AudioFiles.import_recording``; holds a few seconds of sound at a time."""
        _refuse_beyond_limit(source, readable_s(source))
        part = target.with_name(f"{target.name}.part")
        _discard(part)
        try:
            duration_s = _copy(source, part)
            try:
                part.replace(target)
            except OSError as error:
                raise storage_fault(error, target) from error
        finally:
            _discard(part)
        return duration_s


def _copy(source: Path, target: Path) -> float:
    """Write all that is readable; returns its seconds."""
    frames = 0
    with open_sound(source) as sound, GrowingWav(target, sound.rate_hz) as wav:
        for block in sound.blocks(_COPY_FRAMES):
            wav.append(block.tobytes())
            frames += len(block)
            # Again, because a header can announce too little.
            _refuse_beyond_limit(source, frames / sound.rate_hz)
        return frames / sound.rate_hz


def _refuse_beyond_limit(source: Path, duration_s: float) -> None:
    if duration_s > LONGEST_S:
        raise AudioFault(
            FaultCode.AUDIO_TOO_LONG,
            path=str(source),
            minutes=round(duration_s / 60),
            limit_minutes=round(LONGEST_S / 60),
        )


def _discard(part: Path) -> None:
    # Where it cannot be removed it could not be written either, and that is told already.
    with suppress(OSError):
        part.unlink()
