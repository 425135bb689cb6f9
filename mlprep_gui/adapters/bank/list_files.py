"""A checklist as a file to take away: TOML, or a Markdown task list."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w

from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import FaultCode, InputFault
from mlprep_gui.durable_files import replace_file
from mlprep_gui.services.ports.interviews import ListDocument, ListEntry

_MARKDOWN = frozenset({".md", ".markdown", ".mkd"})
_MOST_BYTES = 1_000_000
_MOST_ENTRIES = 1_000
_TASK = re.compile(r"^\s{0,3}(?:[-*+]|\d+[.)])\s+(?:\[(?P<mark>[ xX])\]\s+)?(?P<text>\S.*)$")
_HEADING = re.compile(r"^#{1,6}\s+(?P<text>\S.*?)\s*#*$")
_BAD_MARK = re.compile(r"^\s{0,3}[-*+]\s+\[(?![ xX]\]\s)(?!.*\]\()")


class ListFileFolder:
    """The ListFiles port."""

    def read(self, path: Path) -> ListDocument:
        """Read a list by its name's end: .md is Markdown, everything else TOML.

        Raises:
            InputFault: FILE_MISSING, UNREADABLE_TEXT or LIST_BROKEN with the line.
        """
        text = _read_text(path)
        document = _read_markdown(path, text) if _is_markdown(path) else _read_toml(path, text)
        if not document.entries:
            raise _broken(path, 1, "it has no items")
        if len(document.entries) > _MOST_ENTRIES:
            raise _broken(path, 1, f"it has more than {_MOST_ENTRIES:,} items")
        return document

    def write(self, path: Path, document: ListDocument) -> None:
        """Write a list; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""
        text = _write_markdown(document) if _is_markdown(path) else _write_toml(document)
        try:
            replace_file(path, text.encode("utf-8", "replace"))
        except OSError as error:
            raise disk_fault(error, path.parent) from error


def _is_markdown(path: Path) -> bool:
    return path.suffix.casefold() in _MARKDOWN


def _broken(path: Path, line: int, reason: str) -> InputFault:
    return InputFault(FaultCode.LIST_BROKEN, path=str(path), line=line, reason=reason)


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _broken(path, 1, f"it has more than {_MOST_BYTES:,} bytes")
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise InputFault(FaultCode.FILE_MISSING, path=str(path)) from error
    except UnicodeDecodeError as error:
        reason = "it is no UTF-8 text"
        raise InputFault(FaultCode.UNREADABLE_TEXT, path=str(path), reason=reason) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputFault(FaultCode.UNREADABLE_TEXT, path=str(path), reason=reason) from error


# Markdown --------------------------------------------------------------------------------------


def _read_markdown(path: Path, text: str) -> ListDocument:
    title, section = "", ""
    introduction: list[str] = []
    entries: list[ListEntry] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if _BAD_MARK.match(line):
            raise _broken(path, number, "a box must be [ ] or [x], with a blank behind it")
        if heading := _HEADING.match(line):
            if not title and not entries:
                title = heading["text"]
            else:
                section = heading["text"]
        elif task := _TASK.match(line):
            entries.append(_entry_of(task, section))
        elif line.strip() and entries and line[:1].isspace():
            entries[-1] = _with_reason(entries[-1], line.strip())
        elif line.strip() and not entries:
            introduction.append(line.strip())
    return ListDocument(title or path.stem, " ".join(introduction), tuple(entries))


def _entry_of(task: re.Match[str], section: str) -> ListEntry:
    is_ticked = (task["mark"] or " ") in "xX"
    return ListEntry(task["text"].strip(), section=section, is_ticked=is_ticked)


def _with_reason(entry: ListEntry, more: str) -> ListEntry:
    reason = f"{entry.reason} {more}".strip()
    return ListEntry(entry.text, reason, entry.section, entry.is_ticked, entry.due_days)


def _write_markdown(document: ListDocument) -> str:
    return "\n".join(_markdown_lines(document)) + "\n"


