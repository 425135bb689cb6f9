"""What the sheet for the briefcase says, in words, and what is left out first when room is short.

No Qt here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mlprep_gui.domain.interviews.interview import InterviewDetails
from mlprep_gui.domain.interviews.requirements import Requirement, Strength
from mlprep_gui.services.interviews.briefcase import BriefcaseSheet
from mlprep_gui.ui.interview_wording import FORMATS, PLACES, say_moment, say_zone

_LONGEST = 160
_MOST_IN_HEAD = 120
_COLUMN = 38
"""About so many letters stand in a line of a column."""

QUESTIONS = "Questions to ask"
"""The heading of a section."""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Some lines under a heading.

    Attributes:
        title: the heading.
        lines: the text of each.
        are_ticked: they are ticked off on the paper.
    """

    title: str
    lines: tuple[str, ...]
    are_ticked: bool = False

    @property
    def height(self) -> int:
        """About how many lines of a column it fills, with its heading."""
        return 2 + sum(1 + len(line) // _COLUMN for line in self.lines)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """All that stands on the sheet.

    Attributes:
        title: company and role.
        moment: when, on the user's clocks.
        facts: pairs of a name and what is to be known by that name, in a word or two.
        places: the same, for what may fill a line.
        sections: what is to be read beside each other in two columns.
        left_out: how many lines there was no room for.
    """

    title: str
    moment: str
    facts: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    sections: tuple[SheetSection, ...]
    left_out: int = 0

    @property
    def columns(self) -> tuple[tuple[SheetSection, ...], tuple[SheetSection, ...]]:
        """The sections in their order, shared between two columns of about the same height."""
        heights = [section.height for section in self.sections]
        split = min(
            range(len(heights) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:]))
        )
        return self.sections[:split], self.sections[split:]

    @property
    def more(self) -> str:
        """What is said of the lines that were left out; "" where there are none."""
        if not self.left_out:
            return ""
        lines = "1 more line is" if self.left_out == 1 else f"{self.left_out} more lines are"
        return f"{lines} in MLPrep; there was no room on this page."


def write_sheet(sheet: BriefcaseSheet) -> SheetWords:
    """The sheet in words; no line is longer than a few lines on paper."""
    details = sheet.details
    sections = (
        SheetSection("Interviewers", tuple(_name_interviewers(details))),
        SheetSection("To take with you", tuple(_short(p.text) for p in sheet.papers), True),
        SheetSection("On the day", tuple(_short(line) for line in sheet.reminders)),
        SheetSection(QUESTIONS, tuple(_short(line) for line in sheet.questions), True),
        SheetSection("What the job asks for", tuple(map(_match, sheet.requirements))),
        SheetSection("My strengths", tuple(_short(line) for line in sheet.strengths)),
        SheetSection("What I work on", tuple(_join(one.text, one.action) for one in sheet.areas)),
        SheetSection("About the company", tuple(_join(one.about, one.text) for one in sheet.notes)),
        SheetSection("My notes", tuple(filter(None, (_short(sheet.own_notes, 3 * _LONGEST),)))),
    )
    return SheetWords(
        title=f"{_short(details.company, _MOST_IN_HEAD)}: {_short(details.role, _MOST_IN_HEAD)}",
        moment=f"{say_moment(sheet.times.starts)} ({say_zone(sheet.times.starts)})",
        facts=tuple(_write_facts(sheet)),
        places=tuple(_write_places(sheet)),
        sections=tuple(section for section in sections if section.lines),
        left_out=sheet.left_out,
    )


def drop_line(words: SheetWords) -> SheetWords:
    """The same without a line of the highest section, which is counted as left out.

    The words themselves where nothing is left to drop.
    """
    if not words.sections:
        return words
    highest = max(words.sections, key=lambda section: section.height)
    # The question that must not be forgotten stands last, and is the last to go.
    gone = max(len(highest.lines) - (2 if highest.title == QUESTIONS else 1), 0)
    lines = tuple(line for at, line in enumerate(highest.lines) if at != gone)
    sections = tuple(replace(one, lines=lines) if one is highest else one for one in words.sections)
    return replace(
        words,
        sections=tuple(one for one in sections if one.lines),
        left_out=words.left_out + 1,
    )


def _write_facts(sheet: BriefcaseSheet) -> Iterator[tuple[str, str]]:
    details, times = sheet.details, sheet.times
    on_site = times.not_before is not None
    if times.leave_by is not None:
        yield "Leave home by", f"{times.leave_by:%H:%M}"
    yield ("Arrive by" if on_site else "Be ready by"), f"{times.ready_by:%H:%M}"
    if times.phone_off is not None:
        yield "Phone off", f"{times.phone_off:%H:%M}"
    yield "Ends", f"{times.ends:%H:%M}"
    yield "How", FORMATS[details.format]
    yield "People", str(details.people)
    if times.copies is not None:
        yield "Copies of each paper", str(times.copies)


def _write_places(sheet: BriefcaseSheet) -> Iterator[tuple[str, str]]:
    details, times = sheet.details, sheet.times
    if times.is_elsewhere:
        yield say_zone(times.starts_there), say_moment(times.starts_there)
    if details.place.strip():
        yield PLACES[details.format], _short(details.place)


def _name_interviewers(details: InterviewDetails) -> Iterator[str]:
    for one in details.interviewers:
        yield _short(", ".join(filter(None, (one.name, one.role))))


def _match(requirement: Requirement) -> str:
    is_bridge = requirement.strength is Strength.NONE
    return _join(requirement.text, requirement.bridge if is_bridge else requirement.evidence)


def _join(about: str, text: str) -> str:
    about = _short(about, _LONGEST // 2)
    return f"{about}: {_short(text)}" if text.strip() else about


def _short(text: str, longest: int = _LONGEST) -> str:
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    # A word may be longer than all the room there is.
    return (line[:longest].rpartition(" ")[0] or line[: longest - 2]) + " …"
