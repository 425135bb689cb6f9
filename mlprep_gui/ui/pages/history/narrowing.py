"""What the user wants to see of the history, from the page's fields to a search. No Qt here."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.ports.history import HistoryOrder
from mlprep_gui.services.records.history import HistoryFilter


class Period(StrEnum):
    """From which days answers are listed."""

    ANY = "any"
    WEEK = "week"
    MONTH = "month"
    CHOSEN = "chosen"


_DAYS = {Period.WEEK: 7, Period.MONTH: 30}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The fields of the page.

    Attributes:
        words: what was typed into the search field.
        topic, question: None for all.
        period: which days.
        first, last: the chosen days, both included, in this computer's time zone.
        unreviewed: only what was not reviewed yet.
    """

    words: str = ""
    topic: str | None = None
    question: str | None = None
    period: Period = Period.ANY
    first: date | None = None
    last: date | None = None
    unreviewed: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words.strip()) or self.filters > 0

    @property
    def filters(self) -> int:
        """How many filters are set, the search apart."""
        parts = (self.topic, self.question, self.period is not Period.ANY, self.unreviewed)
        return sum(map(bool, parts))

    def without_lost(self, bank: Questions) -> "Narrowing":
        """The same without a question that is not of the topic."""
        if self.question is None or self.topic is None:
            return self
        question = bank.find(self.question)
        if question is not None and question.topic == self.topic:
            return self
        return replace(self, question=None)


def write_filter(
    narrowing: Narrowing, order: HistoryOrder, *, descending: bool, now: datetime
) -> HistoryFilter:
    """The search that finds what is wanted; ``now`` is UTC."""
    first, last = narrowing.first, narrowing.last
    if narrowing.period in _DAYS:
        today = now.astimezone().date()
        first, last = today - timedelta(days=_DAYS[narrowing.period] - 1), None
    elif narrowing.period is Period.ANY:
        first = last = None
    elif first and last:
        first, last = min(first, last), max(first, last)
    return HistoryFilter(
        words=narrowing.words,
        topic=narrowing.topic,
        question=narrowing.question,
        since=_midnight(first) if first else None,
        until=_midnight(last + timedelta(days=1)) if last else None,
        unreviewed=narrowing.unreviewed,
        order=order,
        descending=descending,
    )


def _midnight(day: date) -> datetime:
    """When a day begins on this computer's clocks, in UTC."""
    return datetime.combine(day, time()).astimezone(UTC)
