"""Copies of the database file: how one is made of a database in use, and which are kept."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mlprep_gui.adapters.storage.estate import files_in
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.durable_files import sync_file, sync_folder
from mlprep_gui.services.ports.safekeeping import DatabaseCopy, Watch

KEPT = 3
"""How many daily copies."""

_EVERY = timedelta(days=1)
_PREFIX = "mlprep-"
_STAMP = "%Y%m%d-%H%M%S"
_PAGES = 2048


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A second connection, which changes nothing; it sees the last commit before each query."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def copy_database(source: Path, target: Path, watch: Watch) -> None:
    """Copy a database as it stands between two commits; ``target`` is whole or not there.

    Raises:
        StorageFault: CANCELLED.
        sqlite3.Error, OSError: as they come.
    """
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        with closing(open_for_reading(source)) as old, closing(sqlite3.connect(unfinished)) as new:
            # One snapshot for the whole copy: pages may change meanwhile, and must not restart it.
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            (page_bytes,) = old.execute("PRAGMA page_size").fetchone()

            def report(_status: int, remaining: int, total: int) -> None:
                watch.report((total - remaining) * page_bytes, total * page_bytes)
                if watch.stopped():
                    raise StorageFault(FaultCode.CANCELLED)

            old.backup(new, pages=_PAGES, progress=report)
            new.execute("PRAGMA journal_mode = DELETE")
        sync_file(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(target.parent)


def quick_check(path: Path, watch: Watch) -> None:
    """Read the whole database.

    Raises:
        StorageFault: DATABASE_BROKEN with SQLite's own reason, or CANCELLED.
        sqlite3.Error: as it comes; a file that is damaged badly enough cannot even be asked.
    """
    with closing(open_for_reading(path)) as connection:
        connection.set_progress_handler(watch.stopped, 100_000)
        try:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise StorageFault(FaultCode.CANCELLED) from error
            raise
    if verdict != "ok":
        raise StorageFault(FaultCode.DATABASE_BROKEN, path=str(path), reason=verdict)


def list_copies(folder: Path) -> tuple[DatabaseCopy, ...]:
    """The daily copies, newest first."""
    found = []
    for entry in files_in(folder):
        stem = Path(entry.name).stem
        try:
            made_at = datetime.strptime(stem.removeprefix(_PREFIX), _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(DatabaseCopy(Path(entry.path), made_at, entry.stat().st_size))
    return tuple(sorted(found, key=lambda copy: copy.made_at, reverse=True))


def copy_if_due(database: Path, folder: Path, now: datetime, watch: Watch) -> bool:
    """Copy where the newest copy is a day old, and let go of the oldest; whether it was due."""
    copies = list_copies(folder)
    if copies and timedelta() <= now - copies[0].made_at < _EVERY:
        return False
    folder.mkdir(mode=0o700, exist_ok=True)
    copy_database(database, folder / f"{_PREFIX}{now:{_STAMP}}.sqlite3", watch)
    for old in list_copies(folder)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return True
