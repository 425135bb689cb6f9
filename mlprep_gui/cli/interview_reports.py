"""Interviews and checklists as they are printed: for people, and as ``--json``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from mlprep_gui.cli.reports import wrap_text
from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.interview import InterviewProblem, ProblemKind
from mlprep_gui.services.interviews.desk import InterviewCard, InterviewView
from mlprep_gui.services.interviews.list_lines import ItemLine, ListLines, ListsView
from mlprep_gui.ui.interview_wording import FORMATS, STATES, say_countdown, say_moment

Document = dict[str, Any]

_HINTS = {
    ProblemKind.IN_THE_PAST: " Add --past.",
    ProblemKind.TIME_TWICE: " Add --which first or --which second.",
}


def option_hint(problem: InterviewProblem) -> str:
    """Which option helps."""
    return _HINTS.get(problem.kind, "")


def report_lists(view: ListsView, lists: Sequence[ListLines]) -> Iterator[str]:
    """Lists with their ticks; an id behind each title, as the command takes it."""
    if view.interview is not None:
        details = view.interview.details
        yield f"{details.company}, {details.role} ({view.interview.id})"
        yield ""
    for number, one in enumerate(lists):
        if number:
            yield ""
        yield f"{one.title} ({one.id}): {one.ticked} of {one.total}"
        for section in one.sections:
            yield f"  {section.title}"
            for item in section.items:
                yield from _item_lines(item)
    yield ""
    yield f"{view.ticked} of {view.total} done in all"


def report_card(card: InterviewCard) -> Iterator[str]:
    """The times of one interview."""
    details, times = card.interview.details, card.times
    yield f"{details.company}, {details.role} ({card.interview.id})"
    yield f"  {say_moment(times.starts)} ({say_countdown(card.countdown)})"
    if times.is_elsewhere:
        yield f"  there it is {say_moment(times.starts_there)} ({details.zone})"
    place = f": {details.place}" if details.place else ""
    yield f"  {FORMATS[details.format]}{place}"
    for one in details.interviewers:
        yield f"  with {one.name}{', ' + one.role if one.role else ''}"
    if times.leave_by is not None:
        yield (
            f"  leave home by {say_moment(times.leave_by)} "
            f"({details.journey_min} minutes and {times.margin_min} to spare)"
        )
    if times.not_before is not None:
        yield f"  arrive by {times.ready_by:%H:%M}, not before {times.not_before:%H:%M}"
    else:
        yield f"  be ready by {times.ready_by:%H:%M}"
    if times.copies is not None:
        yield f"  print {times.copies} copies of each document"
    yield f"  {card.ticked} of {card.total} items done{_due_text(card)}"


def report_cards(cards: Sequence[InterviewCard]) -> Iterator[str]:
    """All of them, a line each."""
    for card in cards:
        details = card.interview.details
        archived = ", archived" if card.interview.archived else ""
        yield (
            f"{card.interview.id:<28}{say_moment(card.times.starts)}  "
            f"{details.company}, {details.role} ({say_countdown(card.countdown)}{archived})"
        )


def report_interview(view: InterviewView) -> Iterator[str]:
    """One interview with what is due and its plan."""
    yield from report_card(view.card)
    urgent = (*view.lists.overdue, *view.lists.due_today)
    if urgent:
        yield ""
        yield "Due"
        for item in urgent:
            yield from _item_lines(item)
    if view.plan:
        yield ""
        yield "The days that are left"
    for day in view.plan:
        what = [f"practise {one.title}" for one in day.questions]
        what += [f"{len(day.due)} on your lists"] if day.due else []
        yield from wrap_text(f"{day.day:%a} {day.day}: {'; '.join(what)}", "  ")


def card_document(card: InterviewCard) -> Document:
    """``{"id", "company", "role", "starts", "ready_by", "leave_by", "copies", ...}``."""
    details, times = card.interview.details, card.times
    return {
        "id": card.interview.id,
        "company": details.company,
        "role": details.role,
        "format": details.format.value,
        "place": details.place,
        "zone": details.zone,
        "starts": times.starts.isoformat(),
        "starts_there": times.starts_there.isoformat(),
        "ends": times.ends.isoformat(),
        "ready_by": times.ready_by.isoformat(),
        "not_before": _iso(times.not_before),
        "leave_by": _iso(times.leave_by),
        "copies": times.copies,
        "people": details.people,
        "interviewers": [{"name": one.name, "role": one.role} for one in details.interviewers],
        "journey_min": details.journey_min,
        "notes": details.notes,
        "stage": card.countdown.stage.value,
        "days_left": card.countdown.days,
        "archived": card.interview.archived,
        "ticked": card.ticked,
        "total": card.total,
        "due_today": card.due_today,
        "overdue": card.overdue,
    }


def interview_document(view: InterviewView) -> Document:
    """The card, ``"due": [item]`` and ``"plan": [{"day", "questions", "items"}]``."""
    urgent = (*view.lists.overdue, *view.lists.due_today)
    return card_document(view.card) | {
        "due": [_item_document(item) for item in urgent],
        "plan": [
            {
                "day": day.day.isoformat(),
                "questions": [one.question_id for one in day.questions],
                "items": [f"{item.list_id}/{item.id}" for item in day.due],
            }
            for day in view.plan
        ],
    }


def lists_document(view: ListsView, lists: Iterable[ListLines]) -> Document:
    """``{"interview", "lists": [{"id", "title", "ticked", "total", "items": [...]}]}``."""
    return {
        "interview": view.set_id or None,
        "lists": [
            {
                "id": one.id,
                "title": one.title,
                "ticked": one.ticked,
                "total": one.total,
                "items": [_item_document(item) for item in one.items],
            }
            for one in lists
        ],
    }


def _item_document(item: ItemLine) -> Document:
    return {
        "list": item.list_id,
        "id": item.id,
        "section": item.section,
        "text": item.text,
        "reason": item.reason,
        "ticked": item.is_ticked,
        "own": item.is_own,
        "due": item.due.isoformat() if item.due else None,
        "state": item.state.value,
        "notes": item.note.text,
        "links": list(item.note.links),
    }


def _item_lines(item: ItemLine) -> Iterator[str]:
    said = item.state in {DueState.OVERDUE, DueState.TODAY}
    state = f" ({STATES[item.state]})" if said else ""
    lines = wrap_text(f"[{'x' if item.is_ticked else ' '}] {item.text}{state}", "    ")
    yield next(lines)
    yield from (f"    {line}" for line in lines)


def _due_text(card: InterviewCard) -> str:
    parts = [f"{card.due_today} due today"] if card.due_today else []
    parts += [f"{card.overdue} overdue"] if card.overdue else []
    return "".join(f", {part}" for part in parts)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
