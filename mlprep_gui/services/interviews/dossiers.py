"""Changes to dossiers, one at a time, each of which can be taken back."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.domain.interviews.workbooks import Workbook
from mlprep_gui.services.ports.interviews import Dossier, DossierStore

_MOST_STEPS = 200


class Action(StrEnum):
    """What the user did; ``ui.interview_wording.name_action`` has words for "Undo …"."""

    ADD_INTERVIEW = "add-interview"
    EDIT_INTERVIEW = "edit-interview"
    ARCHIVE = "archive"
    RESTORE = "restore"
    DELETE_INTERVIEW = "delete-interview"
    TICK = "tick"
    UNTICK = "untick"
    RESET = "reset"
    ADD_LIST = "add-list"
    EDIT_LIST = "edit-list"
    REMOVE_LIST = "remove-list"
    ADD_ITEM = "add-item"
    EDIT_ITEM = "edit-item"
    REMOVE_ITEM = "remove-item"
    HIDE = "hide"
    SHOW = "show"
    REORDER = "reorder"
    RESTORE_LIST = "restore-list"
    IMPORT = "import"
    NOTE = "note"
    REQUIREMENTS = "requirements"
    QUESTIONS = "questions"
    ANSWERS = "answers"
    FEEDBACK = "feedback"
    THANK_YOU = "thank-you"
    DEBRIEF = "debrief"


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Undo and Redo would do now; None where there is nothing to do."""

    undo: Action | None = None
    redo: Action | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    action: Action
    set_id: str
    before: Dossier | None
    after: Dossier | None
    stretch: str = ""


class Dossiers:
    """Used on the storage thread. Every change is kept before the call returns.

    Steps are taken back in the reverse order of their doing, across all interviews, within one
    run of the program.
    """

    def __init__(self, store: DossierStore) -> None:
        self._store = store
        self._done: deque[_Step] = deque(maxlen=_MOST_STEPS)
        self._undone: list[_Step] = []
        self._stretch = ""

    @contextmanager
    def one_step(self, stretch: str) -> Iterator[None]:
        """Changes within it are one step with those before that had the same name.

        So a text that is kept every second while it is typed is one step to take back.
        """
        self._stretch = stretch
        try:
            yield
        finally:
            self._stretch = ""

    def interviews(self) -> tuple[Interview, ...]:
        """All interviews by their start."""
        return self._store.interviews()

    def get(self, set_id: str) -> Dossier:
        """One dossier; KeyError for an unknown interview."""
        return self._store.get(set_id)

    def change(self, action: Action, after: Dossier) -> None:
        """Keep a dossier, new or changed; nothing happens where nothing has changed."""
        before = self._find(after.set_id)
        if before == after:
            return
        self._store.put(after)
        self._note(_Step(action, after.set_id, before, after, self._stretch))

    def change_book(
        self, action: Action, set_id: str, edit: Callable[[Workbook], Workbook]
    ) -> None:
        """Keep what ``edit`` makes of a workbook."""
        dossier = self._store.get(set_id)
        self.change(action, replace(dossier, book=edit(dossier.book)))

    def remove(self, action: Action, set_id: str) -> None:
        """Forget a dossier."""
        before = self._find(set_id)
        if before is not None:
            self._store.remove(set_id)
            self._note(_Step(action, set_id, before, None))

    def state(self) -> UndoState:
        """What can be taken back, and what can be done again."""
        return UndoState(
            self._done[-1].action if self._done else None,
            self._undone[-1].action if self._undone else None,
        )

    def undo(self) -> Action | None:
        """Take the last step back; None where there is none."""
        if not self._done:
            return None
        step = self._done[-1]
        self._lead_back(step.set_id, step.after, step.before)
        self._undone.append(self._done.pop())
        return step.action

    def redo(self) -> Action | None:
        """Do again what was taken back last; None where there is nothing."""
        if not self._undone:
            return None
        step = self._undone[-1]
        self._lead_back(step.set_id, step.before, step.after)
        self._done.append(self._undone.pop())
        return step.action

    def _lead_back(self, set_id: str, start: Dossier | None, goal: Dossier | None) -> None:
        now = self._find(set_id)
        if goal is None:
            self._store.remove(set_id)
        elif now is None or start is None:
            self._store.put(goal)
        else:
            self._store.put(_carry_over(now, start, goal))

    def _note(self, step: _Step) -> None:
        last = self._done[-1] if self._done else None
        if last and step.stretch and (last.stretch, last.set_id) == (step.stretch, step.set_id):
            step = replace(step, before=self._done.pop().before)
        if step.before != step.after:
            self._done.append(step)
        self._undone.clear()

    def _find(self, set_id: str) -> Dossier | None:
        try:
            return self._store.get(set_id)
        except KeyError:
            return None


def _carry_over(now: Dossier, start: Dossier, goal: Dossier) -> Dossier:
    """The difference between two dossiers, made to what there is now.

    Ticks without an interview are set beside the practice questions as well, and must stay.
    """
    return Dossier(
        set_id=now.set_id,
        interview=now.interview if start.interview == goal.interview else goal.interview,
        book=now.book if start.book == goal.book else goal.book,
        ticks=(now.ticks - (start.ticks - goal.ticks)) | (goal.ticks - start.ticks),
    )
