"""When an item of a checklist is due, given its interview and today's date."""

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from mlprep_gui.domain.checklists import ChecklistItem
from mlprep_gui.domain.interviews.interview import Interview


class DueState(StrEnum):
    """How an item stands today."""

    DONE = "done"
    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    PASSED = "passed"
    """It was for before the interview, which is over."""
    UNDATED = "undated"


def due_date(item: ChecklistItem, interview: Interview | None, home: tzinfo) -> date | None:
    """The day on the user's clocks; never before the day on which the interview was added."""
    if interview is None or item.due_days is None:
        return None
    day = interview.starts_at.astimezone(home).date() + timedelta(days=item.due_days)
    if item.due_days > 0:
        return day
    added = interview.created_at.astimezone(home).date()
    return max(day, min(added, interview.starts_at.astimezone(home).date()))


def due_state(
    item: ChecklistItem, *, ticked: bool, interview: Interview | None, now: datetime, home: tzinfo
) -> DueState:
    """How the item stands at ``now``, which is aware."""
    if ticked:
        return DueState.DONE
    day = due_date(item, interview, home)
    if interview is None or day is None or item.due_days is None:
        return DueState.UNDATED
    if item.due_days <= 0 and now >= interview.ends_at:
        return DueState.PASSED
    today = now.astimezone(home).date()
    if day < today:
        return DueState.OVERDUE
    return DueState.TODAY if day == today else DueState.LATER
