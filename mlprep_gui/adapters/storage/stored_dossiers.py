"""How interviews and workbooks are written into columns: JSON in a form of its own.

Every field that came later has a default, so that what an earlier version wrote can be read.
"""

from datetime import date, time
from typing import Any, TypeVar

import msgspec

from mlprep_gui.adapters.storage.stored import write_text
from mlprep_gui.domain.interviews.interview import InterviewDetails, InterviewFormat
from mlprep_gui.domain.interviews.requirements import Strength
from mlprep_gui.domain.interviews.workbooks import Workbook

T = TypeVar("T")


class _Interviewer(msgspec.Struct, frozen=True, omit_defaults=True):
    name: str
    role: str = ""


class _Details(msgspec.Struct, frozen=True, omit_defaults=True):
    company: str
    role: str
    day: date
    clock: time
    zone: str
    fold: int | None = None
    duration_min: int = 60
    format: InterviewFormat = InterviewFormat.ON_SITE
    place: str = ""
    interviewers: tuple[_Interviewer, ...] = ()
    people: int = 1
    journey_min: int = 0
    notes: str = ""


class _OwnList(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    title: str
    introduction: str = ""


class _OwnItem(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    list_id: str
    list_title: str
    text: str
    reason: str = ""
    section: str = ""
    due_days: int | None = None


class _Changes(msgspec.Struct, frozen=True, omit_defaults=True):
    lists: tuple[_OwnList, ...] = ()
    items: tuple[_OwnItem, ...] = ()
    hidden_lists: tuple[str, ...] = ()
    hidden_items: tuple[tuple[str, str], ...] = ()
    list_order: tuple[str, ...] = ()
    item_order: tuple[tuple[str, tuple[str, ...]], ...] = ()


class _Note(msgspec.Struct, frozen=True, omit_defaults=True):
    list_id: str
    item_id: str
    text: str = ""
    links: tuple[str, ...] = ()


class _Requirement(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    text: str
    evidence: str = ""
    strength: Strength = Strength.UNSAID
    bridge: str = ""


class _Jotting(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    text: str


class _Area(msgspec.Struct, frozen=True, omit_defaults=True):
    text: str = ""
    action: str = ""


class _Feedback(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    day: date
    by: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    text: str = ""


class _ThankYou(msgspec.Struct, frozen=True, omit_defaults=True):
    to: str = ""
    mail: str = ""
    topic: str = ""
    subject: str = ""
    body: str = ""


class _Debrief(msgspec.Struct, frozen=True, omit_defaults=True):
    asked: tuple[_Jotting, ...] = ()
    went_well: str = ""
    to_practise: str = ""
    follow_up: date | None = None


class _Workbook(msgspec.Struct, frozen=True, omit_defaults=True):
    changes: _Changes = _Changes()
    notes: tuple[_Note, ...] = ()
    description: str = ""
    requirements: tuple[_Requirement, ...] = ()
    questions: tuple[_Jotting, ...] = ()
    strengths: tuple[_Jotting, ...] = ()
    areas: tuple[_Area, ...] = (_Area(), _Area(), _Area())
    feedback: tuple[_Feedback, ...] = ()
    thank_you: _ThankYou = _ThankYou()
    debrief: _Debrief = _Debrief()


def write_details(details: InterviewDetails) -> str:
    """An interview's details."""
    return _write(details, _Details)


def read_details(text: str) -> InterviewDetails:
    """The details that ``write_details`` wrote."""
    return _read(text, _Details, InterviewDetails)


def write_workbook(book: Workbook) -> str:
    """A workbook."""
    return _write(book, _Workbook)


def read_workbook(text: str) -> Workbook:
    """The workbook that ``write_workbook`` wrote."""
    return _read(text, _Workbook, Workbook)


def _write(value: object, form: type[msgspec.Struct]) -> str:
    stored = msgspec.convert(_clean(msgspec.to_builtins(value)), form)
    return msgspec.json.encode(stored).decode("utf-8")


def _read(text: str, form: type[Any], kind: type[T]) -> T:
    stored = msgspec.json.decode(text, type=form)
    return msgspec.convert(stored, kind, from_attributes=True)


def _clean(value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
    """The same with texts that SQLite takes."""
    if isinstance(value, str):
        return write_text(value)
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value
