"""What the editor of one's own questions shows at one moment. No Qt."""

from dataclasses import dataclass
from enum import StrEnum

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.question_editing import (
    MistakeDraft,
    MistakeDrafts,
    PointDraft,
    PointDrafts,
)
from mlprep_gui.domain.questions import Question
from mlprep_gui.ui.pages.questions.editor_problems import FieldProblem

NOTHING = Question(id="", topic="", title="", prompt="", model_answer="", points=())


class Step(StrEnum):
    """The leaves of the editor."""

    ANSWER = "answer"
    POINTS = "points"
    MISTAKES = "mistakes"


@dataclass(frozen=True, slots=True)
class EditorView:
    """What there is to show.

    Attributes:
        step: the leaf.
        question: what it was opened with, and the texts of the first leaf as they are now.
        drafts: its points.
        current: the number of the point in the fields, counted from 0; -1 for none.
        mistakes: its wrong claims.
        current_mistake: the number of the one in the fields, counted from 0; -1 for none.
        problems: what was wrong when it was looked at last.
        fault: why it could not be proposed, checked or kept.
        is_new: whether it has not been kept before.
        is_busy: whether something is under way.
        before: what undoing brings back; None for nothing.
    """

    step: Step = Step.ANSWER
    question: Question = NOTHING
    drafts: PointDrafts = ()
    current: int = -1
    mistakes: MistakeDrafts = ()
    current_mistake: int = -1
    problems: tuple[FieldProblem, ...] = ()
    fault: Fault | None = None
    is_new: bool = True
    is_busy: bool = False
    before: "EditorView | None" = None

    @property
    def draft(self) -> PointDraft | None:
        """The point in the fields."""
        return self.drafts[self.current] if self.drafts else None

    @property
    def mistake(self) -> MistakeDraft | None:
        """The wrong claim in the fields."""
        return self.mistakes[self.current_mistake] if self.mistakes else None

    @property
    def contents(self) -> tuple[Question, PointDrafts, MistakeDrafts]:
        """What would be lost."""
        return self.question, self.drafts, self.mistakes

    def problem(self, field: str) -> str:
        """What to say beside a field now, "" for nothing."""
        at = {Step.POINTS: self.current, Step.MISTAKES: self.current_mistake}.get(self.step)
        return " ".join(p.message for p in self.problems if p.field == field and p.at == at)
