"""Damaged sound files against the import: ``python -m tests.benchmarks.fuzz_imports --files 1000``.

Small real files of every kind are damaged in headers and bodies, always in the same ways for the
same number, and imported by a process of its own. Each must come in as sound or be refused with a
fault; a crash, a hang, a file left behind or a word on stderr fails the run.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.domain.errors import Fault
from tests.adapters.audio.sample_files import FILMS, SOUNDS, make_tone, write_sample

FILES = 1000
DEADLINE_S = 20.0
_BEGINNING_BYTES = 1024
_NUMBERS = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x00\x00\x00", b"\x80\x00\x00\x00")


@dataclass
class Outcome:
    """What became of the files: how many were "audio", were refused with which fault, or failed.

    Attributes:
        counts: by outcome.
        failures: a line for each that must not be.
        grown_mib: by how much memory grew at the most, in any of the processes.
    """

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    grown_mib: int = 0


def damage(whole: bytes, other: bytes, chance: random.Random) -> bytes:
    """A file with one or two kinds of damage.

    Args:
        whole: the file.
        other: another one, for a piece of it.
        chance: decides everything.
    """
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2))):
        _DAMAGES[chance.randrange(len(_DAMAGES))](data, other, chance)
    return bytes(data)


def _place(data: bytearray, chance: random.Random) -> int:
    """Anywhere, but mostly where headers are: at the beginning, or at the end as in some MP4."""
    size = max(len(data), 1)
    near = min(_BEGINNING_BYTES, size)
    return chance.choice(
        (chance.randrange(near), size - 1 - chance.randrange(near), chance.randrange(size))
    )


def _change_bytes(data: bytearray, _other: bytes, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 2, 8, 64))):
        at = _place(data, chance)
        data[at : at + 1] = bytes([chance.randrange(256)])


def _change_number(data: bytearray, _other: bytes, chance: random.Random) -> None:
    at = _place(data, chance)
    data[at : at + 4] = chance.choice(_NUMBERS)


def _cut_off(data: bytearray, _other: bytes, chance: random.Random) -> None:
    del data[_place(data, chance) :]


def _cut_out(data: bytearray, _other: bytes, chance: random.Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.randrange(1, 400)]


def _repeat(data: bytearray, _other: bytes, chance: random.Random) -> None:
    at = _place(data, chance)
    data[at:at] = data[at : at + chance.randrange(1, 400)] * chance.randrange(1, 20)


def _mix(data: bytearray, other: bytes, chance: random.Random) -> None:
    at = _place(data, chance)
    begun = chance.randrange(len(other))
    data[at:at] = other[begun : begun + chance.randrange(1, 4000)]


_DAMAGES = (_change_bytes, _change_number, _cut_off, _cut_out, _repeat, _mix)


def make_samples(folder: Path) -> list[Path]:
    """A quarter of a second of each kind."""
    sound = make_tone(seconds=0.25)
    paths = []
    for number, kind in enumerate((*SOUNDS, *FILMS)):
        paths.append(folder / f"{number:02} {kind}")
        write_sample(paths[-1], kind, sound)
    return paths


def fuzz(files: int, first: int = 0) -> Outcome:
    """Import so many damaged files."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="mlprep-fuzz-") as name:
        folder = Path(name)
        (folder / "samples").mkdir()
        make_samples(folder / "samples")
        next_one = first
        while next_one < first + files:
            next_one = _run_process(folder, next_one, first + files, outcome)
    return outcome


def _run_process(folder: Path, first: int, end: int, outcome: Outcome) -> int:
    """Let a process import until it is done, or ends before; returns the number to go on with."""
    command = [sys.executable, "-m", "tests.benchmarks.fuzz_imports"]
    command += ["--in", str(folder), "--first", str(first), "--files", str(end - first)]
    lines: SimpleQueue[str | None] = SimpleQueue()
    done, problem = first, ""
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
        reader.start()
        try:
            while (line := lines.get(timeout=DEADLINE_S)) is not None:
                result, grown = line.rsplit(maxsplit=1)
                outcome.counts[result] += 1
                outcome.grown_mib = max(outcome.grown_mib, int(grown))
                if "left behind" in result:
                    outcome.failures.append(f"number {done}: {result}")
                done += 1
        except Empty:
            problem = "hang"
            process.kill()
        reader.join()
        process.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
    if not problem and process.returncode:
        problem = "crash"
    if said or problem:
        outcome.failures.append(f"number {done}: {problem or 'stderr'} {said[-300:]}")
    if problem:
        outcome.counts[problem] += 1
        done += 1
    return done


def _read(process: "subprocess.Popen[str]", lines: "SimpleQueue[str | None]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


def _import_damaged(folder: Path, first: int, files: int) -> None:
    """The process: a line for each file."""
    samples = [path.read_bytes() for path in sorted((folder / "samples").iterdir())]
    target_folder = folder / f"from {first}"
    target_folder.mkdir()
    begun_mib = _memory_mib()
    for number in range(first, first + files):
        chance = random.Random(number)
        whole, other = samples[number % len(samples)], chance.choice(samples)
        source = folder / "damaged"
        source.write_bytes(damage(whole, other, chance))
        result = _import(source, target_folder / "answer.wav")
        print(result, _memory_mib() - begun_mib, flush=True)


def _import(source: Path, target: Path) -> str:
    files = SoundFiles()
    try:
        files.import_recording(source, target)
        result = "audio"
    except Fault as fault:
        result = f"refused: {fault.code}"
    # The import may stand what the quick look does not, and the other way round.
    with suppress(Fault):
        files.duration_s(source)
    expected = {target.name} if result == "audio" else set()
    if {path.name for path in target.parent.iterdir()} != expected:
        result += ", left behind"
    for path in target.parent.iterdir():
        path.unlink()
    return result


def _memory_mib() -> int:
    """The most that this process has held so far; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415  (not on Windows)
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str]) -> int:
    """Run, print the counts; 1 if there was what must not be."""
    parser = argparse.ArgumentParser(prog="fuzz_imports", description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.folder is not None:
        _import_damaged(asked.folder, asked.first, asked.files)
        return 0
    outcome = fuzz(asked.files, asked.first)
    for result, count in sorted(outcome.counts.items()):
        print(f"{result:30} {count:6}")
    for name in ("crash", "hang"):
        if name not in outcome.counts:
            print(f"{name:30} {0:6}")
    print(f"{'files left behind':30} {sum('left behind' in line for line in outcome.failures):6}")
    print(f"{'memory grew by, at most':30} {outcome.grown_mib:6} MiB")
    print(*outcome.failures, sep="\n")
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
