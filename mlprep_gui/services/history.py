"""Past attempts: the list of them, and which questions have been practised."""

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.services.answers import AnswerBook
from mlprep_gui.services.ports import AttemptStore, HistoryRow


class History:
    """Used on the storage thread only."""

    def __init__(self, store: AttemptStore, answers: AnswerBook) -> None:
        self._store = store
        self._answers = answers

    def rows(self) -> tuple[HistoryRow, ...]:
        """All attempts, newest first; one that is being recorded is not history yet."""
        rows = self._store.history()
        return tuple(row for row in rows if row.attempt.state is not AttemptState.RECORDING)

    def practised(self) -> frozenset[str]:
        """The ids of the questions that were answered at least once."""
        return frozenset(row.attempt.question_id for row in self.rows())

    def delete(self, attempt_id: str) -> None:
        """Delete an attempt with its recording."""
        self._answers.discard(self._store.get(attempt_id))
