"""The user's own packs as files: how a question is written so that it is read back the same."""

import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from mlprep_gui.adapters.bank.packs import load_pack, load_vocabulary
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import BankFault, FaultCode
from mlprep_gui.domain.question_editing import write_keyword
from mlprep_gui.domain.questions import DEFAULT_TIME_LIMIT_S, Cue, KeyPoint, Mistake, Question
from mlprep_gui.durable_files import replace_file
from mlprep_gui.services.ports.texts import PackProblem


@dataclass(frozen=True, slots=True)
class OwnPackFiles:
    """The port ``OwnPacks`` on a folder.

    Attributes:
        folder: where the packs lie; made when the first one is kept.
        vocabulary: the file of the word sets that every pack may refer to.
    """

    folder: Path
    vocabulary: Path | None = None

    def ids(self) -> frozenset[str]:
        """See ``OwnPacks``."""
        return frozenset(pack_id for _, pack_id in _packs(self.folder))

    def check(self, question: Question) -> tuple[PackProblem, ...]:
        """See ``OwnPacks``."""
        path = self.folder / f"{question.id}.toml"
        try:
            with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
                trial = write_pack(question, Path(folder), self._shared())
                _, problems = load_pack(trial, self.vocabulary)
        except OSError as error:
            raise disk_fault(error, path.parent) from error
        return tuple(PackProblem(path, problem.place, problem.message) for problem in problems)

    def save(self, question: Question) -> Question:
        """See ``OwnPacks``."""
        problems = self.check(question)
        if problems:
            lines = "\n".join(str(problem) for problem in problems)
            raise BankFault(FaultCode.PACK_BROKEN, path=str(problems[0].path), problems=lines)
        kept, _ = load_pack(write_pack(question, self.folder, self._shared()), self.vocabulary)
        # Nobody else writes there in this moment, and the same text has just been read.
        assert kept is not None
        return kept

    def delete(self, question_id: str) -> None:
        """See ``OwnPacks``."""
        delete_pack(question_id, self.folder)

    def _shared(self) -> Mapping[str, Sequence[str]]:
        return {} if self.vocabulary is None else load_vocabulary(self.vocabulary)


def write_pack(
    question: Question, folder: Path, shared: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """Write a question into the file that holds its id, or else into a new one.

    The file holds the old question or the new one at every moment. ``load_pack`` reads an equal
    question back, given the same vocabulary; comments of an edited file are lost.

    Args:
        question: with points, its texts without spaces around them.
        folder: is made where it does not exist.
        shared: word sets of the vocabulary, which are not written into the pack.

    Raises:
        StorageFault: FOLDER_UNUSABLE or DISK_FULL; what was there before is then still there.
    """
    old = _find(question.id, folder)
    path = old or _new_path(question.id, folder)
    text = write_pack_text(question, shared or {}, None if old is None else read_order(old))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise disk_fault(error, path.parent) from error
    return path


def write_pack_text(
    question: Question,
    shared: Mapping[str, Sequence[str]],
    order: float | None = None,
) -> str:
    """A question as the text of a pack.

    Args:
        question: see ``write_pack``.
        shared: see ``write_pack``.
        order: its place in lists, None for none.
    """
    words = {
        name: list(texts)
        for name, texts in question.word_sets
        if tuple(shared.get(name, ())) != texts
    }
    table: dict[str, Any] = {"id": question.id}
    if order is not None:
        table["order"] = order
    table |= {
        "topic": question.topic,
        "title": question.title,
        "prompt": question.prompt,
        "model_answer": question.model_answer,
    }
    if question.time_limit_s != DEFAULT_TIME_LIMIT_S:
        table["time_limit_s"] = question.time_limit_s
    if words:
        table["words"] = words
    table["points"] = [_point_table(point) for point in question.points]
    table["mistakes"] = [_mistake_table(mistake) for mistake in question.mistakes]
    return tomli_w.dumps({key: value for key, value in table.items() if value != []})


def delete_pack(question_id: str, folder: Path) -> None:
    """Delete the file that holds this id; does nothing where there is none.

    Raises:
        StorageFault: FOLDER_UNUSABLE.
    """
    path = _find(question_id, folder)
    if path is None:
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise disk_fault(error, path.parent) from error


def _point_table(point: KeyPoint) -> dict[str, Any]:
    table: dict[str, Any] = {"id": point.id, "meaning": point.meaning}
    if point.weight != 1:
        table["weight"] = point.weight
    return table | _lists(
        terms=list(point.terms),
        keywords=[write_keyword(keyword) for keyword in point.keywords],
        cues=_patterns(point.cues),
        unless=_patterns(point.unless),
    )


def _mistake_table(mistake: Mistake) -> dict[str, Any]:
    table: dict[str, Any] = {"id": mistake.id, "correction": mistake.correction}
    return table | _lists(
        contradicts=list(mistake.contradicts),
        cues=_patterns(mistake.cues),
        unless=_patterns(mistake.unless),
    )


def _patterns(cues: Sequence[Cue]) -> list[str]:
    return [cue.pattern for cue in cues]


def _lists(**lists: list[str]) -> dict[str, list[str]]:
    return {key: value for key, value in lists.items() if value}


def _packs(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files that hold a question, broken or not, as far as their ids can be read."""
    for path in sorted(folder.glob("[!_]*.toml")):
        pack_id = _read_table(path).get("id")
        if isinstance(pack_id, str):
            yield path, pack_id.strip()


def _find(question_id: str, folder: Path) -> Path | None:
    return next((path for path, pack_id in _packs(folder) if pack_id == question_id), None)


def _new_path(question_id: str, folder: Path) -> Path:
    """A name that no file has: a broken pack may be somebody's work."""
    # An id is any text; a name must suit every file system, and some have reserved ones.
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in question_id
    )
    stem = f"own-{kept[:60]}".rstrip("-")
    number, path = 1, folder / f"{stem}.toml"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.toml"
    return path


def read_order(path: Path) -> float | None:
    """The place in lists that a pack asks for; None for none."""
    order = _read_table(path).get("order")
    return order if isinstance(order, int | float) and not isinstance(order, bool) else None


def _read_table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return {}
