"""Migrations with data in them: those that were, and machinery for those to come."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import SHIPPED_MIGRATIONS, Database
from mlprep_gui.adapters.storage.schema import find_migrations
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.transcripts import Word

OLD = Path(__file__).parents[2] / "data" / "databases"

NEXT = len(find_migrations(SHIPPED_MIGRATIONS)) + 1
"""The number of the migration that is not there yet."""

# Rebuilds a table to which others refer, which is where data is lost if it is done wrongly.
REBUILD = """
BEGIN IMMEDIATE;
CREATE TABLE attempts_new (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    question_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    duration_s REAL NOT NULL,
    limit_s REAL NOT NULL,
    recording TEXT,
    failure TEXT,
    engine TEXT NOT NULL,
    removed_at TEXT,
    mood TEXT NOT NULL DEFAULT 'calm'
) STRICT;
INSERT INTO attempts_new
    SELECT *, 'calm; really' FROM attempts;
DROP TABLE attempts;
ALTER TABLE attempts_new RENAME TO attempts;
PRAGMA user_version = NEXT;
COMMIT;
""".replace("NEXT", str(NEXT))


def add_rebuild(migrations: Path, script: str = REBUILD) -> None:
    (migrations / f"{NEXT:04}_mood.sql").write_text(script)


@pytest.fixture
def first_version_only(migrations: Path) -> Path:
    """The migrations as they were when version 1 was the newest."""
    for script in migrations.glob("*.sql"):
        if not script.name.startswith("0001"):
            script.unlink()
    return migrations


@pytest.fixture
def old_database(path: Path) -> Path:
    """A file as version 1 left it."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD / "version-1.sql").read_text("utf-8"))
    return path


def read_rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def assert_is_as_version_1_left_it(database: Database) -> None:
    store = SqliteAttemptStore(database)
    attempt = store.get("first")
    assert attempt == Attempt(
        id="first",
        question_id="regularization",
        started_at=datetime(2026, 11, 20, 18, 30, 0, 250000, tzinfo=UTC),
        state=AttemptState.REVIEWED,
        source=AnswerSource.MICROPHONE,
        duration_s=71.25,
        limit_s=120.0,
        recording="first.wav",
        engine="PocketSphinx",
    )
    transcript = store.transcript("first")
    assert transcript is not None
    assert transcript.text == "dropout switches units off"
    assert transcript.words[0] == Word("dropout", 0.5, 1.25, 0.75)
    assert [spotted.term for spotted in transcript.spotted] == ["weight decay"]
    coverage = store.coverage("first")
    assert coverage is not None
    assert [point.verdict for point in coverage.points] == [Verdict.COVERED, Verdict.MISSING]
    assert coverage.mistakes[0].contradicts == ("l1",)
    own = store.own("first")
    assert (own.correction, own.notes) == ("dropout switches units off at random", "naïve?")
    assert own.self_check == {"upright": "yes"}
    assert store.get("second").failure is FaultCode.ENGINE_CRASHED
    assert SqliteTickStore(database, SystemClock()).ticked("day-before") == {"cv", "alarm"}


def test_a_database_of_version_1(old_database: Path) -> None:
    with Database(old_database) as database:
        assert_is_as_version_1_left_it(database)


def test_a_fresh_database_has_the_tables_of_an_old_one(old_database: Path, tmp_path: Path) -> None:
    with Database(old_database), Database(tmp_path / "fresh.sqlite3"):
        pass
    query = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY 1, 2"
    assert read_rows(old_database, query) == read_rows(tmp_path / "fresh.sqlite3", query)


def test_a_table_is_rebuilt_with_data_in_it(old_database: Path, migrations: Path) -> None:
    add_rebuild(migrations)
    with Database(old_database, migrations) as database:
        assert_is_as_version_1_left_it(database)
        SqliteAttemptStore(database).remove("first")
    assert read_rows(old_database, "PRAGMA foreign_key_check") == []
    assert read_rows(old_database, "PRAGMA user_version") == [(NEXT,)]
    assert read_rows(old_database, "SELECT id, mood FROM attempts") == [("second", "calm; really")]
    assert read_rows(old_database, "SELECT * FROM transcripts") == []


def test_a_copy_is_made_before(old_database: Path, migrations: Path) -> None:
    add_rebuild(migrations)
    with Database(old_database, migrations):
        pass
    copy = old_database.with_name("mlprep.sqlite3.version-1.bak")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(file.name for file in copy.parent.iterdir()) == [old_database.name, copy.name]
    with Database(copy) as database:
        assert_is_as_version_1_left_it(database)


def test_a_late_copy_does_not_replace_the_true_one(old_database: Path, migrations: Path) -> None:
    """Another process may have migrated between our look at the version and our copy."""
    add_rebuild(migrations)
    with Database(old_database, migrations) as database:
        copy = old_database.with_name("mlprep.sqlite3.version-1.bak")
        before = copy.read_bytes()
        with database.reading() as connection:
            database._copy_aside(connection, 1)
        assert copy.read_bytes() == before
        assert not list(copy.parent.glob(f"{copy.name}?*"))


def test_no_copy_without_need(old_database: Path, first_version_only: Path) -> None:
    with Database(old_database, first_version_only):
        pass
    assert not list(old_database.parent.glob("*.bak"))


def test_a_migration_that_fails_changes_nothing(old_database: Path, migrations: Path) -> None:
    script = REBUILD.replace("ALTER TABLE attempts_new", "ALTER TABLE nothing_like_it")
    add_rebuild(migrations, script)
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="nothing_like_it"):
            Database(old_database, migrations).__enter__()
    with Database(old_database) as database:
        assert_is_as_version_1_left_it(database)


def test_a_migration_that_forgets_its_version_changes_nothing(
    old_database: Path, migrations: Path
) -> None:
    add_rebuild(migrations, REBUILD.replace(f"user_version = {NEXT}", "user_version"))
    with pytest.raises(ValueError, match="does not set its version"):
        Database(old_database, migrations).__enter__()
    with Database(old_database) as database:
        assert_is_as_version_1_left_it(database)


def test_no_room_for_the_copy(tiny_disk: Path, migrations: Path) -> None:
    """Then nothing is migrated, and the data is as it was."""
    path = tiny_disk / "mlprep.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((OLD / "version-1.sql").read_text("utf-8"))
    (tiny_disk / "ballast").write_bytes(bytes(140 * 1024))
    add_rebuild(migrations)
    with pytest.raises(StorageFault) as raised:
        Database(path, migrations).__enter__()
    assert raised.value.code is FaultCode.DISK_FULL
    (tiny_disk / "ballast").unlink()
    with Database(path) as database:
        assert_is_as_version_1_left_it(database)


def test_scripts_are_numbered_without_gaps(migrations: Path) -> None:
    (migrations / f"{NEXT + 1:04}_late.sql").write_text("")
    with pytest.raises(ValueError, match="without gaps"):
        find_migrations(migrations)
