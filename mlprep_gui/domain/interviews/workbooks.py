"""Everything that the user prepares and writes for one interview, beside its ticks."""

from dataclasses import dataclass, field, replace
from datetime import date

from mlprep_gui.domain.interviews.list_editing import Key, ListChanges
from mlprep_gui.domain.interviews.requirements import Requirement

NEXT_STEPS = "next-steps"
"""The question to ask that is always there."""


@dataclass(frozen=True, slots=True)
class ItemNote:
    """Notes beside an item of a checklist.

    Attributes:
        list_id, item_id: the item.
        text: free text; its links are found by ``find_links``.
        links: further ones, as the user typed them.
    """

    list_id: str
    item_id: str
    text: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jotting:
    """A line of the user's own: a question to ask, a strength, or a question that was asked."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """Something to improve, and what one does about it."""

    text: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class MockFeedback:
    """What somebody said after a mock interview.

    Attributes:
        id: unique within its interview.
        day: when it was.
        by: who said it.
        answers: pairs of ids of the form's items and of the answers chosen.
        text: free text.
    """

    id: str
    day: date
    by: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class ThankYouNote:
    """A note as it stands in the fields; empty before the first draft.

    Attributes:
        to: the interviewer's name.
        mail: the address, may be "".
        topic: what is remembered of the talk.
        subject, body: the note.
    """

    to: str = ""
    mail: str = ""
    topic: str = ""
    subject: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Debrief:
    """What is written down afterwards.

    Attributes:
        asked: the questions that were asked.
        went_well, to_practise: free text.
        follow_up: the day on which to ask politely.
    """

    asked: tuple[Jotting, ...] = ()
    went_well: str = ""
    to_practise: str = ""
    follow_up: date | None = None


def _three_areas() -> tuple[Area, ...]:
    return (Area(), Area(), Area())


@dataclass(frozen=True, slots=True)
class Workbook:
    """One interview's own pages.

    Attributes:
        changes: to the lists.
        notes: beside items.
        description: the job's, as plain text.
        requirements: in the user's order.
        questions: to ask; without NEXT_STEPS where that has not been moved.
        strengths, areas: for the answers; there are always three areas.
        feedback: of mock interviews, oldest first.
        thank_you, debrief: afterwards.
    """

    changes: ListChanges = field(default_factory=ListChanges)
    notes: tuple[ItemNote, ...] = ()
    description: str = ""
    requirements: tuple[Requirement, ...] = ()
    questions: tuple[Jotting, ...] = ()
    strengths: tuple[Jotting, ...] = ()
    areas: tuple[Area, ...] = field(default_factory=_three_areas)
    feedback: tuple[MockFeedback, ...] = ()
    thank_you: ThankYouNote = field(default_factory=ThankYouNote)
    debrief: Debrief = field(default_factory=Debrief)

    def note(self, key: Key) -> ItemNote:
        """The notes beside an item; empty where there are none."""
        found = (one for one in self.notes if (one.list_id, one.item_id) == key)
        return next(found, ItemNote(*key))


def put_note(book: Workbook, note: ItemNote) -> Workbook:
    """With these notes in the place of the item's earlier ones; empty ones go."""
    key = (note.list_id, note.item_id)
    others = tuple(one for one in book.notes if (one.list_id, one.item_id) != key)
    is_empty = not note.text.strip() and not note.links
    return replace(book, notes=others if is_empty else (*others, note))


def all_questions(book: Workbook, next_steps: str) -> tuple[Jotting, ...]:
    """The questions to ask, with the one that cannot be forgotten at the end or where it was put.

    Its words are those of ``next_steps``.
    """
    fixed = Jotting(NEXT_STEPS, next_steps)
    if any(one.id == NEXT_STEPS for one in book.questions):
        return tuple(fixed if one.id == NEXT_STEPS else one for one in book.questions)
    return (*book.questions, fixed)
