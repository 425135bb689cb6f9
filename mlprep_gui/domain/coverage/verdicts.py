"""What judging an answer yields: a verdict a point, each with the words that carry it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a point was said. UNSURE counts as not covered in every figure."""

    COVERED = "covered"
    UNSURE = "unsure"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The shortest stretch that carries a verdict.

    Attributes:
        text: the words, exactly as the transcript has them.
        start, end: first and one-past-last character in the transcript's text.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PointVerdict:
    """The verdict on one key point.

    Attributes:
        point_id: the point.
        verdict: whether it was said.
        evidence: the stretch that carries it best, then a second one where the answer came back
            to it; none for MISSING.
    """

    point_id: str
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class MistakeSaid:
    """A typical wrong claim that was made, with its quote and what is right instead."""

    mistake_id: str
    correction: str
    contradicts: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Coverage:
    """All verdicts on one answer, in the question's order of points."""

    question_id: str
    points: tuple[PointVerdict, ...]
    mistakes: tuple[MistakeSaid, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many points have this verdict."""
        return _count(self.points, verdict)


def _count(points: Iterable[PointVerdict], verdict: Verdict) -> int:
    return sum(point.verdict is verdict for point in points)
