"""What the charts of the progress page say: true sentences, and long histories in few places."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep_gui.domain.progress import PractisedDay, ProgressRow, sum_up_progress
from mlprep_gui.ui.charts.picture import Picture
from mlprep_gui.ui.pages.progress.pictures import draw_progress
from mlprep_gui.ui.pages.progress.thinning import MOST, bunch, gather_days

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def row(day: float, covered: int, unsure: int = 0, **more: object) -> ProgressRow:
    figures: dict[str, object] = {"duration_s": 60.0, "pace": 120.0, "speaking_s": 60.0}
    return ProgressRow(
        attempt_id=f"a{day}",
        question_id="q",
        started_at=START + timedelta(days=day),
        covered=covered,
        unsure=unsure,
        missing=10 - covered - unsure,
        **figures | more,  # type: ignore[arg-type]  # by name
    )


def draw(rows: Sequence[ProgressRow]) -> dict[str, Picture]:
    pictures = draw_progress(sum_up_progress(rows, UTC), UTC)
    return {picture.title: picture for picture in pictures}


def test_without_answers_each_says_what_to_do() -> None:
    pictures = draw([])
    assert len(pictures) == 5
    assert all(picture.places == 0 for picture in pictures.values())
    assert "Practise two answers to the same question" in pictures["Coverage"].sentence
    assert "Record an answer" in pictures["Pace"].sentence
    assert "typed answers have no length" in pictures["Minutes practised"].sentence
    assert "how many points" in pictures["Your own estimate"].sentence


def test_one_answer() -> None:
    coverage = draw([row(0, 4, 2)])["Coverage"]
    assert coverage.sentence == (
        "Your answer covered 40 % of its points, and 20 % more is unsure. Practise two answers to "
        "the same question to see a line."
    )
    assert coverage.says == ("1 Mar 2026, 12:00: 40 % covered, and 20 % more is unsure",)


def test_the_first_answers_against_the_last() -> None:
    rows = [row(n, 2) for n in range(5)] + [row(5 + n, 6, 1) for n in range(5)]
    coverage = draw(rows)["Coverage"]
    assert coverage.sentence == (
        "Your last 5 answers covered 60 % of their points on average, and 10 % more is unsure; "
        "the first 5 covered 20 %."
    )
    (series,) = coverage.series
    assert series.values == pytest.approx((20.0,) * 5 + (60.0,) * 5)
    assert series.tops == pytest.approx((20.0,) * 5 + (70.0,) * 5)
    assert coverage.rows[9] == ("10 Mar 2026, 12:00", "60 %", "10 %")


def test_an_estimate_within_what_is_unsure_is_right() -> None:
    rows = [
        row(0, 4, 2, estimate=5),
        row(1, 4, 2, estimate=7),
        row(2, 4, 2, estimate=3),
        row(3, 4),
    ]
    own = draw(rows)["Your own estimate"]
    assert own.places == 3
    assert own.sentence == (
        "Of 3 estimates, 1 was right, 1 was higher than what was heard, 1 was lower than what was "
        "heard."
    )


@pytest.mark.parametrize(
    ("estimate", "sentence"),
    [
        (4, "Your estimate was right."),
        (6, "Your estimate was right."),
        (7, "Your estimate was higher than what was heard."),
        (3, "Your estimate was lower than what was heard."),
    ],
)
def test_one_estimate(estimate: int, sentence: str) -> None:
    assert draw([row(0, 4, 2, estimate=estimate)])["Your own estimate"].sentence == sentence


def test_pace_and_fillers_beside_one_s_own_median() -> None:
    rows = [row(n, 5, pace=pace, fillers=n) for n, pace in enumerate((100.0, 130.0, 150.0))]
    pictures = draw(rows)
    pace, fillers = pictures["Pace"], pictures["Fillers"]
    assert pace.level is not None
    assert (pace.level.value, pace.level.name) == (130.0, "Your median: 130")
    assert pace.rows[2] == ("3 Mar 2026, 12:00", "150", "20 more")
    assert pace.rows[1][2] == "the same"
    assert fillers.rows[0] == ("1 Mar 2026, 12:00", "0", "1 less")
    assert "there may be more" in fillers.sentence


def test_minutes_a_day_with_the_days_between() -> None:
    minutes = draw([row(0, 5), row(0.1, 5), row(3, 5, duration_s=30.0)])["Minutes practised"]
    assert minutes.series[0].values == pytest.approx((2.0, 0.0, 0.0, 0.5))
    assert minutes.sentence == "You spoke for 2.5 minutes in 3 answers on 2 days."
    assert minutes.rows[3] == ("4 Mar 2026", "0.5", "1")


def test_a_long_history_has_few_places_and_says_so() -> None:
    pictures = draw([row(n / 4, n % 11, estimate=5) for n in range(2000)])
    for picture in pictures.values():
        assert 10 < picture.places <= MOST
        assert len(picture.says) == len(picture.rows) == picture.places
        assert all(len(series.values) == picture.places for series in picture.series)
    assert "Each dot stands for 34 answers in a row." in pictures["Coverage"].sentence
    assert pictures["Minutes practised"].up == "Minutes a month"
    assert sum(pictures["Minutes practised"].series[0].values) == pytest.approx(2000)


@given(st.integers(1, 5000))
def test_bunches_lose_nothing(count: int) -> None:
    bunches = list(bunch(range(count)))
    assert [mark for some in bunches for mark in some] == list(range(count))
    assert len(bunches) <= MOST


@pytest.mark.parametrize(
    ("days", "name"), [(1, "day"), (60, "day"), (61, "week"), (400, "week"), (800, "month")]
)
def test_days_come_together_when_they_are_many(days: int, name: str) -> None:
    first = date(2026, 1, 5)
    span = gather_days([PractisedDay(first + timedelta(n), 1.0, 2) for n in range(days)])
    assert span.name == name
    assert sum(span.minutes) == days
    assert sum(span.answers) == 2 * days
    assert len(span.first) <= MOST


def test_decades_come_together_by_years() -> None:
    days = [PractisedDay(date(2000, 1, 1) + timedelta(n), 1.0, 1) for n in range(365 * 20)]
    assert gather_days(days).name == "year"
