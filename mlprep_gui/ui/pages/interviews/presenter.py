"""What the page of the interviews shows, and what becomes of what the user does. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.services.interviews.briefcase import BriefcaseSheet
from mlprep_gui.services.interviews.desk import InterviewDesk, InterviewsView, InterviewView
from mlprep_gui.services.interviews.dossiers import Action
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.interview_wording import name_action


class Remedy(StrEnum):
    """What the button of a notice does."""

    NONE = ""
    UNDO = "Undo"
    REDO = "Redo"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said once."""

    sentence: str
    details: str = ""
    tone: str = ""
    remedy: Remedy = Remedy.NONE


@dataclass(frozen=True, slots=True)
class InterviewsPageView:
    """What there is to show.

    Attributes:
        overview: all interviews; None until they were read once.
        chosen: the one that is open.
        notice: what has happened.
    """

    overview: InterviewsView | None = None
    chosen: InterviewView | None = None
    notice: Notice | None = None

    @property
    def chosen_interview(self) -> Interview | None:
        """The one that is open."""
        return None if self.chosen is None else self.chosen.card.interview


@dataclass(frozen=True, slots=True)
class _Look:
    overview: InterviewsView
    wanted: str
    chosen: InterviewView | None
    notice: Notice | None


class InterviewsPresenter:
    """The state of the page; ``changed`` means "ask ``view`` again".

    Args:
        desk: used on ``storage`` only.
        storage: the worker.
        changed: see above.
    """

    def __init__(
        self, desk: InterviewDesk, storage: Background, changed: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._changed = changed
        self._view = InterviewsPageView()
        self._wanted = ""

    def view(self) -> InterviewsPageView:
        """What there is to show now."""
        return self._view

    def refresh(self) -> None:
        """Read all anew: time passes, and other pages change the lists."""
        self._act(lambda: None)

    def open(self, interview_id: str) -> None:
        """Show one interview."""
        self._wanted = interview_id
        self._view = replace(self._view, notice=None)
        self._act(lambda: None)

    def close(self) -> None:
        """Back to all interviews."""
        self._wanted = ""
        self._show(replace(self._view, chosen=None, notice=None))
        self.refresh()

    def dismiss(self) -> None:
        """Forget the notice."""
        self._show(replace(self._view, notice=None))

    # What changes an interview ------------------------------------------------------------------

    def tell_kept(self, interview_id: str, *, is_new: bool) -> None:
        """An interview was added or changed by the form: show it."""
        self._wanted = interview_id
        sentence = "The interview was added." if is_new else "Your changes were saved."
        self._act(lambda: Notice(sentence, tone="good", remedy=Remedy.UNDO))

    def archive(self, interview_id: str) -> None:
        """Put an interview away."""

        def work() -> Notice:
            self._desk.archive(interview_id)
            return Notice("The interview was put into the archive.", remedy=Remedy.UNDO)

        self._act(work)

    def restore(self, interview_id: str) -> None:
        """Take an interview out of the archive."""

        def work() -> Notice:
            self._desk.restore(interview_id)
            return Notice("The interview is back in your list.", remedy=Remedy.UNDO)

        self._act(work)

    def delete(self, interview_id: str) -> None:
        """Delete an interview; Undo brings it back."""

        def work() -> Notice:
            self._desk.delete(interview_id)
            return Notice(
                "The interview was deleted, with its lists and notes.",
                "Undo brings all of it back, until you close MLPrep.",
                remedy=Remedy.UNDO,
            )

        self._act(work)

    def undo(self) -> None:
        """Take back the last step."""
        self._act(lambda: _tell_step(self._desk.undo(), "Taken back", Remedy.REDO))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._act(lambda: _tell_step(self._desk.redo(), "Done again", Remedy.UNDO))

    # Files and paper ----------------------------------------------------------------------------

    def save_calendar(self, interview_id: str, path: Path) -> None:
        """Write the calendar file."""

        def work() -> Notice:
            self._desk.save_calendar(interview_id, path)
            return Notice(f"Saved as {path}.", "Open it with your calendar program.", "good")

        self._act(work)

    def bring_to_paper(
        self, interview_id: str, bring: Callable[[BriefcaseSheet], None], told: Notice
    ) -> None:
        """Have ``bring`` write or print the sheet, on the worker; then say ``told``."""

        def work() -> Notice:
            bring(self._desk.sheet(interview_id))
            return told

        self._act(work)

    # ---------------------------------------------------------------------------------------------

    def _act(self, work: Callable[[], Notice | None]) -> None:
        """Do something on the worker, and show what there is then."""
        wanted = self._wanted

        def look() -> _Look:
            notice = work()
            overview = self._desk.overview()
            cards = (*overview.upcoming, *overview.past, *overview.archived)
            known = any(card.interview.id == wanted for card in cards)
            return _Look(overview, wanted, self._desk.view(wanted) if known else None, notice)

        self._storage.run(look, self._on_looked, self._on_failed)

    def _on_looked(self, look: _Look) -> None:
        view = replace(self._view, overview=look.overview, notice=look.notice or self._view.notice)
        if look.wanted == self._wanted:
            # One that is gone is not waited for; an undo may bring it back.
            self._wanted = look.wanted if look.chosen else ""
            view = replace(view, chosen=look.chosen)
        self._show(view)

    def _on_failed(self, fault: Fault) -> None:
        wording = describe(fault)
        self._show(replace(self._view, notice=Notice(wording.sentence, wording.remedy, tone="bad")))

    def _show(self, view: InterviewsPageView) -> None:
        self._view = view
        self._changed()


def _tell_step(action: Action | None, how: str, remedy: Remedy) -> Notice:
    if action is None:
        return Notice(
            "There is nothing to take back."
            if remedy is Remedy.REDO
            else "There is nothing to do again."
        )
    return Notice(f"{how}: {name_action(action)}.", remedy=remedy)
