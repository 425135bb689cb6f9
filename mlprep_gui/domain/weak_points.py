"""Which key points a user misses most.

The rule: of each question the last ``ATTEMPTS`` judged answers count, the newest fully and each
older one half as much as the one after it. An answer that missed the point counts whole, one where
it is unsure counts half. The share that results, 0 to 1, times the point's weight is its weakness.
A point that the newest answer surely had is listed only if its share is still a half or more, so
that what was learnt leaves the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.questions import KeyPoint, Question, Questions

ATTEMPTS = 5
"""How many answers to a question count."""

_MISSED = {Verdict.COVERED: 0.0, Verdict.UNSURE: 0.5, Verdict.MISSING: 1.0}
_STILL_WEAK = 0.5


@dataclass(frozen=True, slots=True)
class JudgedAttempt:
    """The verdicts of one answer: point id -> verdict, the user's own first; and when, in UTC."""

    question_id: str
    verdicts: Mapping[str, Verdict]
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A key point that is missed.

    Attributes:
        question: whose point it is.
        point: the point.
        missed: in how many of the answers that count it was missing.
        unsure: in how many it was unsure.
        answers: how many answers count.
        share: how much of it is missed, 0 to 1, recent answers first.
        last_at: when it was last missing or unsure, in UTC; None where no time is known.
    """

    question: Question
    point: KeyPoint
    missed: int
    unsure: int
    answers: int
    share: float
    last_at: datetime | None = None

    @property
    def weakness(self) -> float:
        """What the list is sorted by."""
        return self.share * self.point.weight


def find_weak_points(
    attempts: Iterable[JudgedAttempt], bank: Questions, limit: int = 20
) -> tuple[WeakPoint, ...]:
    """The weakest points of the questions that the bank still has, weakest first.

    Args:
        attempts: of any questions; those at the same one newest first.
        bank: the questions.
        limit: how many at most.
    """
    by_question = sorted(attempts, key=lambda attempt: attempt.question_id)
    weak = [
        found
        for question_id, group in groupby(by_question, key=lambda attempt: attempt.question_id)
        if question_id in bank
        for found in _weak_in(bank.get(question_id), list(group)[:ATTEMPTS])
    ]
    return tuple(sorted(weak, key=lambda found: found.weakness, reverse=True)[:limit])


def _weak_in(question: Question, attempts: Sequence[JudgedAttempt]) -> Iterable[WeakPoint]:
    for point in question.points:
        # A point that was added later has no verdict in older answers.
        judged = [attempt for attempt in attempts if point.id in attempt.verdicts]
        if not judged:
            continue
        verdicts = [attempt.verdicts[point.id] for attempt in judged]
        weights = [0.5**age for age in range(len(verdicts))]
        missed = sum(w * _MISSED[v] for w, v in zip(weights, verdicts, strict=True))
        share = missed / sum(weights)
        if share >= _STILL_WEAK or (share > 0 and verdicts[0] is not Verdict.COVERED):
            yield WeakPoint(
                question,
                point,
                missed=verdicts.count(Verdict.MISSING),
                unsure=verdicts.count(Verdict.UNSURE),
                answers=len(verdicts),
                share=share,
                last_at=next(
                    a.started_at for a in judged if a.verdicts[point.id] is not Verdict.COVERED
                ),
            )
