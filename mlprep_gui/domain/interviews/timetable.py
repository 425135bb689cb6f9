"""What follows from an interview's time: when to leave, arrive and be reminded, how many copies."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from math import ceil
from zoneinfo import ZoneInfo

from mlprep_gui.domain.interviews.interview import Interview, InterviewFormat

EARLY_MIN = 10
EARLIEST_MIN = 15
SHORTEST_MARGIN_MIN = 10
SPARE_COPIES = 2
_EVENING = time(19, 0)
_PHONE_OFF_MIN = 5


class Stage(StrEnum):
    """Where an interview stands."""

    BEFORE = "before"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long there is still.

    Attributes:
        stage: before, running or over.
        left_s: seconds to the start; below 0 afterwards.
        days: midnights on the user's own clocks between now and the start.
    """

    stage: Stage
    left_s: float
    days: int


@dataclass(frozen=True, slots=True)
class Timetable:
    """Every time of an interview; all aware, and but for ``starts_there`` on the user's clocks.

    Attributes:
        starts, ends: of the interview.
        starts_there: the start on the interview's own clocks.
        is_elsewhere: these clocks show another time than the user's.
        ready_by: be there, or be in front of the screen or beside the telephone.
        not_before: on site, earlier than this is too early; None elsewhere.
        leave_by: leave home; None where there is no journey.
        margin_min: minutes that are added to the journey.
        evening_before: for the reminder to get everything ready.
        phone_off: for the reminder to turn the telephone off; None where it is what one talks by.
        copies: of every document; None where nothing is handed over.
    """

    starts: datetime
    ends: datetime
    starts_there: datetime
    is_elsewhere: bool
    ready_by: datetime
    not_before: datetime | None
    leave_by: datetime | None
    margin_min: int
    evening_before: datetime
    phone_off: datetime | None
    copies: int | None


def make_timetable(interview: Interview, home: tzinfo) -> Timetable:
    """The times of an interview for somebody whose clocks are those of ``home``."""
    details = interview.details
    on_site = details.format is InterviewFormat.ON_SITE
    by_telephone = details.format is InterviewFormat.TELEPHONE
    starts = interview.starts_at
    ready_by = starts - timedelta(minutes=EARLY_MIN)
    travels = on_site and details.journey_min > 0
    margin = margin_for(details.journey_min) if travels else 0
    leave_by = ready_by - timedelta(minutes=details.journey_min + margin) if travels else None
    there = starts.astimezone(ZoneInfo(details.zone))
    here = starts.astimezone(home)
    phone_off = ready_by if on_site else starts - timedelta(minutes=_PHONE_OFF_MIN)
    return Timetable(
        starts=here,
        ends=interview.ends_at.astimezone(home),
        starts_there=there,
        is_elsewhere=there.replace(tzinfo=None) != here.replace(tzinfo=None),
        ready_by=ready_by.astimezone(home),
        not_before=(starts - timedelta(minutes=EARLIEST_MIN)).astimezone(home) if on_site else None,
        leave_by=leave_by.astimezone(home) if leave_by else None,
        margin_min=margin,
        evening_before=_evening_before((leave_by or starts).astimezone(home)),
        phone_off=None if by_telephone else phone_off.astimezone(home),
        copies=count_copies(details.people) if on_site else None,
    )


def margin_for(journey_min: int) -> int:
    """Minutes to add to a journey: a quarter of it, at least ten."""
    return max(SHORTEST_MARGIN_MIN, ceil(journey_min / 4))


def count_copies(people: int) -> int:
    """One for each interviewer, one for oneself and one for somebody who joins."""
    return people + SPARE_COPIES


def count_down(interview: Interview, now: datetime, home: tzinfo) -> Countdown:
    """How long there is still at ``now``, which is aware."""
    starts = interview.starts_at
    if now >= interview.ends_at:
        stage = Stage.OVER
    else:
        stage = Stage.BEFORE if now < starts else Stage.RUNNING
    days = starts.astimezone(home).date() - now.astimezone(home).date()
    return Countdown(stage, (starts - now).total_seconds(), days.days)


def _evening_before(departure: datetime) -> datetime:
    """On the eve of the day on which one sets out; the user's own clocks decide."""
    eve = departure.date() - timedelta(days=1)
    return datetime.combine(eve, _EVENING, departure.tzinfo)
