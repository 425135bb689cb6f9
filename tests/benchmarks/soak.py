"""Records for a long time on a busy computer and counts what was lost: ``make soak MINUTES=60``.

A private sound server plays noise that is known sample by sample, PortAudio records it through the
program's own recorder, and one busy loop for each processor keeps the computer occupied. In the
end every recorded sample is compared with the one that was played. Exit status 1 where one is
missing or another one, or where memory has grown.
"""

import argparse
import importlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.adapters.audio.wav_file import LONGEST_S
from mlprep_gui.services.ports.sound import Recording, RecordingReport
from tests.virtual_microphone import RATE_HZ, VirtualMicrophone, what_is_missing

Samples = npt.NDArray[np.int16]

_FUZZ = "tests.benchmarks.fuzz_imports"
_LOOK_EVERY_S = 1.0
_SETTLED_AFTER_S = 3.0
_SILENT_FOR_S = 2.0
_LATE_S = 30.0
_TELL_EVERY = 60
_GROWTH_KB = 16 * 1024
_SEARCH_S = 2


@dataclass(frozen=True, slots=True)
class Comparison:
    """The recording beside the sound that was played.

    Attributes:
        played, recorded: samples from the first to the last that is no silence.
        different: recorded samples that are not the played ones at their place.
        correlation: the least of all seconds, 1.0 for the same.
        first_gap: where the first difference is, in seconds of the sound, and how many samples are
            missing there (negative: too many; None: not found again); None without one.
    """

    played: int
    recorded: int
    different: int
    correlation: float
    first_gap: tuple[float, int | None] | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing was lost, doubled or changed."""
        return self.recorded == self.played and self.different == 0


def make_second(number: int) -> Samples:
    """One second of the known sound; no sample of it is silent, and no two seconds are alike."""
    noise = np.random.default_rng(number).integers(-8000, 8000, RATE_HZ)
    noise[noise == 0] = 1
    return noise.astype(np.int16)


def write_sound(path: Path, seconds: int) -> None:
    """The known sound as a file, a second at a time."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        for number in range(seconds):
            file.writeframesraw(make_second(number).tobytes())


def compare(path: Path, seconds: int) -> Comparison:
    """Hold a recording against the known sound; reads a second at a time."""
    with wave.open(str(path), "rb") as file:
        offset = _find_sound(file)
        different, least, first_gap = 0, 1.0, None
        for number in range(seconds):
            expected = make_second(number)
            file.setpos(min(offset + number * RATE_HZ, file.getnframes()))
            heard = np.frombuffer(file.readframes(RATE_HZ), np.int16)
            whole = np.zeros(RATE_HZ, np.int16)
            whole[: len(heard)] = heard
            wrong = np.flatnonzero(whole != expected)
            if len(wrong) and first_gap is None:
                at = number * RATE_HZ + int(wrong[0])
                first_gap = (at / RATE_HZ, _find_shift(file, offset + at, at))
            different += len(wrong)
            least = min(least, _correlate(whole, expected))
        recorded = max(_find_end(file) - offset, 0)
    return Comparison(seconds * RATE_HZ, recorded, different, least, first_gap)


def _find_sound(file: wave.Wave_read) -> int:
    """The first sample that is no silence; the number of samples where all is silence."""
    file.rewind()
    for start in range(0, file.getnframes(), RATE_HZ):
        heard = np.flatnonzero(np.frombuffer(file.readframes(RATE_HZ), np.int16))
        if len(heard):
            return start + int(heard[0])
    return file.getnframes()


