"""Questions and checklists as files: ports."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mlprep_gui.domain.checklists import Checklist
from mlprep_gui.domain.questions import Question, QuestionBank


@dataclass(frozen=True, slots=True)
class PackProblem:
    """Something wrong in a pack or checklist file; the rest of the bank is usable.

    Attributes:
        path: the file.
        place: the field or line, "" for the whole file.
        message: what is wrong and what to do, for the pack's writer.
    """

    path: Path
    place: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path.name, self.place, self.message) if part)


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """The questions that could be read, and what could not."""

    bank: QuestionBank
    problems: tuple[PackProblem, ...] = ()


class QuestionSource(Protocol):
    """Question packs: the shipped ones and the user's own."""

    def load(self) -> LoadedBank:
        """Read all packs; a broken pack is a problem, never an exception."""


class OwnPacks(Protocol):
    """The user's own packs; ``StorageFault`` (FOLDER_UNUSABLE, DISK_FULL) leaves all as it was."""

    def ids(self) -> frozenset[str]:
        """The ids of the questions."""

    def check(self, question: Question) -> tuple[PackProblem, ...]:
        """What is wrong, down to its cues; nothing is kept."""

    def save(self, question: Question) -> Question:
        """Keep it in the place of its id; BankFault(PACK_BROKEN) if ``check`` finds anything."""

    def delete(self, question_id: str) -> None:
        """Forget it."""


class ChecklistSource(Protocol):
    """The checklists."""

    def load(self) -> tuple[Checklist, ...]:
        """Read them in their order; raises BankFault(PACK_BROKEN)."""
