"""Which question comes next."""

from collections.abc import Iterable
from random import Random

from mlprep_gui.domain.questions import Question, Questions


def choose_next(bank: Questions, practised: Iterable[str]) -> Question | None:
    """The first question that has not been practised yet; None when all have been."""
    done = set(practised)
    return next((question for question in bank if question.id not in done), None)


def choose_random(bank: Questions, current: str | None, random: Random) -> Question | None:
    """Any question but the current one, unless it is the only one; None of an empty bank."""
    others = [q for q in bank if q.id != current] or list(bank)
    return random.choice(others) if others else None