def _markdown_lines(document: ListDocument) -> Iterator[str]:
    yield f"# {_one_line(document.title)}"
    if document.introduction:
        yield ""
        yield _one_line(document.introduction)
    section = None
    for entry in document.entries:
        if entry.section != section:
            section = entry.section
            yield ""
            if section:
                yield f"## {_one_line(section)}"
                yield ""
        yield f"- [{'x' if entry.is_ticked else ' '}] {_one_line(entry.text)}"
        if entry.reason:
            yield f"  {_one_line(entry.reason)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


# TOML ------------------------------------------------------------------------------------------


def _write_toml(document: ListDocument) -> str:
    table: dict[str, Any] = {"title": document.title}
    if document.introduction:
        table["introduction"] = document.introduction
    table["items"] = [_entry_table(entry) for entry in document.entries]
    return tomli_w.dumps(table)


def _entry_table(entry: ListEntry) -> dict[str, Any]:
    table: dict[str, Any] = {"text": entry.text}
    if entry.reason:
        table["reason"] = entry.reason
    if entry.section:
        table["section"] = entry.section
    if entry.due_days is not None:
        table["due_days"] = entry.due_days
    return table | {"ticked": entry.is_ticked}


def _read_toml(path: Path, text: str) -> ListDocument:
    """The form that ``_write_toml`` writes, or that of the shipped lists with their sections."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else max(1, text.count("\n"))
        raise _broken(path, line, f"it is not valid TOML: {error}") from error
    except RecursionError as error:
        raise _broken(path, 1, "its brackets are nested too deeply") from error
    reader = _TomlReader(path, text)
    sections = table.get("sections", [])
    if not isinstance(sections, list):
        raise reader.fault("sections", "sections must be tables: write [[sections]] above each")
    entries = reader.entries(table.get("items", []), "items", "")
    for section in sections:
        if not isinstance(section, dict):
            raise reader.fault("sections", "sections must be tables")
        title = reader.text(section, "title", "title")
        entries += reader.entries(section.get("items", []), "sections.items", title)
    title = reader.text(table, "title", "title") or path.stem
    return ListDocument(title, reader.text(table, "introduction", "introduction"), tuple(entries))


class _TomlReader:
    """Turns tables into entries, and knows on which line each began."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._seen: dict[str, int] = {}

    def entries(self, rows: object, header: str, section: str) -> list[ListEntry]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.fault(header, f"items must be tables: write [[{header}]] above each")
        return [self._entry(row, header, section) for row in rows]

    def text(self, table: dict[str, Any], key: str, place: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value.strip()
        raise self.fault(place, f"{key} must be text in quotation marks")

    def fault(self, place: str, reason: str) -> InputFault:
        return _broken(self._path, self._line_of(place, 1), reason)

    def _entry(self, row: dict[str, Any], header: str, section: str) -> ListEntry:
        self._seen[header] = self._seen.get(header, 0) + 1
        line = self._line_of(header, self._seen[header])
        for key in ("text", "reason", "section"):
            if not isinstance(row.get(key, ""), str):
                raise _broken(self._path, line, f"{key} must be text in quotation marks")
        text = row.get("text", "").strip()
        if not text:
            raise _broken(self._path, line, "this item has no text")
        ticked, due = row.get("ticked", False), row.get("due_days")
        if not isinstance(ticked, bool):
            raise _broken(self._path, line, "ticked must be true or false")
        if due is not None and (not isinstance(due, int) or isinstance(due, bool)):
            raise _broken(self._path, line, "due_days must be a whole number")
        reason = row.get("reason", "").strip()
        return ListEntry(text, reason, row.get("section", section).strip(), ticked, due)

    def _line_of(self, place: str, number: int) -> int:
        """The line of a table's n-th header, or of a key; 1 where it stands elsewhere."""
        pattern = re.compile(rf"\s*(?:\[\[?\s*{re.escape(place)}\s*\]\]?|{re.escape(place)}\s*=)")
        found = [at for at, line in enumerate(self._lines, start=1) if pattern.match(line)]
        return found[number - 1] if len(found) >= number else 1
