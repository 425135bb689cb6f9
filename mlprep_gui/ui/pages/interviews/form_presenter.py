"""When what stands in the form of an interview is checked, and when it is kept. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import time

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.interview import (
    Interview,
    InterviewDetails,
    ProblemKind,
    Problems,
    duration_until,
)
from mlprep_gui.domain.interviews.local_times import LocalMoment, find_moment
from mlprep_gui.services.interviews.desk import InterviewDesk, Kept
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.pages.interviews.contents import name_interview
from mlprep_gui.ui.pages.interviews.form_view import NOTHING_YET, FormView

_TIMES = frozenset({"day", "clock", "zone"})


@dataclass(frozen=True, slots=True)
class _Opened:
    details: InterviewDetails
    home: str
    zones: tuple[str, ...]
    models: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Checked:
    details: InterviewDetails
    problems: Problems
    moment: LocalMoment | None


class FormPresenter:
    """The state of the form; ``changed`` means "ask ``view`` again".

    Args:
        desk: used on ``storage`` only.
        storage: the worker.
        changed: see above.
        ask_past: the time is in the past, and nothing else is wrong: the user is to be asked, and
            then ``save`` called with ``allow_past``.
        saved: told of the interview that was kept, and whether it is new.
    """

    def __init__(
        self,
        desk: InterviewDesk,
        storage: Background,
        changed: Callable[[], None],
        ask_past: Callable[[], None],
        saved: Callable[[Interview, bool], None],
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._changed = changed
        self._ask_past = ask_past
        self._saved = saved
        self._view = FormView()
        self._opened_with = self._contents()
        # An answer of the worker counts only where nothing else was opened or typed meanwhile.
        self._opening = 0
        self._edition = 0

    def view(self) -> FormView:
        """What there is to show now."""
        return self._view

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose anything."""
        return self._contents() != self._opened_with

    # Opening -------------------------------------------------------------------------------------

    def open_new(self) -> None:
        """Begin a new interview."""
        self._open("", None)

    def open_interview(self, interview: Interview) -> None:
        """Begin with one that is kept."""
        self._open(interview.id, interview.details)

    def _open(self, interview_id: str, details: InterviewDetails | None) -> None:
        self._view = FormView(interview_id, details or NOTHING_YET, is_busy=True)
        self._opened_with = self._contents()
        self._edition += 1

        def work() -> _Opened:
            new = self._desk.new_details()
            overview = self._desk.overview()
            cards = (*overview.upcoming, *overview.past, *overview.archived)
            models = tuple((card.interview.id, name_interview(card.interview)) for card in cards)
            return _Opened(details or new, new.zone, self._desk.zones(), models)

        def then(opened: _Opened) -> None:
            if opening == self._opening:
                self._on_opened(opened)

        self._opening += 1
        opening = self._opening
        self._changed()
        self._storage.run(work, then, self._on_failed)

    def _on_opened(self, opened: _Opened) -> None:
        self._edition += 1
        shown, (before, *_others) = self._view.details, self._opened_with
        # Whoever is quick has begun to type.
        typed = {
            field.name: getattr(shown, field.name)
            for field in fields(InterviewDetails)
            if getattr(shown, field.name) != getattr(before, field.name)
        }
        self._view = replace(
            self._view,
            details=opened.details,
            home=opened.home,
            zones=opened.zones,
            models=opened.models,
            is_busy=False,
        )
        self._opened_with = self._contents()
        self._show(replace(self._view, details=replace(opened.details, **typed)))
        self._check()

    # Editing -------------------------------------------------------------------------------------

    def edit(self, **changes: object) -> None:
        """Take over what stands in the fields of ``InterviewDetails`` that are named."""
        before = self._view.details
        if _TIMES & changes.keys() and "fold" not in changes:
            changes["fold"] = None
        details = replace(before, **changes)  # type: ignore[arg-type]  # names of its fields
        named = sum(1 for one in details.interviewers if one.name.strip() or one.role.strip())
        if "interviewers" in changes and named > details.people:
            details = replace(details, people=named)
        if details != before:
            self._edition += 1
            self._show(replace(self._view, details=details))
            self._check()

    def end_at(self, end: time) -> None:
        """Take over the time of day at which it ends."""
        if end != self._view.ends:
            self._edition += 1
            self._show(replace(self._view, typed_end=end))
            self._check()

    def choose_model(self, interview_id: str) -> None:
        """Begin with the lists of another interview."""
        self._show(replace(self._view, lists_like=interview_id))

    def _check(self) -> None:
        view, edition, before = self._view, self._edition, self._opened_with[0]

        def work() -> _Checked:
            details = _settle(view)
            # Nobody is told of a past interview, which is only looked at again, that it is past.
            stays = (details.day, details.clock, details.zone) == (
                before.day,
                before.clock,
                before.zone,
            )
            allow_past = bool(view.interview_id) and stays
            problems = self._desk.check(details, allow_past=allow_past)
            moment = find_moment(details.day, details.clock, details.zone, details.fold)
            return _Checked(details, problems, moment)

        def then(checked: _Checked) -> None:
            if edition == self._edition:
                self._show(
                    replace(
                        self._view,
                        details=checked.details,
                        typed_end=None,
                        problems=checked.problems,
                        moment=checked.moment,
                    )
                )

        self._storage.run(work, then, self._on_failed)

    # Keeping -------------------------------------------------------------------------------------

    def save(self, *, allow_past: bool = False) -> None:
        """Keep the interview if nothing is wrong with it, and else say what."""
        view = self._view
        if view.is_busy:
            return

        def work() -> Kept:
            details = _settle(view)
            if view.interview_id:
                return self._desk.edit(view.interview_id, details, allow_past=allow_past)
            return self._desk.add(details, allow_past=allow_past, lists_like=view.lists_like)

        self._show(replace(view, is_busy=True, fault=None))
        self._storage.run(work, self._on_kept, self._on_failed)

    def _on_kept(self, kept: Kept) -> None:
        if kept.interview is not None:
            is_new = not self._view.interview_id
            self._view = FormView()
            self._opened_with = self._contents()
            self._edition += 1
            self._saved(kept.interview, is_new)
            return
        self._show(replace(self._view, problems=kept.problems, has_tried=True, is_busy=False))
        if all(problem.kind is ProblemKind.IN_THE_PAST for problem in kept.problems):
            self._ask_past()

    def forget(self) -> None:
        """Give up what was typed."""
        self._opening += 1
        self._view = FormView()
        self._opened_with = self._contents()
        self._edition += 1

    # ---------------------------------------------------------------------------------------------

    def _on_failed(self, fault: Fault) -> None:
        self._show(replace(self._view, fault=fault, is_busy=False))

    def _show(self, view: FormView) -> None:
        self._view = view
        self._changed()

    def _contents(self) -> tuple[InterviewDetails, time | None, str]:
        return self._view.details, self._view.typed_end, self._view.lists_like


def _settle(view: FormView) -> InterviewDetails:
    """The details with the length that follows from the end, where the end was typed."""
    if view.typed_end is None:
        return view.details
    return replace(view.details, duration_min=duration_until(view.details, view.typed_end))
