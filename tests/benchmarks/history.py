"""The history at 100,000 attempts of 200 words: ``python -m tests.benchmarks.history``.

Migrating from version 1, the first page of the list, every order, searches for common, rare and
unfinished words, progress, the daily check; and how much memory all that takes beyond the same on
an empty database. ``--attempts`` makes it smaller.
"""

import argparse
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.estate import Estate
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.domain.progress import sum_up_progress
from mlprep_gui.services.ports.history import HistoryOrder, HistoryQuery
from mlprep_gui.services.ports.safekeeping import Watch
from tests.benchmarks.large_history import ATTEMPTS, make_large_history

T = TypeVar("T")

PAGE = 60
"""Rows that a window shows, and some more."""

SEARCHES = 400
COUNTED = "SELECT (SELECT count(*) FROM {}), (SELECT total(length(id)) FROM attempts)"
TABLES = ("attempts", "transcripts", "verdicts")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and what came of it."""
    began = time.perf_counter()
    outcome = work()
    return time.perf_counter() - began, outcome


def most_memory() -> float:
    """MiB that this process has had at once."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage says counts the parent in, before this program took its place.
        lines = dict(row.split(":", 1) for row in status.read_text("utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def line(name: str, figure: str, goal: str = "") -> None:
    print(f"{name:44} {figure:>12}   {f'goal: {goal}' if goal else ''}".rstrip(), flush=True)


def count_rows(path: Path) -> list[tuple[int, float]]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(COUNTED.format(table)).fetchone() for table in TABLES]


def measure_migration(path: Path) -> None:
    """From version 1, with the copy that is made before."""
    before = count_rows(path)
    began = time.process_time()
    seconds, _ = timed(lambda: Database(path).__enter__().__exit__(None, None, None))
    computing = time.process_time() - began
    if count_rows(path) != before:
        raise RuntimeError("rows were lost")
    copy = path.with_name(f"{path.name}.version-1.bak")
    if count_rows(copy) != before:
        raise RuntimeError("the copy is not whole")
    line("migrating, with a copy before", f"{seconds:.1f} s", "30 s, every row kept")
    line("  of it computing, whatever else runs here", f"{computing:.1f} s")
    line("  rows before and after", f"{before[0][0]}")
    megabytes = path.stat().st_size / 2**20
    line("  size before and after", f"{copy.stat().st_size / 2**20:.0f}, {megabytes:.0f} MiB")


def words_to_search(path: Path) -> list[str]:
    """What people type: words as they come in answers, rare ones, and their beginnings."""
    chance = Random(2)
    with closing(sqlite3.connect(path)) as connection:
        (most,) = connection.execute("SELECT max(number) FROM texts").fetchone()
        texts = [
            connection.execute(
                "SELECT spoken FROM texts WHERE number = ?", (chance.randint(1, most),)
            )
            .fetchone()[0]
            .split()
            for _ in range(SEARCHES // 4)
        ]
    found = []
    for words in texts:
        usual, rare = chance.choice(words), max(words, key=len)
        found += [usual, rare[: chance.randint(1, len(rare))], f"{usual} {rare}", f"{rare} "]
    return found


def measure_search(history: SqliteHistoryStore, words: list[str]) -> None:
    """Each search with the first page of what it finds, snippets included."""

    def search(text: str) -> int:
        numbers = history.find(HistoryQuery(text))
        history.rows(numbers[:PAGE], text)
        return len(numbers)

    began = time.process_time()
    results = [timed(partial(search, text)) for text in words]
    computing = (time.process_time() - began) / len(words)
    times = sorted(seconds * 1000 for seconds, _ in results)
    line(f"{len(words)} searches, median", f"{statistics.median(times):.1f} ms")
    line("  95th percentile", f"{times[round(len(times) * 0.95) - 1]:.1f} ms", "50 ms")
    line("  mean computing time, whatever else runs", f"{computing * 1000:.1f} ms")
    line("  slowest", f"{times[-1]:.1f} ms")
    found = [count for _, count in results]
    line("  finds: none, 1000 or more", f"{found.count(0)}, {sum(n >= 1000 for n in found)}")


def measure_use(path: Path) -> None:
    """What the pages ask for."""
    seconds, database = timed(lambda: Database(path).__enter__())
    line("opening the database", f"{seconds * 1000:.0f} ms")
    history = SqliteHistoryStore(database)
    seconds, rows = timed(lambda: history.rows(history.find(HistoryQuery())[:PAGE]))
    line(f"the list's order and its first {len(rows)} rows", f"{seconds * 1000:.0f} ms", "200 ms")
    middle = history.find(HistoryQuery())[-len(rows) or None :]
    seconds, _ = timed(lambda: history.rows(middle))
    line("  its last rows", f"{seconds * 1000:.0f} ms")
    slowest = max(
        (timed(partial(history.find, HistoryQuery(order=order)))[0], order)
        for order in HistoryOrder
    )
    line(f"  the slowest order, by {slowest[1]}", f"{slowest[0] * 1000:.0f} ms", "200 ms")
    if rows:
        measure_search(history, words_to_search(path))
    seconds, _ = timed(lambda: sum_up_progress(history.progress()))
    line("progress over everything", f"{seconds * 1000:.0f} ms")
    seconds, _ = timed(lambda: history.latest_judged(5))
    line("weak points", f"{seconds * 1000:.0f} ms")
    database.__exit__(None, None, None)


def measure_care(path: Path) -> None:
    """Beside everything else, once a day."""
    folder = path.parent
    estate = Estate(folder, path, folder / "recordings", folder / "questions", folder / "none")
    seconds, _ = timed(lambda: FileSafe(estate, SystemClock()).look_after(Watch()))
    line("the daily check and copy, in the background", f"{seconds:.1f} s")


def peak_of(path: Path) -> float:
    """Most MiB that a process of its own takes to list, scroll and search."""
    command = [sys.executable, "-m", "tests.benchmarks.history", "--use", str(path)]
    outcome = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(outcome.stdout)


def use(path: Path) -> None:
    """List, scroll and search; say how much memory that took."""
    with Database(path) as database:
        history = SqliteHistoryStore(database)
        numbers = history.find(HistoryQuery())
        for start in range(0, len(numbers), 5000):
            history.rows(numbers[start : start + PAGE])
        for text in ("the", "data lo", "neuron", "zzz"):
            history.rows(history.find(HistoryQuery(text))[:PAGE], text)
    print(most_memory())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--attempts", type=int, default=ATTEMPTS)
    parser.add_argument("--use", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.use:
        use(options.use)
        return
    with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
        path = Path(folder) / "mlprep.sqlite3"
        make_large_history(path, options.attempts)
        measure_migration(path)
        measure_use(path)
        measure_care(path)
        empty = Path(folder) / "empty.sqlite3"
        more = peak_of(path) - peak_of(empty)
        line("memory beyond that of an empty database", f"{more:.0f} MiB", "100 MiB")


if __name__ == "__main__":
    main()
