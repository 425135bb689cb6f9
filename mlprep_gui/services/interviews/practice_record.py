"""How often, how well and when each question was practised, from the stored attempts."""

from collections.abc import Callable

from mlprep_gui.domain.interviews.day_plan import QuestionPractice
from mlprep_gui.domain.progress import ProgressRow
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.services.ports.history import HistoryStore


class PracticeRecord:
    """Used on the storage thread.

    Args:
        history: the attempts.
        bank: gives the questions in use, in their order.
    """

    def __init__(self, history: HistoryStore, bank: Callable[[], QuestionBank]) -> None:
        self._history = history
        self._bank = bank

    def all(self) -> tuple[QuestionPractice, ...]:
        """Every question of the bank; answers that were never judged count as one attempt."""
        rows: dict[str, list[ProgressRow]] = {}
        for row in self._history.progress():
            rows.setdefault(row.question_id, []).append(row)
        practised = self._history.practised()
        return tuple(
            _sum_up(question.id, question.title, rows.get(question.id, []))
            if question.id in rows
            else QuestionPractice(question.id, question.title, int(question.id in practised))
            for question in self._bank()
        )


def _sum_up(question_id: str, title: str, rows: list[ProgressRow]) -> QuestionPractice:
    """Rows come oldest first."""
    latest = rows[-1]
    return QuestionPractice(
        question_id=question_id,
        title=title,
        attempts=len(rows),
        last_at=latest.started_at,
        covered=latest.covered,
        total=latest.points,
    )
