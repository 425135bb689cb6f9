"""Which points are called weak, by the rule that the module states."""

import pytest

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.questions import KeyPoint, Question, QuestionBank
from mlprep_gui.domain.weak_points import JudgedAttempt, WeakPoint, find_weak_points

QUESTION = Question(
    id="q",
    topic="T",
    title="Q",
    prompt="",
    model_answer="",
    points=(KeyPoint("light", ""), KeyPoint("heavy", "", weight=3)),
)
BANK = QuestionBank((QUESTION,))
VERDICTS = {"c": Verdict.COVERED, "u": Verdict.UNSURE, "m": Verdict.MISSING}


def find(**history: str) -> tuple[WeakPoint, ...]:
    """Each point's verdicts as letters, newest first."""
    longest = max(map(len, history.values()))
    attempts = [
        JudgedAttempt(
            "q",
            {p: VERDICTS[letters[i]] for p, letters in history.items() if i < len(letters)},
        )
        for i in range(longest)
    ]
    return find_weak_points(attempts, BANK)


def test_nothing_is_weak_without_answers() -> None:
    assert find_weak_points((), BANK) == ()


@pytest.mark.parametrize(
    ("verdicts", "share"),
    [
        ("m", 1.0),
        ("u", 0.5),
        ("mm", 1.0),
        ("mc", 2 / 3),
        ("uc", 1 / 3),
        ("um", 2 / 3),
    ],
)
def test_recent_answers_weigh_more(verdicts: str, share: float) -> None:
    weak = find(light=verdicts)
    assert [found.share for found in weak] == [pytest.approx(share)]


@pytest.mark.parametrize("verdicts", ["c", "cm", "cu", "cccc", "cmmmm"])
def test_what_was_said_last_time_leaves_the_list(verdicts: str) -> None:
    assert find(light=verdicts) == ()


def test_only_the_last_five_answers_count() -> None:
    (weak,) = find(light="mmmmmmmm")
    assert (weak.missed, weak.unsure, weak.answers) == (5, 0, 5)


def test_heavy_points_come_first() -> None:
    weak = find(light="mm", heavy="mc")
    assert [found.point.id for found in weak] == ["heavy", "light"]
    assert weak[0].weakness == pytest.approx(2)


def test_a_point_that_was_added_later_is_judged_by_later_answers() -> None:
    weak = {found.point.id: found.answers for found in find(light="m", heavy="mmm")}
    assert weak == {"light": 1, "heavy": 3}


def test_questions_and_points_that_have_gone_are_passed_over() -> None:
    gone = JudgedAttempt("gone", {"p": Verdict.MISSING})
    old = JudgedAttempt("q", {"old": Verdict.MISSING})
    assert find_weak_points([gone, old], BANK) == ()


def test_no_more_than_asked_for() -> None:
    attempts = [JudgedAttempt("q", {"light": Verdict.MISSING, "heavy": Verdict.MISSING})]
    assert len(find_weak_points(attempts, BANK, limit=1)) == 1
