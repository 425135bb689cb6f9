"""What is done to chosen answers on the storage thread: delete, undo, write down. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.transcription import TranscriptionQueue
from mlprep_gui.ui.models.history_lines import WRITABLE

_UNDER_WAY = frozenset({AttemptState.QUEUED, AttemptState.TRANSCRIBING})


@dataclass(frozen=True, slots=True)
class Deletion:
    """Answers that were deleted together.

    Attributes:
        numbers: the history's names for them.
        ids: the answers.
        under_way: those of them that the recogniser had or was to have.
    """

    numbers: tuple[int, ...]
    ids: tuple[str, ...]
    under_way: tuple[str, ...]


class HistoryActs:
    """Used on the storage thread only."""

    def __init__(self, history: HistoryDesk, queue: TranscriptionQueue) -> None:
        self._history = history
        self._queue = queue

    def delete(self, numbers: Sequence[int]) -> Deletion:
        """Take answers out of the history; the recogniser lets go of them first."""
        attempts = self._history.attempts(numbers)
        under_way = tuple(a.id for a in attempts if a.state in _UNDER_WAY)
        for attempt_id in under_way:
            self._queue.drop(attempt_id)
        ids = self._history.delete(attempt.id for attempt in attempts)
        return Deletion(tuple(numbers), ids, under_way)

    def undo(self, deletion: Deletion) -> Deletion:
        """Bring answers back; what the recogniser had goes to it again."""
        self._history.undo(deletion.ids)
        for attempt_id in deletion.under_way:
            # One that was being written down is still marked so, though nobody is at it.
            self._queue.cancel(attempt_id)
            self._queue.enqueue(attempt_id)
        return deletion

    def write_down(self, numbers: Sequence[int]) -> int:
        """Hand those over that are not written down yet; how many."""
        waiting = [
            attempt.id
            for attempt in self._history.attempts(numbers)
            if attempt.state in WRITABLE and attempt.recording is not None
        ]
        for attempt_id in waiting:
            self._queue.enqueue(attempt_id)
        return len(waiting)

    def ids(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The answers' ids, in this order."""
        return tuple(attempt.id for attempt in self._history.attempts(numbers))

    def pair(self, numbers: Sequence[int]) -> tuple[str, str] | None:
        """The ids of two answers to one question; None where they are not such."""
        attempts = self._history.attempts(numbers)
        if len(attempts) != 2 or len({a.question_id for a in attempts}) != 1:
            return None
        return attempts[0].id, attempts[1].id
