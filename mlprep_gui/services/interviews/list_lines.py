"""The checklists of one interview as they are shown: texts with its facts, dates, progress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rapidfuzz import process

from mlprep_gui.domain.checklists import Checklist, ChecklistItem
from mlprep_gui.domain.errors import FaultCode, InputFault
from mlprep_gui.domain.interviews.due_dates import DueState, due_date, due_state
from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.domain.interviews.list_editing import restore_list
from mlprep_gui.domain.interviews.preparation_texts import fill_in, gaps
from mlprep_gui.domain.interviews.timetable import Timetable, make_timetable
from mlprep_gui.domain.interviews.workbooks import ItemNote, Workbook
from mlprep_gui.services.interviews.dossiers import UndoState
from mlprep_gui.services.ports.interviews import Dossier


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item as it is shown.

    Attributes:
        list_id, id: its key.
        text, reason: with the interview's own facts in them.
        is_ticked, is_own, is_hidden: is_own items can be edited and removed, others only hidden.
        due: the day; None without a date.
        state: how it stands today.
        note: beside it.
        opens: what of the program helps with it: "microphone-test", "requirements",
            "questions-to-ask", "practice", "mock-feedback", "thank-you", "debrief", or "".
        section: the heading above it.
    """

    list_id: str
    id: str
    text: str
    reason: str
    is_ticked: bool
    is_own: bool
    is_hidden: bool
    due: date | None
    state: DueState
    note: ItemNote
    opens: str
    section: str


@dataclass(frozen=True, slots=True)
class SectionLines:
    """The items under one heading."""

    title: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class ListLines:
    """A list as it is shown; sections without items are left out.

    Attributes:
        id, title, introduction: of the list.
        sections: what is in sight.
        hidden: items that the user has hidden; they can be shown again.
        is_own, is_hidden: of the list.
        is_changed: hidden items or another order: "restore" would do something.
        beside_practice: it is at hand beside a practice question.
    """

    id: str
    title: str
    introduction: str
    sections: tuple[SectionLines, ...]
    hidden: tuple[ItemLine, ...]
    is_own: bool
    is_hidden: bool
    is_changed: bool
    beside_practice: bool

    @property
    def items(self) -> tuple[ItemLine, ...]:
        """All items in sight."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def ticked(self) -> int:
        """How many of them are ticked."""
        return sum(item.is_ticked for item in self.items)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class ListsView:
    """All lists of an interview, or of none.

    Attributes:
        set_id: the interview's id, or NO_INTERVIEW.
        interview: None for NO_INTERVIEW.
        lists: in sight, in the user's order.
        hidden_lists: out of sight.
        undo: what Undo and Redo would do.
    """

    set_id: str
    interview: Interview | None
    lists: tuple[ListLines, ...]
    hidden_lists: tuple[ListLines, ...]
    undo: UndoState

    @property
    def due_today(self) -> tuple[ItemLine, ...]:
        """Not ticked, due today."""
        return self._in_state(DueState.TODAY)

    @property
    def overdue(self) -> tuple[ItemLine, ...]:
        """Not ticked, due before today."""
        return self._in_state(DueState.OVERDUE)

    @property
    def ticked(self) -> int:
        """How many items of all lists in sight are ticked."""
        return sum(one.ticked for one in self.lists)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(one.total for one in self.lists)

    def get(self, list_id: str) -> ListLines:
        """One list, hidden or not; InputFault(UNKNOWN_CHECKLIST) with the nearest id."""
        by_id = {one.id: one for one in (*self.lists, *self.hidden_lists)}
        if list_id not in by_id:
            nearest = process.extractOne(list_id, list(by_id), score_cutoff=60)
            suggestion = nearest[0] if nearest else ""
            raise InputFault(FaultCode.UNKNOWN_CHECKLIST, checklist=list_id, suggestion=suggestion)
        return by_id[list_id]

    def _in_state(self, state: DueState) -> tuple[ItemLine, ...]:
        found = (item for one in self.lists for item in one.items if item.state is state)
        return tuple(sorted(found, key=lambda item: item.due or date.max))


def list_facts(interview: Interview, times: Timetable) -> Mapping[str, str]:
    """What the texts of items can name in braces; what an interview has not is left out."""
    details = interview.details
    facts = {
        "company": details.company,
        "role": details.role,
        "place": details.place,
        "starts": f"{times.starts:%H:%M}",
        "ready_by": f"{times.ready_by:%H:%M}",
    }
    if times.copies is not None and times.not_before is not None:
        facts["copies"] = str(times.copies)
        facts["not_before"] = f"{times.not_before:%H:%M}"
    if times.leave_by is not None:
        facts["leave_by"] = f"{times.leave_by:%H:%M}"
    return {name: fact for name, fact in facts.items() if fact}


class ListReader:
    """Turns lists into what is shown of them."""

    def __init__(self, dossier: Dossier, now: datetime, home: ZoneInfo) -> None:
        self._dossier = dossier
        self._now = now
        self._home = home
        self._book: Workbook = dossier.book
        interview = dossier.interview
        self._facts: Mapping[str, str] = (
            list_facts(interview, make_timetable(interview, home)) if interview else {}
        )

    def read(self, checklist: Checklist) -> ListLines:
        """All of a list."""
        changes = self._book.changes
        sections = tuple(
            SectionLines(
                section.title,
                tuple(
                    self._item(checklist.id, section.title, item)
                    for item in section.items
                    if self._is_for_format(item)
                ),
            )
            for section in checklist.sections
        )
        return ListLines(
            id=checklist.id,
            title=checklist.title,
            introduction=checklist.introduction,
            sections=tuple(_in_sight(sections)),
            hidden=tuple(item for one in sections for item in one.items if item.is_hidden),
            is_own=checklist.id in {one.id for one in changes.lists},
            is_hidden=checklist.id in changes.hidden_lists,
            is_changed=changes != restore_list(changes, checklist.id),
            beside_practice=checklist.beside_practice,
        )

    def _item(self, list_id: str, section: str, item: ChecklistItem) -> ItemLine:
        key, interview = (list_id, item.id), self._dossier.interview
        ticked = key in self._dossier.ticks
        use_facts = item.computed and gaps(item.computed) <= set(self._facts)
        return ItemLine(
            list_id=list_id,
            id=item.id,
            text=fill_in(item.computed, self._facts) if use_facts else item.text,
            reason=item.reason,
            is_ticked=ticked,
            is_own=self._book.changes.own_item(key) is not None,
            is_hidden=key in self._book.changes.hidden_items,
            due=due_date(item, interview, self._home),
            state=due_state(
                item, ticked=ticked, interview=interview, now=self._now, home=self._home
            ),
            note=self._book.note(key),
            opens=item.opens,
            section=section,
        )

    def _is_for_format(self, item: ChecklistItem) -> bool:
        interview = self._dossier.interview
        return interview is None or not item.formats or interview.details.format in item.formats


def _in_sight(sections: Iterable[SectionLines]) -> Iterable[SectionLines]:
    for section in sections:
        items = tuple(item for item in section.items if not item.is_hidden)
        if items:
            yield SectionLines(section.title, items)
