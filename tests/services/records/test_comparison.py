"""Two answers to one question, side by side."""

from dataclasses import replace

import pytest

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.services.ports.storage import OwnVerdict
from mlprep_gui.services.records.comparison import Change, ComparisonDesk, compare_sheets
from tests.services.conftest import NETS, House


@pytest.fixture
def pair(house: House) -> tuple[str, str]:
    """The earlier answer has the second point, the later one the first."""
    answers = []
    for text in ("um only in training", "it sets neurons to zero"):
        house.clock.passed_s += 60
        judge = lambda transcript: house.review.judge(NETS, transcript)  # noqa: E731  short
        answers.append(house.answers.type_answer(NETS, text, judge).id)
    return answers[0], answers[1]


def test_points_gained_and_lost(house: House, pair: tuple[str, str]) -> None:
    comparison = ComparisonDesk(house.review).compare(*pair)
    changes = {point.point.id: point.change for point in comparison.points}
    assert changes == {"zero": Change.GAINED, "training": Change.LOST}
    (gained,) = comparison.changed(Change.GAINED)
    assert (gained.before, gained.after) == (Verdict.MISSING, Verdict.COVERED)
    assert gained.quotes_before == ()
    assert "zero" in gained.quotes_after[0].text


def test_the_earlier_one_comes_first_however_they_are_given(
    house: House, pair: tuple[str, str]
) -> None:
    desk = ComparisonDesk(house.review)
    assert desk.compare(*pair) == desk.compare(*reversed(pair))
    assert desk.compare(*pair).before.attempt.id == pair[0]


def test_figures(house: House, pair: tuple[str, str]) -> None:
    comparison = ComparisonDesk(house.review).compare(*pair)
    assert (comparison.fillers.before, comparison.fillers.after) == (1, 0)
    assert comparison.fillers.difference == -1
    assert (comparison.pace.before, comparison.pace.difference) == (None, None)
    assert comparison.duration_s.before is None


def test_the_users_word_counts(house: House, pair: tuple[str, str]) -> None:
    own = replace(house.store.own(pair[0]), verdicts={"zero": OwnVerdict(said=True)})
    house.store.save_own(pair[0], own)
    comparison = ComparisonDesk(house.review).compare(*pair)
    assert comparison.points[0].change is Change.SAME


def test_two_questions_cannot_be_compared(house: House, pair: tuple[str, str]) -> None:
    sheet = house.review.sheet(pair[0])
    other = replace(sheet, question=replace(sheet.question, id="other"))
    with pytest.raises(ValueError, match="two questions"):
        compare_sheets(sheet, other)
