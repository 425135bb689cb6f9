"""How the user gets on, by question, by topic or in all, and which points to practise next."""

from datetime import tzinfo

from mlprep_gui.domain.progress import Progress, sum_up_progress
from mlprep_gui.domain.questions import Questions
from mlprep_gui.domain.weak_points import ATTEMPTS, WeakPoint, find_weak_points
from mlprep_gui.services.ports.history import HistoryStore
from mlprep_gui.services.records.history import questions_of


class ProgressDesk:
    """Used on the storage thread only."""

    def __init__(self, history: HistoryStore, bank: Questions) -> None:
        self._history = history
        self._bank = bank

    def overall(self, zone: tzinfo | None = None) -> Progress:
        """Over all answers; ``zone`` says where days begin, None for this computer's."""
        return sum_up_progress(self._history.progress(), zone)

    def of_topic(self, topic: str, zone: tzinfo | None = None) -> Progress:
        """Over the answers to one topic's questions."""
        return sum_up_progress(self._history.progress(questions_of(self._bank, topic)), zone)

    def of_question(self, question_id: str, zone: tzinfo | None = None) -> Progress:
        """Over the answers to one question."""
        return sum_up_progress(self._history.progress(frozenset({question_id})), zone)

    def weak_points(self, limit: int = 20) -> tuple[WeakPoint, ...]:
        """The points that are missed most; see ``domain.weak_points`` for the rule."""
        return find_weak_points(self._history.latest_judged(ATTEMPTS), self._bank, limit)
