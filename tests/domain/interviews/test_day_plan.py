"""Which questions to practise on which of the days that are left."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mlprep_gui.domain.interviews.day_plan import (
    MOST_A_DAY,
    MOST_DAYS,
    PracticeState,
    QuestionPractice,
    order_by_need,
    plan_days,
)

TODAY = date(2028, 2, 27)


def practised(name: str, day: int, covered: int, total: int = 5) -> QuestionPractice:
    return QuestionPractice(name, name, 1, datetime(2028, 1, day, tzinfo=UTC), covered, total)


def new(name: str) -> QuestionPractice:
    return QuestionPractice(name, name)


def test_new_ones_first_then_weak_ones_then_the_oldest() -> None:
    practice = [
        practised("good-late", 20, 5),
        practised("weak", 20, 1),
        practised("good-early", 3, 4),
        new("new"),
        practised("weaker-earlier", 2, 2),
    ]
    ids = [one.question_id for one in order_by_need(practice)]
    assert ids == ["new", "weaker-earlier", "weak", "good-early", "good-late"]


@pytest.mark.parametrize(
    ("covered", "total", "state"),
    [(2, 5, PracticeState.WEAK), (3, 5, PracticeState.DONE), (0, 0, PracticeState.DONE)],
)
def test_what_is_weak(covered: int, total: int, state: PracticeState) -> None:
    assert practised("one", 1, covered, total).state is state


@pytest.mark.parametrize(
    ("days", "questions", "planned"),
    [
        (-1, 10, []),
        (0, 10, [1]),
        (1, 10, [4]),
        (2, 10, [4, 4]),
        (3, 10, [4, 4, 4]),
        (5, 10, [2] * 5),
        (20, 10, [1] * 20),
        (400, 10, [1] * MOST_DAYS),
        (2, 1, [1, 1]),
        (5, 0, []),
    ],
)
def test_how_many_on_which_day(days: int, questions: int, planned: list[int]) -> None:
    practice = [new(f"q{number}") for number in range(questions)]
    plan = plan_days(TODAY, TODAY + timedelta(days=days), practice)
    assert [len(day.questions) for day in plan] == planned
    assert max([0, *planned]) <= MOST_A_DAY


def test_the_leap_day_is_a_day() -> None:
    plan = plan_days(TODAY, date(2028, 3, 1), [new("a")])
    assert [day.day.isoformat() for day in plan] == ["2028-02-27", "2028-02-28", "2028-02-29"]


def test_every_question_comes_before_one_comes_again() -> None:
    plan = plan_days(TODAY, TODAY + timedelta(days=7), [new(f"q{n}") for n in range(5)])
    ids = [one.question_id for day in plan for one in day.questions]
    assert ids[:5] == ["q0", "q1", "q2", "q3", "q4"]
    assert ids[5:] == ["q0", "q1"]
