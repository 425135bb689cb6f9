"""Attempts in SQLite: which row holds what, and that no column computed touches one written."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mlprep_gui.adapters.storage import digest, stored
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import ATTEMPT, SqliteHistoryStore
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage, Verdict
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports.history import HistoryRow
from mlprep_gui.services.ports.storage import OwnWords


class SqliteAttemptStore:
    """The AttemptStore port; each call is one short transaction, on the database's own thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, attempt: Attempt) -> None:
        """Keep a new attempt; a second one with the same id is a mistake of ours."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO attempts (id, question_id, started_at, state, source,"
                " duration_s, limit_s, recording, failure, engine)"
                " VALUES (:id, :question_id, :started_at, :state, :source,"
                " :duration_s, :limit_s, :recording, :failure, :engine)",
                stored.write_attempt(attempt),
            )

    def save(self, attempt: Attempt) -> None:
        """Keep an attempt's newest values."""
        with self._database.transaction() as connection:
            _update_attempt(connection, attempt)

    def get(self, attempt_id: str) -> Attempt:
        """One attempt."""
        query = f"SELECT {ATTEMPT} FROM attempts AS a WHERE a.id = ?"  # noqa: S608  a constant
        with self._reading() as connection:
            row = connection.execute(query, (attempt_id,)).fetchone()
            if row is None:
                raise KeyError(attempt_id)
            return stored.read_attempt(row)

    def remove(self, attempt_id: str) -> None:
        """Forget an attempt and all that belongs to it."""
        with self._database.transaction() as connection:
            changed = connection.execute("DELETE FROM attempts WHERE id = ?", (attempt_id,))
            _require_one(changed, attempt_id)

    def in_state(self, *states: AttemptState) -> tuple[Attempt, ...]:
        """The attempts in these states, oldest first."""
        marks = ", ".join("?" * len(states))
        query = (
            f"SELECT {ATTEMPT} FROM attempts AS a WHERE a.state IN ({marks})"  # noqa: S608  marks only
            " AND a.removed_at IS NULL ORDER BY a.started_at, a.id"
        )
        with self._reading() as connection:
            return tuple(map(stored.read_attempt, connection.execute(query, states)))

    def recordings(self) -> Mapping[str, str]:
        """See ``AttemptStore``."""
        query = "SELECT recording, id FROM attempts WHERE recording IS NOT NULL"
        with self._reading() as connection:
            return dict(connection.execute(query).fetchall())

    def history(self) -> tuple[HistoryRow, ...]:
        """All attempts, newest first."""
        query = (
            "SELECT number FROM attempts WHERE removed_at IS NULL"
            " ORDER BY started_at DESC, number DESC"
        )
        with self._reading() as connection:
            numbers = [number for (number,) in connection.execute(query)]
        return SqliteHistoryStore(self._database).rows(numbers)

    def earlier_paces(self, attempt: Attempt, count: int) -> tuple[float, ...]:
        """See ``AttemptStore``."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT f.pace FROM attempts AS a JOIN figures AS f ON f.number = a.number"
                " WHERE a.started_at < ? AND a.removed_at IS NULL AND f.pace IS NOT NULL"
                " ORDER BY a.started_at DESC LIMIT ?",
                (stored.write_time(attempt.started_at), count),
            )
            return tuple(pace for (pace,) in rows)

    def practised(self) -> frozenset[str]:
        """The ids of the questions that were answered; quick however many answers there are."""
        return SqliteHistoryStore(self._database).practised()

    def finish(self, attempt: Attempt, transcript: Transcript, coverage: Coverage) -> None:
        """Keep the attempt, what was recognised and the verdicts on it, in one transaction."""
        with self._database.transaction() as connection:
            _update_attempt(connection, attempt)
            connection.execute(
                "INSERT INTO transcripts (attempt_id, engine, segments, spotted)"
                " VALUES (?, ?, ?, ?)"
                " ON CONFLICT (attempt_id) DO UPDATE SET engine = excluded.engine,"
                " segments = excluded.segments, spotted = excluded.spotted",
                (
                    attempt.id,
                    transcript.engine,
                    stored.write_segments(transcript),
                    stored.write_spotted(transcript),
                ),
            )
            _put_coverage(connection, attempt.id, coverage)
            digest.put_delivery(connection, attempt.id, transcript)
            digest.put_counts(connection, attempt.id)
            digest.put_texts(connection, attempt.id)

    def transcript(self, attempt_id: str) -> Transcript | None:
        """What was recognised, as it was."""
        with self._reading() as connection:
            row = _fetch_part(
                connection,
                "SELECT t.engine, t.segments, t.spotted FROM attempts AS a"
                " LEFT JOIN transcripts AS t ON t.attempt_id = a.id WHERE a.id = ?",
                attempt_id,
            )
            return None if row[0] is None else stored.read_transcript(*row)

    def save_coverage(self, attempt_id: str, coverage: Coverage) -> None:
        """Replace the verdicts."""
        with self._database.transaction() as connection:
            _require(connection, attempt_id)
            _put_coverage(connection, attempt_id, coverage)
            digest.put_counts(connection, attempt_id)

    def coverage(self, attempt_id: str) -> Coverage | None:
        """The latest verdicts."""
        with self._reading() as connection:
            return _read_coverage(
                _fetch_part(
                    connection,
                    "SELECT v.question_id, v.coverage FROM attempts AS a"
                    " LEFT JOIN verdicts AS v ON v.attempt_id = a.id WHERE a.id = ?",
                    attempt_id,
                )
            )

    def save_own(self, attempt_id: str, own: OwnWords) -> None:
        """Replace what the user added."""
        correction = None if own.correction is None else stored.write_text(own.correction)
        with self._database.transaction() as connection:
            _require(connection, attempt_id)
            connection.execute(
                "INSERT INTO own_words"
                " (attempt_id, correction, notes, self_check, estimate, verdicts)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (attempt_id) DO UPDATE SET correction = excluded.correction,"
                " notes = excluded.notes, self_check = excluded.self_check,"
                " estimate = excluded.estimate, verdicts = excluded.verdicts",
                (
                    attempt_id,
                    correction,
                    stored.write_text(own.notes),
                    stored.write_self_check(dict(own.self_check)),
                    own.estimate,
                    stored.write_own_verdicts(own.verdicts),
                ),
            )
            digest.put_counts(connection, attempt_id)
            digest.put_texts(connection, attempt_id)

    def own(self, attempt_id: str) -> OwnWords:
        """What the user added; empty where there is nothing."""
        with self._reading() as connection:
            correction, notes, self_check, estimate, verdicts = _fetch_part(
                connection,
                "SELECT o.correction, o.notes, o.self_check, o.estimate, o.verdicts"
                " FROM attempts AS a"
                " LEFT JOIN own_words AS o ON o.attempt_id = a.id WHERE a.id = ?",
                attempt_id,
            )
            if notes is None:
                return OwnWords()
            return OwnWords(
                correction,
                notes,
                stored.read_self_check(self_check),
                estimate,
                stored.read_own_verdicts(verdicts),
            )

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for reading values; one that nobody can read means a broken file."""
        with self._database.reading() as connection:
            try:
                yield connection
            except ValueError as error:
                raise StorageFault(
                    FaultCode.DATABASE_BROKEN, path=str(self._database.path), reason=str(error)
                ) from error


