"""Which question comes next, and which were answered already; no Qt here."""

from collections.abc import Set as AbstractSet
from random import Random

from mlprep_gui.domain.questions import Question, Questions
from mlprep_gui.services.practice.question_choice import choose_next, choose_random


class QuestionTurns:
    """Lives on the window's thread.

    Args:
        bank: the questions.
        random: picks one.
    """

    def __init__(self, bank: Questions, random: Random) -> None:
        self._bank = bank
        self._random = random
        self._practised: AbstractSet[str] | None = None

    @property
    def is_known(self) -> bool:
        """Whether anybody has told yet what was practised."""
        return self._practised is not None

    def take(self, practised: AbstractSet[str]) -> None:
        """These were answered at least once."""
        self._practised = practised

    def first(self) -> Question | None:
        """The one to begin with; None in an empty bank."""
        return self.next() or next(iter(self._bank), None)

    def next(self) -> Question | None:
        """The first that was not answered yet; None when all were."""
        return choose_next(self._bank, self._practised or ())

    def any_but(self, current: Question | None) -> Question | None:
        """Any other one; None in an empty bank."""
        return choose_random(self._bank, current.id if current is not None else None, self._random)
