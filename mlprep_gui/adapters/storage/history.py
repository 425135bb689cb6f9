"""The history in SQLite: which attempts a query finds, and what a list shows of them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from mlprep_gui.adapters.storage import digest, stored
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.searching import SNIPPET, match_expression, read_snippet
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.own_verdicts import PointCounts
from mlprep_gui.domain.progress import ProgressRow
from mlprep_gui.domain.weak_points import JudgedAttempt
from mlprep_gui.services.ports.history import (
    FOUND_AT_MOST,
    HistoryOrder,
    HistoryQuery,
    HistoryRow,
)

ATTEMPT = (
    "a.id, a.question_id, a.started_at, a.state, a.source,"
    " a.duration_s, a.limit_s, a.recording, a.failure, a.engine"
)
"""The columns that ``stored.read_attempt`` reads."""

_ATTEMPT_COLUMNS = 10
_LISTED = f"a.removed_at IS NULL AND a.state <> '{AttemptState.RECORDING}'"

_O = HistoryOrder
# What each order sorts by; DATE is added behind all of them.
_KEYS = {
    _O.QUESTION: "r.value",
    _O.TOPIC: "r.value",
    _O.DURATION: "a.duration_s",
    _O.COVERED: "CAST(f.covered AS REAL) / nullif(f.covered + f.unsure + f.missing, 0)",
    _O.PACE: "f.pace",
    _O.ENGINE: "a.engine",
    _O.TRIES: "t.tries",
    _O.STATE: "a.state",
}
_JOINS = {
    _O.QUESTION: " LEFT JOIN ranks AS r ON r.key = a.question_id",
    _O.TOPIC: " LEFT JOIN ranks AS r ON r.key = a.question_id",
    _O.COVERED: " LEFT JOIN figures AS f ON f.number = a.number",
    _O.PACE: " LEFT JOIN figures AS f ON f.number = a.number",
    _O.TRIES: " JOIN tries AS t ON t.question_id = a.question_id",
}
_CTES = {
    _O.QUESTION: "WITH ranks AS MATERIALIZED (SELECT key, value FROM json_each(:ranks)) ",
    _O.TOPIC: "WITH ranks AS MATERIALIZED (SELECT key, value FROM json_each(:ranks)) ",
    _O.TRIES: "WITH tries AS MATERIALIZED (SELECT question_id, count(*) AS tries"  # noqa: S608  constants
    f" FROM attempts AS a WHERE {_LISTED} GROUP BY question_id) ",
}
_WRITTEN_DOWN = (AttemptState.TRANSCRIBED, AttemptState.REVIEWED)


class SqliteHistoryStore:
    """The HistoryStore port, on the database's own thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, query: HistoryQuery) -> tuple[int, ...]:
        """The numbers of the attempts, in order; the newest ones only in a search for words."""
        expression = match_expression(query.words)
        if query.words.strip() and expression is None:
            return ()
        with self._reading() as connection:
            found = connection.execute(_find_sql(query), _parameters(query, expression))
            return tuple(number for (number,) in found)

    def rows(self, numbers: Sequence[int], words: str = "") -> tuple[HistoryRow, ...]:
        """These attempts in this order, without those that have gone; snippets for ``words``."""
        query = (
            f"SELECT a.number, {ATTEMPT}, f.covered, f.unsure, f.missing,"  # noqa: S608  constants
            " f.words, f.fillers, f.pauses, f.pace, f.speaking_s, f.longest_pause_s,"
            " x.notes <> ''"
            " FROM attempts AS a LEFT JOIN figures AS f ON f.number = a.number"
            " LEFT JOIN texts AS x ON x.number = a.number"
            " WHERE a.number IN (SELECT value FROM json_each(?)) AND a.removed_at IS NULL"
        )
        wanted = json.dumps(list(numbers))
        with self._reading() as connection:
            snippets = _snippets(connection, numbers, words)
            tries = _count_tries(connection, wanted)
            found = {
                row.number: replace(
                    row,
                    tries=tries.get(row.attempt.question_id, 0),
                    snippet=read_snippet(snippets.get(row.number, "")),
                )
                for row in map(_read_row, connection.execute(query, (wanted,)))
            }
        return tuple(found[number] for number in numbers if number in found)

    def attempts(self, numbers: Sequence[int]) -> tuple[Attempt, ...]:
        """These attempts alone in this order, without those that have gone; for many at once."""
        query = (
            f"SELECT {ATTEMPT} FROM json_each(?) AS n JOIN attempts AS a ON a.number = n.value"  # noqa: S608  a constant
            " WHERE a.removed_at IS NULL ORDER BY n.key"
        )
        with self._reading() as connection:
            found = connection.execute(query, (json.dumps(list(numbers)),))
            return tuple(map(stored.read_attempt, found))

    def practised(self) -> frozenset[str]:
        """The ids of the questions that were answered."""
        query = f"SELECT DISTINCT question_id FROM attempts AS a WHERE {_LISTED}"  # noqa: S608  a constant
        with self._reading() as connection:
            return frozenset(question for (question,) in connection.execute(query))

    def remove(self, attempt_ids: Iterable[str], at: datetime) -> None:
        """Take attempts out of every list, all or none; nothing of them is lost yet."""
        self._mark(attempt_ids, stored.write_time(at))

    def put_back(self, attempt_ids: Iterable[str]) -> None:
        """Undo ``remove``, for all or none."""
        self._mark(attempt_ids, None)

    def removed(self) -> tuple[Attempt, ...]:
        """What ``remove`` took away."""
        query = f"SELECT {ATTEMPT} FROM attempts AS a WHERE a.removed_at IS NOT NULL"  # noqa: S608  a constant
        with self._reading() as connection:
            return tuple(map(stored.read_attempt, connection.execute(query)))

    def with_recordings(self, before: datetime) -> tuple[Attempt, ...]:
        """Written-down attempts from before a moment that still have a recording, oldest first."""
        query = (
            f"SELECT {ATTEMPT} FROM attempts AS a WHERE a.started_at < ?"  # noqa: S608  a constant
            " AND a.recording IS NOT NULL AND a.state IN (?, ?)"
            " AND EXISTS (SELECT 1 FROM transcripts AS t WHERE t.attempt_id = a.id)"
            " AND a.removed_at IS NULL ORDER BY a.started_at"
        )
        with self._reading() as connection:
            found = connection.execute(query, (stored.write_time(before), *_WRITTEN_DOWN))
            return tuple(map(stored.read_attempt, found))

    def progress(self, questions: frozenset[str] | None = None) -> tuple[ProgressRow, ...]:
        """The figures of all attempts that were judged, oldest first."""
        query = (
            "SELECT a.id, a.question_id, a.started_at, a.duration_s, f.covered, f.unsure,"  # noqa: S608  a constant
            " f.missing, f.pace, coalesce(f.fillers, 0), coalesce(f.speaking_s, 0), o.estimate"
            " FROM attempts AS a JOIN figures AS f ON f.number = a.number"
            " LEFT JOIN own_words AS o ON o.attempt_id = a.id"
            f" WHERE {_LISTED} AND f.covered IS NOT NULL"
            " AND (:questions IS NULL"
            " OR a.question_id IN (SELECT value FROM json_each(:questions)))"
            " ORDER BY a.started_at, a.number"
        )
        chosen = None if questions is None else json.dumps(sorted(questions))
        with self._reading() as connection:
            return tuple(
                ProgressRow(row[0], row[1], stored.read_time(row[2]), *row[3:])
                for row in connection.execute(query, {"questions": chosen})
            )

    def latest_judged(self, count: int) -> tuple[JudgedAttempt, ...]:
        """The last ``count`` judged attempts at each question, newest first."""
        query = (
            "WITH ranked AS (SELECT a.id, a.question_id, a.started_at, row_number() OVER"  # noqa: S608  a constant
            " (PARTITION BY a.question_id ORDER BY a.started_at DESC, a.number DESC) AS age"
            " FROM attempts AS a JOIN figures AS f ON f.number = a.number"
            f" WHERE {_LISTED} AND f.covered IS NOT NULL)"
            " SELECT a.question_id, v.coverage, o.verdicts, a.started_at FROM ranked AS a"
            " JOIN verdicts AS v ON v.attempt_id = a.id"
            " LEFT JOIN own_words AS o ON o.attempt_id = a.id"
            " WHERE a.age <= ? ORDER BY a.started_at DESC"
        )
        with self._reading() as connection:
            return tuple(
                JudgedAttempt(
                    question,
                    digest.verdicts_of(question, coverage, own),
                    stored.read_time(started_at),
                )
                for question, coverage, own, started_at in connection.execute(query, (count,))
            )

    def _mark(self, attempt_ids: Iterable[str], removed_at: str | None) -> None:
        with self._database.transaction() as connection:
            for attempt_id in attempt_ids:
                changed = connection.execute(
                    "UPDATE attempts SET removed_at = ? WHERE id = ?", (removed_at, attempt_id)
                )
                if changed.rowcount != 1:
                    raise KeyError(attempt_id)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._database.reading() as connection:
            try:
                yield connection
            except ValueError as error:
                raise StorageFault(
                    FaultCode.DATABASE_BROKEN, path=str(self._database.path), reason=str(error)
                ) from error


