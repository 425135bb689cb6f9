"""What is said of the key points that are missed most, as plain values; no Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo

from mlprep_gui.domain.weak_points import ATTEMPTS, WeakPoint
from mlprep_gui.ui.pages.progress.places import write_day

RULE = (
    f"These are the points that your last {ATTEMPTS} answers to a question missed most. Recent "
    "answers count more, and so do points that matter more. A point that you say again leaves "
    "the list."
)
NOTHING_WEAK = "No point is missed at the moment. Practise another question, or an old one again."


@dataclass(frozen=True, slots=True)
class WeakLine:
    """A point that is missed.

    Attributes:
        question_id: what to practise.
        question: its title.
        point: what was to be said.
        how_often: of how many answers, and when last.
    """

    question_id: str
    question: str
    point: str
    how_often: str


def write_weak_lines(
    points: Iterable[WeakPoint], zone: tzinfo | None = None
) -> tuple[WeakLine, ...]:
    """A line a point; ``zone`` is where dates are told, None for this computer's."""
    return tuple(
        WeakLine(
            weak.question.id, weak.question.title, weak.point.meaning, _say_how_often(weak, zone)
        )
        for weak in points
    )


def _say_how_often(weak: WeakPoint, zone: tzinfo | None) -> str:
    parts = []
    if weak.missed:
        parts.append(f"missed in {_of(weak.missed, weak.answers)}")
    if weak.unsure:
        parts.append(f"unsure in {_of(weak.unsure, weak.answers)}")
    if weak.last_at is not None:
        parts.append(f"last on {write_day(weak.last_at.astimezone(zone).date())}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _of(number: int, answers: int) -> str:
    return "your one answer" if answers == 1 else f"{number} of {answers} answers"
