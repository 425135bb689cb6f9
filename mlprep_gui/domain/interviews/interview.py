"""An interview as the user describes it, and what is wrong with such a description."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mlprep_gui.domain.interviews.local_times import LocalMoment, find_moment, find_zone

MOST_INTERVIEWERS = 20
LONGEST_JOURNEY_MIN = 24 * 60
LONGEST_MIN = 12 * 60
LONGEST_FIELD = 500
LONGEST_NOTES = 20_000


class InterviewFormat(StrEnum):
    """How people meet."""

    ON_SITE = "on-site"
    VIDEO = "video"
    TELEPHONE = "telephone"
    ONE_WAY = "one-way"


@dataclass(frozen=True, slots=True)
class Interviewer:
    """Somebody who will ask; the role may be unknown ("")."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class InterviewDetails:
    """What the user says of an interview; nothing in it has been checked.

    Attributes:
        company, role: texts.
        day, clock: date and time of day on the interview's own clocks.
        zone: whose clocks these are, as in "Europe/Berlin".
        fold: which one is meant of a time that comes twice: 0 the first, 1 the second; None
            where nobody has been asked.
        duration_min: how long it lasts, in minutes.
        format: how people meet.
        place: the address, the link or the telephone number, by format.
        interviewers: those whose names are known.
        people: how many there will be; at least as many as are named.
        journey_min: minutes from door to door.
        notes: free text.
    """

    company: str
    role: str
    day: date
    clock: time
    zone: str
    fold: int | None = None
    duration_min: int = 60
    format: InterviewFormat = InterviewFormat.ON_SITE
    place: str = ""
    interviewers: tuple[Interviewer, ...] = ()
    people: int = 1
    journey_min: int = 0
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview that is kept.

    Attributes:
        id: unique, readable, used on the command line.
        details: checked.
        created_at: UTC.
        archived: put away by the user; nothing of it is lost.
    """

    id: str
    details: InterviewDetails
    created_at: datetime
    archived: bool = False

    @property
    def starts_at(self) -> datetime:
        """UTC."""
        return start_of(self.details)

    @property
    def ends_at(self) -> datetime:
        """UTC."""
        return self.starts_at + timedelta(minutes=self.details.duration_min)


class InterviewField(StrEnum):
    """The fields that a problem can name."""

    COMPANY = "company"
    ROLE = "role"
    DAY = "day"
    CLOCK = "clock"
    ZONE = "zone"
    DURATION = "duration"
    PLACE = "place"
    INTERVIEWERS = "interviewers"
    PEOPLE = "people"
    JOURNEY = "journey"
    NOTES = "notes"


class ProblemKind(StrEnum):
    """What can be wrong; the words stand in ``mlprep_gui.ui.interview_wording``.

    IN_THE_PAST may be accepted by the user. The comment names the parameters.
    """

    EMPTY = "empty"
    TOO_LONG = "too-long"  # limit
    IN_THE_PAST = "in-the-past"
    TIME_SKIPPED = "time-skipped"  # clock (asked for), instead (the same on the new time)
    TIME_TWICE = "time-twice"  # clock, first, second (offsets from UTC)
    UNKNOWN_ZONE = "unknown-zone"  # zone, suggestion ("" for none)
    END_BEFORE_START = "end-before-start"
    TOO_MANY_MINUTES = "too-many-minutes"  # limit
    NEGATIVE = "negative"
    TOO_FEW_PEOPLE = "too-few-people"
    TOO_MANY_PEOPLE = "too-many-people"  # limit
    FEWER_THAN_NAMED = "fewer-than-named"  # named


@dataclass(frozen=True, slots=True)
class InterviewProblem:
    """One thing that is wrong, with the field to show it beside."""

    field: InterviewField
    kind: ProblemKind
    params: tuple[tuple[str, str], ...] = ()


Problems = tuple[InterviewProblem, ...]

_F, _K = InterviewField, ProblemKind


def check_details(
    details: InterviewDetails, now: datetime, *, allow_past: bool = False
) -> Problems:
    """All that is wrong; nothing for details that can be kept.

    Args:
        details: what the user said.
        now: aware.
        allow_past: the user has confirmed that the interview has been already.
    """
    return (
        *_check_texts(details),
        *_check_time(details, now, allow_past=allow_past),
        *_check_numbers(details),
    )


def tidy_details(details: InterviewDetails) -> InterviewDetails:
    """The same without blanks at the ends, with the zone's proper name.

    Names of interviewers that are blank go; a journey belongs to an interview on site only.
    """
    zone = find_zone(details.zone)
    people = tuple(
        Interviewer(one.name.strip(), one.role.strip())
        for one in details.interviewers
        if one.name.strip() or one.role.strip()
    )
    moment = _moment(details)
    return replace(
        details,
        company=details.company.strip(),
        role=details.role.strip(),
        place=details.place.strip(),
        zone=zone.name or details.zone.strip(),
        interviewers=people,
        fold=details.fold if moment and moment.comes_twice else None,
        journey_min=details.journey_min if details.format is InterviewFormat.ON_SITE else 0,
    )


def duration_until(details: InterviewDetails, end: time) -> int:
    """Minutes from the start to a time of the same day; not above 0 for one that is not later.

    For ``duration_min``; minutes that really pass, also where the clocks are changed meanwhile.
    """
    starts, ends = _moment(details), find_moment(details.day, end, details.zone, details.fold)
    if starts is None or ends is None:
        return _minutes(end) - _minutes(details.clock)
    return round((ends.at - starts.at).total_seconds() / 60)


def start_of(details: InterviewDetails) -> datetime:
    """When it begins, in UTC; the zone must be known."""
    local = datetime.combine(details.day, details.clock, ZoneInfo(details.zone)).replace(
        fold=details.fold or 0
    )
    return local.astimezone(UTC)


def _moment(details: InterviewDetails) -> LocalMoment | None:
    return find_moment(details.day, details.clock, details.zone, details.fold)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _check_texts(details: InterviewDetails) -> Problems:
    problems: list[InterviewProblem] = []
    for field, text in ((_F.COMPANY, details.company), (_F.ROLE, details.role)):
        if not text.strip():
            problems.append(InterviewProblem(field, _K.EMPTY))
    limits = (
        (_F.COMPANY, details.company, LONGEST_FIELD),
        (_F.ROLE, details.role, LONGEST_FIELD),
        (_F.PLACE, details.place, LONGEST_FIELD * 4),
        (_F.NOTES, details.notes, LONGEST_NOTES),
    )
    problems += [
        InterviewProblem(field, _K.TOO_LONG, (("limit", f"{limit:,}"),))
        for field, text, limit in limits
        if len(text) > limit
    ]
    if any(len(one.name) + len(one.role) > LONGEST_FIELD for one in details.interviewers):
        limit_text = (("limit", f"{LONGEST_FIELD:,}"),)
        problems.append(InterviewProblem(_F.INTERVIEWERS, _K.TOO_LONG, limit_text))
    return tuple(problems)


def _check_time(details: InterviewDetails, now: datetime, *, allow_past: bool) -> Problems:
    zone = find_zone(details.zone)
    if not zone.name:
        unknown = (("zone", details.zone.strip()), ("suggestion", zone.suggestion))
        kind = _K.UNKNOWN_ZONE if details.zone.strip() else _K.EMPTY
        return (InterviewProblem(_F.ZONE, kind, unknown),)
    moment = _moment(replace(details, zone=zone.name))
    if moment is None:
        return (InterviewProblem(_F.DAY, _K.EMPTY),)
    clock = ("clock", f"{details.clock:%H:%M}")
    if moment.is_skipped:
        instead = ("instead", f"{moment.local:%H:%M}")
        return (InterviewProblem(_F.CLOCK, _K.TIME_SKIPPED, (clock, instead)),)
    if moment.comes_twice and details.fold is None:
        both = (("first", moment.offsets[0]), ("second", moment.offsets[1]))
        return (InterviewProblem(_F.CLOCK, _K.TIME_TWICE, (clock, *both)),)
    if moment.at < now and not allow_past:
        return (InterviewProblem(_F.DAY, _K.IN_THE_PAST),)
    return ()


def _check_numbers(details: InterviewDetails) -> Problems:
    problems: list[InterviewProblem] = []
    if details.duration_min <= 0:
        problems.append(InterviewProblem(_F.DURATION, _K.END_BEFORE_START))
    elif details.duration_min > LONGEST_MIN:
        params = (("limit", str(LONGEST_MIN)),)
        problems.append(InterviewProblem(_F.DURATION, _K.TOO_MANY_MINUTES, params))
    if details.journey_min < 0:
        problems.append(InterviewProblem(_F.JOURNEY, _K.NEGATIVE))
    elif details.journey_min > LONGEST_JOURNEY_MIN:
        params = (("limit", str(LONGEST_JOURNEY_MIN)),)
        problems.append(InterviewProblem(_F.JOURNEY, _K.TOO_MANY_MINUTES, params))
    named = sum(1 for one in details.interviewers if one.name.strip() or one.role.strip())
    if details.people < 1:
        problems.append(InterviewProblem(_F.PEOPLE, _K.TOO_FEW_PEOPLE))
    elif max(details.people, named) > MOST_INTERVIEWERS:
        params = (("limit", str(MOST_INTERVIEWERS)),)
        problems.append(InterviewProblem(_F.PEOPLE, _K.TOO_MANY_PEOPLE, params))
    elif details.people < named:
        params = (("named", str(named)),)
        problems.append(InterviewProblem(_F.PEOPLE, _K.FEWER_THAN_NAMED, params))
    return tuple(problems)
