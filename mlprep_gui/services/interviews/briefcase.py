"""The one page for the briefcase: what of an interview is worth having on paper."""

from dataclasses import dataclass
from typing import TypeVar

from mlprep_gui.domain.interviews.interview import InterviewDetails
from mlprep_gui.domain.interviews.preparation_texts import PreparationTexts
from mlprep_gui.domain.interviews.requirements import Requirement, Strength
from mlprep_gui.domain.interviews.timetable import Timetable
from mlprep_gui.domain.interviews.workbooks import Area, all_questions
from mlprep_gui.services.interviews.list_lines import ItemLine, ListsView
from mlprep_gui.services.ports.interviews import Dossier

T = TypeVar("T")

_MOST_PAPERS = 8
_MOST_QUESTIONS = 7
_MOST_REQUIREMENTS = 6
_MOST_STRENGTHS = 5
_MOST_NOTES = 6
_MOST_REMINDERS = 8
_LONGEST = 160
_LONGEST_NOTES = 400


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What was found out, with the item beside which it stands."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class BriefcaseSheet:
    """All that the page shows, cut so that it fits one page.

    Attributes:
        details: company, role, format, place, interviewers.
        times: all times, on the user's clocks; ``starts_there`` on the interview's.
        papers: what to take, ticked or not; of each there are ``times.copies``.
        questions: to ask, the next steps always among them.
        requirements: the strong ones first, each with evidence or a bridge.
        strengths, areas: for the answers.
        notes: on the company.
        reminders: for the day itself.
        own_notes: of the interview.
        left_out: how many entries did not fit.
    """

    details: InterviewDetails
    times: Timetable
    papers: tuple[ItemLine, ...]
    questions: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    strengths: tuple[str, ...]
    areas: tuple[Area, ...]
    notes: tuple[SheetNote, ...]
    reminders: tuple[str, ...]
    own_notes: str
    left_out: int


def pack_briefcase(
    dossier: Dossier, times: Timetable, lists: ListsView, texts: PreparationTexts
) -> BriefcaseSheet:
    """The sheet of an interview; the dossier must have one."""
    assert dossier.interview is not None
    book = dossier.book
    shown = {item_list.id: item_list.items for item_list in lists.lists}
    cut = _Cutter()
    questions = all_questions(book, texts.next_steps)
    strong_first = list(Strength)
    covered = sorted(
        (one for one in book.requirements if one.is_covered),
        key=lambda one: strong_first.index(one.strength),
    )
    papers = tuple(item for item in shown.get("day-before", ()) if item.opens == "papers")
    notes = tuple(
        SheetNote(_short(item.text), _short(item.note.text))
        for item in shown.get("research", ())
        if item.note.text.strip()
    )
    # The question that cannot be forgotten is not cut away either.
    fixed = texts.next_steps
    asked = [_short(one.text) for one in questions if one.text != fixed]
    return BriefcaseSheet(
        details=dossier.interview.details,
        times=times,
        papers=cut(papers, _MOST_PAPERS),
        questions=(*cut(tuple(asked), _MOST_QUESTIONS - 1), fixed),
        requirements=cut(tuple(covered), _MOST_REQUIREMENTS),
        strengths=cut(tuple(_short(one.text) for one in book.strengths), _MOST_STRENGTHS),
        areas=tuple(one for one in book.areas if one.text.strip()),
        notes=cut(notes, _MOST_NOTES),
        reminders=tuple(item.text for item in shown.get("on-the-day", ()))[:_MOST_REMINDERS],
        own_notes=_short(dossier.interview.details.notes, _LONGEST_NOTES),
        left_out=cut.left_out,
    )


class _Cutter:
    """Cuts lists short and counts what it cut away."""

    def __init__(self) -> None:
        self.left_out = 0

    def __call__(self, things: tuple[T, ...], most: int) -> tuple[T, ...]:
        self.left_out += max(0, len(things) - most)
        return things[:most]


def _short(text: str, longest: int = _LONGEST) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"
