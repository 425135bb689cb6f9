"""Killed at every step of a write, a migration, a deletion, a restore: nothing is lost."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.own_verdicts import PointCounts
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports.history import HistoryQuery
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.services.ports.storage import OwnWords
from tests.adapters.storage import dying
from tests.adapters.storage.test_migrations import OLD, assert_is_as_version_1_left_it

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no kill like this elsewhere")


def fill(folder: Path, names: str) -> None:
    """Data of a user's: an attempt, a recording and a question for each name, settings."""
    for inner in ("recordings", "questions", "out"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    with Database(folder / "mlprep.sqlite3") as database:
        store = SqliteAttemptStore(database)
        for number, name in enumerate(names.split()):
            attempt = Attempt(
                id=name,
                question_id="q",
                started_at=dying.NOW - timedelta(minutes=number),
                state=AttemptState.TRANSCRIBING,
                source=AnswerSource.MICROPHONE,
                recording=f"{name}.wav",
            )
            store.add(attempt)
            if number:
                done = attempt.moved(AttemptState.TRANSCRIBED)
                store.finish(done, Transcript.typed(f"words of {name}"), Coverage("q", ()))
            (folder / "recordings" / f"{name}.wav").write_bytes(name.encode() * 5000)
            (folder / "questions" / f"{name}.toml").write_text(f'id = "{name}"')
    (folder / "settings.toml").write_text(f'microphone = "{names}"')


def walk(action: str, template: Path, results: Path) -> Iterator[Path]:
    """The folders that were left behind, one a step; the last one by a run that came through."""
    results.mkdir()
    command = [sys.executable, "-m", "tests.adapters.storage.dying", action]
    subprocess.run([*command, str(template), str(results)], check=True, timeout=100)
    folders = sorted(results.iterdir())
    assert len(folders) > 5
    yield from folders


def read(folder: Path) -> tuple[set[str], set[str], set[str], str]:
    """All that is in a folder: attempts, recordings, questions, settings; each of them whole."""
    with Database(folder / "mlprep.sqlite3") as database:
        attempts = {row.attempt.id for row in SqliteAttemptStore(database).history()}
        with database.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    recordings = set()
    for path in (folder / "recordings").iterdir():
        assert path.read_bytes() == path.stem.encode() * 5000
        recordings.add(path.stem)
    questions = {path.stem for path in (folder / "questions").iterdir()}
    settings = folder / "settings.toml"
    return attempts, recordings, questions, settings.read_text() if settings.exists() else ""


def whole(names: str) -> tuple[set[str], set[str], set[str], str]:
    found = set(names.split())
    return found, found, found, f'microphone = "{names}"'


@pytest.fixture
def template(tmp_path: Path) -> Path:
    folder = tmp_path / "template"
    fill(folder, "a1 a2 a3")
    return folder


def test_a_write(template: Path, tmp_path: Path) -> None:
    states = []
    for folder in walk("write", template, tmp_path / "results"):
        with Database(folder / "mlprep.sqlite3") as database:
            store, history = SqliteAttemptStore(database), SqliteHistoryStore(database)
            (row,) = (row for row in store.history() if row.attempt.id == "a1")
            transcript, own = store.transcript("a1"), store.own("a1")
            finished = row.attempt.state is AttemptState.TRANSCRIBED
            assert finished == (transcript is not None) == (row.words is not None)
            assert row.points == (PointCounts(1, 0, 0) if finished else None)
            assert own in (OwnWords(), OwnWords(correction="corrected", notes="noted", estimate=1))
            found = {word: row.number in history.find(HistoryQuery(word)) for word in WORDS}
            assert found == {
                "anew": finished and own == OwnWords(),
                "corrected": own.correction is not None,
                "noted": own.notes == "noted",
            }
            states.append((finished, own.notes))
    assert {(False, ""), (True, ""), (True, "noted")} == set(states)
    assert states == sorted(states)


WORDS = ("anew", "corrected", "noted")


def test_a_migration(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    with closing(sqlite3.connect(template / "mlprep.sqlite3")) as connection:
        connection.executescript((OLD / "version-1.sql").read_text("utf-8"))
    for folder in walk("migrate", template, tmp_path / "results"):
        with Database(folder / "mlprep.sqlite3") as database:
            assert_is_as_version_1_left_it(database)
            numbers = SqliteHistoryStore(database).find(HistoryQuery("random"))
            assert len(numbers) == 1
        copy = folder / "mlprep.sqlite3.version-1.bak"
        assert copy.exists()
        with Database(copy) as database:
            assert_is_as_version_1_left_it(database)


def test_a_deletion(template: Path, tmp_path: Path) -> None:
    outcomes = []
    for folder in walk("delete", template, tmp_path / "results"):
        with Database(folder / "mlprep.sqlite3") as database:
            listed = {row.attempt.id for row in SqliteAttemptStore(database).history()}
            dying.desk_in(folder, database).forget_deleted()  # as the next start does
        attempts, recordings, _, _ = read(folder)
        assert attempts == listed == recordings
        outcomes.append(listed)
    assert outcomes[0] == {"a1", "a2", "a3"}
    assert outcomes[-1] == {"a3"}
    assert all(outcome in (outcomes[0], outcomes[-1]) for outcome in outcomes)


def test_a_backup(template: Path, tmp_path: Path) -> None:
    target = template / "out" / "backup.zip"
    target.write_bytes(b"the old backup")
    for folder in walk("back_up", template, tmp_path / "results"):
        assert read(folder) == whole("a1 a2 a3")
        kept = folder / "out" / "backup.zip"
        if kept.read_bytes() != b"the old backup":
            safe = dying.safe_in(folder)
            assert safe.stage_backup(kept, Watch()).attempts == 3
            safe.drop()
    assert kept.read_bytes() != b"the old backup"


def test_a_restore(template: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    fill(other, "b1 b2")
    dying.safe_in(other).back_up(template / "out" / "other.zip", Watch())
    outcomes = []
    for folder in walk("restore", template, tmp_path / "results"):
        for inner in ("recordings", "questions"):  # as every start does before anything else
            (folder / inner).mkdir(exist_ok=True)
        dying.safe_in(folder).settle()
        outcomes.append(read(folder))
        aside = [path.name for path in folder.iterdir() if path.name.startswith("restore")]
        assert aside == []
        if outcomes[-1] == whole("b1 b2"):
            (kept,) = folder.glob("replaced-*")
            assert read(kept) == whole("a1 a2 a3")
    assert outcomes[0] == whole("a1 a2 a3")
    assert outcomes[-1] == whole("b1 b2")
    assert all(outcome in (outcomes[0], outcomes[-1]) for outcome in outcomes)


def test_an_end_of_everything(template: Path, tmp_path: Path) -> None:
    outcomes = []
    for folder in walk("erase", template, tmp_path / "results"):
        for inner in ("recordings", "questions"):
            (folder / inner).mkdir(exist_ok=True)
        dying.safe_in(folder).settle()
        outcomes.append(read(folder))
    assert outcomes[0] == whole("a1 a2 a3")
    assert outcomes[-1] == (set(), set(), set(), "")
    assert all(outcome in (outcomes[0], outcomes[-1]) for outcome in outcomes)


def test_a_daily_copy(template: Path, tmp_path: Path) -> None:
    for folder in walk("copy", template, tmp_path / "results"):
        assert read(folder) == whole("a1 a2 a3")
        copies = dying.safe_in(folder).copies()
        for copy in copies:
            with Database(copy.path) as database:
                assert len(SqliteAttemptStore(database).history()) == 3
    assert len(copies) == 1
