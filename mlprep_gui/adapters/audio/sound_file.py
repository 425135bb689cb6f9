"""Sound files of any kind, read as one channel, block by block, as far as they are readable."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mlprep_gui.domain.errors import AudioFault, FaultCode

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples: TypeAlias = npt.NDArray[np.int16]

# Formats with a header: without one, libsndfile takes any text named ".au" for sound.
_FORMATS = frozenset({"WAV", "WAVEX", "RF64", "W64", "AIFF", "CAF", "FLAC", "OGG", "MP3"})

# soundfile seeks after every read. MP3 decoders stumble over that, so that they get few big
# reads; a damaged FLAC loses the whole read in which it breaks off, so that it gets small ones.
_READ_FRAMES = {"MP3": 1 << 18}
_READ_FRAMES_OTHERWISE = 1 << 12


class SoundFile:
    """An open sound file; made by ``open_sound``.

    Attributes:
        rate_hz: frames a second.
        announced_s: seconds, according to the file's header.
    """

    def __init__(self, file: Any, error: type[Exception]) -> None:  # noqa: ANN401  (no type hints)
        self._file = file
        self._error = error
        self.rate_hz: int = file.samplerate
        self.announced_s: float = file.frames / file.samplerate

    def seek(self, start_s: float) -> None:
        """Go on reading here; beyond the end there is nothing to read."""
        self._file.seek(min(round(start_s * self.rate_hz), self._file.frames))

    def blocks(self, frames: int) -> "Iterator[Samples]":
        """What follows, one channel of 16 bits, at most ``frames`` at a time.

        A file that is cut off or damaged ends where it cannot be read any further.
        """
        read_frames = _READ_FRAMES.get(self._file.format, _READ_FRAMES_OTHERWISE)
        while True:
            try:
                read = self._file.read(read_frames, dtype="float32", always_2d=True)
            except self._error:
                return
            # Files of 16 bits come through unchanged: their samples are n / 32768.
            mono = (read.mean(axis=1) * 32768).round().clip(-32768, 32767).astype("int16")
            for start in range(0, len(mono), frames):
                yield mono[start : start + frames]
            if len(read) < read_frames:
                return

    def is_whole(self) -> bool:
        """Whether the last announced frame is there; the file cannot be read further after it."""
        try:
            self._file.seek(max(self._file.frames - 1, 0))
            return len(self._file.read(1)) == 1
        except self._error:
            return False


@contextmanager
def open_sound(path: Path) -> Iterator[SoundFile]:
    """Open a sound file for reading.

    Raises:
        AudioFault: FILE_MISSING; NOT_AUDIO, also where reading is not permitted; AUDIO_EMPTY.
    """
    import soundfile  # noqa: PLC0415  (the window opens sooner without it)

    if not path.is_file():
        raise AudioFault(FaultCode.FILE_MISSING, path=str(path))
    if path.stat().st_size == 0:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    try:
        file = soundfile.SoundFile(path)
    except (soundfile.SoundFileError, TypeError) as error:  # TypeError: ".raw", which has no rate
        raise AudioFault(FaultCode.NOT_AUDIO, path=str(path)) from error
    with file:
        if file.format not in _FORMATS:
            raise AudioFault(FaultCode.NOT_AUDIO, path=str(path))
        yield SoundFile(file, soundfile.SoundFileError)


def readable_s(path: Path) -> float:
    """Seconds that can really be read, whatever the header says.

    Raises:
        AudioFault: as ``open_sound``; AUDIO_EMPTY also where there is a header and no sound.
    """
    with open_sound(path) as sound:
        duration_s = sound.announced_s if sound.is_whole() else 0.0
    if duration_s == 0.0:
        with open_sound(path) as sound:
            frames = sum(len(block) for block in sound.blocks(_READ_FRAMES_OTHERWISE))
            duration_s = frames / sound.rate_hz
    if duration_s == 0.0:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    return duration_s
