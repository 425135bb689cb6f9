"""The sound of MP3, M4A, MP4 and WebM files, and of raw AAC: FFmpeg through PyAV.

libsndfile reads MP3 too, but writes a line on stderr for each damaged place.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mlprep_gui.adapters.audio.mono import to_mono
from mlprep_gui.domain.errors import AudioFault, FaultCode

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Samples: TypeAlias = npt.NDArray[np.int16]

# The boxes that such files begin with, each behind its own size.
_MP4_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot"})
_MATROSKA = b"\x1a\x45\xdf\xa3"
_KEY_NEEDED = "encryption_info"
_MICROSECONDS = 1_000_000
_LOOK_BACK_S = 2.0


def container_format(beginning: bytes) -> str | None:
    """FFmpeg's name for a file that begins like this; None where it is not for FFmpeg.

    FFmpeg is never left to guess: it would take a text for a list of addresses to play.

    Args:
        beginning: the first 12 bytes.
    """
    if beginning[4:8] in _MP4_BOXES:
        return "mov"
    if beginning.startswith(_MATROSKA):
        return "matroska"
    if beginning.startswith(b"ID3"):
        return "mp3"
    # A frame of MPEG audio begins with eleven bits of ones; AAC's with twelve and a layer of 0.
    if len(beginning) >= 2 and beginning[0] == 0xFF and beginning[1] & 0xE0 == 0xE0:
        if beginning[1] & 0x06:
            return "mp3"
        return "aac" if beginning[1] & 0xF0 == 0xF0 else None
    return None


class ContainerSound:
    """A ``Sound`` in a container; made by ``open_container``."""

    def __init__(self, container: Any, stream: Any, first: Any, failures: Any) -> None:  # noqa: ANN401  (PyAV's)
        self._container = container
        self._stream = stream
        self._failures = failures
        # The container's own rate can be half of it: only the decoder knows.
        self.rate_hz: int = first.sample_rate
        self.announced_s: float = (container.duration or 0) / _MICROSECONDS
        self._start_s = 0.0

    def seek(self, start_s: float) -> None:
        """See ``Sound.seek``; exact, and as slow as reading up to there."""
        self._start_s = start_s

    def blocks(self, frames: int) -> "Iterator[Samples]":
        """See ``Sound.blocks``."""
        self._rewind(0.0)
        skipped = round(self._start_s * self.rate_hz)
        mixer = _Mixer()
        for frame in _decode(self._container, self._stream, self._failures):
            if frame.sample_rate != self.rate_hz:
                return
            try:
                mono = mixer.mix(frame)
            except self._failures:
                return
            here, skipped = mono[skipped:], max(skipped - len(mono), 0)
            for start in range(0, len(here), frames):
                yield here[start : start + frames]

    def is_whole(self) -> bool:
        """See ``Sound.is_whole``: whether there is sound near the announced end."""
        if self.announced_s <= 0.0 or not self._rewind(self.announced_s - _LOOK_BACK_S):
            return False
        ends_s = 0.0
        for frame in _decode(self._container, self._stream, self._failures):
            ends_s = (frame.time or 0.0) + frame.samples / self.rate_hz
        return ends_s >= self.announced_s - _LOOK_BACK_S

    def _rewind(self, position_s: float) -> bool:
        try:
            self._container.seek(max(round(position_s * _MICROSECONDS), 0))
        except self._failures:
            return False
        return True


@contextmanager
def open_container(path: Path, form: str) -> Iterator[ContainerSound]:
    """Open the first sound track of a file.

    Args:
        path: the file.
        form: out of ``container_format``.

    Raises:
        AudioFault: NOT_AUDIO, NO_SOUND_TRACK, AUDIO_PROTECTED or AUDIO_EMPTY.
    """
    import av  # noqa: PLC0415  (most files do without it)

    # Beside FFmpeg's own errors: metadata in no known writing, formats that numpy has not.
    failures = (av.FFmpegError, ValueError)
    with ExitStack() as stack:
        try:
            # A file and no name: FFmpeg opens nothing by itself, neither files nor addresses.
            file = stack.enter_context(path.open("rb"))
            container = av.open(file, format=form, metadata_errors="ignore")
            stack.callback(_close, container, failures)
            stream = _sound_track(container, path)
            first = next(_decode(container, stream, failures), None)
            is_protected = first is None and _needs_key(container, stream, failures)
        except (*failures, OSError) as error:
            raise AudioFault(FaultCode.NOT_AUDIO, path=str(path)) from error
        if first is None:
            code = FaultCode.AUDIO_PROTECTED if is_protected else FaultCode.AUDIO_EMPTY
            raise AudioFault(code, path=str(path))
        yield ContainerSound(container, stream, first, failures)


def _close(container: Any, failures: Any) -> None:  # noqa: ANN401  (PyAV's)
    with suppress(*failures):
        container.close()


def _sound_track(container: Any, path: Path) -> Any:  # noqa: ANN401  (PyAV's)
    tracks = container.streams.audio
    if not tracks:
        code = FaultCode.NO_SOUND_TRACK if container.streams.video else FaultCode.NOT_AUDIO
        raise AudioFault(code, path=str(path))
    return tracks[0]


def _needs_key(container: Any, stream: Any, failures: Any) -> bool:  # noqa: ANN401  (PyAV's)
    """Whether the first packet says that it is encrypted."""
    try:
        container.seek(0)
        packet = next(container.demux(stream), None)
    except failures:
        return False
    return packet is not None and packet.has_sidedata(_KEY_NEEDED)


def _decode(container: Any, stream: Any, failures: Any) -> Iterator[Any]:  # noqa: ANN401  (PyAV's)
    """Frames of sound; damaged packets are left out, a damaged container ends here."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except (StopIteration, *failures):
            return
        try:
            frames = packet.decode()
        except failures:
            continue
        yield from frames


class _Mixer:
    """Frames of any format as one channel.

    FFmpeg lays their channels side by side first: PyAV itself must not look into a frame whose
    channels lie apart, because with eight of them it reads behind the last one.
    """

    def __init__(self) -> None:
        self._form: tuple[str, str] | None = None
        self._packer: Any = None

    def mix(self, frame: Any) -> "Samples":  # noqa: ANN401  (PyAV's)
        """The mean of all channels; raises what PyAV raises."""
        import av  # noqa: PLC0415  (most files do without it)
        import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

        form = (frame.format.name, frame.layout.name)
        if form != self._form:
            self._form = form
            self._packer = av.AudioResampler(
                format="flt", layout=frame.layout, rate=frame.sample_rate
            )
        # Times may jump in a damaged file; here only the order counts.
        frame.pts = None
        channels = frame.layout.nb_channels
        packed = [part.to_ndarray().reshape(-1, channels) for part in self._packer.resample(frame)]
        return to_mono(np.concatenate(packed) if packed else np.empty((0, channels), np.float32))
