"""How any sound file becomes what the recognisers take: mono, 16 kHz, loud enough, not silent."""

from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from mlprep_gui.domain.errors import AudioFault, FaultCode, SpeechFault

RATE = 16_000
_BLOCK_S = 10
_FRAME = RATE // 20
# The loudest twentieth of a second of a mumble far from the microphone is some -50 dB of full
# scale; the hiss of an ordinary sound card is below -65 dB.
_SILENCE_RMS = 10 ** (-60 / 20)
# Quiet recordings are brought up, for 16 bits and the voice detector lose faint speech.
_PEAK = 0.5
_MOST_GAIN = 30.0


def read_samples(path: Path) -> NDArray[np.float32]:
    """The sound of a file, shape (n,), mono, 16 kHz, -1 to 1, without its constant offset.

    Raises:
        AudioFault: FILE_MISSING, NOT_AUDIO or AUDIO_EMPTY.
        SpeechFault: NO_SPEECH where all is silence.
    """
    if not path.is_file():
        raise AudioFault(FaultCode.FILE_MISSING, path=str(path))
    if path.stat().st_size == 0:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    try:
        samples = _read_mono(path)
    except (soundfile.SoundFileError, TypeError) as error:  # TypeError: ".raw", which has no rate
        raise AudioFault(FaultCode.NOT_AUDIO, path=str(path)) from error
    if samples.size == 0:
        raise AudioFault(FaultCode.AUDIO_EMPTY, path=str(path))
    samples -= samples.mean()
    if _loudest_rms(samples) < _SILENCE_RMS:
        raise SpeechFault(FaultCode.NO_SPEECH)
    peak = float(np.abs(samples).max())
    return samples * np.float32(min(max(_PEAK / peak, 1.0), _MOST_GAIN))


def _read_mono(path: Path) -> NDArray[np.float32]:
    with soundfile.SoundFile(path) as file:
        resampler = soxr.ResampleStream(file.samplerate, RATE, 1, dtype="float32")
        parts = []
        while True:
            block = file.read(file.samplerate * _BLOCK_S, dtype="float32", always_2d=True)
            # A file of floats may hold anything; one NaN would silence the whole.
            mono = np.nan_to_num(block.mean(axis=1), posinf=0.0, neginf=0.0)
            parts.append(resampler.resample_chunk(mono, last=len(block) == 0))
            if len(block) == 0:
                return np.concatenate(parts)


def _loudest_rms(samples: NDArray[np.float32]) -> float:
    frames = np.array_split(samples, max(1, samples.size // _FRAME))
    return max(float(np.sqrt(np.mean(frame * frame))) for frame in frames)