def _update_attempt(connection: sqlite3.Connection, attempt: Attempt) -> None:
    changed = connection.execute(
        "UPDATE attempts SET question_id = :question_id, started_at = :started_at,"
        " state = :state, source = :source, duration_s = :duration_s, limit_s = :limit_s,"
        " recording = :recording, failure = :failure, engine = :engine WHERE id = :id",
        stored.write_attempt(attempt),
    )
    _require_one(changed, attempt.id)


def _put_coverage(connection: sqlite3.Connection, attempt_id: str, coverage: Coverage) -> None:
    connection.execute(
        "INSERT INTO verdicts (attempt_id, question_id, covered, unsure, missing, coverage)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (attempt_id) DO UPDATE SET question_id = excluded.question_id,"
        " covered = excluded.covered, unsure = excluded.unsure, missing = excluded.missing,"
        " coverage = excluded.coverage",
        (
            attempt_id,
            coverage.question_id,
            coverage.count(Verdict.COVERED),
            coverage.count(Verdict.UNSURE),
            coverage.count(Verdict.MISSING),
            stored.write_coverage(coverage),
        ),
    )


def _read_coverage(row: stored.Row) -> Coverage | None:
    question_id, coverage = row
    return None if coverage is None else stored.read_coverage(question_id, coverage)


def _fetch_part(connection: sqlite3.Connection, query: str, attempt_id: str) -> stored.Row:
    """The one row of a query that joins a part to its attempt: without the part, all None."""
    row: stored.Row | None = connection.execute(query, (attempt_id,)).fetchone()
    if row is None:
        raise KeyError(attempt_id)
    return row


def _require(connection: sqlite3.Connection, attempt_id: str) -> None:
    _fetch_part(connection, "SELECT id FROM attempts WHERE id = ?", attempt_id)


def _require_one(changed: sqlite3.Cursor, attempt_id: str) -> None:
    if changed.rowcount != 1:
        raise KeyError(attempt_id)
