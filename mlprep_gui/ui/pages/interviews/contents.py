"""What the pages of the interviews say, as plain values; no Qt here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mlprep_gui.domain.interviews.day_plan import PracticeState, QuestionPractice
from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.interview import Interview, InterviewDetails
from mlprep_gui.domain.interviews.links import find_links
from mlprep_gui.domain.interviews.timetable import Stage, Timetable
from mlprep_gui.services.interviews.desk import InterviewCard, InterviewView, PlannedDay
from mlprep_gui.services.interviews.list_lines import ItemLine, ListLines
from mlprep_gui.ui.interview_wording import (
    FORMATS,
    PLACES,
    STATES,
    say_countdown,
    say_moment,
    say_zone,
)

_MOST_DUE = 3


@dataclass(frozen=True, slots=True)
class CardWords:
    """An interview in the list of all.

    Attributes:
        id: of the interview.
        title: company and role.
        countdown: how long there is still.
        is_near: it is today or tomorrow.
        when: date, time and zone.
        times: when to leave and to arrive; "" once that is past.
        ticked, total: items of its lists.
        due: what is due today or overdue, "" for nothing.
    """

    id: str
    title: str
    countdown: str
    is_near: bool
    when: str
    times: str
    ticked: int
    total: int
    due: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question of the plan, and how it stands."""

    id: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class DayWords:
    """One of the days that are left.

    Attributes:
        title: the day.
        questions: to practise.
        due: what is to be ticked by then, in a sentence; "" for nothing.
    """

    title: str
    questions: tuple[QuestionWords, ...]
    due: str


@dataclass(frozen=True, slots=True)
class ListWords:
    """One checklist of the interview."""

    id: str
    title: str
    ticked: int
    total: int
    due: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Where it is.

    Attributes:
        name: "Address", "Link" or "Telephone number".
        text: as the user typed it.
        links: those in it that may be opened.
    """

    name: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Which interview it is, and when."""

    title: str
    countdown: str
    moments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DetailWords:
    """All that is said of one interview.

    Attributes:
        head: see there.
        facts: pairs of a name and a value: arrive by, leave by, copies.
        place: None where none was given.
        interviewers: name and role of each.
        plan: the days that are left.
        lists: its checklists.
        ticked, total: items of all lists.
        notes, links: free text, and the links in it that may be opened.
        is_archived: it was put away.
    """

    head: HeadWords
    facts: tuple[tuple[str, str], ...]
    place: PlaceWords | None
    interviewers: tuple[str, ...]
    plan: tuple[DayWords, ...]
    lists: tuple[ListWords, ...]
    ticked: int
    total: int
    notes: str
    links: tuple[str, ...]
    is_archived: bool


def name_interview(interview: Interview) -> str:
    """Company and role."""
    return f"{interview.details.company}: {interview.details.role}"


def write_card(card: InterviewCard) -> CardWords:
    """An interview for the list of all."""
    is_before = card.countdown.stage is Stage.BEFORE
    return CardWords(
        id=card.interview.id,
        title=name_interview(card.interview),
        countdown=_capital(say_countdown(card.countdown)),
        is_near=card.countdown.stage is not Stage.OVER and card.countdown.days <= 1,
        when="\n".join(say_moments(card.times)),
        times=_write_times(card) if is_before else "",
        ticked=card.ticked,
        total=card.total,
        due=_say_due(card.due_today, card.overdue),
    )


def write_detail(view: InterviewView) -> DetailWords:
    """All of one interview."""
    card = view.card
    details = card.interview.details
    today = card.times.starts.date() - timedelta(days=card.countdown.days)
    return DetailWords(
        head=HeadWords(
            name_interview(card.interview),
            _capital(say_countdown(card.countdown)),
            say_moments(card.times),
        ),
        facts=tuple(_write_facts(card)),
        place=_write_place(details),
        interviewers=tuple(
            ", ".join(filter(None, (one.name, one.role))) for one in details.interviewers
        ),
        plan=tuple(_write_day(day, today) for day in view.plan),
        lists=tuple(_write_list(one) for one in view.lists.lists),
        ticked=view.lists.ticked,
        total=view.lists.total,
        notes=details.notes.strip(),
        links=find_links(details.notes),
        is_archived=card.interview.archived,
    )


