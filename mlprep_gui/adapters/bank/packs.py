"""Question packs: TOML files -> questions, with every problem of a file told at once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

from rapidfuzz import process

from mlprep_gui.domain.coverage import Judge
from mlprep_gui.domain.coverage.compilation import CueCompiler
from mlprep_gui.domain.coverage.cues import CueError
from mlprep_gui.domain.coverage.normalise import Normaliser
from mlprep_gui.domain.question_editing import read_keyword
from mlprep_gui.domain.questions import (
    DEFAULT_TIME_LIMIT_S,
    Cue,
    KeyPoint,
    Keyword,
    Mistake,
    Question,
    QuestionBank,
)
from mlprep_gui.services.ports.texts import LoadedBank, PackProblem

VOCABULARY = "_vocabulary.toml"

_QUESTION_FIELDS = (
    "id",
    "order",
    "topic",
    "title",
    "prompt",
    "model_answer",
    "time_limit_s",
    "words",
    "points",
    "mistakes",
)
_POINT_FIELDS = ("id", "meaning", "weight", "terms", "cues", "unless", "keywords")
_MISTAKE_FIELDS = ("id", "correction", "contradicts", "cues", "unless")

WordSets = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TomlPacks:
    """The port ``QuestionSource`` on two folders: the shipped packs and the user's own."""

    shipped: Path
    own: Path | None = None

    def load(self) -> LoadedBank:
        """All packs; a broken one is a problem, never an exception."""
        return load_bank(self.shipped, self.own)


def load_bank(shipped: Path, own: Path | None = None) -> LoadedBank:
    """All packs of two folders; a pack of one's own replaces a shipped one with the same id.

    They are ordered by the packs' ``order``, those without one last, then by id. A file with a
    problem gives no question; the others are not touched by it. A folder that does not exist has
    no packs. The cues of the shipped packs are taken to be right: a test sees to that.
    """
    normaliser = Normaliser()
    problems: list[PackProblem] = []
    shared = _read_vocabulary(shipped / VOCABULARY, problems)
    found = _read_folder(shipped, _Rules(shared, normaliser, check_cues=False), problems)
    if own is not None:
        found.update(_read_folder(own, _Rules(shared, normaliser), problems))
    in_order = [question for _, question in sorted(found.values(), key=_place_in_bank)]
    return LoadedBank(QuestionBank(_fill_in_points(in_order)), tuple(problems))


def load_pack(
    path: Path, vocabulary: Path | None = None
) -> tuple[Question | None, list[PackProblem]]:
    """One file, checked down to its last cue: the question, or None, and all problems.

    The points are those of the file: none where they are still to be proposed.
    """
    problems: list[PackProblem] = []
    shared = {} if vocabulary is None else _read_vocabulary(vocabulary, problems)
    reader = _PackReader(path, _Rules(shared, Normaliser()))
    question = reader.read()
    problems.extend(reader.problems)
    return question, problems


def load_vocabulary(path: Path) -> WordSets:
    """The word sets that every pack may refer to; none of a file that is not there."""
    return _read_vocabulary(path, [])


def _read_folder(
    folder: Path, rules: "_Rules", problems: list[PackProblem]
) -> dict[str, tuple[float, Question]]:
    """The questions of a folder by id, each with its place; problems are added to the list."""
    found: dict[str, tuple[float, Question]] = {}
    files: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name.startswith("_"):
            continue
        reader = _PackReader(path, rules)
        question = reader.read()
        if question is not None and question.id in files:
            reader.report("id", f"{files[question.id]} has the id {question.id!r} as well")
        elif question is not None:
            files[question.id] = path.name
            found[question.id] = (reader.order, question)
        problems.extend(reader.problems)
    return found


def _place_in_bank(entry: tuple[float, Question]) -> tuple[float, str]:
    order, question = entry
    return order, question.id


