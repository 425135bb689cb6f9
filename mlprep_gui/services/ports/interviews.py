"""Interviews, what belongs to them, and their files: ports."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.domain.interviews.list_editing import Key
from mlprep_gui.domain.interviews.workbooks import Workbook

NO_INTERVIEW = ""
"""The set of lists that belongs to no interview."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is kept for one interview, or for none.

    Attributes:
        set_id: the interview's id or NO_INTERVIEW.
        interview: None for NO_INTERVIEW.
        book: what the user wrote.
        ticks: keys of the ticked items, also of items that no list has any more.
    """

    set_id: str = NO_INTERVIEW
    interview: Interview | None = None
    book: Workbook = field(default_factory=Workbook)
    ticks: frozenset[Key] = frozenset()


class DossierStore(Protocol):
    """Dossiers. Called from the same thread as the attempts' store; each call is durable.

    Every method raises StorageFault where the world fails.
    """

    def interviews(self) -> tuple[Interview, ...]:
        """All interviews, the one that begins first first."""

    def get(self, set_id: str) -> Dossier:
        """One dossier; KeyError for an unknown interview."""

    def put(self, dossier: Dossier) -> None:
        """Keep all of it, in one transaction."""

    def remove(self, set_id: str) -> None:
        """Forget all of it; harmless where there is nothing."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder: when, aware, and its text."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An interview for a calendar program.

    Attributes:
        uid: the same whenever it is written, so that a calendar replaces the entry.
        title, place, notes: texts.
        starts, ends: aware, UTC.
        zone: in which it is written.
        written_at: UTC.
        alarms: in their order.
    """

    uid: str
    title: str
    place: str
    notes: str
    starts: datetime
    ends: datetime
    zone: str
    written_at: datetime
    alarms: tuple[Alarm, ...]


class CalendarWriter(Protocol):
    """Files for calendar programs."""

    def text(self, entry: CalendarEntry) -> str:
        """The entry as the text of an .ics file, with its line ends."""

    def write(self, path: Path, entry: CalendarEntry) -> None:
        """Write the file; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""


class HomeZone(Protocol):
    """The user's own clocks."""

    def zone(self) -> ZoneInfo:
        """The system's time zone; UTC where it cannot be told."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An item of a list in a file; the id is "" where the file has none."""

    text: str
    reason: str = ""
    section: str = ""
    is_ticked: bool = False
    due_days: int | None = None


@dataclass(frozen=True, slots=True)
class ListDocument:
    """A checklist as a file holds it."""

    title: str
    introduction: str
    entries: tuple[ListEntry, ...]


class ListFiles(Protocol):
    """Checklists as files of their own: TOML, or Markdown task lists by the name's end."""

    def read(self, path: Path) -> ListDocument:
        """Read one; raises InputFault(FILE_MISSING, UNREADABLE_TEXT or LIST_BROKEN)."""

    def write(self, path: Path, document: ListDocument) -> None:
        """Write one, wholly or not at all; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""
