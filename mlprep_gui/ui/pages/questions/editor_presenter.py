"""What stands in the editor of one's own questions, what is wrong there, what comes next. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.question_editing import (
    PointDraft,
    PointDrafts,
    add_point,
    delete_point,
    draft_points,
    finish_question,
    merge_points,
    replace_point,
)
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports import Background, PackProblem
from mlprep_gui.ui.pages.questions.editor_problems import (
    FieldProblem,
    find_empty_texts,
    find_point_problems,
    locate,
)

T = TypeVar("T")

_NOTHING = Question(id="", topic="", title="", prompt="", model_answer="", points=())


class Step(StrEnum):
    """The two leaves of the editor."""

    ANSWER = "answer"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class EditorView:
    """What there is to show.

    Attributes:
        step: the leaf.
        question: what it was opened with, and the texts of the first leaf as they are now.
        drafts: its points.
        current: the number of the point in the fields, counted from 0; -1 for none.
        problems: what was wrong when it was looked at last.
        fault: why it could not be proposed, checked or kept.
        is_new: whether it has not been kept before.
        is_busy: whether something is under way.
    """

    step: Step = Step.ANSWER
    question: Question = _NOTHING
    drafts: PointDrafts = ()
    current: int = -1
    problems: tuple[FieldProblem, ...] = ()
    fault: Fault | None = None
    is_new: bool = True
    is_busy: bool = False

    @property
    def draft(self) -> PointDraft | None:
        """The point in the fields."""
        return self.drafts[self.current] if self.drafts else None

    def problem(self, field: str) -> str:
        """What to say beside a field now, "" for nothing."""
        at = self.current if self.step is Step.POINTS else None
        return " ".join(p.message for p in self.problems if p.field == field and p.at == at)


class EditorPresenter:
    """The state of the editor; ``changed`` means "ask ``view`` again".

    Args:
        desk: proposes, checks and keeps; used on the storage thread.
        storage: that thread.
        changed: see above.
        saved: told of the question that was kept, which ends the editing.
    """

    def __init__(
        self,
        desk: OwnQuestionDesk,
        storage: Background,
        changed: Callable[[], None],
        saved: Callable[[Question], None],
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._changed = changed
        self._saved = saved
        self._view = EditorView()
        self._opened_with = self._contents()

    def view(self) -> EditorView:
        """What there is to show now."""
        return self._view

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose anything."""
        return self._contents() != self._opened_with

    def open_new(self) -> None:
        """Begin a question with nothing in it."""
        self._open(EditorView())

    def open_question(self, question: Question) -> None:
        """Begin with a question of the user's own, at its points."""
        drafts = draft_points(question)
        self._open(EditorView(Step.POINTS, question, drafts, 0 if drafts else -1, is_new=False))

    # The first leaf ----------------------------------------------------------------------------

    def write(self, field: str, text: str) -> None:
        """Take over a text: "title", "topic", "prompt" or "model_answer"."""
        changes = {field: text}
        question = replace(self._view.question, **changes)  # type: ignore[arg-type]  # texts only
        self._show(replace(self._view, question=question))

    def go_back(self) -> None:
        """To the prompt and the model answer."""
        self._show(replace(self._view, step=Step.ANSWER, problems=(), fault=None))

    def go_on(self) -> None:
        """To the points, as they are."""
        self._show(self._with_problems(tuple(find_empty_texts(self._view.question)), Step.POINTS))

    def propose(self) -> None:
        """Propose points from the model answer, in the place of those there are."""
        problems = tuple(find_empty_texts(self._view.question))
        if problems:
            self._show(self._with_problems(problems, Step.ANSWER))
            return
        question = self._view.question
        self._run(lambda: self._desk.propose(question), self._on_proposed)

    def _on_proposed(self, question: Question) -> None:
        drafts = draft_points(question)
        kept = replace(
            question, points=self._view.question.points, mistakes=self._view.question.mistakes
        )
        self._show(
            replace(
                self._view,
                step=Step.POINTS,
                question=kept,
                drafts=drafts,
                current=0 if drafts else -1,
                is_busy=False,
            )
        )

    # The points --------------------------------------------------------------------------------

    def choose(self, at: int) -> None:
        """Put another point into the fields."""
        if 0 <= at < len(self._view.drafts) and at != self._view.current:
            self._show(replace(self._view, current=at))

    def edit(self, draft: PointDraft) -> None:
        """Take over what stands in the fields of the current point."""
        view = self._view
        if view.draft is not None and view.draft != draft:
            self._show(replace(view, drafts=replace_point(view.drafts, view.current, draft)))

    def add(self) -> None:
        """Add an empty point and put it into the fields."""
        drafts = add_point(self._view.drafts)
        self._show_points(drafts, len(drafts) - 1)

    def delete(self) -> None:
        """Delete the current point."""
        view = self._view
        if view.draft is not None:
            drafts = delete_point(view.drafts, view.current)
            self._show_points(drafts, min(view.current, len(drafts) - 1))

    def merge(self, other: int) -> None:
        """Merge another point into the current one."""
        view = self._view
        if view.draft is not None and other != view.current and 0 <= other < len(view.drafts):
            drafts = merge_points(view.drafts, view.current, other)
            self._show_points(drafts, view.current - (other < view.current))

    def _show_points(self, drafts: PointDrafts, current: int) -> None:
        # The problems name points by number, and the numbers have moved.
        self._show(replace(self._view, drafts=drafts, current=current, problems=(), fault=None))

    # Keeping -----------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the question if nothing is wrong with it, and else say what."""
        if self._view.is_busy:
            return
        problems = (*find_empty_texts(self._view.question), *find_point_problems(self._view.drafts))
        if problems:
            step = Step.ANSWER if problems[0].at is None and problems[0].field else Step.POINTS
            self._show(self._with_problems(problems, step))
            return
        question = self._fill_names(finish_question(self._view.question, self._view.drafts))

        def then(found: tuple[PackProblem, ...]) -> None:
            if found:
                told = tuple(locate(problem, self._view.drafts) for problem in found)
                self._show(self._with_problems(told, Step.POINTS))
            else:
                self._run(lambda: self._desk.save(question), self._on_saved)

        self._run(lambda: self._desk.check(question), then)

    def _on_saved(self, question: Question) -> None:
        self._open(EditorView())
        self._saved(question)

    def _fill_names(self, question: Question) -> Question:
        """Texts as a pack's reader will give them back, with the names that were left out."""
        prompt = question.prompt.strip()
        return replace(
            question,
            prompt=prompt,
            model_answer=question.model_answer.strip(),
            title=question.title.strip() or prompt[:60].strip(),
            topic=question.topic.strip() or "My questions",
        )

    def _with_problems(self, problems: tuple[FieldProblem, ...], step: Step) -> EditorView:
        """The view that shows the first of the problems, or else the step that was wished for."""
        view = self._view
        first = problems[0] if problems else None
        if first is not None and first.field in {"prompt", "model_answer"}:
            step = Step.ANSWER
        current = view.current if first is None or first.at is None else first.at
        return replace(
            view, step=step, current=current, problems=problems, fault=None, is_busy=False
        )

    # The same for all --------------------------------------------------------------------------

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._show(replace(self._view, problems=(), fault=None, is_busy=True))
        self._storage.run(work, then, self._on_failed)

    def _on_failed(self, fault: Fault) -> None:
        self._show(replace(self._view, fault=fault, is_busy=False))

    def _open(self, view: EditorView) -> None:
        self._view = view
        self._opened_with = self._contents()
        self._changed()

    def _show(self, view: EditorView) -> None:
        self._view = view
        self._changed()

    def _contents(self) -> tuple[Question, PointDrafts]:
        return self._view.question, self._view.drafts
