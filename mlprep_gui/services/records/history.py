"""Past attempts: found, sorted, deleted with a way back, and which questions were practised."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.history import (
    HistoryOrder,
    HistoryQuery,
    HistoryRow,
    HistoryStore,
)
from mlprep_gui.services.ports.storage import AttemptStore
from mlprep_gui.services.ports.workers import Clock


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What the user wants to see.

    Attributes:
        words: to be found in transcripts and notes, as typed.
        topic: as the bank has it now; None for all.
        question: an id; None for all.
        since, until: UTC; from this moment on, and before this one.
        unreviewed: only what was not reviewed yet.
        order, descending: how it is sorted.
    """

    words: str = ""
    topic: str | None = None
    question: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    unreviewed: bool = False
    order: HistoryOrder = HistoryOrder.DATE
    descending: bool = True


class HistoryDesk:
    """The history in windows: all numbers at once, rows only for those that are seen.

    Topics and titles are the bank's, which may change with every start, so they are joined here
    and not stored. Used on the storage thread only.
    """

    def __init__(
        self,
        history: HistoryStore,
        store: AttemptStore,
        folder: RecordingsFolder,
        bank: Questions,
        clock: Clock,
    ) -> None:
        self._history = history
        self._store = store
        self._folder = folder
        self._bank = bank
        self._clock = clock

    def find(self, wanted: HistoryFilter) -> tuple[int, ...]:
        """The numbers of all attempts that fit, in order; see ``HistoryStore.find``."""
        return self._history.find(
            HistoryQuery(
                words=wanted.words,
                questions=self._questions(wanted),
                since=wanted.since,
                until=wanted.until,
                unreviewed=wanted.unreviewed,
                order=wanted.order,
                descending=wanted.descending,
                ranks=self._ranks(wanted.order),
            )
        )

    def rows(self, numbers: Sequence[int], words: str = "") -> tuple[HistoryRow, ...]:
        """These attempts in this order, without those that have gone; snippets for ``words``."""
        return self._history.rows(numbers, words)

    def attempts(self, numbers: Sequence[int]) -> tuple[Attempt, ...]:
        """These attempts alone in this order, without those that have gone; for many at once."""
        return self._history.attempts(numbers)

    def practised(self) -> frozenset[str]:
        """The ids of the questions that were answered at least once."""
        return self._history.practised()

    def delete(self, attempt_ids: Iterable[str]) -> tuple[str, ...]:
        """Take attempts out of the history; ``undo`` with the returned ids brings them back.

        Their recordings stay where they are until ``forget_deleted``. The queue must have let go
        of them before.
        """
        ids = tuple(attempt_ids)
        self._history.remove(ids, self._clock.now())
        return ids

    def undo(self, attempt_ids: Iterable[str]) -> None:
        """Bring deleted attempts back, with everything that belongs to them."""
        self._history.put_back(attempt_ids)

    def forget_deleted(self) -> int:
        """Delete for good what was deleted; how many. At the end, and at the start after a kill.

        The recording goes first: killed in between, the row is still there to be found again, and
        no recording is left behind that nobody knows of.
        """
        forgotten = 0
        for attempt in self._history.removed():
            try:
                self._folder.delete(attempt)
            except OSError:
                # Still open somewhere, or on a disk that is away: the next start tries again.
                continue
            self._store.remove(attempt.id)
            forgotten += 1
        return forgotten

    def _questions(self, wanted: HistoryFilter) -> frozenset[str] | None:
        if wanted.question is not None:
            return frozenset({wanted.question})
        if wanted.topic is None:
            return None
        return questions_of(self._bank, wanted.topic)

    def _ranks(self, order: HistoryOrder) -> dict[str, int]:
        if order is HistoryOrder.QUESTION:
            ranked = sorted(self._bank, key=lambda question: question.title.casefold())
            return {question.id: rank for rank, question in enumerate(ranked)}
        if order is HistoryOrder.TOPIC:
            topics = sorted({question.topic for question in self._bank}, key=str.casefold)
            ranks = {topic: rank for rank, topic in enumerate(topics)}
            return {question.id: ranks[question.topic] for question in self._bank}
        return {}


def questions_of(bank: Questions, topic: str) -> frozenset[str]:
    """The ids of a topic's questions."""
    return frozenset(question.id for question in bank if question.topic == topic)
