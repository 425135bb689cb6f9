"""Progress as figures: shares with their band, one's own median, days without gaps."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from mlprep_gui.domain.progress import (
    CoverageMark,
    EstimateMark,
    PractisedDay,
    Progress,
    ProgressRow,
    sum_up_progress,
)

START = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


ROW = ProgressRow("a", "q", START, duration_s=90.0, covered=2, unsure=1, missing=1)


def row(number: int, **changes: object) -> ProgressRow:
    started_at = START + timedelta(hours=number)
    return replace(ROW, attempt_id=f"a{number}", started_at=started_at, **changes)  # type: ignore[arg-type]  # any field may be given


def sum_up(*rows: ProgressRow) -> Progress:
    return sum_up_progress(rows, UTC)


def test_nothing_yet() -> None:
    progress = sum_up()
    assert (progress.answers, progress.coverage, progress.days) == (0, (), ())
    assert (progress.pace.marks, progress.pace.median) == ((), None)


def test_what_is_unsure_is_a_band_above_what_is_covered() -> None:
    assert sum_up(row(0)).coverage == (CoverageMark("a0", START, 0.5, 0.75),)


def test_an_answer_without_points_has_no_share() -> None:
    progress = sum_up(row(0, covered=0, unsure=0, missing=0))
    assert progress.coverage == ()
    assert progress.answers == 1


def test_pace_beside_its_median() -> None:
    paces = (150.0, None, 100.0, 120.0)
    progress = sum_up(*(row(i, pace=pace) for i, pace in enumerate(paces)))
    assert [mark.value for mark in progress.pace.marks] == [150.0, 100.0, 120.0]
    assert progress.pace.median == 120.0


def test_fillers_a_minute_of_speech() -> None:
    progress = sum_up(row(0, fillers=3, speaking_s=90.0, pace=100.0), row(1, fillers=3))
    assert [mark.value for mark in progress.fillers.marks] == [2.0]


def test_estimates_of_those_who_gave_one() -> None:
    progress = sum_up(row(0), row(1, estimate=4))
    assert progress.estimates == (EstimateMark("a1", START + timedelta(hours=1), 4, 2, 3, 4),)


def test_days_without_practice_are_there_too() -> None:
    progress = sum_up(row(0), row(1), row(2), row(60))
    assert progress.days == (
        PractisedDay(date(2026, 3, 1), 3.0, 2),
        PractisedDay(date(2026, 3, 2), 1.5, 1),
        PractisedDay(date(2026, 3, 3), 0.0, 0),
        PractisedDay(date(2026, 3, 4), 1.5, 1),
    )


def test_days_begin_where_the_user_is() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert [day.day for day in sum_up_progress([row(0)], tokyo).days] == [date(2026, 3, 2)]
