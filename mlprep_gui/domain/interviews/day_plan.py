"""The days that are left before an interview, and which questions to practise on each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import cycle, islice
from math import ceil

WEAK_BELOW = 0.6
MOST_A_DAY = 4
MOST_DAYS = 30


class PracticeState(StrEnum):
    """How a question stands, the most urgent first."""

    NEW = "new"
    WEAK = "weak"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class QuestionPractice:
    """How often, how well and when a question was practised last.

    Attributes:
        question_id, title: of the question.
        attempts: how many were judged; 1 where there are only others.
        last_at: UTC, of the last one that was judged; None where none was.
        covered, total: points of that one; 0 of 0 where there is none.
    """

    question_id: str
    title: str
    attempts: int = 0
    last_at: datetime | None = None
    covered: int = 0
    total: int = 0

    @property
    def state(self) -> PracticeState:
        """New, weak or done; an answer that nobody judged yet is not weak."""
        if not self.attempts:
            return PracticeState.NEW
        if self.total and self.covered / self.total < WEAK_BELOW:
            return PracticeState.WEAK
        return PracticeState.DONE


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day and what to practise on it."""

    day: date
    questions: tuple[QuestionPractice, ...]


def order_by_need(practice: Iterable[QuestionPractice]) -> tuple[QuestionPractice, ...]:
    """Not practised first, then the weak ones, then those that were practised longest ago."""
    rank = list(PracticeState)
    never = datetime.min.replace(tzinfo=UTC)
    return tuple(sorted(practice, key=lambda one: (rank.index(one.state), one.last_at or never)))


def plan_days(
    today: date, interview_day: date, practice: Iterable[QuestionPractice]
) -> tuple[PlanDay, ...]:
    """A few questions for each day from today to the eve of the interview; no days afterwards.

    All questions come once before one comes again, as far as ``MOST_A_DAY`` allows. On the day
    itself there is one, to warm up. Beyond ``MOST_DAYS`` days nothing is planned yet.
    """
    wanted = order_by_need(practice)
    left = (interview_day - today).days
    if left < 0 or not wanted:
        return ()
    if left == 0:
        return (PlanDay(today, wanted[:1]),)
    days = min(left, MOST_DAYS)
    each = min(MOST_A_DAY, ceil(len(wanted) / days), len(wanted))
    turns: Iterator[QuestionPractice] = cycle(wanted)
    return tuple(
        PlanDay(today + timedelta(days=number), tuple(islice(turns, each)))
        for number in range(days)
    )
