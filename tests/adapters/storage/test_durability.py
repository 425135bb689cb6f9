"""What a killed process and two processes at once leave behind."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.schema import find_migrations
from mlprep_gui.domain.attempts import AttemptState

CHILD = Path(__file__).with_name("writing_child.py")


def start_child(path: Path, migrations: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), str(path), str(migrations), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("stored_before", [1, 20, 111])
def test_a_kill_loses_nothing_committed(path: Path, migrations: Path, stored_before: int) -> None:
    with start_child(path, migrations, "k", 0) as child:
        assert child.stdout is not None
        said = [line.strip() for line in islice(child.stdout, stored_before)]
        child.kill()
        said += [line.strip() for line in child.stdout if line.endswith("\n")]
    assert child.returncode == -signal.SIGKILL
    with Database(path, migrations) as database:
        store = SqliteAttemptStore(database)
        for attempt_id in said:
            assert store.get(attempt_id).state is AttemptState.TRANSCRIBED
        # What was under way when the kill came is there wholly or not at all.
        for row in store.history():
            finished = row.attempt.state is AttemptState.TRANSCRIBED
            assert finished == (store.transcript(row.attempt.id) is not None)
            assert finished == (store.coverage(row.attempt.id) is not None)
            assert finished == (row.words is not None)
    assert len(said) >= stored_before


def test_several_processes_at_once(path: Path, migrations: Path) -> None:
    """They start together on a database that none of them has made yet."""
    names = ["a", "b", "c"]
    children = [start_child(path, migrations, name, 30) for name in names]
    for child in children:
        child.communicate(timeout=60)
    assert [child.returncode for child in children] == [0, 0, 0]
    with Database(path, migrations) as database:
        stored = {row.attempt.id for row in SqliteAttemptStore(database).history()}
    assert stored == {f"{name}-{number}" for name in names for number in range(30)}


def test_several_processes_migrate_once(path: Path, migrations: Path) -> None:
    with Database(path, migrations):
        pass
    number = len(find_migrations(migrations)) + 1
    (migrations / f"{number:04}_counter.sql").write_text(
        "BEGIN IMMEDIATE;\n"
        "CREATE TABLE IF NOT EXISTS runs (number INTEGER);\n"
        "INSERT INTO runs VALUES (1);\n"
        f"PRAGMA user_version = {number};\n"
        "COMMIT;\n"
    )
    children = [start_child(path, migrations, name, 1) for name in "abcd"]
    for child in children:
        child.communicate(timeout=60)
    assert [child.returncode for child in children] == [0, 0, 0, 0]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (1,)
