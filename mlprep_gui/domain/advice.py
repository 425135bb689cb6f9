"""What to do first after an answer: the rules, in the order in which they count.

A typical mistake comes before everything, since it costs trust. Then the heaviest point that was
not said. Then the clock, then the pace against the user's own. Who did all of that hears what to
firm up, or that it went well. Two pieces of advice are as many as anybody follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from itertools import islice
from statistics import median

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.questions import KeyPoint

MOST = 2
"""So many pieces of advice at most."""

FAR_OVER = 1.25
FAR_OVER_S = 15.0
"""An answer is far over time from so many times its limit on, if it is so many seconds as well."""

FAR_FROM_USUAL = 0.25
"""A pace is far outside when it is off the user's own median by more than this part of it."""

FEWEST_ANSWERS = 5
"""The user's own median is worth something from so many earlier answers on."""


class AdviceKind(StrEnum):
    """Which rule spoke."""

    MISTAKE = auto()
    MISSING = auto()
    OVER_TIME = auto()
    TOO_FAST = auto()
    TOO_SLOW = auto()
    UNSURE = auto()
    ALL_SAID = auto()


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do first.

    Attributes:
        kind: the rule.
        subject: the correction of a mistake, or a point's meaning; "" for the others.
        number: the point's number, counted from one; 0 for the others.
        by: seconds over the limit, or the pace over (or under) the own one as a part of it.
    """

    kind: AdviceKind
    subject: str = ""
    number: int = 0
    by: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What the rules look at.

    Attributes:
        corrections: of the typical mistakes that were said, in their order.
        points: each key point with its verdict, in the question's order.
        duration_s: recorded seconds; 0 for typed answers.
        limit_s: the time limit that was set.
        pace: words a minute; None where nobody can tell.
        earlier_paces: those of the user's last answers.
    """

    corrections: Sequence[str]
    points: Sequence[tuple[KeyPoint, Verdict]]
    duration_s: float
    limit_s: float
    pace: float | None
    earlier_paces: Sequence[float] = ()


def advise(facts: AnswerFacts) -> tuple[Advice, ...]:
    """What to do first: one or two pieces of advice; none for an answer without points."""
    if not facts.points:
        return ()
    return tuple(islice(_speak(facts), MOST))


def usual_pace(earlier_paces: Sequence[float]) -> float | None:
    """The user's own median in words a minute; None before there are enough answers."""
    return median(earlier_paces) if len(earlier_paces) >= FEWEST_ANSWERS else None


def _speak(facts: AnswerFacts) -> Iterator[Advice]:
    for correction in facts.corrections[:1]:
        yield Advice(AdviceKind.MISTAKE, correction)
    missing = _heaviest(facts, Verdict.MISSING)
    if missing is not None:
        yield Advice(AdviceKind.MISSING, *missing)
    over_s = facts.duration_s - facts.limit_s
    if over_s >= FAR_OVER_S and facts.duration_s >= facts.limit_s * FAR_OVER:
        yield Advice(AdviceKind.OVER_TIME, by=over_s)
    usual = usual_pace(facts.earlier_paces)
    if facts.pace is not None and usual:
        off = facts.pace / usual - 1
        if abs(off) > FAR_FROM_USUAL:
            yield Advice(AdviceKind.TOO_FAST if off > 0 else AdviceKind.TOO_SLOW, by=abs(off))
    unsure = _heaviest(facts, Verdict.UNSURE)
    if unsure is not None:
        yield Advice(AdviceKind.UNSURE, *unsure)
    elif missing is None and not facts.corrections:
        yield Advice(AdviceKind.ALL_SAID)


def _heaviest(facts: AnswerFacts, wanted: Verdict) -> tuple[str, int] | None:
    """Meaning and number of the heaviest point with a verdict; the first of several."""
    numbered = [
        (point, number)
        for number, (point, verdict) in enumerate(facts.points, start=1)
        if verdict is wanted
    ]
    if not numbered:
        return None
    point, number = max(numbered, key=lambda pair: pair[0].weight)
    return point.meaning, number
