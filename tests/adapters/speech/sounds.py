"""Sounds that are no speech, 16 kHz: recognisers must have no words for them."""

import numpy as np
from numpy.typing import NDArray

from mlprep_gui.adapters.speech.waveform import RATE

NO_SPEECH = ("hiss", "rumble", "hum", "chords", "coughs")


def no_speech(kind: str) -> NDArray[np.float32]:
    """Some seconds of a sound that is none of a voice, loud enough to be heard."""
    random = np.random.default_rng(5)
    at = np.arange(6 * RATE) / RATE
    match kind:
        case "silence":
            sound = np.zeros(at.size)
        case "hiss":
            sound = random.standard_normal(at.size)
        case "rumble":
            sound = _rumble(random, at.size)
        case "hum":
            sound = np.sin(2 * np.pi * 100 * at)
        case "chords":
            sound = _chords()
        case "coughs":
            sound = _coughs(random, at.size)
        case _:
            raise ValueError(kind)
    peak = float(np.abs(sound).max())
    return (sound * (0.4 / peak if peak else 1.0)).astype(np.float32)


def _rumble(random: np.random.Generator, size: int) -> NDArray[np.float64]:
    """Noise that falls by three decibels an octave, like a street behind a window."""
    spectrum = np.fft.rfft(random.standard_normal(size))
    spectrum[1:] /= np.sqrt(np.arange(1, spectrum.size))
    return np.fft.irfft(spectrum, size)


def _chords() -> NDArray[np.float64]:
    """Four major chords on plucked strings, two seconds each."""
    at = np.arange(2 * RATE) / RATE
    chords = []
    for root in (220.0, 174.6, 261.6, 196.0):
        partials = [
            np.sin(2 * np.pi * root * interval * harmonic * at) / harmonic
            for interval in (1.0, 1.26, 1.498)
            for harmonic in range(1, 6)
        ]
        chords.append(np.exp(-1.2 * at) * np.sum(partials, axis=0))
    return np.concatenate(chords)


def _coughs(random: np.random.Generator, size: int) -> NDArray[np.float64]:
    """Three bursts of noise with the resonances of a throat, each with a second, softer one."""
    sound = random.standard_normal(size) * 0.001
    at = np.arange(int(0.35 * RATE)) / RATE
    ring = np.hanning(80)
    for second in (1.0, 2.2, 3.4):
        burst = random.standard_normal(at.size)
        for pitch in (500, 1400):
            throat = np.sin(2 * np.pi * pitch * np.arange(80) / RATE) * ring
            burst += 0.6 * np.convolve(random.standard_normal(at.size), throat, "same")
        shape = np.exp(-14 * at) + 0.4 * np.exp(-(((at - 0.2) / 0.05) ** 2))
        first = int(second * RATE)
        sound[first : first + at.size] += burst * shape
    return sound
