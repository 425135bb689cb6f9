"""Which advice comes first, and that there is never too much of it."""

from dataclasses import replace

import pytest

from mlprep_gui.domain.advice import FEWEST_ANSWERS, Advice, AdviceKind, AnswerFacts, advise
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.questions import KeyPoint

LIGHT, HEAVY = KeyPoint("a", "Light."), KeyPoint("b", "Heavy.", weight=3.0)
SAID = AnswerFacts(
    corrections=(),
    points=((LIGHT, Verdict.COVERED), (HEAVY, Verdict.COVERED)),
    duration_s=100.0,
    limit_s=120.0,
    pace=130.0,
)
NOTHING_SAID = replace(SAID, points=((LIGHT, Verdict.MISSING), (HEAVY, Verdict.MISSING)))
USUAL = (130.0,) * FEWEST_ANSWERS


def kinds(facts: AnswerFacts) -> list[AdviceKind]:
    return [advice.kind for advice in advise(facts)]


def test_a_mistake_comes_before_the_heaviest_missing_point() -> None:
    facts = replace(NOTHING_SAID, corrections=("It is L1.", "And that too."))
    assert advise(facts) == (
        Advice(AdviceKind.MISTAKE, "It is L1."),
        Advice(AdviceKind.MISSING, "Heavy.", 2),
    )


def test_two_are_enough() -> None:
    facts = replace(
        NOTHING_SAID, corrections=("No.",), duration_s=300.0, pace=300.0, earlier_paces=USUAL
    )
    assert kinds(facts) == [AdviceKind.MISTAKE, AdviceKind.MISSING]


@pytest.mark.parametrize(
    ("duration_s", "limit_s", "is_far"),
    [(120.0, 120.0, False), (140.0, 120.0, False), (150.0, 120.0, True), (26.0, 20.0, False)],
)
def test_only_far_over_time_counts(duration_s: float, limit_s: float, is_far: bool) -> None:
    facts = replace(SAID, duration_s=duration_s, limit_s=limit_s)
    assert (AdviceKind.OVER_TIME in kinds(facts)) is is_far


@pytest.mark.parametrize(
    ("pace", "kind"), [(170.0, AdviceKind.TOO_FAST), (90.0, AdviceKind.TOO_SLOW), (150.0, None)]
)
def test_a_pace_is_held_against_ones_own(pace: float, kind: AdviceKind | None) -> None:
    found = kinds(replace(SAID, pace=pace, earlier_paces=USUAL))
    assert found == [*filter(None, [kind]), AdviceKind.ALL_SAID]


def test_a_few_answers_are_no_habit() -> None:
    assert kinds(replace(SAID, pace=300.0, earlier_paces=USUAL[1:])) == [AdviceKind.ALL_SAID]


def test_where_all_was_said_the_unsure_is_firmed_up() -> None:
    points = ((LIGHT, Verdict.UNSURE), (HEAVY, Verdict.COVERED))
    assert advise(replace(SAID, points=points)) == (Advice(AdviceKind.UNSURE, "Light.", 1),)


def test_an_answer_that_was_not_judged_gets_no_advice() -> None:
    assert advise(replace(SAID, points=(), corrections=("No.",))) == ()