def say_moments(times: Timetable) -> tuple[str, ...]:
    """When it is: on the user's clocks, and on the interview's where they show another time."""
    here = f"{say_moment(times.starts)} to {times.ends:%H:%M} ({say_zone(times.starts)})"
    if not times.is_elsewhere:
        return (here,)
    there = f"{say_moment(times.starts_there)} ({say_zone(times.starts_there)})"
    return f"On your clocks: {here}", f"There: {there}"


def say_day(day: date, today: date) -> str:
    """A day as "Today, Sun 22 November"."""
    name = f"{day:%a} {day.day} {day:%B}"
    ahead = (day - today).days
    return {0: f"Today, {name}", 1: f"Tomorrow, {name}"}.get(ahead, name)


def propose_file_name(interview: Interview) -> str:
    """A file's name without its ending, which any file system takes."""
    text = f"{interview.details.company} {interview.details.day}"
    kept = "".join(letter if letter.isalnum() or letter in "-_" else " " for letter in text)
    return " ".join(kept.split())[-60:].strip() or "Interview"


def _write_times(card: InterviewCard) -> str:
    times = card.times
    arrive = "Arrive by" if times.not_before is not None else "Be ready by"
    leave = "" if times.leave_by is None else f"Leave home by {times.leave_by:%H:%M}. "
    return f"{leave}{arrive} {times.ready_by:%H:%M}."


def _write_facts(card: InterviewCard) -> Iterator[tuple[str, str]]:
    details, times = card.interview.details, card.times
    if times.leave_by is not None:
        journey = f"{details.journey_min} minutes of journey and {times.margin_min} to spare"
        yield "Leave home by", f"{times.leave_by:%H:%M} ({journey})"
    if times.not_before is not None:
        yield "Arrive by", f"{times.ready_by:%H:%M}, and not before {times.not_before:%H:%M}"
    else:
        yield "Be ready by", f"{times.ready_by:%H:%M}"
    if times.phone_off is not None:
        yield "Phone off", f"{times.phone_off:%H:%M}"
    if times.copies is not None:
        yield "Copies to print", f"{times.copies} of each document"
    yield "How", FORMATS[details.format]
    yield "People", str(details.people)


def _write_place(details: InterviewDetails) -> PlaceWords | None:
    if not details.place.strip():
        return None
    return PlaceWords(PLACES[details.format], details.place.strip(), find_links(details.place))


def _write_day(planned: PlannedDay, today: date) -> DayWords:
    return DayWords(
        say_day(planned.day, today),
        tuple(
            QuestionWords(one.question_id, one.title, _say_state(one)) for one in planned.questions
        ),
        _list_due(planned.due),
    )


def _say_state(practice: QuestionPractice) -> str:
    if practice.state is PracticeState.NEW:
        return "not practised yet"
    if not practice.total:
        return "practised"
    last = f"last time {practice.covered} of {practice.total} points"
    return f"{last}: once more is worth it" if practice.state is PracticeState.WEAK else last


def _list_due(items: tuple[ItemLine, ...]) -> str:
    if not items:
        return ""
    texts = [
        f"{item.text} ({STATES[item.state]})" if item.state is DueState.OVERDUE else item.text
        for item in items[:_MOST_DUE]
    ]
    more = len(items) - len(texts)
    return f"To do: {'; '.join(texts)}{f'; and {more} more' if more else ''}."


def _write_list(lines: ListLines) -> ListWords:
    states = [item.state for item in lines.items]
    due = _say_due(states.count(DueState.TODAY), states.count(DueState.OVERDUE))
    return ListWords(lines.id, lines.title, lines.ticked, lines.total, due)


def _say_due(today: int, overdue: int) -> str:
    parts = [f"{today} due today"] if today else []
    parts += [f"{overdue} overdue"] if overdue else []
    return ", ".join(parts)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
