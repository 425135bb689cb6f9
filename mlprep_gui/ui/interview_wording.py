"""Interviews in words: problems of their details, times, countdowns, steps to undo. No Qt here."""

from datetime import date, datetime

from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.interview import (
    Interview,
    InterviewField,
    InterviewFormat,
    InterviewProblem,
    ProblemKind,
)
from mlprep_gui.domain.interviews.timetable import Countdown, Stage
from mlprep_gui.services.interviews.dossiers import Action

FORMATS = {
    InterviewFormat.ON_SITE: "On site",
    InterviewFormat.VIDEO: "Video call",
    InterviewFormat.TELEPHONE: "Telephone",
    InterviewFormat.ONE_WAY: "One-way video",
}
PLACES = {
    InterviewFormat.ON_SITE: "Address",
    InterviewFormat.VIDEO: "Link",
    InterviewFormat.TELEPHONE: "Telephone number",
    InterviewFormat.ONE_WAY: "Link",
}
"""What the field for the place is called."""

FIELDS = {
    InterviewField.COMPANY: "Company",
    InterviewField.ROLE: "Role",
    InterviewField.DAY: "Date",
    InterviewField.CLOCK: "Time",
    InterviewField.ZONE: "Time zone",
    InterviewField.DURATION: "End",
    InterviewField.PLACE: "Place",
    InterviewField.INTERVIEWERS: "Interviewers",
    InterviewField.PEOPLE: "How many people",
    InterviewField.JOURNEY: "Journey",
    InterviewField.NOTES: "Notes",
}

_EMPTY = {
    InterviewField.COMPANY: "Please fill in the company.",
    InterviewField.ROLE: "Please fill in the role, so that you can tell your interviews apart.",
    InterviewField.ZONE: "Please choose a time zone.",
    InterviewField.DAY: "This date is outside the calendar. Please choose another one.",
}
_PROBLEMS = {
    ProblemKind.TOO_LONG: "{field}: this is too long. There is room for {limit} characters.",
    ProblemKind.IN_THE_PAST: "This time is in the past. You can keep it if the interview has been.",
    ProblemKind.TIME_SKIPPED: (
        "There is no {clock} on this day: the clocks go forward. Do you mean {instead}?"
    ),
    ProblemKind.TIME_TWICE: (
        "{clock} comes twice on this day: the clocks go back. "
        "Choose the first one (UTC{first}) or the second one (UTC{second})."
    ),
    ProblemKind.UNKNOWN_ZONE: "There is no time zone “{zone}”.{did_you_mean}",
    ProblemKind.END_BEFORE_START: "The end must be later than the start.",
    ProblemKind.TOO_MANY_MINUTES: "{field}: at most {limit} minutes are possible.",
    ProblemKind.NEGATIVE: "{field}: this must be 0 or more minutes.",
    ProblemKind.TOO_FEW_PEOPLE: "There must be at least one person. Put 1 if you do not know yet.",
    ProblemKind.TOO_MANY_PEOPLE: "At most {limit} people are possible. Please check the number.",
    ProblemKind.FEWER_THAN_NAMED: "You named {named} people. Please put at least that number.",
}

STATES = {
    DueState.OVERDUE: "overdue",
    DueState.TODAY: "due today",
    DueState.PASSED: "the interview is over",
    DueState.DONE: "done",
    DueState.LATER: "",
    DueState.UNDATED: "",
}

_ACTIONS = {
    Action.ADD_INTERVIEW: "adding the interview",
    Action.EDIT_INTERVIEW: "the change of the interview",
    Action.ARCHIVE: "putting the interview away",
    Action.RESTORE: "bringing the interview back",
    Action.DELETE_INTERVIEW: "deleting the interview",
    Action.TICK: "the tick",
    Action.UNTICK: "taking the tick away",
    Action.RESET: "unticking",
    Action.ADD_LIST: "adding the list",
    Action.EDIT_LIST: "the change of the list",
    Action.REMOVE_LIST: "deleting the list",
    Action.ADD_ITEM: "adding the item",
    Action.EDIT_ITEM: "the change of the item",
    Action.REMOVE_ITEM: "deleting the item",
    Action.HIDE: "hiding",
    Action.SHOW: "showing",
    Action.REORDER: "the new order",
    Action.RESTORE_LIST: "restoring the list",
    Action.IMPORT: "the import",
    Action.NOTE: "the change of the note",
    Action.REQUIREMENTS: "the change of the requirements",
    Action.QUESTIONS: "the change of the questions",
    Action.ANSWERS: "the change of the answers",
    Action.FEEDBACK: "the change of the feedback",
    Action.THANK_YOU: "the change of the note",
    Action.DEBRIEF: "the change of the debrief",
}


def describe_problem(problem: InterviewProblem) -> str:
    """What is wrong with a field, and what to do."""
    field = FIELDS[problem.field]
    if problem.kind is ProblemKind.EMPTY:
        return _EMPTY.get(problem.field, f"{field}: please fill this in.")
    params = dict(problem.params)
    suggestion = params.pop("suggestion", "")
    hint = f" Did you mean “{suggestion}”?" if suggestion else " Write it like “Europe/Berlin”."
    return _PROBLEMS[problem.kind].format(field=field, did_you_mean=hint, **params)


def name_action(action: Action) -> str:
    """What stands behind "Undo" or "Redo"."""
    return _ACTIONS[action]


def say_countdown(countdown: Countdown) -> str:
    """How long there is still, roughly as people say it."""
    if countdown.stage is Stage.RUNNING:
        return "now"
    if countdown.stage is Stage.OVER:
        ago = -countdown.days
        return "over" if ago <= 0 else "over since yesterday" if ago == 1 else f"{ago} days ago"
    if countdown.days == 1:
        return "tomorrow"
    if countdown.days > 1:
        return f"in {countdown.days} days"
    hours, minutes = divmod(max(1, round(countdown.left_s / 60)), 60)
    parts = [_count(hours, "hour")] if hours else []
    parts += [_count(minutes, "minute")] if minutes else []
    return f"today, in {' and '.join(parts)}"


def say_moment(moment: datetime) -> str:
    """A date and time, as "Tue 1 December 2026, 14:30"."""
    return f"{moment:%a} {moment.day} {moment:%B %Y}, {moment:%H:%M}"


def say_day(day: date) -> str:
    """A day of these weeks, as "Tue 1 December"."""
    return f"{day:%a} {day.day} {day:%B}"


def say_due(state: DueState, due: date | None) -> str:
    """How an item stands, "" where it has no date or is done."""
    if due is None or state in {DueState.DONE, DueState.UNDATED}:
        return ""
    if state is DueState.OVERDUE:
        return f"{STATES[state]}: it was due on {say_day(due)}"
    return STATES[state] or f"due on {say_day(due)}"


def name_interview(interview: Interview) -> str:
    """An interview in a line, as "Acme, ML engineer, Tue 1 December"."""
    details = interview.details
    put_away = " (put away)" if interview.archived else ""
    return f"{details.company}, {details.role}, {say_day(details.day)}{put_away}"


def say_zone(moment: datetime) -> str:
    """Whose clocks show a moment, as "Berlin time"; by the offset where the zone has no name."""
    name = getattr(moment.tzinfo, "key", "") or f"{moment:%Z}"
    city = name.rpartition("/")[2].replace("_", " ")
    return city if city == "UTC" else f"{city} time"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
