"""What is done in the editor of one's own questions, and what comes next. No Qt."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.question_editing import (
    MistakeDraft,
    PointDraft,
    PointDrafts,
    add_mistake,
    add_point,
    delete_point,
    draft_mistakes,
    draft_points,
    finish_question,
    merge_points,
    next_key,
    replace_point,
)
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.texts import PackProblem
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.pages.questions.editor_problems import (
    FieldProblem,
    find_empty_texts,
    find_mistake_problems,
    find_point_problems,
    is_about_mistake,
    locate,
)
from mlprep_gui.ui.pages.questions.editor_view import EditorView, Step

T = TypeVar("T")


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
        self._opened_with = self._view.contents

    def view(self) -> EditorView:
        """What there is to show now."""
        return self._view

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose anything."""
        return self._view.contents != self._opened_with

    def open_new(self) -> None:
        """Begin a question with nothing in it."""
        self._open(EditorView())

    def open_question(self, question: Question) -> None:
        """Begin with a question of the user's own, at its points."""
        self._open(replace(_view_of(question), step=Step.POINTS, is_new=False))

    def open_draft(self, question: Question) -> None:
        """Begin a new question with what is written already; leaving would lose it."""
        view = _view_of(replace(question, id=""))
        self._open(view)
        self._opened_with = EditorView().contents

    # The first leaf ----------------------------------------------------------------------------

    def write(self, field: str, text: str) -> None:
        """Take over a text: "title", "topic", "prompt" or "model_answer"."""
        changes = {field: text}
        question = replace(self._view.question, **changes)  # type: ignore[arg-type]  # texts only
        self._edit(replace(self._view, question=question))

    def go_back(self) -> None:
        """To the leaf before: from the wrong claims to the points, from there to the answer."""
        step = Step.POINTS if self._view.step is Step.MISTAKES else Step.ANSWER
        self._show(replace(self._view, step=step, problems=(), fault=None))

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
        view = self._view
        drafts = draft_points(question, next_key(view.drafts, view.mistakes))
        kept = replace(question, points=view.question.points, mistakes=view.question.mistakes)
        self._show(
            replace(
                view,
                step=Step.POINTS,
                question=kept,
                drafts=drafts,
                current=0 if drafts else -1,
                is_busy=False,
                before=replace(view, is_busy=False) if view.drafts else None,
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
            self._edit(replace(view, drafts=replace_point(view.drafts, view.current, draft)))

    def add(self) -> None:
        """Add an empty point and put it into the fields."""
        drafts = add_point(self._view.drafts, self._view.mistakes)
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
        self._rearrange(replace(self._view, drafts=drafts, current=current))

    # The wrong claims --------------------------------------------------------------------------

    def go_to_mistakes(self) -> None:
        """To the wrong claims."""
        self._show(replace(self._view, step=Step.MISTAKES, problems=(), fault=None))

    def choose_mistake(self, at: int) -> None:
        """Put another wrong claim into the fields."""
        if 0 <= at < len(self._view.mistakes) and at != self._view.current_mistake:
            self._show(replace(self._view, current_mistake=at))

    def edit_mistake(self, draft: MistakeDraft) -> None:
        """Take over what stands in the fields of the current wrong claim."""
        view, at = self._view, self._view.current_mistake
        if view.mistake is not None and view.mistake != draft:
            self._edit(
                replace(view, mistakes=(*view.mistakes[:at], draft, *view.mistakes[at + 1 :]))
            )

    def add_mistake(self) -> None:
        """Add an empty wrong claim and put it into the fields."""
        mistakes = add_mistake(self._view.mistakes)
        self._rearrange(replace(self._view, mistakes=mistakes, current_mistake=len(mistakes) - 1))

    def delete_mistake(self) -> None:
        """Delete the current wrong claim."""
        view, at = self._view, self._view.current_mistake
        if view.mistake is not None:
            mistakes = view.mistakes[:at] + view.mistakes[at + 1 :]
            current = min(at, len(mistakes) - 1)
            self._rearrange(replace(view, mistakes=mistakes, current_mistake=current))

    def undo(self) -> None:
        """Bring back what was there before something was added, deleted, merged or proposed."""
        if self._view.before is not None and not self._view.is_busy:
            self._show(self._view.before)

    def _rearrange(self, view: EditorView) -> None:
        # The problems name points by number, and the numbers have moved.
        before = replace(self._view, problems=(), fault=None)
        self._show(replace(view, problems=(), fault=None, before=before))

    def _edit(self, view: EditorView) -> None:
        # Undoing would now take away what was typed since.
        self._show(replace(view, before=None))

    # Keeping -----------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep the question if nothing is wrong with it, and else say what."""
        view = self._view
        if view.is_busy:
            return
        problems = (
            *find_empty_texts(view.question),
            *find_point_problems(view.drafts),
            *find_mistake_problems(view.mistakes),
        )
        if problems:
            self._show(self._with_problems(problems, Step.POINTS))
            return
        finished = finish_question(view.question, view.drafts, view.mistakes)

        def check() -> tuple[Question, tuple[PackProblem, ...]]:
            question = self._desk.complete(finished)
            return question, self._desk.check(question)

        def then(checked: tuple[Question, tuple[PackProblem, ...]]) -> None:
            question, found = checked
            if found:
                told = tuple(locate(problem, view.drafts, view.mistakes) for problem in found)
                self._show(self._with_problems(told, Step.POINTS))
            else:
                self._run(lambda: self._desk.save(question), self._on_saved)

        self._run(check, then)

    def _on_saved(self, question: Question) -> None:
        self._open(EditorView())
        self._saved(question)

    def _with_problems(self, problems: tuple[FieldProblem, ...], step: Step) -> EditorView:
        """The view that shows the first of the problems, or else the step that was wished for."""
        view = replace(self._view, problems=problems, fault=None, is_busy=False)
        first = problems[0] if problems else None
        if first is None:
            return replace(view, step=step)
        if first.field in {"prompt", "model_answer"}:
            return replace(view, step=Step.ANSWER)
        if is_about_mistake(first):
            at = view.current_mistake if first.at is None else first.at
            return replace(view, step=Step.MISTAKES, current_mistake=at)
        return replace(view, step=step, current=view.current if first.at is None else first.at)

    # The same for all --------------------------------------------------------------------------

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._show(replace(self._view, problems=(), fault=None, is_busy=True))
        self._storage.run(work, then, self._on_failed)

    def _on_failed(self, fault: Fault) -> None:
        self._show(replace(self._view, fault=fault, is_busy=False))

    def _open(self, view: EditorView) -> None:
        self._view = view
        self._opened_with = view.contents
        self._changed()

    def _show(self, view: EditorView) -> None:
        self._view = view
        self._changed()


def _view_of(question: Question) -> EditorView:
    drafts, mistakes = draft_points(question), draft_mistakes(question)
    return EditorView(
        question=question,
        drafts=drafts,
        current=0 if drafts else -1,
        mistakes=mistakes,
        current_mistake=0 if mistakes else -1,
    )
