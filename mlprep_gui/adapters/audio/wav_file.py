"""The recording file: 16-bit mono WAV that can be read at every moment while it grows."""

import errno
import os
import wave
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from mlprep_gui.domain.errors import FaultCode, StorageFault

LONGEST_S = 90 * 60.0
"""No recording, own or imported, is longer: far beyond an answer, far below WAV's 4 GB."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def storage_fault(error: OSError, path: Path) -> StorageFault:
    """What the system's error means for whoever wanted to write ``path``."""
    if error.errno in _NO_ROOM:
        return StorageFault(FaultCode.DISK_FULL, path=str(path))
    reason = error.strerror or type(error).__name__
    return StorageFault(FaultCode.FOLDER_UNUSABLE, path=str(path.parent), reason=reason)


class GrowingWav:
    """A WAV file whose header is right after every append, should the process end there or not.

    When the disk is full the header goes on describing what was written before.
    """

    def __init__(self, path: Path, rate_hz: int) -> None:
        self._path = path
        self._rate_hz = rate_hz

    def __enter__(self) -> Self:
        """Create the file.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
            FileExistsError: the file is there already, which is a mistake of ours.
        """
        try:
            self._file = self._path.open("xb")
        except FileExistsError:
            raise
        except OSError as error:
            raise storage_fault(error, self._path) from error
        # wave never closes a file object that it was given.
        self._wave = wave.open(self._file, "wb")
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(self._rate_hz)
        try:
            self.append(b"")  # writes the header
        except StorageFault:
            self._give_up()
            raise
        return self

    def append(self, samples: bytes) -> None:
        """Write little-endian 16-bit samples; they are in the file, header included, on return.

        Raises:
            StorageFault: DISK_FULL or FOLDER_UNUSABLE; what was there before stays readable.
        """
        try:
            self._wave.writeframes(samples)
            self._file.flush()
        except OSError as error:
            raise storage_fault(error, self._path) from error

    def _give_up(self) -> None:
        with suppress(OSError):
            self._wave.close()
        with suppress(OSError):
            self._file.close()
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
                self._wave.close()
                os.fsync(self._file.fileno())
            finally:
                self._file.close()
        except OSError as problem:
            if error is None:
                raise storage_fault(problem, self._path) from problem