def _find_sql(query: HistoryQuery) -> str:
    """A search first takes the newest finds, which is quick however common the words are."""
    conditions = [_LISTED]
    if query.questions is not None:
        conditions.append("a.question_id IN (SELECT value FROM json_each(:questions))")
    if query.since is not None:
        conditions.append("a.started_at >= :since")
    if query.until is not None:
        conditions.append("a.started_at < :until")
    if query.unreviewed:
        conditions.append("a.state <> 'reviewed'")
    where = " AND ".join(conditions)
    way = "DESC" if query.descending else "ASC"
    if query.words.strip():
        where = (
            "a.number IN (SELECT a.number FROM search JOIN attempts AS a ON a.number = search.rowid"  # noqa: S608  constants
            f" WHERE search MATCH :words AND {where} ORDER BY search.rowid DESC LIMIT :most)"
        )
    if query.order is HistoryOrder.DATE:
        order = f"a.started_at {way}, a.number {way}"
    else:
        nulls = "NULLS LAST"
        order = f"{_KEYS[query.order]} {way} {nulls}, a.started_at DESC, a.number DESC"
    return (
        f"{_CTES.get(query.order, '')}SELECT a.number FROM attempts AS a"  # noqa: S608  constants
        f"{_JOINS.get(query.order, '')} WHERE {where} ORDER BY {order}"
    )


