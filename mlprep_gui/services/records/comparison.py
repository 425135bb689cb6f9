"""Two answers to one question side by side: which points were gained and lost, and the figures."""

from dataclasses import dataclass
from enum import StrEnum

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.own_verdicts import settle_verdict
from mlprep_gui.domain.questions import KeyPoint, Question
from mlprep_gui.services.review import PointLine, Quote, ReviewDesk, ReviewSheet


class Change(StrEnum):
    """How a point moved from the earlier answer to the later one."""

    GAINED = "gained"
    LOST = "lost"
    SAME = "same"
    SURER = "surer"
    LESS_SURE = "less-sure"


@dataclass(frozen=True, slots=True)
class ComparedPoint:
    """One key point in both answers.

    Attributes:
        point: the point.
        before, after: the verdicts, the user's own first.
        change: GAINED and LOST are into and out of covered; between unsure and missing a point
            becomes SURER or LESS_SURE.
        quotes_before, quotes_after: what carries the verdicts.
    """

    point: KeyPoint
    before: Verdict
    after: Verdict
    change: Change
    quotes_before: tuple[Quote, ...]
    quotes_after: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A figure of both answers; None where there is none."""

    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """How much more it is in the later one; None where it cannot be told."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers to one question.

    Attributes:
        question: the question.
        before, after: the sheets, with texts and evidence; the earlier answer first.
        points: in the question's order; those that both sheets have.
        duration_s, pace, fillers, pauses, longest_pause_s: figures of both.
    """

    question: Question
    before: ReviewSheet
    after: ReviewSheet
    points: tuple[ComparedPoint, ...]
    duration_s: ComparedFigure
    pace: ComparedFigure
    fillers: ComparedFigure
    pauses: ComparedFigure
    longest_pause_s: ComparedFigure

    def changed(self, change: Change) -> tuple[ComparedPoint, ...]:
        """The points that moved so."""
        return tuple(point for point in self.points if point.change is change)


class ComparisonDesk:
    """Used on the storage thread only."""

    def __init__(self, review: ReviewDesk) -> None:
        self._review = review

    def compare(self, one: str, other: str) -> Comparison:
        """Compare two attempts by their ids, in whichever order they are given."""
        return compare_sheets(self._review.sheet(one), self._review.sheet(other))


def compare_sheets(one: ReviewSheet, other: ReviewSheet) -> Comparison:
    """Compare two answers, the earlier one first; ValueError for different questions."""
    if one.question.id != other.question.id:
        raise ValueError("two questions cannot be compared")
    before, after = sorted((one, other), key=lambda sheet: sheet.attempt.started_at)
    later = {line.point.id: line for line in after.points}
    return Comparison(
        question=after.question,
        before=before,
        after=after,
        points=tuple(
            _compare_point(before, line, after, later[line.point.id])
            for line in before.points
            if line.point.id in later
        ),
        duration_s=ComparedFigure(
            before.attempt.duration_s or None, after.attempt.duration_s or None
        ),
        pace=ComparedFigure(before.delivery.words_per_minute, after.delivery.words_per_minute),
        fillers=ComparedFigure(len(before.delivery.fillers), len(after.delivery.fillers)),
        pauses=ComparedFigure(len(before.delivery.pauses), len(after.delivery.pauses)),
        longest_pause_s=ComparedFigure(
            before.delivery.longest_pause_s, after.delivery.longest_pause_s
        ),
    )


def _compare_point(
    before: ReviewSheet, line: PointLine, after: ReviewSheet, later: PointLine
) -> ComparedPoint:
    verdicts = _settled(before, line), _settled(after, later)
    return ComparedPoint(line.point, *verdicts, _change(*verdicts), line.quotes, later.quotes)


def _settled(sheet: ReviewSheet, line: PointLine) -> Verdict:
    own = sheet.own.verdicts.get(line.point.id)
    return settle_verdict(line.verdict, None if own is None else own.said)


def _change(before: Verdict, after: Verdict) -> Change:
    if before is after:
        return Change.SAME
    if after is Verdict.COVERED:
        return Change.GAINED
    if before is Verdict.COVERED:
        return Change.LOST
    return Change.SURER if after is Verdict.UNSURE else Change.LESS_SURE
