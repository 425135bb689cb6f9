"""Checklists and the self-check as TOML files: their fields, and what is wrong in them."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from mlprep_gui.adapters.bank.packs import did_you_mean
from mlprep_gui.domain.checklists import Checklist, ChecklistItem, ChecklistSection
from mlprep_gui.domain.errors import BankFault, FaultCode
from mlprep_gui.domain.interviews.interview import InterviewFormat
from mlprep_gui.domain.interviews.list_editing import OWN
from mlprep_gui.domain.interviews.preparation_texts import PreparationTexts, gaps
from mlprep_gui.domain.self_checks import SelfCheck, SelfCheckAnswer, SelfCheckItem
from mlprep_gui.services.ports.texts import PackProblem

SELF_CHECK = "_self-check.toml"
"""Files whose names begin with an underscore are no checklists."""
MOCK_FEEDBACK = "_mock-feedback.toml"
TEXTS = "_texts.toml"

_FACTS = frozenset(
    {"company", "role", "place", "starts", "ready_by", "not_before", "leave_by", "copies"}
)
"""What an item's computed text can name."""


class TomlChecklists:
    """The ChecklistSource port on a folder of files, one a list."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> tuple[Checklist, ...]:
        """The lists by the ``order`` in their files.

        Raises:
            BankFault: PACK_BROKEN with every problem of every file.
        """
        problems: list[PackProblem] = []
        found: list[tuple[float, Checklist]] = []
        seen: set[str] = set()
        for path in sorted(self._folder.glob("[!_]*.toml")):
            table = _load(path, problems)
            if table is not None:
                found.append((table.number("order"), _read_checklist(table, seen)))
        _raise_problems(self._folder, problems)
        return tuple(checklist for _, checklist in sorted(found, key=lambda pair: pair[0]))


def load_self_check(folder: Path, name: str = SELF_CHECK) -> SelfCheck:
    """The self-check among a folder's checklists, or another form of its kind.

    Raises:
        BankFault: PACK_BROKEN.
    """
    problems: list[PackProblem] = []
    table = _load(folder / name, problems)
    self_check = None if table is None else _read_self_check(table)
    _raise_problems(folder, problems)
    assert self_check is not None
    return self_check


def load_texts(folder: Path) -> PreparationTexts:
    """The texts with gaps among a folder's checklists; raises BankFault(PACK_BROKEN)."""
    problems: list[PackProblem] = []
    table = _load(folder / TEXTS, problems)
    names = [field.name for field in fields(PreparationTexts)]
    texts: dict[str, str] = {}
    if table is not None:
        table.allow(*names)
        texts = {name: table.text(name) for name in names}
    _raise_problems(folder, problems)
    return PreparationTexts(**texts)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a file, which collects what is wrong with its values.

    What cannot be used is reported and stands as an empty value, so that reading goes on.
    """

    path: Path
    place: str
    values: dict[str, Any]
    problems: list[PackProblem]

    def report(self, key: str, message: str) -> None:
        """Note a problem of a field, or of the whole table for ""."""
        place = ".".join(part for part in (self.place, key) if part)
        self.problems.append(PackProblem(self.path, place, message))

    def allow(self, *known: str) -> None:
        """Report the fields that nobody will read."""
        for key in [key for key in self.values if key not in known]:
            self.report(key, f"is no known field{did_you_mean(key, known)}")

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.report(key, "is missing" if value is None else "must be text that is not empty")
        return ""

    def new_id(self, seen: set[str]) -> str:
        """The table's id, which no other has."""
        new = self.text("id")
        if new.startswith(OWN):
            self.report("id", f"must not begin with {OWN!r}, as the users' own do")
        if new in seen:
            self.report("id", f"{new!r} is used twice")
        seen.add(new)
        return new

    def number(self, key: str) -> float:
        """A number."""
        value = self.values.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        self.report(key, "is missing" if value is None else "must be a number")
        return 0

    def flag(self, key: str) -> bool:
        """True or false; false where it is not there."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.report(key, "must be true or false, without quotation marks")
        return value is True

    def days(self, default: int | None) -> int | None:
        """The days after the interview; the default where they are not there."""
        value = self.values.get("due_days", default)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.report("due_days", "must be a whole number, below 0 for days before")
        return default

    def formats(self, default: tuple[InterviewFormat, ...]) -> tuple[InterviewFormat, ...]:
        """The formats of interview; the default where they are not there."""
        value = self.values.get("formats")
        if value is None:
            return default
        known = list(InterviewFormat)
        if isinstance(value, list) and value and all(one in known for one in value):
            return tuple(InterviewFormat(one) for one in value)
        self.report("formats", f"must be a list of some of {', '.join(known)}")
        return default

    def computed(self) -> str:
        """A text with gaps that only facts of an interview fill; "" where it is not there."""
        if "computed" not in self.values:
            return ""
        text = self.text("computed")
        for gap in sorted(gaps(text) - _FACTS):
            self.report("computed", f"has no fact {gap!r}{did_you_mean(gap, tuple(_FACTS))}")
        return text

    def rows(self, key: str) -> tuple["_Table", ...]:
        """The tables of a list, at least one."""
        rows = self.values.get(key)
        if not isinstance(rows, list) or not rows or not all(isinstance(r, dict) for r in rows):
            self.report(key, f"must be tables, at least one: write [[{key}]] above each")
            return ()
        return tuple(
            _Table(self.path, self._place_of(key, number, row), row, self.problems)
            for number, row in enumerate(rows, start=1)
        )

    def _place_of(self, key: str, number: int, row: dict[str, Any]) -> str:
        name = row.get("id", number)
        return f"{self.place}.{key}[{name}]" if self.place else f"{key}[{name}]"


def _load(path: Path, problems: list[PackProblem]) -> _Table | None:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        problems.append(PackProblem(path, "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError:
        problems.append(PackProblem(path, "", "is not text in UTF-8"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(PackProblem(path, "", f"is not valid TOML: {error}"))
    else:
        return _Table(path, "", values, problems)
    return None


def _raise_problems(folder: Path, problems: list[PackProblem]) -> None:
    if problems:
        lines = [
            ": ".join(part for part in (problem.path.name, problem.place, problem.message) if part)
            for problem in problems
        ]
        raise BankFault(FaultCode.PACK_BROKEN, path=str(folder), problems="\n".join(lines))


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What holds for an item that does not say it."""

    due_days: int | None = None
    formats: tuple[InterviewFormat, ...] = ()

    def of(self, table: _Table) -> "_Defaults":
        """These, as far as a table does not say otherwise."""
        return _Defaults(table.days(self.due_days), table.formats(self.formats))


