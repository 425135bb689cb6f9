"""Whole copies of the user's data, and the way back from them: a port.

Work that takes long is told by ``Watch`` how to report and when to stop.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


def _say_nothing(_done: int, _total: int) -> None:
    """Nobody watches."""


def _go_on() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches work that takes long; both are called on the worker's thread.

    Attributes:
        report: told bytes done and bytes in all.
        stopped: whether to give up; then the work raises StorageFault(CANCELLED).
    """

    report: Callable[[int, int], None] = _say_nothing
    stopped: Callable[[], bool] = _go_on


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """What a backup holds.

    Attributes:
        path: the file.
        made_at: UTC.
        attempts, recordings: how many.
        bytes: unpacked.
    """

    path: Path
    made_at: datetime
    attempts: int
    recordings: int
    bytes: int


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """A copy of the database that was made by itself; recordings are not in it."""

    path: Path
    made_at: datetime
    bytes: int


@dataclass(frozen=True, slots=True)
class CheckedCopy:
    """A copy that was read through and found sound; ``attempts`` is how many are in it."""

    copy: DatabaseCopy
    attempts: int


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Bytes on the disk.

    Attributes:
        recordings: the recordings; ``recording_files`` is how many.
        database: transcripts, verdicts, notes.
        copies: copies of the database, and what a restore has put aside.
    """

    recordings: int
    recording_files: int
    database: int
    copies: int


class Safekeeping(Protocol):
    """Backups, copies, and the exchange of all data. Any one worker's thread, not the storage's.

    What is to take the place of the user's data is made ready first, whole and checked, and put in
    place when the program starts the next time (``settle``). A kill at any moment leaves the old
    or the new. Every method raises StorageFault where the world fails.
    """

    def back_up(self, target: Path, watch: Watch) -> BackupSummary:
        """Write everything into one file; an older file of that name stays until it is whole."""

    def stage_backup(self, source: Path, watch: Watch) -> BackupSummary:
        """Unpack and check a backup; nothing is replaced yet.

        Raises:
            StorageFault: BACKUP_BROKEN, BACKUP_NEWER, CANCELLED, DISK_FULL, FOLDER_UNUSABLE.
        """

    def copies(self) -> tuple[DatabaseCopy, ...]:
        """The copies of the database, newest first."""

    def check_copy(self, copy: DatabaseCopy) -> CheckedCopy:
        """Read a copy through; raises BACKUP_BROKEN, or BACKUP_NEWER."""

    def newest_sound_copy(self) -> CheckedCopy | None:
        """The newest copy that can be used; None where there is none."""

    def stage_copy(self, copy: DatabaseCopy) -> None:
        """Make a copy ready to take the database's place; raises BACKUP_BROKEN as well."""

    def stage_newest_copy(self) -> None:
        """The same of the newest copy that is sound; raises BACKUP_BROKEN where none is."""

    def accept(self) -> None:
        """Have what is staged put in place by the next ``settle``."""

    def drop(self) -> None:
        """Forget what is staged."""

    def ask_to_erase(self, *, with_own_questions: bool) -> None:
        """Have everything deleted by the next ``settle``."""

    def settle(self) -> bool:
        """Do what was accepted or asked; whether there was anything. The database is closed."""

    def look_after(self, watch: Watch) -> None:
        """Check the whole database, and copy it if the last copy is a day old.

        Raises:
            StorageFault: DATABASE_BROKEN; no copy is made then, and none is thrown away.
        """

    def disk_use(self) -> DiskUse:
        """What lies on the disk."""
