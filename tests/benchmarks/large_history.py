"""Makes a database of many attempts: ``python -m tests.benchmarks.large_history FILE [COUNT]``.

The file is as version 1 of its form left it, so that migrating it can be measured as well. Its
words are spread as in speech: a few are in every answer, most are rare.
"""

import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file
from pathlib import Path

import msgspec

from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.adapters.storage.database import SHIPPED_MIGRATIONS
from mlprep_gui.resources import resource_folder

ATTEMPTS = 100_000
WORDS = 200
CHUNK = 20
"""Words that are made together; an answer is ten such chunks."""

_CHUNKS = 800
_VERDICTS = ("covered", "covered", "unsure", "missing")


def _vocabulary(chance: random.Random) -> list[str]:
    """Real words first, then ten thousand made-up ones."""
    letters = "bcdfghjklmnprstvw", "aeiou"
    known = ["the", "a", "of", "and", "to", "is", "in", "it", "that", "um", "we", "you"]
    known += ["model", "data", "loss", "neuron", "café", "dropout"]
    made = {
        "".join(chance.choice(letters[i % 2]) for i in range(chance.randint(4, 11)))
        for _ in range(10_000)
    }
    return known + sorted(made - set(known), key=lambda _word: chance.random())


def _chunks(chance: random.Random) -> list[list[str]]:
    """For each place in an answer many stretches of timed words, as stored JSON."""
    words = _vocabulary(chance)
    weights = [1 / (rank + 1) for rank in range(len(words))]
    places = []
    for place in range(WORDS // CHUNK):
        stretches = []
        for _ in range(_CHUNKS):
            at, timed = place * CHUNK * 0.4, []
            for word in chance.choices(words, weights, k=CHUNK):
                timed.append([word, round(at, 2), round(at + 0.3, 2), 0.875])
                at += 0.4
            stretches.append(msgspec.json.encode(timed).decode())
        places.append(stretches)
    return places


def _questions() -> list[tuple[str, list[str]]]:
    bank = load_bank(resource_folder() / "questions", Path("nowhere")).bank
    return [(question.id, [point.id for point in question.points]) for question in bank]


def _attempts(count: int, chance: random.Random) -> Iterator[tuple[tuple[object, ...], ...]]:
    """The rows of one attempt after the other, a table each."""
    chunks, questions = _chunks(chance), _questions()
    started = datetime(2020, 1, 1, tzinfo=UTC)
    for number in range(count):
        started += timedelta(minutes=chance.randint(3, 60))
        question, points = chance.choice(questions)
        verdicts = [chance.choice(_VERDICTS) for _ in points]
        name, counts = f"attempt-{number:06}", [verdicts.count(v) for v in _VERDICTS[1:]]
        coverage = {
            "points": [{"id": p, "verdict": v} for p, v in zip(points, verdicts, strict=True)]
        }
        state = "reviewed" if chance.random() < 0.9 else "transcribed"
        time = started.isoformat(timespec="microseconds")
        yield (
            (name, question, time, state, "microphone", 80.0, 120.0, None, None, "whisper base.en"),
            (name, "whisper base.en", f"[{','.join(map(chance.choice, chunks))}]", "[]"),
            (name, question, *counts, msgspec.json.encode(coverage).decode()),
        )


def make_large_history(path: Path, count: int = ATTEMPTS) -> None:
    """Write a new database of version 1 with this many attempts, always the same ones."""
    with closing(sqlite3.connect(path)) as connection:
        with as_file(SHIPPED_MIGRATIONS / "0001_initial.sql") as script:
            connection.executescript(script.read_text("utf-8"))
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            for attempt, transcript, verdicts in _attempts(count, random.Random(1)):
                connection.execute("INSERT INTO attempts VALUES (?,?,?,?,?,?,?,?,?,?)", attempt)
                connection.execute("INSERT INTO transcripts VALUES (?,?,?,?)", transcript)
                connection.execute("INSERT INTO verdicts VALUES (?,?,?,?,?,?)", verdicts)


if __name__ == "__main__":
    make_large_history(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else ATTEMPTS)
