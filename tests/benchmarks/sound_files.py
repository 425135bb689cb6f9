"""An hour of sound: outlined, drawn and imported: ``python -m tests.benchmarks.sound_files``.

Everything is compared with reading the same hour and doing nothing with it.
"""

import sys
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.audio.sound_file import open_sound
from tests.adapters.audio.sample_files import FILMS, make_tone, write_film

RATE_HZ = 48000
MINUTES = 60
WIDTH = 960
DRAWINGS = 200
MIB = 1024 * 1024


def write_hour(path: Path) -> None:
    """A second of noise, over and over: making more would hide what reading needs."""
    second = np.random.default_rng(1).integers(-9000, 9000, RATE_HZ).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        for _ in range(MINUTES * 60):
            file.writeframes(second)


def time_s(work: Callable[[], object]) -> float:
    begun_s = time.perf_counter()
    work()
    return time.perf_counter() - begun_s


def read_through(path: Path) -> None:
    with open_sound(path) as sound:
        for _block in sound.blocks(1 << 16):
            pass


def most_held_mib() -> float:
    """The most memory that this process has held; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (MIB if sys.platform == "darwin" else 1024)


def measure_hour(folder: Path) -> None:
    """A recording of an hour, as the microphone writes it."""
    hour = folder / "hour.wav"
    write_hour(hour)
    files = SoundFiles(folder / "outlines")
    read_through(hour)
    held_mib = most_held_mib()
    read_s = time_s(lambda: read_through(hour))
    first_s = time_s(lambda: files.peaks(hour))
    again_s = time_s(lambda: files.peaks(hour))
    import_s = time_s(lambda: files.import_recording(hour, folder / "copy.wav"))
    print(f"reading an hour of WAV         {read_s:8.2f} s")
    print(
        f"outlining it                   {first_s:8.2f} s   {first_s / read_s:6.2f} times reading"
    )
    print(
        f"outlining it again             {again_s:8.4f} s   {again_s / read_s:6.4f} times reading"
    )
    print(
        f"importing it                   {import_s:8.2f} s   {import_s / read_s:6.2f} times reading"
    )
    print(f"memory grew by, at most        {most_held_mib() - held_mib:8.1f} MiB")
    peaks = files.peaks(hour)
    print(f"the outline itself             {peaks.extremes.nbytes / MIB:8.1f} MiB")
    for seconds in (peaks.duration_s, 60.0, 5.0):
        starts = np.linspace(0.0, peaks.duration_s - seconds, DRAWINGS)
        columns_s = time_s(
            lambda starts=starts, seconds=seconds: [  # type: ignore[misc]  # bound at once
                peaks.columns(float(start), float(start) + seconds, WIDTH) for start in starts
            ]
        )
        print(f"{WIDTH} columns of {seconds:6.0f} s        {columns_s / DRAWINGS * 1000:8.3f} ms")


def measure_film(folder: Path) -> None:
    """Ten minutes of M4A: what FFmpeg's way costs."""
    film = folder / "ten minutes"
    write_film(film, FILMS["m4a"], make_tone(RATE_HZ, 600.0))
    read_s = time_s(lambda: read_through(film))
    import_s = time_s(lambda: SoundFiles().import_recording(film, folder / "film.wav"))
    print(f"reading ten minutes of M4A     {read_s:8.2f} s")
    print(
        f"importing it                   {import_s:8.2f} s   {import_s / read_s:6.2f} times reading"
    )


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="mlprep-") as name:
        measure_hour(Path(name))
        measure_film(Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
