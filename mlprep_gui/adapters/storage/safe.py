"""The port ``Safekeeping`` on files: backups, copies of the database, and their return."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mlprep_gui import __version__
from mlprep_gui.adapters.storage.backup_file import (
    FORM,
    Manifest,
    sources_of,
    unpack,
    write_backup,
)
from mlprep_gui.adapters.storage.copies import (
    copy_database,
    copy_if_due,
    list_copies,
    open_for_reading,
    quick_check,
)
from mlprep_gui.adapters.storage.database import SHIPPED_MIGRATIONS, find_worlds_fault
from mlprep_gui.adapters.storage.estate import DATABASE, Estate, database_files, files_in
from mlprep_gui.adapters.storage.exchange import Exchange
from mlprep_gui.adapters.storage.schema import find_migrations, read_version
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.services.ports.safekeeping import (
    BackupSummary,
    CheckedCopy,
    DatabaseCopy,
    DiskUse,
    Watch,
)
from mlprep_gui.services.ports.workers import Clock


class FileSafe:
    """See ``Safekeeping``. It reads the database by connections of its own.

    Args:
        estate: what is kept safe.
        clock: for the names of copies.
    """

    def __init__(self, estate: Estate, clock: Clock) -> None:
        self._estate = estate
        self._clock = clock
        self._exchange = Exchange(estate)
        self._keep_as = "replaced"

    def back_up(self, target: Path, watch: Watch) -> BackupSummary:
        """See ``Safekeeping.back_up``."""
        copy = self._estate.data / "backup.part.sqlite3"
        with self._worlds_faults(target):
            try:
                copy_database(self._estate.database, copy, replace(watch, report=_ignore))
                with closing(open_for_reading(copy)) as connection:
                    (attempts,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
                    version = read_version(connection)
                manifest = Manifest(
                    form=FORM,
                    program=__version__,
                    made_at=self._clock.now().isoformat(),
                    database_version=version,
                    attempts=attempts,
                    members=(),
                )
                sources = sources_of(self._estate, copy)
                return _summary(target, write_backup(target, manifest, sources, watch))
            finally:
                for path in database_files(copy):
                    path.unlink(missing_ok=True)

    def stage_backup(self, source: Path, watch: Watch) -> BackupSummary:
        """See ``Safekeeping.stage_backup``."""
        with self._worlds_faults(source):
            folder = self._exchange.begin()
            try:
                manifest = unpack(source, folder, watch)
                self._check(folder / DATABASE, source, watch)
            except BaseException:
                self._exchange.drop()
                raise
            self._keep_as = "replaced"
            return _summary(source, manifest)

    def copies(self) -> tuple[DatabaseCopy, ...]:
        """See ``Safekeeping.copies``; those that were made before a migration are among them."""
        database = self._estate.database
        with self._worlds_faults(database):
            before_migrations = [
                DatabaseCopy(
                    path,
                    datetime.fromtimestamp(path.stat().st_mtime, UTC),
                    path.stat().st_size,
                )
                for path in self._estate.data.glob(f"{database.name}.version-*.bak")
            ]
            copies = [*list_copies(self._estate.copies), *before_migrations]
        return tuple(sorted(copies, key=lambda copy: copy.made_at, reverse=True))

    def check_copy(self, copy: DatabaseCopy) -> CheckedCopy:
        """See ``Safekeeping.check_copy``."""
        with self._worlds_faults(copy.path):
            return CheckedCopy(copy, self._check(copy.path, copy.path, Watch()))

    def newest_sound_copy(self) -> CheckedCopy | None:
        """See ``Safekeeping.newest_sound_copy``."""
        for copy in self.copies():
            try:
                return self.check_copy(copy)
            except StorageFault as fault:
                if fault.code not in {FaultCode.BACKUP_BROKEN, FaultCode.BACKUP_NEWER}:
                    raise
        return None

    def stage_copy(self, copy: DatabaseCopy) -> None:
        """See ``Safekeeping.stage_copy``; the damaged database will be kept."""
        with self._worlds_faults(copy.path):
            folder = self._exchange.begin()
            try:
                try:
                    copy_database(copy.path, folder / DATABASE, Watch())
                except sqlite3.DatabaseError as error:
                    raise _broken(copy.path, error) from error
                self._check(folder / DATABASE, copy.path, Watch())
            except BaseException:
                self._exchange.drop()
                raise
            self._keep_as = "damaged"

    def stage_newest_copy(self) -> None:
        """See ``Safekeeping.stage_newest_copy``."""
        last = _broken(self._estate.copies, "there is none")
        for copy in self.copies():
            try:
                self.stage_copy(copy)
            except StorageFault as fault:
                if fault.code is not FaultCode.BACKUP_BROKEN:
                    raise
                last = fault
            else:
                return
        raise last

    def accept(self) -> None:
        """See ``Safekeeping.accept``."""
        with self._worlds_faults(self._estate.data):
            stamp = f"{self._clock.now():%Y%m%d-%H%M%S}"
            self._exchange.accept(f"{self._keep_as}-{stamp}")

    def drop(self) -> None:
        """See ``Safekeeping.drop``."""
        with self._worlds_faults(self._estate.data):
            self._exchange.drop()

    def ask_to_erase(self, *, with_own_questions: bool) -> None:
        """See ``Safekeeping.ask_to_erase``."""
        with self._worlds_faults(self._estate.data):
            self._exchange.ask_to_erase(with_own_questions=with_own_questions)

    def settle(self) -> bool:
        """See ``Safekeeping.settle``."""
        with self._worlds_faults(self._estate.data):
            return self._exchange.settle()

    def look_after(self, watch: Watch) -> None:
        """See ``Safekeeping.look_after``."""
        with self._worlds_faults(self._estate.database):
            quick_check(self._estate.database, watch)
            copy_if_due(self._estate.database, self._estate.copies, self._clock.now(), watch)

    def disk_use(self) -> DiskUse:
        """See ``Safekeeping.disk_use``."""
        with self._worlds_faults(self._estate.data):
            recordings = [entry.stat().st_size for entry in files_in(self._estate.recordings)]
            database = sum(map(_size, database_files(self._estate.database)))
            copies = sum(copy.bytes for copy in self.copies())
            aside = sum(
                _size(path) for folder in self._exchange.put_aside() for path in folder.rglob("*")
            )
            return DiskUse(sum(recordings), len(recordings), database, copies + aside)

    def _check(self, database: Path, source: Path, watch: Watch) -> int:
        """Whether the database is sound, ours, and not of a later program; its attempts."""
        try:
            quick_check(database, watch)
            with closing(open_for_reading(database)) as connection:
                version = read_version(connection)
                (attempts,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
        except StorageFault as fault:
            if fault.code is FaultCode.CANCELLED:
                raise
            raise _broken(source, fault.params["reason"]) from fault
        except sqlite3.Error as error:
            raise _broken(source, error) from error
        finally:
            for side in database_files(database)[:-1]:
                side.unlink(missing_ok=True)
        supported = len(find_migrations(SHIPPED_MIGRATIONS))
        if version > supported:
            raise StorageFault(
                FaultCode.BACKUP_NEWER, path=str(source), version=version, supported=supported
            )
        return int(attempts)

    @contextmanager
    def _worlds_faults(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            fault = find_worlds_fault(error, path)
            if fault is None:
                raise
            raise fault from error


def _ignore(_done: int, _total: int) -> None:
    """The copy is a small part of the work, and counts from nothing."""


def _summary(path: Path, manifest: Manifest) -> BackupSummary:
    return BackupSummary(path, manifest.time, manifest.attempts, manifest.recordings, manifest.size)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _broken(path: Path, reason: object) -> StorageFault:
    return StorageFault(FaultCode.BACKUP_BROKEN, path=str(path), reason=str(reason))
