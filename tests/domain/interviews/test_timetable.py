"""Computed times as a table: zones, clocks that are changed, midnight, the leap day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from mlprep_gui.domain.interviews.interview import Interview, InterviewDetails, InterviewFormat
from mlprep_gui.domain.interviews.timetable import (
    Stage,
    Timetable,
    count_copies,
    count_down,
    make_timetable,
    margin_for,
)

BERLIN = "Europe/Berlin"


def interview(
    when: str, zone: str = BERLIN, journey_min: int = 0, fold: int | None = None, **more: object
) -> Interview:
    start = datetime.fromisoformat(when)
    details = InterviewDetails(
        "Acme",
        "Engineer",
        start.date(),
        start.time(),
        zone,
        fold=fold,
        journey_min=journey_min,
        **more,  # type: ignore[arg-type]  # names of its fields
    )
    return Interview("acme", details, datetime(2024, 1, 1, tzinfo=UTC))


def times_of(one: Interview, home: str = BERLIN) -> Timetable:
    return make_timetable(one, ZoneInfo(home))


def said(moment: datetime | None) -> str:
    assert moment is not None
    return f"{moment:%Y-%m-%d %H:%M %z}"


@pytest.mark.parametrize(
    ("when", "zone", "journey", "home", "starts", "leave_by"),
    [
        # An ordinary day: 60 minutes and a quarter, and ten minutes early.
        (
            "2026-12-01 14:30",
            BERLIN,
            60,
            BERLIN,
            "2026-12-01 14:30 +0100",
            "2026-12-01 13:05 +0100",
        ),
        # A short way has ten minutes to spare, not two.
        ("2026-12-01 14:30", BERLIN, 8, BERLIN, "2026-12-01 14:30 +0100", "2026-12-01 14:02 +0100"),
        # Another zone: nine at home is three there.
        (
            "2026-07-01 09:00",
            "America/New_York",
            20,
            BERLIN,
            "2026-07-01 15:00 +0200",
            "2026-07-01 14:20 +0200",
        ),
        # Zones with half and quarter hours.
        (
            "2026-07-01 09:00",
            "Asia/Kathmandu",
            20,
            "Asia/Kolkata",
            "2026-07-01 08:45 +0530",
            "2026-07-01 08:05 +0530",
        ),
        # The two weeks in which Europe and America do not agree on summer time.
        (
            "2026-03-20 09:00",
            "America/New_York",
            20,
            BERLIN,
            "2026-03-20 14:00 +0100",
            "2026-03-20 13:20 +0100",
        ),
        # The clocks go forward between leaving and arriving: 90 minutes really pass.
        (
            "2026-03-29 03:30",
            BERLIN,
            60,
            BERLIN,
            "2026-03-29 03:30 +0200",
            "2026-03-29 01:05 +0100",
        ),
        # They go back: the 85 minutes begin in the first of the two hours that read alike.
        (
            "2026-10-25 03:20",
            BERLIN,
            60,
            BERLIN,
            "2026-10-25 03:20 +0100",
            "2026-10-25 02:55 +0200",
        ),
        # Midnight: one leaves on the day before.
        (
            "2026-12-01 00:15",
            BERLIN,
            20,
            BERLIN,
            "2026-12-01 00:15 +0100",
            "2026-11-30 23:35 +0100",
        ),
        # The first of March of a leap year and of another one.
        (
            "2028-03-01 00:15",
            BERLIN,
            20,
            BERLIN,
            "2028-03-01 00:15 +0100",
            "2028-02-29 23:35 +0100",
        ),
        (
            "2027-03-01 00:15",
            BERLIN,
            20,
            BERLIN,
            "2027-03-01 00:15 +0100",
            "2027-02-28 23:35 +0100",
        ),
        # Across the date line: the day differs.
        (
            "2026-07-02 08:00",
            "Pacific/Auckland",
            20,
            "America/Los_Angeles",
            "2026-07-01 13:00 -0700",
            "2026-07-01 12:20 -0700",
        ),
        # The first moment of a year.
        ("2027-01-01 00:00", "UTC", 40, "UTC", "2027-01-01 00:00 +0000", "2026-12-31 23:00 +0000"),
    ],
)
def test_start_and_leaving(
    *, when: str, zone: str, journey: int, home: str, starts: str, leave_by: str
) -> None:
    times = times_of(interview(when, zone, journey), home)
    assert said(times.starts) == starts
    assert said(times.leave_by) == leave_by
    assert times.starts - times.ready_by == timedelta(minutes=10)
    assert times.not_before is not None
    assert times.starts.astimezone(UTC) - times.not_before.astimezone(UTC) == timedelta(minutes=15)


@pytest.mark.parametrize(("fold", "offset"), [(0, "+0200"), (1, "+0100")])
def test_a_time_that_comes_twice(fold: int, offset: str) -> None:
    times = times_of(interview("2026-10-25 02:30", fold=fold))
    assert said(times.starts) == f"2026-10-25 02:30 {offset}"


@pytest.mark.parametrize(
    ("when", "zone", "home", "elsewhere"),
    [
        ("2026-07-01 09:00", BERLIN, BERLIN, False),
        ("2026-07-01 09:00", BERLIN, "Europe/Paris", False),
        ("2026-07-01 09:00", BERLIN, "Europe/London", True),
        ("2026-01-01 09:00", "Africa/Lagos", BERLIN, False),
        ("2026-07-01 09:00", "Africa/Lagos", BERLIN, True),
    ],
)
def test_both_times_are_shown_where_they_differ(
    when: str, zone: str, home: str, elsewhere: bool
) -> None:
    times = times_of(interview(when, zone), home)
    assert times.is_elsewhere is elsewhere
    assert f"{times.starts_there:%H:%M}" == "09:00"


@pytest.mark.parametrize(
    ("journey", "margin"), [(0, 10), (1, 10), (40, 10), (41, 11), (60, 15), (90, 23), (240, 60)]
)
def test_the_margin_is_a_quarter_and_at_least_ten(journey: int, margin: int) -> None:
    assert margin_for(journey) == margin


@pytest.mark.parametrize(("people", "copies"), [(1, 3), (2, 4), (3, 5), (20, 22)])
def test_copies(people: int, copies: int) -> None:
    assert count_copies(people) == copies
    assert times_of(interview("2026-12-01 14:30", people=people)).copies == copies


@pytest.mark.parametrize("form", [f for f in InterviewFormat if f is not InterviewFormat.ON_SITE])
def test_nobody_travels_or_hands_over_paper_at_a_distance(form: InterviewFormat) -> None:
    times = times_of(interview("2026-12-01 14:30", journey_min=60, format=form))
    assert (times.leave_by, times.copies, times.not_before) == (None, None, None)
    if form is InterviewFormat.TELEPHONE:
        assert times.phone_off is None
    else:
        assert said(times.phone_off) == "2026-12-01 14:25 +0100"


@pytest.mark.parametrize(
    ("when", "journey", "evening"),
    [
        ("2026-12-01 14:30", 60, "2026-11-30 19:00 +0100"),
        # One sets out on the day before, so the evening is the one before that.
        ("2026-12-01 00:15", 60, "2026-11-29 19:00 +0100"),
        ("2026-03-29 14:30", 60, "2026-03-28 19:00 +0100"),
        ("2026-03-30 14:30", 60, "2026-03-29 19:00 +0200"),
        ("2028-03-01 14:30", 60, "2028-02-29 19:00 +0100"),
    ],
)
def test_the_evening_before(when: str, journey: int, evening: str) -> None:
    assert said(times_of(interview(when, journey_min=journey)).evening_before) == evening


@pytest.mark.parametrize(
    ("now", "stage", "days", "left_s"),
    [
        ("2026-11-22 12:00", Stage.BEFORE, 9, 9 * 86_400 + 9_000),
        ("2026-11-30 23:59", Stage.BEFORE, 1, 14 * 3_600 + 31 * 60),
        ("2026-12-01 00:00", Stage.BEFORE, 0, 14 * 3_600 + 30 * 60),
        ("2026-12-01 14:30", Stage.RUNNING, 0, 0),
        ("2026-12-01 15:29", Stage.RUNNING, 0, -59 * 60),
        ("2026-12-01 15:30", Stage.OVER, 0, -3_600),
        ("2026-12-02 00:00", Stage.OVER, -1, -34_200),
    ],
)
def test_the_countdown(now: str, stage: Stage, days: int, left_s: int) -> None:
    home = ZoneInfo(BERLIN)
    moment = datetime.fromisoformat(now).replace(tzinfo=home)
    counted = count_down(interview("2026-12-01 14:30"), moment, home)
    assert (counted.stage, counted.days, counted.left_s) == (stage, days, left_s)


def test_a_day_with_25_hours_counts_as_it_passes() -> None:
    home = ZoneInfo(BERLIN)
    now = datetime(2026, 10, 24, 12, 0, tzinfo=home)
    counted = count_down(interview("2026-10-25 12:00"), now, home)
    assert (counted.days, counted.left_s) == (1, 25 * 3_600)


def test_it_ends_when_its_minutes_have_passed() -> None:
    one = interview("2026-03-29 01:30", duration_min=60)
    assert said(times_of(one).ends) == "2026-03-29 03:30 +0200"
    assert one.details.day == date(2026, 3, 29)
    assert one.details.clock == time(1, 30)