def _read_checklist(table: _Table, seen_lists: set[str]) -> Checklist:
    table.allow(
        "id", "order", "title", "introduction", "beside_practice", "due_days", "formats", "sections"
    )
    seen: set[str] = set()
    defaults = _Defaults().of(table)
    return Checklist(
        id=table.new_id(seen_lists),
        title=table.text("title"),
        introduction=table.text("introduction"),
        sections=tuple(_read_section(one, seen, defaults) for one in table.rows("sections")),
        beside_practice=table.flag("beside_practice"),
    )


def _read_section(table: _Table, seen: set[str], defaults: _Defaults) -> ChecklistSection:
    table.allow("title", "due_days", "formats", "items")
    own = defaults.of(table)
    return ChecklistSection(
        title=table.text("title"),
        items=tuple(_read_item(item, seen, own) for item in table.rows("items")),
    )


def _read_item(table: _Table, seen: set[str], defaults: _Defaults) -> ChecklistItem:
    table.allow("id", "text", "reason", "computed", "due_days", "formats", "opens")
    own = defaults.of(table)
    return ChecklistItem(
        id=table.new_id(seen),
        text=table.text("text"),
        reason=table.text("reason"),
        computed=table.computed(),
        due_days=own.due_days,
        formats=own.formats,
        opens=table.text("opens") if "opens" in table.values else "",
    )


def _read_self_check(table: _Table) -> SelfCheck:
    table.allow("title", "introduction", "items")
    seen: set[str] = set()
    return SelfCheck(
        title=table.text("title"),
        introduction=table.text("introduction"),
        items=tuple(_read_self_check_item(item, seen) for item in table.rows("items")),
    )


def _read_self_check_item(table: _Table, seen: set[str]) -> SelfCheckItem:
    table.allow("id", "text", "reason", "answers")
    seen_answers: set[str] = set()
    answers = tuple(_read_answer(answer, seen_answers) for answer in table.rows("answers"))
    if answers and len(answers) not in {2, 3}:
        table.report("answers", f"has {len(answers)} of them; give two or three")
    elif answers and sum(not answer.hint for answer in answers) != 1:
        table.report("answers", "need a hint each, except for the one to hope for")
    return SelfCheckItem(
        id=table.new_id(seen),
        text=table.text("text"),
        reason=table.text("reason"),
        answers=answers,
    )


def _read_answer(table: _Table, seen: set[str]) -> SelfCheckAnswer:
    table.allow("id", "text", "hint")
    return SelfCheckAnswer(
        id=table.new_id(seen),
        text=table.text("text"),
        hint=table.text("hint") if "hint" in table.values else "",
    )
