"""Interviews with their workbooks and ticks in SQLite."""

import sqlite3

from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.stored import read_time, write_time
from mlprep_gui.adapters.storage.stored_dossiers import (
    read_details,
    read_workbook,
    write_details,
    write_workbook,
)
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.domain.interviews.list_editing import Key
from mlprep_gui.domain.interviews.workbooks import Workbook
from mlprep_gui.services.ports.interviews import NO_INTERVIEW, Dossier
from mlprep_gui.services.ports.workers import Clock

_Row = tuple[str, str, int, str]


class SqliteDossierStore:
    """The DossierStore port; raises StorageFault where the world fails."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def interviews(self) -> tuple[Interview, ...]:
        """All interviews, the one that begins first first."""
        query = "SELECT id, created_at, archived, details FROM interviews ORDER BY id"
        with self._database.reading() as connection:
            rows = connection.execute(query).fetchall()
        return tuple(sorted(map(self._interview, rows), key=lambda one: one.starts_at))

    def get(self, set_id: str) -> Dossier:
        """One dossier; KeyError for an unknown interview."""
        return Dossier(
            set_id=set_id,
            interview=None if set_id == NO_INTERVIEW else self._find(set_id),
            book=self._book(set_id),
            ticks=self._ticks(set_id),
        )

    def put(self, dossier: Dossier) -> None:
        """Keep all of it, in one transaction; a tick that was there keeps its time."""
        with self._database.transaction() as connection:
            if dossier.interview is not None:
                _put_interview(connection, dossier.interview)
            connection.execute(
                "INSERT INTO workbooks (set_id, content) VALUES (?, ?)"
                " ON CONFLICT (set_id) DO UPDATE SET content = excluded.content",
                (dossier.set_id, write_workbook(dossier.book)),
            )
            _put_ticks(connection, dossier, write_time(self._clock.now()))

    def remove(self, set_id: str) -> None:
        """Forget all of it; harmless where there is nothing."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM interviews WHERE id = ?", (set_id,))
            connection.execute("DELETE FROM workbooks WHERE set_id = ?", (set_id,))
            connection.execute("DELETE FROM ticks WHERE set_id = ?", (set_id,))

    def _find(self, interview_id: str) -> Interview:
        query = "SELECT id, created_at, archived, details FROM interviews WHERE id = ?"
        with self._database.reading() as connection:
            row = connection.execute(query, (interview_id,)).fetchone()
        if row is None:
            raise KeyError(interview_id)
        return self._interview(row)

    def _interview(self, row: _Row) -> Interview:
        interview_id, created_at, archived, details = row
        try:
            return Interview(
                interview_id, read_details(details), read_time(created_at), bool(archived)
            )
        except ValueError as error:
            raise self._broken(error) from error

    def _book(self, set_id: str) -> Workbook:
        query = "SELECT content FROM workbooks WHERE set_id = ?"
        with self._database.reading() as connection:
            row = connection.execute(query, (set_id,)).fetchone()
        try:
            return Workbook() if row is None else read_workbook(row[0])
        except ValueError as error:
            raise self._broken(error) from error

    def _ticks(self, set_id: str) -> frozenset[Key]:
        query = "SELECT checklist_id, item_id FROM ticks WHERE set_id = ?"
        with self._database.reading() as connection:
            return frozenset(
                (list_id, item_id) for list_id, item_id in connection.execute(query, (set_id,))
            )

    def _broken(self, error: ValueError) -> StorageFault:
        path = str(self._database.path)
        return StorageFault(FaultCode.DATABASE_BROKEN, path=path, reason=str(error))


def _put_interview(connection: sqlite3.Connection, interview: Interview) -> None:
    connection.execute(
        "INSERT INTO interviews (id, created_at, archived, details) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET archived = excluded.archived, details = excluded.details",
        (
            interview.id,
            write_time(interview.created_at),
            int(interview.archived),
            write_details(interview.details),
        ),
    )


def _put_ticks(connection: sqlite3.Connection, dossier: Dossier, now: str) -> None:
    query = "SELECT checklist_id, item_id FROM ticks WHERE set_id = ?"
    stored = set(connection.execute(query, (dossier.set_id,)).fetchall())
    connection.executemany(
        "DELETE FROM ticks WHERE set_id = ? AND checklist_id = ? AND item_id = ?",
        [(dossier.set_id, *key) for key in stored - dossier.ticks],
    )
    connection.executemany(
        "INSERT INTO ticks (set_id, checklist_id, item_id, ticked_at) VALUES (?, ?, ?, ?)",
        [(dossier.set_id, *key, now) for key in dossier.ticks - stored],
    )
