"""Sound files of any kind, read as one channel, block by block, as far as they are readable."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from mlprep_gui.adapters.audio.container import container_format, open_container
from mlprep_gui.adapters.audio.mono import to_mono
from mlprep_gui.domain.errors import AudioFault, FaultCode

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples: TypeAlias = npt.NDArray[np.int16]

# Formats with a header: without one, libsndfile takes any text named ".au" for sound.
_FORMATS = frozenset({"WAV", "WAVEX", "RF64", "W64", "AIFF", "CAF", "FLAC", "OGG"})

# A damaged FLAC loses the whole read in which it breaks off: small ones.
_READ_FRAMES = 1 << 12

_BEGINNING = 12
# Far below and beyond what microphones record: a damaged header says so.
_SLOWEST_HZ, _FASTEST_HZ = 1_000, 400_000


class Sound(Protocol):
    """An open sound file; made by ``open_sound``.

    Attributes:
        rate_hz: frames a second.
        announced_s: seconds, according to the file's header.
    """

    rate_hz: int
    announced_s: float

    def seek(self, start_s: float) -> None:
        """Let ``blocks`` begin here; beyond the end there is nothing to read."""

    def blocks(self, frames: int) -> "Iterator[Samples]":
        """What follows, one channel of 16 bits, at most ``frames`` at a time.

        A file that is cut off or damaged ends where it cannot be read any further.
        """

    def is_whole(self) -> bool:
        """Whether the announced end is there; the file cannot be read further after it."""


class _SoundFile:
    """A ``Sound`` that libsndfile reads."""

    def __init__(self, file: Any, error: type[Exception]) -> None:  # noqa: ANN401  (no type hints)
        self._file = file
        self._error = error
        self.rate_hz: int = file.samplerate
        self.announced_s: float = file.frames / file.samplerate

    def seek(self, start_s: float) -> None:
        """See ``Sound.seek``."""
        self._file.seek(min(round(start_s * self.rate_hz), self._file.frames))

    def blocks(self, frames: int) -> "Iterator[Samples]":
        """See ``Sound.blocks``."""
        while True:
            try:
                read = self._file.read(_READ_FRAMES, dtype="float32", always_2d=True)
            except self._error:
                return
            mono = to_mono(read)
            for start in range(0, len(mono), frames):
                yield mono[start : start + frames]
            if len(read) < _READ_FRAMES:
                return

    def is_whole(self) -> bool:
        """See ``Sound.is_whole``."""
        try:
            self._file.seek(max(self._file.frames - 1, 0))
            return len(self._file.read(1)) == 1
        except self._error:
            return False


@contextmanager
def open_sound(path: Path) -> Iterator[Sound]:
    """Open a sound file for reading; its content decides what it is, not its name.

    Raises:
        AudioFault: FILE_MISSING; NOT_AUDIO, also where reading is not permitted; NO_SOUND_TRACK;
            AUDIO_PROTECTED; AUDIO_EMPTY.
    """
    if not path.is_file():
        raise AudioFault(FaultCode.FILE_MISSING, path=str(path))
    try:
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        raise AudioFault(FaultCode.NOT_AUDIO, path=str(path)) from error
    if not beginning:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    form = container_format(beginning)
    with open_container(path, form) if form else _open_with_libsndfile(path) as sound:
        if not _SLOWEST_HZ <= sound.rate_hz <= _FASTEST_HZ:
            raise AudioFault(FaultCode.NOT_AUDIO, path=str(path))
        yield sound


@contextmanager
def _open_with_libsndfile(path: Path) -> Iterator[Sound]:
    import soundfile  # noqa: PLC0415  (the window opens sooner without it)

    try:
        file = soundfile.SoundFile(path)
    except (soundfile.SoundFileError, TypeError) as error:  # TypeError: ".raw", which has no rate
        raise AudioFault(FaultCode.NOT_AUDIO, path=str(path)) from error
    with file:
        if file.format not in _FORMATS:
            raise AudioFault(FaultCode.NOT_AUDIO, path=str(path))
        yield _SoundFile(file, soundfile.SoundFileError)


def readable_s(path: Path) -> float:
    """Seconds that can really be read, whatever the header says.

    Raises:
        AudioFault: as ``open_sound``; AUDIO_EMPTY also where there is a header and no sound.
    """
    with open_sound(path) as sound:
        duration_s = sound.announced_s if sound.is_whole() else 0.0
    if duration_s == 0.0:
        with open_sound(path) as sound:
            frames = sum(len(block) for block in sound.blocks(_READ_FRAMES))
            duration_s = frames / sound.rate_hz
    if duration_s == 0.0:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    return duration_s
