"""The recording file: 16-bit mono WAV that can be read at every moment while it grows."""

import os
import struct
import wave
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import AudioFault, FaultCode

LONGEST_S = 90 * 60.0
"""No recording, own or imported, is longer: far beyond an answer, far below WAV's 4 GB."""

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an earlier recording left in a file.

    Attributes:
        rate_hz: samples a second.
        samples: how many there are.
    """

    rate_hz: int
    samples: int


def measure_recorded(path: Path) -> Recorded:
    """What ``GrowingWav`` has written into a file, so that it can be gone on with.

    Raises:
        AudioFault: FILE_MISSING; NOT_AUDIO where it is not a file of its kind.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER.size)
            file.seek(0)
            with wave.open(file, "rb") as sound:
                found = Recorded(sound.getframerate(), sound.getnframes())
    except FileNotFoundError as error:
        raise AudioFault(FaultCode.FILE_MISSING, path=str(path)) from error
    except (OSError, EOFError, wave.Error) as error:
        raise AudioFault(FaultCode.NOT_AUDIO, path=str(path)) from error
    if start != _make_header(found):
        raise AudioFault(FaultCode.NOT_AUDIO, path=str(path))
    # After a loss of power the file may be shorter than its header says.
    there = (path.stat().st_size - _HEADER.size) // _SAMPLE_BYTES
    return Recorded(found.rate_hz, min(found.samples, there))


class GrowingWav:
    """A WAV file whose header is right after every append, should the process end there or not.

    When the disk is full the header goes on describing what was written before. Each append
    writes the samples first and the header's two lengths then: a process that is killed in between
    leaves samples that nobody counts.

    Args:
        path: of the file.
        rate_hz: samples a second.
        recorded: what is in the file already and is gone on with; None for a new file.

    Attributes:
        rate_hz: samples a second.
    """

    def __init__(self, path: Path, rate_hz: int, recorded: Recorded | None = None) -> None:
        self._path = path
        self.rate_hz = rate_hz
        self._recorded = recorded
        self._samples = 0 if recorded is None else recorded.samples

    @property
    def seconds(self) -> float:
        """How much is in the file, what was there before included."""
        return self._samples / self.rate_hz

    def __enter__(self) -> Self:
        """Create the file, or open the one that is gone on with.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
            FileExistsError: a new file is there already, which is a mistake of ours.
        """
        try:
            # Unbuffered: what is written is the system's, whatever becomes of this process.
            self._file = FileIO(self._path, "xb" if self._recorded is None else "rb+")
        except FileExistsError:
            raise
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error
        try:
            if self._recorded is None:
                self._write(0, self._header(0))
            else:
                self._file.truncate(self._end)
        except OSError as error:
            self._give_up()
            raise disk_fault(error, self._path.parent) from error
        return self

    def append(self, samples: bytes) -> None:
        """Write little-endian 16-bit samples; they are in the file, header included, on return.

        Raises:
            StorageFault: DISK_FULL or FOLDER_UNUSABLE; what was there before stays readable.
        """
        count = len(samples) // _SAMPLE_BYTES
        try:
            self._write(self._end, samples)
            self._write(0, self._header(self._samples + count))
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error
        self._samples += count

    @property
    def _end(self) -> int:
        return _HEADER.size + self._samples * _SAMPLE_BYTES

    def _header(self, samples: int) -> bytes:
        return _make_header(Recorded(self.rate_hz, samples))

    def _write(self, place: int, data: bytes) -> None:
        self._file.seek(place)
        rest = memoryview(data)
        while rest:
            # A disk that is nearly full takes a part before it refuses.
            rest = rest[self._file.write(rest) :]

    def _give_up(self) -> None:
        with suppress(OSError):
            self._file.close()
        if self._recorded is None:
            with suppress(OSError):
                self._path.unlink()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; raises StorageFault if its end cannot be written."""
        try:
            try:
                self._file.truncate(self._end)
                os.fsync(self._file.fileno())
            finally:
                self._file.close()
        except OSError as problem:
            if error is None:
                raise disk_fault(problem, self._path.parent) from problem


def _make_header(recorded: Recorded) -> bytes:
    """The 44 bytes before the samples."""
    data_bytes = recorded.samples * _SAMPLE_BYTES
    rate_hz = recorded.rate_hz
    return _HEADER.pack(
        *(b"RIFF", _HEADER.size - 8 + data_bytes, b"WAVE"),
        *(b"fmt ", 16, wave.WAVE_FORMAT_PCM, 1, rate_hz, rate_hz * _SAMPLE_BYTES, _SAMPLE_BYTES),
        *(8 * _SAMPLE_BYTES, b"data", data_bytes),
    )
