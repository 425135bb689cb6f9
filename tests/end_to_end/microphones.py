"""Microphones that are plugged in and out while a test runs; each plays a tone of its own."""

from pathlib import Path

import numpy as np
import soundfile

from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.services.ports.sound import Device, Recording

RATE_HZ = 16_000

SILENCE = 0.0
WHISPER = 0.02
VOICE = 0.4
SHOUT = 3.0
"""How loud a microphone's sound is; what is over 1.0 is cut off."""


class MicrophoneRack:
    """A ``Recorder`` with any number of synthetic microphones, told apart by their names.

    Args:
        folder: for the sounds that they play.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rack: dict[str, SyntheticMicrophone] = {}

    def plug(
        self,
        name: str,
        amplitude: float = VOICE,
        seconds: float = 60.0,
        speed: float = 1.0,
        unplugged_after_s: float | None = None,
    ) -> None:
        """From now on there; the one that was plugged in first is the default."""
        sound = make_sound(self._folder / name, amplitude, seconds)
        self._rack[name] = SyntheticMicrophone(
            sound, speed=speed, unplugged_after_s=unplugged_after_s
        )

    def unplug(self, name: str) -> None:
        """From now on not listed; what it records goes on."""
        del self._rack[name]

    def has_ended(self, name: str) -> bool:
        """Whether a microphone has played its sound to the end."""
        return self._rack[name].has_ended

    def devices(self) -> tuple[Device, ...]:
        """See ``Recorder.devices``."""
        names = tuple(self._rack)
        return tuple(Device(name, is_default=name == names[0]) for name in names)

    def start(self, target: Path, device: str | None) -> Recording:
        """See ``Recorder.start``."""
        return self._pick(device).start(target, device)

    def go_on(self, target: Path, device: str | None) -> Recording:
        """See ``Recorder.go_on``."""
        return self._pick(device).go_on(target, device)

    def _pick(self, device: str | None) -> SyntheticMicrophone:
        names = tuple(self._rack)
        return self._rack[device if device in names else names[0]]


def make_sound(path: Path, amplitude: float, seconds: float) -> Path:
    """A tone that swells three times a second, as speech does."""
    at = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    tone = amplitude * np.sin(2 * np.pi * 220 * at) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * at))
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        samples = (np.clip(tone, -1.0, 1.0) * 32_767).astype(np.int16)
        soundfile.write(file, samples, RATE_HZ, format="WAV")
    return path
