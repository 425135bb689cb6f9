"""Long histories in few places: answers that follow each other, and days, taken together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import ceil
from typing import TypeVar

from mlprep_gui.domain.progress import PractisedDay

MOST = 60
"""So many places can be told apart in a chart."""

M = TypeVar("M")


def bunch(marks: Sequence[M], most: int = MOST) -> Iterator[Sequence[M]]:
    """Marks that follow each other, in at most ``most`` bunches of the same size but the last."""
    size = bunch_size(len(marks), most)
    return (marks[at : at + size] for at in range(0, len(marks), size))


def bunch_size(marks: int, most: int = MOST) -> int:
    """How many marks come together."""
    return max(1, ceil(marks / most))


@dataclass(frozen=True, slots=True)
class Span:
    """Days taken together.

    Attributes:
        name: what one is, such as "week".
        first: of each.
        minutes, answers: in each.
    """

    name: str
    first: tuple[date, ...]
    minutes: tuple[float, ...]
    answers: tuple[int, ...]


def gather_days(days: Sequence[PractisedDay], most: int = MOST) -> Span:
    """Days alone where they are few enough, else weeks, months or years."""
    spans: tuple[tuple[str, Callable[[date], date]], ...] = (
        ("day", lambda day: day),
        ("week", lambda day: day - timedelta(days=day.weekday())),
        ("month", lambda day: day.replace(day=1)),
    )
    gathered = (_gather(name, days, first_of) for name, first_of in spans)
    few = next((span for span in gathered if len(span.first) <= most), None)
    return few or _gather("year", days, lambda day: day.replace(month=1, day=1))


def _gather(name: str, days: Sequence[PractisedDay], first_of: Callable[[date], date]) -> Span:
    groups = [
        (first, list(some)) for first, some in groupby(days, lambda found: first_of(found.day))
    ]
    return Span(
        name,
        tuple(first for first, _some in groups),
        tuple(sum(day.minutes for day in some) for _first, some in groups),
        tuple(sum(day.answers for day in some) for _first, some in groups),
    )
