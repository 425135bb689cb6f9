"""The database file: how it is opened, checked and migrated, and whose fault an error is."""

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Self

from mlprep_gui.adapters.storage.digest import teach
from mlprep_gui.adapters.storage.schema import (
    Migration,
    find_migrations,
    migrate,
    read_version,
)
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import FaultCode, StorageFault

logger = logging.getLogger(__name__)

BUSY_TIMEOUT_S = 5.0
CHECKED_AT_ONCE_BYTES = 64 << 20
"""A file up to this size is read through before it is used: a tenth of a second or so."""
SHIPPED_MIGRATIONS: Traversable = files(__package__) / "migrations"

_FULL_BELOW_BYTES = 256 * 1024
_WORLDS_FAULTS = {
    sqlite3.SQLITE_FULL: FaultCode.DISK_FULL,
    sqlite3.SQLITE_CORRUPT: FaultCode.DATABASE_BROKEN,
    sqlite3.SQLITE_NOTADB: FaultCode.DATABASE_BROKEN,
    sqlite3.SQLITE_BUSY: FaultCode.DATABASE_BUSY,
    sqlite3.SQLITE_CANTOPEN: FaultCode.FOLDER_UNUSABLE,
    sqlite3.SQLITE_IOERR: FaultCode.FOLDER_UNUSABLE,
    sqlite3.SQLITE_PERM: FaultCode.FOLDER_UNUSABLE,
    sqlite3.SQLITE_READONLY: FaultCode.FOLDER_UNUSABLE,
}


def find_worlds_fault(error: sqlite3.Error | OSError, path: Path) -> StorageFault | None:
    """The world's part in an error at the database ``path``; None where the mistake is ours."""
    if isinstance(error, OSError):
        return disk_fault(error, path.parent)
    # The low byte is the kind of error, the rest says where in SQLite it was noticed.
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if kind not in _WORLDS_FAULTS:
        return None
    code, reason = _WORLDS_FAULTS[kind], str(error)
    if kind == sqlite3.SQLITE_IOERR and _is_full(path.parent):
        code = FaultCode.DISK_FULL
    if code is FaultCode.FOLDER_UNUSABLE:
        return StorageFault(code, path=str(path.parent), reason=reason)
    if code is FaultCode.DATABASE_BROKEN:
        return StorageFault(code, path=str(path), reason=reason)
    return StorageFault(code, path=str(path))


def _is_full(folder: Path) -> bool:
    """Whether next to nothing fits in here: some full disks show as failed reads and writes."""
    try:
        return shutil.disk_usage(folder).free < _FULL_BELOW_BYTES
    except OSError:
        return False


class Database:
    """The one connection to the database; opened, used and closed on the same thread.

    As a context manager it makes the folder and the file where they are missing (both for the
    user's eyes only), checks the file (a large one only if it is old) and brings it up to date. A
    file that is damaged or comes from a newer version is left as it is. Before an existing file
    is migrated, a copy of it is put beside it as ``<name>.version-<n>.bak``.

    Entering raises StorageFault: DATABASE_NEWER, DATABASE_BROKEN, DATABASE_BUSY, DISK_FULL or
    FOLDER_UNUSABLE.
    """

    def __init__(self, path: Path, migrations: Traversable = SHIPPED_MIGRATIONS) -> None:
        self.path = path
        self._migrations = migrations
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        migrations = find_migrations(self._migrations)
        with self._worlds_faults():
            _create_private_file(self.path)
            # Transactions are begun and ended by us, never by sqlite3 behind our back.
            self._connection = sqlite3.connect(
                self.path, timeout=BUSY_TIMEOUT_S, isolation_level=None
            )
            try:
                self._prepare(self._connection, migrations)
            except BaseException:
                self._close()
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for a single SELECT; the world's faults come out as StorageFault."""
        with self._worlds_faults():
            yield self._open_connection()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection, for changes that are kept together and durably, or not at all."""
        with self._worlds_faults():
            connection = self._open_connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # After a full disk SQLite may have rolled back by itself.
                if connection.in_transaction:
                    connection.rollback()
                raise

    def _prepare(self, connection: sqlite3.Connection, migrations: tuple[Migration, ...]) -> None:
        # Nothing is written before the file has proved to be sound and not too new.
        version = read_version(connection)
        supported = migrations[-1].number
        if version > supported:
            raise StorageFault(
                FaultCode.DATABASE_NEWER,
                path=str(self.path),
                version=version,
                supported=supported,
            )
        # To read a large file through takes seconds, for which nobody shall wait: that is done
        # beside everything else then (``FileSafe.look_after``), unless it is to be migrated.
        is_small = self.path.stat().st_size <= CHECKED_AT_ONCE_BYTES
        verdict = "ok"
        if is_small or version < supported:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StorageFault(FaultCode.DATABASE_BROKEN, path=str(self.path), reason=verdict)
        _use_write_ahead_log(connection)
        # In this mode SQLite's own default would lose the last commits with the power.
        connection.execute("PRAGMA synchronous = FULL")
        if 0 < version < supported:
            self._copy_aside(connection, version)
        teach(connection)
        for migration in migrations[version:]:
            # Foreign keys are off until all is done: a script may rebuild a table.
            migrate(connection, migration)
            logger.info("the database is at version %d", migration.number)
        connection.execute("PRAGMA foreign_keys = ON")

    def _copy_aside(self, connection: sqlite3.Connection, version: int) -> None:
        copy = self.path.with_name(f"{self.path.name}.version-{version}.bak")
        # A name of its own: another process may be copying as well.
        handle, name = tempfile.mkstemp(prefix=copy.name, dir=copy.parent)
        os.close(handle)
        unfinished = Path(name)
        try:
            with closing(sqlite3.connect(unfinished)) as target:
                connection.backup(target)
                is_old = read_version(target) == version
            if is_old:  # otherwise another process has migrated meanwhile, and made the copy
                unfinished.replace(copy)
        finally:
            unfinished.unlink(missing_ok=True)

    def _open_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            raise RuntimeError("the database is used outside its with statement")
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _worlds_faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            fault = find_worlds_fault(error, self.path)
            if fault is None:
                raise
            raise fault from error


def _create_private_file(path: Path) -> None:
    """An empty file is an empty database to SQLite; made here, nobody else may read it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch to WAL: readers and a writer do not wait for each other, and a commit is one sync."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # The switch needs the file for itself and does not heed the busy timeout. Who holds it
        # is another process that switches as well, or works without a log, which is slower but
        # as safe.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
