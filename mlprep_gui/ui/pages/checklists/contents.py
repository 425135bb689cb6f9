"""What the checklists page says, and how its lists look before a change is kept. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.list_editing import Key
from mlprep_gui.services.interviews.desk import InterviewsView
from mlprep_gui.services.interviews.list_lines import ItemLine, ListLines, ListsView
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.interview_wording import name_interview, say_day

TODAY = "(today)"
"""Stands for what is due in the place of a list's id; no list has such an id."""

PLACES = {
    "microphone-test": "Test microphone",
    "requirements": "The job",
    "questions-to-ask": "Your questions",
    "answers": "Your answers",
    "practice": "Practise",
    "mock-feedback": "Feedback form",
    "thank-you": "Thank-you note",
    "debrief": "Debrief",
}
"""What an item's ``opens`` is called on its button, which must be short; others lead nowhere."""

MOST_AT_ONCE = 12
"""So many due items are shown one by one; of more, the first ones of each list."""

_FIRST = 3
_DUE = "These are due today, or should have been done before."

LIST_FILES = "Markdown task list (*.md);;TOML (*.toml)"
READABLE_LISTS = "Checklists (*.md *.markdown *.txt *.toml);;All files (*)"


@dataclass(frozen=True, slots=True)
class SetChoice:
    """A line of the chooser at the top."""

    set_id: str
    text: str


def list_choices(interviews: InterviewsView) -> tuple[SetChoice, ...]:
    """The interviews, the next one first, and the lists that belong to none."""
    cards = (*interviews.upcoming, *interviews.past, *interviews.archived)
    named = (SetChoice(one.interview.id, name_interview(one.interview)) for one in cards)
    return (*named, SetChoice(NO_INTERVIEW, "No interview yet"))


def tick_lines(lists: ListsView, key: Key, *, ticked: bool) -> ListsView:
    """The lists with an item ticked or not, until the ones that were kept arrive."""

    def change(item: ItemLine) -> ItemLine:
        if (item.list_id, item.id) != key:
            return item
        # What it will be when unticked is not known here; the kept lists tell in a moment.
        state = DueState.DONE if ticked else DueState.UNDATED
        return replace(item, is_ticked=ticked, state=state)

    return _change_items(lists, change)


def untick_lines(lists: ListsView, list_id: str) -> ListsView:
    """The lists without the ticks of one list, or of all."""

    def change(item: ItemLine) -> ItemLine:
        if not item.is_ticked or list_id not in {"", item.list_id}:
            return item
        return replace(item, is_ticked=False, state=DueState.UNDATED)

    return _change_items(lists, change)


def _change_items(lists: ListsView, change: Callable[[ItemLine], ItemLine]) -> ListsView:
    def change_list(one: ListLines) -> ListLines:
        sections = tuple(
            replace(section, items=tuple(map(change, section.items))) for section in one.sections
        )
        return replace(one, sections=sections)

    return replace(lists, lists=tuple(map(change_list, lists.lists)))


def sum_up_due(lists: ListsView) -> str:
    """How much is due, as "1 overdue, 2 due today"; a number that would frighten is not said."""
    overdue, today = len(lists.overdue), len(lists.due_today)
    due = "begin with these few" if today > MOST_AT_ONCE else f"{today} due today"
    parts = [f"{overdue} overdue"] * bool(overdue) + [due] * bool(today)
    return ", ".join(parts) or "nothing is due"


@dataclass(frozen=True, slots=True)
class DueGroup:
    """What is shown of a list under TODAY.

    Attributes:
        list_id, title: of the list.
        items: of what is due, with what has just been ticked.
        more: how many due items are not shown.
    """

    list_id: str
    title: str
    items: tuple[ItemLine, ...]
    more: int


def group_due(lists: ListsView, due: Sequence[ItemLine]) -> tuple[DueGroup, ...]:
    """The first items of each list with due ones, in the order in which the lists are due.

    Args:
        lists: to which the items belong.
        due: with what has just been ticked, the most urgent first.
    """
    by_list: dict[str, list[ItemLine]] = {}
    for item in due:
        by_list.setdefault(item.list_id, []).append(item)
    groups = []
    titles = {one.id: one.title for one in lists.lists}
    for list_id, items in by_list.items():
        urgent = [item for item in items if not item.is_ticked][:_FIRST]
        shown = tuple(item for item in items if item.is_ticked or item in urgent)
        groups.append(DueGroup(list_id, titles[list_id], shown, len(items) - len(shown)))
    return tuple(groups)


def say_due_sentence(lists: ListsView, *, is_much: bool) -> str:
    """The sentence above what is due."""
    if not is_much:
        return _DUE
    today = next((item.due for item in lists.due_today), None)
    when = ""
    if lists.interview is not None and today is not None:
        days = (lists.interview.details.day - today).days
        when = {0: "The interview is today. ", 1: "The interview is tomorrow. "}.get(days, "")
    return f"{when}Begin with these. You need not do everything: each thing you do helps."


def say_progress(ticked: int, total: int) -> str:
    """Progress in words, as "3 of 9 done"."""
    return f"{ticked} of {total} done"


def say_nothing_due(lists: ListsView) -> tuple[str, str]:
    """A heading and a sentence where nothing is due."""
    if lists.interview is None:
        return (
            "No dates yet",
            "Add your interview on the page “Interviews” to see here what is due today.",
        )
    dated = (item for one in lists.lists for item in one.items if item.state is DueState.LATER)
    following = min(dated, key=lambda item: item.due or date.max, default=None)
    if following is None or following.due is None:
        return ("Nothing is due", "Everything with a date is done.")
    return ("Nothing is due today", f"Next, {say_day(following.due)}: {following.text}")
