"""All figures of answers as a table, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.services.review import ReviewSheet

COLUMNS = (
    "id",
    "started_at_utc",
    "question_id",
    "question",
    "topic",
    "source",
    "engine",
    "state",
    "duration_s",
    "limit_s",
    "covered",
    "unsure",
    "missing",
    "own_estimate",
    "mistakes",
    "words",
    "words_per_minute",
    "pauses",
    "longest_pause_s",
    "fillers_at_least",
    "possible_fillers",
    "notes",
)


def write_table(sheets: Iterable[ReviewSheet]) -> str:
    """One line an answer under ``COLUMNS``; what is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for sheet in sheets:
        writer.writerow([_neutralise(cell) for cell in _cells(sheet)])
    return text.getvalue()


def _cells(sheet: ReviewSheet) -> tuple[object, ...]:
    attempt, delivery = sheet.attempt, sheet.delivery
    is_judged = bool(sheet.points)
    pace = delivery.words_per_minute
    return (
        attempt.id,
        attempt.started_at.isoformat(),
        sheet.question.id,
        sheet.question.title,
        sheet.question.topic,
        attempt.source.value,
        attempt.engine,
        attempt.state.value,
        round(attempt.duration_s, 2),
        attempt.limit_s,
        *((sheet.count(v) if is_judged else None) for v in Verdict),
        sheet.own.estimate,
        len(sheet.mistakes) if is_judged else None,
        delivery.words,
        None if pace is None else round(pace, 1),
        len(delivery.pauses),
        round(delivery.longest_pause_s, 2),
        len(delivery.fillers),
        len(delivery.possible_fillers),
        sheet.own.notes,
    )


def _neutralise(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.lstrip()[:1] in {"=", "+", "-", "@"}:
        return "'" + cell
    if isinstance(cell, str) and cell[:1] in {"\t", "\r"}:
        return "'" + cell
    return cell