def _find_end(file: wave.Wave_read) -> int:
    """The sample behind the last one that is no silence."""
    for start in range(file.getnframes() // RATE_HZ * RATE_HZ, -1, -RATE_HZ):
        file.setpos(start)
        heard = np.flatnonzero(np.frombuffer(file.readframes(RATE_HZ), np.int16))
        if len(heard):
            return start + int(heard[-1]) + 1
    return 0


def _find_shift(file: wave.Wave_read, place: int, at: int) -> int | None:
    """How many samples of the sound are missing at a place of the recording."""
    file.setpos(min(max(place, 0), file.getnframes()))
    heard = np.frombuffer(file.readframes(RATE_HZ // 10), np.int16).astype(float)
    around = range(at // RATE_HZ, at // RATE_HZ + _SEARCH_S + 1)
    sound = np.concatenate([make_second(number) for number in around]).astype(float)
    if len(heard) < 100:
        return None
    matches = np.correlate(sound, heard, "valid")
    best = int(matches.argmax())
    return best - at % RATE_HZ if matches[best] > 0.9 * float(heard @ heard) else None


def _correlate(heard: Samples, expected: Samples) -> float:
    one, other = heard.astype(float), expected.astype(float)
    size = np.sqrt((one @ one) * (other @ other))
    return float(one @ other / size) if size else 0.0


@contextmanager
def busy_processors(count: int) -> Iterator[None]:
    """Keep so many processors occupied."""
    command = [sys.executable, "-c", "while True: pass"]
    loops = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def measure_memory_kb() -> int:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a long recording came to.

    Attributes:
        report: the recorder's own words.
        memory_kb: of this process, once a second.
        found: the recording beside the sound.
    """

    report: RecordingReport
    memory_kb: tuple[int, ...]
    found: Comparison

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost and memory has not grown."""
        settled = self.settled_kb
        is_flat = settled[-1] - settled[0] < _GROWTH_KB
        return self.found.is_whole and self.report.fault is None and is_flat

    @property
    def settled_kb(self) -> tuple[int, ...]:
        """The memory without the first seconds, in which libraries are loaded."""
        return self.memory_kb[int(_SETTLED_AFTER_S / _LOOK_EVERY_S) :] or self.memory_kb

    def lines(self) -> Iterator[str]:
        """The figures."""
        settled = self.settled_kb
        places = {"start": settled[0], "middle": settled[len(settled) // 2], "end": settled[-1]}
        figures = ", ".join(f"{name} {size / 1024:.1f} MB" for name, size in places.items())
        yield f"memory: {figures}, most {max(settled) / 1024:.1f} MB"
        report, found = self.report, self.found
        yield (
            f"recorded {report.duration_s:.1f} s, overflows {report.overflows}, "
            f"fault {report.fault or 'none'}"
        )
        yield (
            f"samples: played {found.played}, recorded {found.recorded}, "
            f"different {found.different}, least correlation of a second {found.correlation:.6f}"
        )
        if found.first_gap is not None:
            at_s, missing = found.first_gap
            size = "not found again" if missing is None else f"{missing} samples missing"
            yield f"first difference at {at_s:.3f} s of the sound: {size}"


def record(microphone: VirtualMicrophone, folder: Path, seconds: int) -> Outcome:
    """Play and record the sound in ``folder`` while every processor is busy."""
    write_sound(folder / "played.wav", seconds)
    memory_kb: list[int] = []
    with PortAudio() as system, busy_processors(os.cpu_count() or 1):
        recording = PortAudioRecorder(system).start(folder / "recorded.wav", None)
        microphone.play(folder / "played.wav")
        for elapsed_s in _follow(recording, seconds):
            memory_kb.append(measure_memory_kb())
            if len(memory_kb) % _TELL_EVERY == 0:
                print(f"  {elapsed_s:.0f} s, {memory_kb[-1] / 1024:.1f} MB", flush=True)
        report = recording.stop()
    return Outcome(report, tuple(memory_kb), compare(folder / "recorded.wav", seconds))


def _follow(recording: Recording, seconds: int) -> Iterator[float]:
    """Look every second until the sound is over; the recorded seconds."""
    pause = threading.Event()
    until_s = time.monotonic() + seconds + _LATE_S
    while time.monotonic() < until_s:
        pause.wait(_LOOK_EVERY_S)
        status = recording.status()
        yield status.elapsed_s
        is_over = status.elapsed_s > seconds and status.silent_for_s > _SILENT_FOR_S
        if is_over or status.fault is not None:
            return


def fuzz(arguments: Sequence[str]) -> int:
    """The imports with damaged files, where that is there; its exit status."""
    if importlib.util.find_spec(_FUZZ) is None:
        return 0
    status: int = importlib.import_module(_FUZZ).main(list(arguments))
    return status


def main(arguments: Sequence[str] | None = None) -> int:
    """Record, compare, print; the exit status."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--only-recording", action="store_true", help="no damaged imports")
    options = parser.parse_args(arguments)
    seconds = round(options.minutes * 60)
    if not 1 <= seconds <= LONGEST_S - 2 * _LATE_S:
        parser.error(f"between a second and {LONGEST_S / 60 - 1:.0f} minutes")
    if missing := what_is_missing():
        print(f"a virtual microphone needs {missing}")
        return 1
    print(f"recording {seconds} s of known sound ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak-") as folder, VirtualMicrophone() as microphone:
        os.environ.update(microphone.environment)
        outcome = record(microphone, Path(folder), seconds)
    for line in outcome.lines():
        print(line)
    print("nothing lost" if outcome.is_well else "FAILED", flush=True)
    status = 0 if outcome.is_well else 1
    return status if options.only_recording else max(status, fuzz([]))


if __name__ == "__main__":
    sys.exit(main())
