"""Checklists: what to have ready, in sections, each item with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from mlprep_gui.domain.interviews.interview import InterviewFormat


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to tick off.

    Attributes:
        id: stable within its list; ticks are stored by it.
        text: what to do.
        reason: one sentence on why it matters.
        computed: the text where an interview is known, with names of facts in braces; "" where it
            is the same.
        due_days: days after the interview, below 0 for days before; None where it has no date.
        formats: the formats of interview that it is for; all where empty.
        opens: what of the program helps with it, as "microphone-test"; "" for nothing.
    """

    id: str
    text: str
    reason: str
    computed: str = ""
    due_days: int | None = None
    formats: tuple[InterviewFormat, ...] = ()
    opens: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistSection:
    """Items under one heading."""

    title: str
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A named list.

    Attributes:
        id: stable; ticks are stored by it.
        title: its heading.
        introduction: one or two sentences above the items.
        sections: in order, at least one.
        beside_practice: whether it is at hand beside a practice question.
    """

    id: str
    title: str
    introduction: str
    sections: tuple[ChecklistSection, ...]
    beside_practice: bool = False

    def items(self) -> Iterator[ChecklistItem]:
        """All items in order."""
        for section in self.sections:
            yield from section.items
