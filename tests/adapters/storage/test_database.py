"""How the database is opened, and what is said when the world does not let us."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.storage import database as database_module
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.copies import quick_check
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.schema import read_version
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.services.ports.safekeeping import Watch

INSERT_TICK = "INSERT INTO ticks (set_id, checklist_id, item_id, ticked_at) VALUES ('', ?, ?, ?)"


def fill(path: Path, ticks: int = 2000) -> None:
    """A database of many pages."""
    with Database(path) as database, database.transaction() as connection:
        rows = [("list", f"item {n} {'x' * 100}", "2026") for n in range(ticks)]
        connection.executemany(INSERT_TICK, rows)


def open_and_fail(path: Path) -> StorageFault:
    with pytest.raises(StorageFault) as raised, Database(path):
        pass
    return raised.value


def test_folder_and_file_are_for_the_user_only(path: Path) -> None:
    with Database(path):
        assert path.parent.stat().st_mode & 0o777 == 0o700
        for file in path.parent.iterdir():
            assert file.stat().st_mode & 0o777 == 0o600, file


def test_is_durable_and_heeds_references(path: Path) -> None:
    with Database(path) as database, database.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_nothing_but_the_file_is_left_after_closing(path: Path) -> None:
    fill(path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_everything_is_there_after_opening_again(path: Path) -> None:
    for item in ("cv", "pen"):
        with Database(path) as database:
            SqliteTickStore(database, SystemClock()).set_tick("day-before", item, ticked=True)
    with Database(path) as database:
        assert SqliteTickStore(database, SystemClock()).ticked("day-before") == {"cv", "pen"}


def test_an_error_inside_a_transaction_takes_it_back(path: Path) -> None:
    with Database(path) as database:
        ticks = [("a", "b", "c"), ("a", "d", None)]
        with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
            connection.executemany(INSERT_TICK, ticks)
        assert SqliteTickStore(database, SystemClock()).ticked("a") == frozenset()


def test_our_own_mistakes_are_no_faults_of_the_world(path: Path) -> None:
    with Database(path) as database:
        with pytest.raises(sqlite3.OperationalError), database.reading() as connection:
            connection.execute("SELECT * FROM nowhere")
        with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
            connection.execute(
                "INSERT INTO own_words VALUES ('nobody', NULL, '', '{}', NULL, '{}')"
            )


def test_another_thread_may_not_use_it(path: Path) -> None:
    caught: list[BaseException] = []

    def use(store: SqliteAttemptStore) -> None:
        try:
            store.history()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    with Database(path) as database:
        thread = threading.Thread(target=use, args=(SqliteAttemptStore(database),))
        thread.start()
        thread.join()
    assert len(caught) == 1


def test_it_cannot_be_used_outside_its_with_statement(path: Path) -> None:
    database = Database(path)
    assert not path.exists()
    with pytest.raises(RuntimeError, match="with statement"), database.reading():
        pass


def test_a_newer_version_is_left_untouched(path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path)) as connection:
        supported = read_version(connection)
        connection.execute(f"PRAGMA user_version = {supported + 1}")
    before = path.read_bytes()
    fault = open_and_fail(path)
    assert fault.code is FaultCode.DATABASE_NEWER
    versions = {"version": supported + 1, "supported": supported}
    assert fault.params == {"path": str(path)} | versions
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def shorten(content: bytes) -> bytes:
    return content[: len(content) // 2]


def overwrite_pages(content: bytes) -> bytes:
    return content[: 3 * 4096] + b"\xa5" * (8 * 4096) + content[11 * 4096 :]


def replace_all(content: bytes) -> bytes:
    return b"this is no database at all, " * (len(content) // 28)


def replace_by_a_line(_content: bytes) -> bytes:
    return b"short"


def keep_the_header_only(content: bytes) -> bytes:
    return content[:100]


@pytest.mark.parametrize(
    "damage", [shorten, overwrite_pages, replace_all, replace_by_a_line, keep_the_header_only]
)
def test_a_damaged_file_is_named_and_left_as_it_is(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    fill(path)
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    fault = open_and_fail(path)
    assert fault.code is FaultCode.DATABASE_BROKEN
    assert fault.params["path"] == str(path)
    assert fault.params["reason"]
    assert path.read_bytes() == before


def test_a_large_file_is_opened_at_once_and_checked_beside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "CHECKED_AT_ONCE_BYTES", 0)
    fill(path)
    quick_check(path, Watch())
    content = path.read_bytes()
    at = content.rindex(b"item 1999") // 4096 * 4096
    path.write_bytes(content[:at] + b"\xa5" * 4096 + content[at + 4096 :])
    with Database(path):
        pass
    with pytest.raises(StorageFault) as raised:
        quick_check(path, Watch())
    assert raised.value.code is FaultCode.DATABASE_BROKEN


def test_a_check_can_be_stopped(path: Path) -> None:
    fill(path, ticks=50_000)
    with pytest.raises(StorageFault) as raised:
        quick_check(path, Watch(stopped=lambda: True))
    assert raised.value.code is FaultCode.CANCELLED


def test_damage_that_comes_to_light_later(path: Path) -> None:
    """The file breaks while it is open."""
    fill(path)
    with Database(path) as database:
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
        with database.reading() as connection:
            connection.execute("PRAGMA shrink_memory")  # nothing is read from memory
        with pytest.raises(StorageFault) as raised:
            SqliteTickStore(database, SystemClock()).ticked("list")
    assert raised.value.code is FaultCode.DATABASE_BROKEN


def test_a_value_that_nobody_can_read_is_damage_too(path: Path) -> None:
    with Database(path) as database:
        with database.transaction() as connection:
            connection.execute(
                "INSERT INTO attempts VALUES"
                " (1, 'a', 'q', 'yesterday', 'recorded', 'file', 0, 0, NULL, NULL, '', NULL)"
            )
        with pytest.raises(StorageFault) as raised:
            SqliteAttemptStore(database).history()
    assert raised.value.code is FaultCode.DATABASE_BROKEN
    assert "yesterday" in str(raised.value.params["reason"])


def fill_the_disk(database: Database) -> StorageFault:
    """Tick until it fails; what was ticked before must still be there, and nothing half."""
    store = SqliteTickStore(database, SystemClock())
    ticked: set[str] = set()

    def tick_on_and_on() -> None:
        for number in range(10_000):
            item = f"{number} {'x' * 1000}"
            store.set_tick("list", item, ticked=True)
            ticked.add(item)

    with pytest.raises(StorageFault) as raised:
        tick_on_and_on()
    assert store.ticked("list") == ticked
    assert ticked
    return raised.value


def test_a_full_disk(path: Path) -> None:
    with Database(path) as database:
        with database.reading() as connection:
            connection.execute("PRAGMA max_page_count = 40")
        fault = fill_the_disk(database)
        assert fault.code is FaultCode.DISK_FULL
        assert fault.params == {"path": str(path)}
        with database.reading() as connection:
            connection.execute("PRAGMA max_page_count = 10000")
        SqliteTickStore(database, SystemClock()).set_tick("other", "again", ticked=True)


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    with Database(tiny_disk / "mlprep.sqlite3") as database:
        assert fill_the_disk(database).code is FaultCode.DISK_FULL


def test_no_room_for_a_database(tiny_disk: Path) -> None:
    (tiny_disk / "full").write_bytes(bytes(255 * 1024))
    assert open_and_fail(tiny_disk / "mlprep.sqlite3").code is FaultCode.DISK_FULL


@pytest.mark.usefixtures("without_rights")
def test_a_folder_that_cannot_be_made(open_folder: Path) -> None:
    fault = open_and_fail(open_folder / "data" / "mlprep.sqlite3")
    assert fault.code is FaultCode.FOLDER_UNUSABLE
    assert fault.params == {"path": str(open_folder / "data"), "reason": "Permission denied"}


@pytest.fixture
def foreign_database(open_folder: Path) -> Path:
    """A sound database in a folder of somebody else's."""
    path = open_folder / "mlprep.sqlite3"
    fill(path, ticks=1)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    return path


@pytest.mark.usefixtures("foreign_database", "without_rights")
def test_a_read_only_folder_with_a_database(foreign_database: Path) -> None:
    fault = open_and_fail(foreign_database)
    assert fault.code is FaultCode.FOLDER_UNUSABLE
    assert fault.params["path"] == str(foreign_database.parent)


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")
    fault = open_and_fail(tmp_path / "data" / "mlprep.sqlite3")
    assert fault.code is FaultCode.FOLDER_UNUSABLE


def test_a_folder_where_the_file_should_be(path: Path) -> None:
    path.mkdir(parents=True)
    assert open_and_fail(path).code is FaultCode.FOLDER_UNUSABLE


def test_somebody_else_writes_for_too_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_S", 0.05)
    with Database(path) as mine, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFault) as raised, mine.transaction():
            pass
    assert raised.value.code is FaultCode.DATABASE_BUSY
