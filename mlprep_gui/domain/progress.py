"""How a user gets on: what was covered, pace, fillers and practice over time, against oneself.

Nothing here grades. What is unsure is a band above what was covered, never part of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from statistics import median


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """The figures of one judged attempt.

    Attributes:
        attempt_id, question_id: whose figures.
        started_at: UTC.
        duration_s: recorded seconds, 0 for typed answers.
        covered, unsure, missing: points, the user's own verdicts first; one is not 0.
        pace: words a minute; None where there is too little to tell.
        fillers: how many were written down: a lower bound.
        speaking_s: seconds from the first word to the last; 0 for typed answers.
        estimate: how many points the user thought were covered; None where none was given.
    """

    attempt_id: str
    question_id: str
    started_at: datetime
    duration_s: float
    covered: int
    unsure: int
    missing: int
    pace: float | None = None
    fillers: int = 0
    speaking_s: float = 0.0
    estimate: int | None = None

    @property
    def points(self) -> int:
        """How many points the question had then."""
        return self.covered + self.unsure + self.missing


@dataclass(frozen=True, slots=True)
class CoverageMark:
    """What one answer covered, as shares of its points from 0 to 1.

    Attributes:
        attempt_id, started_at: whose, and when.
        covered: the share that was surely said.
        at_most: the same with what is unsure: the upper edge of the band.
    """

    attempt_id: str
    started_at: datetime
    covered: float
    at_most: float


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure of one answer."""

    attempt_id: str
    started_at: datetime
    value: float


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """A figure over time beside the user's own median of it; None without a single mark."""

    marks: tuple[FigureMark, ...]
    median: float | None


@dataclass(frozen=True, slots=True)
class EstimateMark:
    """What the user thought was covered, and what was.

    Attributes:
        attempt_id, started_at: whose, and when.
        estimate, covered, at_most, points: numbers of points; ``at_most`` counts the unsure ones.
    """

    attempt_id: str
    started_at: datetime
    estimate: int
    covered: int
    at_most: int
    points: int


@dataclass(frozen=True, slots=True)
class PractisedDay:
    """How much was spoken on a day; days without practice are there with 0."""

    day: date
    minutes: float
    answers: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the progress page shows of some answers.

    Attributes:
        answers: how many.
        coverage: oldest first.
        pace: words a minute.
        fillers: a minute of speech, a lower bound.
        estimates: of the answers that have one.
        days: from the first day to the last, without a gap.
    """

    answers: int
    coverage: tuple[CoverageMark, ...]
    pace: FigureSeries
    fillers: FigureSeries
    estimates: tuple[EstimateMark, ...]
    days: tuple[PractisedDay, ...]


def sum_up_progress(rows: Sequence[ProgressRow], zone: tzinfo | None = None) -> Progress:
    """The progress in these rows, oldest first.

    Args:
        rows: of any answers.
        zone: where days begin; None for this computer's.
    """
    judged = [row for row in rows if row.points]
    return Progress(
        answers=len(rows),
        coverage=tuple(map(_coverage_mark, judged)),
        pace=_series(rows, lambda row: row.pace),
        fillers=_series(rows, _fillers_a_minute),
        estimates=tuple(
            _estimate_mark(row, row.estimate) for row in judged if row.estimate is not None
        ),
        days=_days(rows, zone),
    )


def _coverage_mark(row: ProgressRow) -> CoverageMark:
    return CoverageMark(
        row.attempt_id,
        row.started_at,
        row.covered / row.points,
        (row.covered + row.unsure) / row.points,
    )


def _estimate_mark(row: ProgressRow, estimate: int) -> EstimateMark:
    at_most = row.covered + row.unsure
    return EstimateMark(row.attempt_id, row.started_at, estimate, row.covered, at_most, row.points)


def _fillers_a_minute(row: ProgressRow) -> float | None:
    # Of a few seconds a single "um" would make a frightening rate.
    return None if row.pace is None or row.speaking_s <= 0 else row.fillers * 60 / row.speaking_s


def _series(
    rows: Sequence[ProgressRow], figure: Callable[[ProgressRow], float | None]
) -> FigureSeries:
    marks = tuple(
        FigureMark(row.attempt_id, row.started_at, value)
        for row in rows
        if (value := figure(row)) is not None
    )
    return FigureSeries(marks, median(mark.value for mark in marks) if marks else None)


def _days(rows: Sequence[ProgressRow], zone: tzinfo | None) -> tuple[PractisedDay, ...]:
    def day_of(row: ProgressRow) -> date:
        return row.started_at.astimezone(zone).date()

    found = {
        day: PractisedDay(day, sum(row.duration_s for row in group) / 60, len(group))
        for day, some in groupby(sorted(rows, key=day_of), key=day_of)
        for group in [list(some)]
    }
    if not found:
        return ()
    first, last = min(found), max(found)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(found.get(day) or PractisedDay(day, 0.0, 0) for day in days)
