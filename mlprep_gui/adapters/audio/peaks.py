"""Outlines of recordings: computed in a stream, kept in a folder of small files."""

import hashlib
import logging
import os
import struct
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mlprep_gui.adapters.audio.milestones import Milestones
from mlprep_gui.adapters.audio.sound_file import open_sound
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.services.ports.sound import Cancelled, Progress

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from mlprep_gui.adapters.audio.sound_file import Samples
    from mlprep_gui.domain.peaks import Extremes

_PER_S = 100
_READ_FRAMES = 1 << 16
# Magic, slices a second, the recording's size in bytes and time in nanoseconds, its seconds, and a
# digest of all that.
_DIGEST_BYTES = 16
_HEADER = struct.Struct(f"<8sIqqd{_DIGEST_BYTES}s")
_MAGIC = b"outline1"
_SUFFIX = ".outline"
_KEPT_FILES = 256

_log = logging.getLogger(__name__)


def outline(path: Path, progress: Progress, cancelled: Cancelled) -> Peaks:
    """The outline of a whole file; holds a few seconds of its sound at a time.

    Raises:
        AudioFault: as ``open_sound``; AUDIO_EMPTY also where there is a header and no sound;
            CANCELLED.
    """
    import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

    with open_sound(path) as sound:
        tell = Milestones(progress, sound.announced_s)
        parts, frames, slices, held = [], 0, 0, np.empty(0, np.int16)
        for block in sound.blocks(_READ_FRAMES):
            if cancelled():
                raise AudioFault(FaultCode.CANCELLED)
            begun, frames = frames - len(held), frames + len(block)
            samples = np.concatenate((held, block))
            # Slices begin where their seconds do: at some rates they are not of equal length.
            ended = frames * _PER_S // sound.rate_hz
            borders = -(-np.arange(slices, ended + 1) * sound.rate_hz // _PER_S) - begun
            if len(borders) > 1:
                parts.append(_extremes(samples[: borders[-1]], borders[:-1]))
            slices, held = ended, samples[borders[-1] :]
            tell.passed(frames / sound.rate_hz)
        if len(held):
            parts.append(_extremes(held, np.zeros(1, np.int64)))
        if not frames:
            raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
        return Peaks(frames / sound.rate_hz, _PER_S, np.concatenate(parts))


def _extremes(samples: "Samples", firsts: "npt.NDArray[np.int64]") -> "Extremes":
    """Lowest and highest of each slice that begins at one of ``firsts``."""
    import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

    return np.stack(
        (np.minimum.reduceat(samples, firsts), np.maximum.reduceat(samples, firsts)), axis=1
    )


class PeaksCache:
    """Outlines of the recordings that were looked at last.

    A file that is damaged, or older than the recording, is as good as none; one that cannot be
    written is no fault: the outline is computed again.

    Args:
        folder: made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, path: Path) -> Peaks | None:
        """The outline of the recording as it is now; None where none is kept."""
        import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

        try:
            about = path.stat()
            stored = self._file_of(path).read_bytes()
        except OSError:
            return None
        if len(stored) < _HEADER.size:
            return None
        magic, per_s, size, changed_ns, duration_s, digest = _HEADER.unpack_from(stored)
        values = stored[_HEADER.size :]
        expected = (_MAGIC, about.st_size, about.st_mtime_ns, _digest(stored))
        if (magic, size, changed_ns, digest) != expected or len(values) % 4:
            return None
        return Peaks(duration_s, per_s, np.frombuffer(values, "<i2").reshape(-1, 2))

    def keep(self, path: Path, about: os.stat_result, peaks: Peaks) -> None:
        """Store an outline.

        Args:
            path: the recording.
            about: what it was before it was read; it may have grown since.
            peaks: its outline.
        """
        fields = (_MAGIC, peaks.per_s, about.st_size, about.st_mtime_ns, peaks.duration_s)
        values = peaks.extremes.astype("<i2").tobytes()
        digest = _digest(_HEADER.pack(*fields, b"") + values)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as file:
                part = Path(file.name)
                try:
                    file.write(_HEADER.pack(*fields, digest) + values)
                    file.close()
                    part.replace(self._file_of(path))
                except OSError:
                    file.close()
                    part.unlink()
                    raise
            self._drop_oldest()
        except OSError as error:
            _log.info("an outline cannot be kept: %s", error.strerror)

    def forget(self, path: Path) -> None:
        """Drop a recording's outline; one that cannot be dropped goes with the oldest."""
        with suppress(OSError):
            self._file_of(path).unlink()

    def _file_of(self, path: Path) -> Path:
        name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()
        return self._folder / f"{name[:32]}{_SUFFIX}"

    def _drop_oldest(self) -> None:
        files = sorted(self._folder.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime)
        for file in files[:-_KEPT_FILES]:
            file.unlink(missing_ok=True)


def _digest(stored: bytes) -> bytes:
    """Of everything in a file but the digest itself."""
    digest = hashlib.blake2b(stored[: _HEADER.size - _DIGEST_BYTES], digest_size=_DIGEST_BYTES)
    digest.update(stored[_HEADER.size :])
    return digest.digest()