def _parameters(query: HistoryQuery, expression: str | None) -> dict[str, str | int | None]:
    return {
        "words": expression,
        "most": FOUND_AT_MOST,
        "questions": json.dumps(sorted(query.questions or ())),
        "since": stored.write_time(query.since) if query.since else None,
        "until": stored.write_time(query.until) if query.until else None,
        "ranks": json.dumps(dict(query.ranks)),
    }


def _snippets(connection: sqlite3.Connection, numbers: Sequence[int], words: str) -> dict[int, str]:
    """Where the words were found, for each attempt that has them."""
    expression = match_expression(words)
    if expression is None or not numbers:
        return {}
    # The plus keeps SQLite from asking for one number after the other, each of which would be a
    # search of its own; the bounds keep it from going through everything that matches.
    query = (
        f"SELECT rowid, {SNIPPET} FROM search WHERE search MATCH ?"  # noqa: S608  a constant
        " AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))"
    )
    bounds = (min(numbers), max(numbers), json.dumps(list(numbers)))
    return dict(connection.execute(query, (expression, *bounds)).fetchall())


def _count_tries(connection: sqlite3.Connection, wanted: str) -> dict[str, int]:
    """How many answers there are to each question of these attempts."""
    query = (
        "SELECT question_id, count(*) FROM attempts AS a WHERE question_id IN"  # noqa: S608  a constant
        " (SELECT question_id FROM attempts WHERE number IN (SELECT value FROM json_each(?)))"
        f" AND {_LISTED} GROUP BY question_id"
    )
    return dict(connection.execute(query, (wanted,)).fetchall())


def _read_row(row: stored.Row) -> HistoryRow:
    number, rest = row[0], row[1 + _ATTEMPT_COLUMNS :]
    covered, unsure, missing, words, fillers, pauses, pace, speaking_s, longest_s = rest[:9]
    points = None if covered is None else PointCounts(covered, unsure, missing)
    return HistoryRow(
        number=number,
        attempt=stored.read_attempt(row[1 : 1 + _ATTEMPT_COLUMNS]),
        points=points if points is not None and points.total else None,
        words=words,
        fillers=fillers,
        pauses=pauses,
        pace=pace,
        speaking_s=speaking_s,
        longest_pause_s=longest_s,
        has_notes=bool(rest[9]),
    )
