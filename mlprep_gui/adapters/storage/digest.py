"""What the history needs of an attempt without reading it whole: its figures and its text.

They are written in the transaction that changes what they are made of, so that they never differ.
"""

import sqlite3

import msgspec

from mlprep_gui.adapters.storage import stored
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.delivery import Delivery, measure_delivery, measure_words
from mlprep_gui.domain.own_verdicts import count_points, settle_points
from mlprep_gui.domain.transcripts import Transcript

SNIPPET_MARKS = ("\x02", "\x03")
"""What stands before and behind a word that was found; no kept text holds them."""

_UNWANTED = ("\x00", *SNIPPET_MARKS)


def teach(connection: sqlite3.Connection) -> None:
    """Give a connection the functions by which old answers are digested when they are migrated."""
    connection.create_function("measure", 1, _measure, deterministic=True)
    connection.create_function("shown_text", 2, _shown_text, deterministic=True)


def put_delivery(connection: sqlite3.Connection, attempt_id: str, transcript: Transcript) -> None:
    """Keep how the answer was delivered: by what was recognised, whatever was corrected."""
    connection.execute(
        "INSERT INTO figures"
        " (number, words, speaking_s, pace, pauses, longest_pause_s, fillers)"
        " SELECT number, ?, ?, ?, ?, ?, ? FROM attempts WHERE id = ?"
        " ON CONFLICT (number) DO UPDATE SET words = excluded.words,"
        " speaking_s = excluded.speaking_s, pace = excluded.pace, pauses = excluded.pauses,"
        " longest_pause_s = excluded.longest_pause_s, fillers = excluded.fillers",
        (*_figures(measure_delivery(transcript)), attempt_id),
    )


def put_counts(connection: sqlite3.Connection, attempt_id: str) -> None:
    """Count the stored verdicts, the user's own first."""
    row = connection.execute(
        "SELECT v.question_id, v.coverage, o.verdicts FROM attempts AS a"
        " LEFT JOIN verdicts AS v ON v.attempt_id = a.id"
        " LEFT JOIN own_words AS o ON o.attempt_id = a.id WHERE a.id = ?",
        (attempt_id,),
    ).fetchone()
    if row is None or row[1] is None:
        return
    counts = count_points(stored.read_coverage(row[0], row[1]), _said(row[2]))
    connection.execute(
        "INSERT INTO figures (number, covered, unsure, missing)"
        " SELECT number, ?, ?, ? FROM attempts WHERE id = ?"
        " ON CONFLICT (number) DO UPDATE SET covered = excluded.covered,"
        " unsure = excluded.unsure, missing = excluded.missing",
        (counts.covered, counts.unsure, counts.missing, attempt_id),
    )


def put_texts(connection: sqlite3.Connection, attempt_id: str) -> None:
    """Make what is shown and noted findable; nothing is written where nothing changed."""
    number, segments, correction, notes = connection.execute(
        "SELECT a.number, t.segments, o.correction, o.notes FROM attempts AS a"
        " LEFT JOIN transcripts AS t ON t.attempt_id = a.id"
        " LEFT JOIN own_words AS o ON o.attempt_id = a.id WHERE a.id = ?",
        (attempt_id,),
    ).fetchone()
    spoken = _shown_text(segments, correction) or ""
    connection.execute(
        "INSERT INTO texts (number, spoken, notes) VALUES (?, ?, ?)"
        " ON CONFLICT (number) DO UPDATE SET spoken = excluded.spoken, notes = excluded.notes"
        " WHERE spoken <> excluded.spoken OR notes <> excluded.notes",
        (number, spoken, _without_marks(notes or "")),
    )


def verdicts_of(question_id: str, coverage: str, own: str | None) -> dict[str, Verdict]:
    """Point id -> verdict, the user's own first; from the columns of both."""
    return settle_points(stored.read_coverage(question_id, coverage), _said(own))


def _said(own: str | None) -> dict[str, bool]:
    if own is None:
        return {}
    return {point: verdict.said for point, verdict in stored.read_own_verdicts(own).items()}


def _shown_text(segments: str | None, correction: str | None) -> str | None:
    if segments is None:
        return None
    if correction is not None:
        text = " ".join(correction.split())
    else:
        text = " ".join(word.text for word in stored.read_speech(segments)[0])
    return _without_marks(text)


def _without_marks(text: str) -> str:
    for mark in _UNWANTED:
        text = text.replace(mark, " ")
    return text


def _measure(segments: str) -> str:
    figures = _figures(measure_words(*stored.read_speech(segments)))
    return msgspec.json.encode(figures).decode()


def _figures(delivery: Delivery) -> tuple[float | None, ...]:
    return (
        delivery.words,
        delivery.speaking_s,
        delivery.words_per_minute,
        len(delivery.pauses),
        delivery.longest_pause_s,
        len(delivery.fillers),
    )
