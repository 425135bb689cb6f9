"""What is written for which interview, and that every change is kept at once. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.day_plan import QuestionPractice
from mlprep_gui.domain.interviews.list_editing import Key
from mlprep_gui.domain.interviews.requirements import Proposal, Requirement
from mlprep_gui.domain.interviews.workbooks import (
    Area,
    Debrief,
    Jotting,
    MockFeedback,
    ThankYouNote,
)
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.interviews.dossiers import Action
from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.services.interviews.list_lines import ListsView
from mlprep_gui.services.interviews.preparation import PreparationDesk, PreparationView
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.interview_changes import Changes
from mlprep_gui.ui.interview_wording import name_action
from mlprep_gui.ui.pages.preparation.contents import SHEETS
from mlprep_gui.ui.pages.preparation.state import PreparationState


@dataclass(frozen=True, slots=True)
class _News:
    """What the storage thread found; what it did not look for is None."""

    book: PreparationView
    lists: ListsView | None = None
    practice: tuple[QuestionPractice, ...] | None = None
    told: str = ""
    feedback_id: str | None = None


class PreparationPresenter:
    """The state of the preparation page.

    Args:
        services: used on ``storage`` only.
        storage: that thread.
        changed: means "ask ``state`` again".
        drafted: told of a practice question that is to be edited and kept.
    """

    def __init__(
        self,
        services: InterviewServices,
        storage: Background,
        changed: Callable[[], None],
        drafted: Callable[[Question], None],
    ) -> None:
        self._services = services
        self._storage = storage
        self._changed = changed
        self._drafted = drafted
        self._state = PreparationState()
        self._wanted = NO_INTERVIEW
        self._changes = Changes(storage, self._read, self._on_news, self._on_failed)

    def state(self) -> PreparationState:
        """What there is to show now."""
        return self._state

    # What is shown -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all anew."""
        self._changes.read()

    def open_set(self, set_id: str, sheet: str) -> None:
        """Show what is written for another interview, or for none."""
        self._wanted = set_id
        known = sheet if sheet in SHEETS else self._state.sheet
        if set_id != self._state.set_id:
            self._state = replace(self._state, proposal=None, feedback_id="")
        self._show(replace(self._state, sheet=known, told=""))
        self._changes.read()

    def choose_sheet(self, sheet: str) -> None:
        """Show another sheet."""
        if sheet != self._state.sheet:
            self._show(replace(self._state, sheet=sheet, told=""))

    def dismiss(self) -> None:
        """Forget the last fault and the last thing told."""
        self._show(replace(self._state, fault=None, told=""))

    # The job's requirements --------------------------------------------------------------------

    def save_description(self, text: str, stretch: str) -> None:
        """Keep the job description, without looking for requirements."""
        self._type(stretch, lambda set_id: self._desk.keep_requirements(set_id, text, ()))

    def propose(self, description: str) -> None:
        """Look for requirements; they wait until the user has chosen."""

        def found(proposal: Proposal) -> None:
            book = self._state.book
            known = {one.text.casefold() for one in book.requirements} if book else set()
            texts = tuple(one for one in proposal.texts if one.casefold() not in known)
            self._show(replace(self._state, proposal=replace(proposal, texts=texts), told=""))

        self._storage.run(lambda: self._desk.propose(description), found, self._on_failed)

    def keep_proposal(self, description: str, texts: Sequence[str]) -> None:
        """Keep what the user chose of the requirements that were found."""
        self._state = replace(self._state, proposal=None)
        self._make(lambda set_id: self._desk.keep_requirements(set_id, description, texts))

    def drop_proposal(self) -> None:
        """Forget what was found."""
        self._show(replace(self._state, proposal=None))

    def add_requirement(self, text: str) -> None:
        """One more."""
        self._make(lambda set_id: self._desk.add_requirement(set_id, text))

    def save_requirement(self, requirement: Requirement, stretch: str) -> None:
        """Other words, evidence, strength or bridge; "" for a stretch: a step of its own."""
        self._type(stretch, lambda set_id: self._desk.save_requirement(set_id, requirement))

    def remove_requirement(self, requirement_id: str) -> None:
        """One less."""
        self._make(lambda set_id: self._desk.remove_requirement(set_id, requirement_id))

    def order_requirements(self, ids: Sequence[str]) -> None:
        """In this order."""
        self._make(lambda set_id: self._desk.order_requirements(set_id, ids))

    def draft_about(self, requirement: Requirement) -> None:
        """Make a practice question about a requirement."""
        self._storage.run(
            lambda: self._desk.question_about(requirement), self._drafted, self._on_failed
        )

    # Questions to ask --------------------------------------------------------------------------

    def add_question(self, text: str) -> None:
        """One more."""
        self._make(lambda set_id: self._desk.add_question(set_id, text))

    def ask_about_note(self, key: Key) -> None:
        """Make a question of the note beside an item."""
        self._make(lambda set_id: self._desk.add_question_from_note(set_id, key))

    def save_question(self, question: Jotting, stretch: str) -> None:
        """Other words for a question."""
        self._type(stretch, lambda set_id: self._desk.save_question(set_id, question))

    def remove_question(self, question_id: str) -> None:
        """One less."""
        self._make(lambda set_id: self._desk.remove_question(set_id, question_id))

    def order_questions(self, ids: Sequence[str]) -> None:
        """In this order."""
        self._make(lambda set_id: self._desk.order_questions(set_id, ids))

    # Answers, mock interviews, afterwards ------------------------------------------------------

    def save_answers(self, strengths: Sequence[str], areas: Sequence[Area], stretch: str) -> None:
        """Strengths, and three areas to improve."""
        self._type(stretch, lambda set_id: self._desk.save_answers(set_id, strengths, areas))

    def add_feedback(self) -> None:
        """A new form with today's date, which is opened."""
        set_id = self._state.set_id

        def work() -> _News:
            known = {one.id for one in self._desk.view(set_id).feedback}
            book = self._desk.save_feedback(set_id, self._desk.new_feedback())
            fresh = next((one.id for one in book.feedback if one.id not in known), "")
            return _News(book, feedback_id=fresh)

        self._changes.make(work)

    def open_feedback(self, feedback_id: str) -> None:
        """Show another form."""
        self._show(replace(self._state, feedback_id=feedback_id))

    def save_feedback(self, feedback: MockFeedback, stretch: str) -> None:
        """Keep a form as it stands."""
        self._type(stretch, lambda set_id: self._desk.save_feedback(set_id, feedback))

    def remove_feedback(self, feedback_id: str) -> None:
        """One form less."""
        self._make(lambda set_id: self._desk.remove_feedback(set_id, feedback_id))

    def draft_thanks(self, to: str, topic: str) -> None:
        """Put a draft in the place of the note."""

        def work(set_id: str) -> PreparationView:
            draft = self._desk.draft_thank_you(set_id, to, topic)
            return self._desk.save_thank_you(set_id, draft)

        self._make(work)

    def save_thanks(self, note: ThankYouNote, stretch: str) -> None:
        """Keep the note as it stands."""
        self._type(stretch, lambda set_id: self._desk.save_thank_you(set_id, note))

    def save_debrief(self, debrief: Debrief, stretch: str) -> None:
        """Keep what was written down."""
        self._type(stretch, lambda set_id: self._desk.save_debrief(set_id, debrief))

    def draft_asked(self, asked: Jotting) -> None:
        """Make a practice question of one that was asked."""
        self._storage.run(lambda: self._desk.question_asked(asked), self._drafted, self._on_failed)

    # Back and forth ----------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last step back, on whichever page it was."""
        self._step("Taken back", self._services.interviews.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step("Done again", self._services.interviews.redo)

    def _step(self, done: str, step: Callable[[], Action | None]) -> None:
        def work() -> _News:
            action = step()
            return replace(self._read(), told=f"{done}: {name_action(action)}." if action else "")

        self._changes.make(work)

    # -------------------------------------------------------------------------------------------

    @property
    def _desk(self) -> PreparationDesk:
        return self._services.preparation

    def _make(self, work: Callable[[str], PreparationView]) -> None:
        set_id = self._state.set_id
        self._changes.make(lambda: _News(work(set_id)))

    def _type(self, stretch: str, work: Callable[[str], PreparationView]) -> None:
        """Do a change that is one step with those of the same stretch."""

        def typed(set_id: str) -> PreparationView:
            with self._services.interviews.one_step(stretch):
                return work(set_id)

        self._make(typed)

    def _read(self) -> _News:
        interviews = self._services.interviews.overview()
        cards = (*interviews.upcoming, *interviews.past, *interviews.archived)
        known = {card.interview.id for card in cards}
        set_id = self._wanted if self._wanted in known else NO_INTERVIEW
        lists = self._services.lists.view(set_id)
        return _News(self._desk.view(set_id), lists, self._desk.practice())

    def _on_news(self, news: _News) -> None:
        book, lists, before = news.book, news.lists, self._state
        state = replace(before, set_id=book.set_id, book=book, undo=book.undo, told=news.told)
        if lists is not None:
            items = (item for one in lists.lists for item in one.items)
            notes = tuple(item for item in items if item.note.text.strip())
            state = replace(state, interview=lists.interview, notes=notes)
        if news.practice is not None:
            state = replace(state, practice=news.practice)
        wanted = before.feedback_id if news.feedback_id is None else news.feedback_id
        forms = [one.id for one in book.feedback]
        open_form = wanted if wanted in forms else forms[0] if forms else ""
        self._show(replace(state, feedback_id=open_form))

    def _on_failed(self, fault: Fault) -> None:
        self._show(replace(self._state, fault=fault, told=""))

    def _show(self, state: PreparationState) -> None:
        self._state = state
        self._changed()
