"""How any sound file becomes what the recognisers take: mono, 16 kHz, loud enough, as it grows."""

from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from mlprep_gui.domain.errors import AudioFault, FaultCode, SpeechFault

RATE = 16_000
_BLOCK_S = 10
_EVERYTHING_S = 1e6
_FRAME = RATE // 20
# The loudest twentieth of a second of a mumble far from the microphone is some -50 dB of full
# scale; the hiss of an ordinary sound card is below -65 dB.
_SILENCE_RMS = 10 ** (-60 / 20)
# Quiet recordings are brought up, for 16 bits and the voice detector lose faint speech.
_PEAK = 0.5
_MOST_GAIN = 30.0


class GrowingSound:
    """The sound of a file, read on from where the last reading ended, at 16 kHz.

    However often and whenever a growing file is read, the samples are those of the whole file.

    Attributes:
        duration_s: of the file as it was at the last reading.
        peak: the largest value so far, without the constant offset.
        is_read: whether the end was reached by a reading that knew it to be the end.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._frames_read = 0
        self._resampler: soxr.ResampleStream | None = None
        self.duration_s = 0.0
        self.peak = 0.0
        self.is_read = False

    def read_on(self, limit_s: float, *, is_whole: bool) -> NDArray[np.float32]:
        """What is there beyond the last reading, shape (n,), mono, -1 to 1.

        Args:
            limit_s: about how much to read at most.
            is_whole: whether the file grows no more; only then its last moments come out, too.

        Raises:
            AudioFault: FILE_MISSING, NOT_AUDIO or AUDIO_EMPTY.
        """
        if not self._path.is_file():
            raise AudioFault(FaultCode.FILE_MISSING, path=str(self._path))
        if self._path.stat().st_size == 0:
            raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(self._path))
        try:
            samples = self._read(limit_s, is_whole=is_whole)
        except (soundfile.SoundFileError, TypeError) as error:  # TypeError: ".raw", without a rate
            raise AudioFault(FaultCode.NOT_AUDIO, path=str(self._path)) from error
        if samples.size:
            self.peak = max(self.peak, float(np.abs(samples - samples.mean()).max()))
        return samples

    def _read(self, limit_s: float, *, is_whole: bool) -> NDArray[np.float32]:
        if self.is_read:
            return np.zeros(0, np.float32)
        with soundfile.SoundFile(self._path) as file:
            self.duration_s = file.frames / file.samplerate
            if self._resampler is None:
                self._resampler = soxr.ResampleStream(file.samplerate, RATE, 1, dtype="float32")
            file.seek(min(self._frames_read, file.frames))
            parts = [np.zeros(0, np.float32)]
            left = int(limit_s * file.samplerate)
            while left > 0:
                wanted = min(file.samplerate * _BLOCK_S, left)
                block = file.read(wanted, dtype="float32", always_2d=True)
                self._frames_read += len(block)
                left -= len(block)
                is_end = len(block) == 0
                if is_end and not is_whole:
                    break
                # A file of floats may hold anything; one NaN would silence the whole.
                mono = np.nan_to_num(block.mean(axis=1), posinf=0.0, neginf=0.0)
                parts.append(self._resampler.resample_chunk(mono, last=is_end))
                if is_end:
                    self.is_read = True
                    break
            return np.concatenate(parts)


def bring_up(samples: NDArray[np.float32], peak: float) -> NDArray[np.float32]:
    """Samples without their constant offset, louder where the recording's ``peak`` is faint."""
    gain = min(max(_PEAK / max(peak, 1e-9), 1.0), _MOST_GAIN)
    louder: NDArray[np.float32] = (samples - samples.mean()) * np.float32(gain)
    return louder


def is_silent(samples: NDArray[np.float32]) -> bool:
    """Whether not even a mumble is in there."""
    if samples.size == 0:
        return True
    centred = samples - samples.mean()
    frames = np.array_split(centred, max(1, samples.size // _FRAME))
    return max(float(np.sqrt(np.mean(frame * frame))) for frame in frames) < _SILENCE_RMS


def read_samples(path: Path) -> NDArray[np.float32]:
    """The sound of a whole file at once, shape (n,), mono, 16 kHz, brought up.

    Raises:
        AudioFault: FILE_MISSING, NOT_AUDIO or AUDIO_EMPTY.
        SpeechFault: NO_SPEECH where all is silence.
    """
    sound = GrowingSound(path)
    samples = sound.read_on(_EVERYTHING_S, is_whole=True)
    if samples.size == 0:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    if is_silent(samples):
        raise SpeechFault(FaultCode.NO_SPEECH)
    return bring_up(samples, sound.peak)