def _fill_in_points(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Questions that have only a model answer get points that are proposed from it."""
    judge = Judge(questions)
    return tuple(question if question.points else judge.propose(question) for question in questions)


def _read_vocabulary(path: Path, problems: list[PackProblem]) -> WordSets:
    if not path.exists():
        return {}
    reader = _PackReader(path, _Rules({}, Normaliser()))
    table = reader.load()
    words = reader.word_sets(table.get("words", {})) if table is not None else {}
    problems.extend(reader.problems)
    return words


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a pack may refer to, and how closely it is looked at."""

    shared: WordSets
    normaliser: Normaliser
    check_cues: bool = True


@dataclass(slots=True)
class _PackReader:
    """Reads one file and collects what is wrong with it."""

    path: Path
    rules: _Rules
    problems: list[PackProblem] = field(default_factory=list)
    order: float = inf
    _compiler: CueCompiler = field(init=False)
    _lines: list[str] = field(default_factory=list)

    def report(self, where: str, message: str, value: object = None) -> None:
        """Notes a problem; the value helps to find its line."""
        self.problems.append(PackProblem(self.path, self._place(where, value), message))

    def load(self) -> dict[str, Any] | None:
        """The file as a table, or None."""
        try:
            text = self.path.read_text(encoding="utf-8")
        except OSError as error:
            self.report("", f"cannot be read: {error.strerror}")
            return None
        except UnicodeDecodeError:
            self.report("", "is not text in UTF-8")
            return None
        self._lines = text.splitlines()
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.report("", f"is not valid TOML: {error}")
            return None

    def read(self) -> Question | None:
        """The question, or None where there is a problem."""
        table = self.load()
        if table is None:
            return None
        self._check_fields(table, _QUESTION_FIELDS, "")
        self.order = self._positive(table, "order", "", inf)
        own = self.word_sets(table.get("words", {}))
        sets = {**self.rules.shared, **own}
        self._compiler = CueCompiler(sets, self.rules.normaliser)
        points = tuple(self._points(table.get("points", [])))
        point_ids = [point.id for point in points]
        question = Question(
            id=self._text(table, "id", ""),
            topic=self._text(table, "topic", "", "Other"),
            title=self._text(table, "title", "", str(table.get("prompt", ""))[:60]),
            prompt=self._text(table, "prompt", ""),
            model_answer=self._text(table, "model_answer", ""),
            points=points,
            mistakes=tuple(self._mistakes(table.get("mistakes", []), point_ids)),
            time_limit_s=self._positive(table, "time_limit_s", "", DEFAULT_TIME_LIMIT_S),
            word_sets=tuple((name, tuple(texts)) for name, texts in sets.items()),
        )
        return None if self.problems else question

    def word_sets(self, table: object) -> dict[str, Sequence[str]]:
        """Named sets; each is a text with bars, or a list of those."""
        if not isinstance(table, dict):
            self.report("words", "must be a table of names and alternatives")
            return {}
        sets: dict[str, Sequence[str]] = {}
        for name, value in table.items():
            texts = [value] if isinstance(value, str) else value
            if isinstance(texts, list) and texts and all(isinstance(text, str) for text in texts):
                sets[name] = tuple(texts)
            else:
                self.report(f"words.{name}", "must be text, or a list of texts", name)
        return sets

    def _points(self, rows: object) -> Iterator[KeyPoint]:
        seen: set[str] = set()
        for where, row in self._rows(rows, "points"):
            self._check_fields(row, _POINT_FIELDS, where)
            yield KeyPoint(
                id=self._new_id(row, where, seen),
                meaning=self._text(row, "meaning", where),
                weight=self._positive(row, "weight", where, 1.0),
                cues=self._cues(row, "cues", where),
                terms=self._texts(row, "terms", where),
                unless=self._cues(row, "unless", where),
                keywords=self._keywords(row, where),
            )

    def _mistakes(self, rows: object, point_ids: Sequence[str]) -> Iterator[Mistake]:
        seen: set[str] = set()
        for where, row in self._rows(rows, "mistakes"):
            self._check_fields(row, _MISTAKE_FIELDS, where)
            contradicts = self._texts(row, "contradicts", where)
            for point_id in contradicts:
                if point_id not in point_ids:
                    self.report(
                        f"{where}.contradicts",
                        f"there is no point {point_id!r}{did_you_mean(point_id, point_ids)}",
                        point_id,
                    )
            yield Mistake(
                id=self._new_id(row, where, seen),
                correction=self._text(row, "correction", where),
                contradicts=contradicts,
                cues=self._cues(row, "cues", where),
                unless=self._cues(row, "unless", where),
            )

    def _rows(self, rows: object, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.report(where, f"must be tables: write [[{where}]] above each", where)
            return
        for nth, row in enumerate(rows, start=1):
            yield f"{where}[{row.get('id', nth)}]", row

    def _cues(self, row: Mapping[str, Any], key: str, where: str) -> tuple[Cue, ...]:
        patterns = self._texts(row, key, where)
        if self.rules.check_cues:
            for nth, pattern in enumerate(patterns, start=1):
                try:
                    self._compiler.compile(pattern)
                except CueError as error:
                    self.report(f"{where}.{key}[{nth}]", str(error), pattern)
        return tuple(Cue(pattern) for pattern in patterns)

    def _keywords(self, row: Mapping[str, Any], where: str) -> tuple[Keyword, ...]:
        keywords = []
        for nth, text in enumerate(self._texts(row, "keywords", where), start=1):
            try:
                keywords.append(read_keyword(text))
            except ValueError:
                self.report(
                    f"{where}.keywords[{nth}]",
                    "must be words separated by commas, and perhaps a colon and a weight above 0",
                    text,
                )
        return tuple(keywords)

    def _check_fields(self, row: Mapping[str, Any], known: Sequence[str], where: str) -> None:
        for name in row:
            if name not in known:
                self.report(
                    f"{where}.{name}".lstrip("."),
                    f"is no field of a pack{did_you_mean(name, known)}",
                    name,
                )

    def _new_id(self, row: Mapping[str, Any], where: str, seen: set[str]) -> str:
        new = self._text(row, "id", where)
        if new in seen:
            self.report(f"{where}.id", f"{new!r} is used twice", new)
        seen.add(new)
        return new

    def _text(
        self, row: Mapping[str, Any], key: str, where: str, default: str | None = None
    ) -> str:
        value = row.get(key, default)
        if isinstance(value, str) and value.strip():
            return value.strip()
        missing = "is missing" if value is None else "must be text that is not empty"
        self.report(f"{where}.{key}".lstrip("."), missing, key)
        return ""

    def _texts(self, row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = row.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value)
        self.report(f"{where}.{key}", "must be a list of texts", key)
        return ()

    def _positive(self, row: Mapping[str, Any], key: str, where: str, default: float) -> float:
        value = row.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            return float(value)
        self.report(f"{where}.{key}".lstrip("."), "must be a number above 0", key)
        return default

    def _place(self, where: str, value: object) -> str:
        """The field, and the first line that holds the value."""
        wanted = str(value) if value is not None else where
        for number, line in enumerate(self._lines, start=1):
            if wanted and wanted in line:
                return f"line {number}: {where}"
        return where


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that suggests the nearest known word, or nothing."""
    nearest = process.extractOne(word, list(known), score_cutoff=60)
    return f"; did you mean {nearest[0]!r}?" if nearest else ""
