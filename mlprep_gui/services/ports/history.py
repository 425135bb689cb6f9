"""Past attempts as lists: found, sorted, counted and deleted without being read whole: a port."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.own_verdicts import PointCounts
from mlprep_gui.domain.progress import ProgressRow
from mlprep_gui.domain.weak_points import JudgedAttempt

FOUND_AT_MOST = 1000
"""How many attempts a search for words names: the newest ones."""


class HistoryOrder(StrEnum):
    """What the history can be sorted by."""

    DATE = "date"
    QUESTION = "question"
    TOPIC = "topic"
    DURATION = "duration"
    COVERED = "covered"
    PACE = "pace"
    ENGINE = "engine"
    TRIES = "tries"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which attempts, in which order.

    Attributes:
        words: what transcript or notes must contain, as it was typed: any text; "" for all. Each
            word must be there; the last one may be unfinished.
        questions: ids of the questions; None for all.
        since, until: UTC; from this moment on, and before this one.
        unreviewed: only what was not reviewed yet.
        order: equal ones are sorted by date, newest first.
        descending: the other way round; by date that is newest first.
        ranks: question id -> place, for QUESTION and TOPIC; one without a place comes last.
    """

    words: str = ""
    questions: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    unreviewed: bool = False
    order: HistoryOrder = HistoryOrder.DATE
    descending: bool = True
    ranks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A stretch of a snippet; ``is_match`` marks what was searched for."""

    text: str
    is_match: bool


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An attempt as the history lists it.

    Attributes:
        number: the store's name for it, as in ``HistoryStore.find``.
        attempt: the attempt.
        points: verdicts counted, the user's own first; None before it was judged, and for a
            question without points.
        words, fillers, pauses: how many; None before it was written down.
        pace: words a minute; None where there is too little to tell.
        speaking_s, longest_pause_s: seconds; None before it was written down.
        tries: how many answers to this question there are.
        has_notes: whether the user noted something.
        snippet: where the words were found; empty without a search.
    """

    number: int
    attempt: Attempt
    points: PointCounts | None = None
    words: int | None = None
    fillers: int | None = None
    pauses: int | None = None
    pace: float | None = None
    speaking_s: float | None = None
    longest_pause_s: float | None = None
    tries: int = 1
    has_notes: bool = False
    snippet: tuple[SnippetPart, ...] = ()


class HistoryStore(Protocol):
    """Past attempts; one that is being recorded is not among them, nor is one that was removed.

    Called from the same thread as the attempts' store, and raises as it does.
    """

    def find(self, query: HistoryQuery) -> tuple[int, ...]:
        """The numbers of the attempts, in order; ``FOUND_AT_MOST`` of the newest for words."""

    def rows(self, numbers: Sequence[int], words: str = "") -> tuple[HistoryRow, ...]:
        """These attempts in this order, without those that have gone; snippets for ``words``."""

    def attempts(self, numbers: Sequence[int]) -> tuple[Attempt, ...]:
        """These attempts alone in this order, without those that have gone; for many at once."""

    def practised(self) -> frozenset[str]:
        """The ids of the questions that were answered."""

    def remove(self, attempt_ids: Iterable[str], at: datetime) -> None:
        """Take attempts out of every list, all or none; nothing of them is lost yet."""

    def put_back(self, attempt_ids: Iterable[str]) -> None:
        """Undo ``remove``, for all or none."""

    def removed(self) -> tuple[Attempt, ...]:
        """What ``remove`` took away."""

    def with_recordings(self, before: datetime) -> tuple[Attempt, ...]:
        """Written-down attempts from before a moment that still have a recording, oldest first."""

    def progress(self, questions: frozenset[str] | None = None) -> tuple[ProgressRow, ...]:
        """The figures of all attempts that were judged, oldest first."""

    def latest_judged(self, count: int) -> tuple[JudgedAttempt, ...]:
        """The last ``count`` judged attempts at each question, newest first."""
