"""What the user prepares for an interview beside the lists, and writes down afterwards."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from mlprep_gui.domain.interviews.day_plan import QuestionPractice
from mlprep_gui.domain.interviews.links import mail_link
from mlprep_gui.domain.interviews.list_editing import Key, merge_order
from mlprep_gui.domain.interviews.preparation_texts import PreparationTexts, fill_in
from mlprep_gui.domain.interviews.requirements import (
    Proposal,
    Requirement,
    propose_requirements,
    uncovered,
)
from mlprep_gui.domain.interviews.workbooks import (
    NEXT_STEPS,
    Area,
    Debrief,
    Jotting,
    MockFeedback,
    ThankYouNote,
    Workbook,
    all_questions,
)
from mlprep_gui.domain.question_editing import new_id
from mlprep_gui.domain.questions import Question
from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.interviews.dossiers import Action, Dossiers, UndoState
from mlprep_gui.services.interviews.practice_record import PracticeRecord
from mlprep_gui.services.ports.interviews import HomeZone
from mlprep_gui.services.ports.workers import Clock

_T = TypeVar("_T", Requirement, Jotting)


@dataclass(frozen=True, slots=True)
class PreparationView:
    """All that is written for one interview, or for none.

    Attributes:
        set_id: the interview's id, or NO_INTERVIEW.
        description: the job's.
        requirements, uncovered: all, and those about which there is nothing to say yet.
        questions: to ask, in order; the one with the id NEXT_STEPS cannot be removed or edited.
        strengths, areas: for the answers; always three areas, which may be empty.
        feedback_form: what somebody is asked after a mock interview.
        feedback: the forms that were filled in, the newest first.
        thank_you, debrief: see there.
        undo: what Undo and Redo would do.
    """

    set_id: str
    description: str
    requirements: tuple[Requirement, ...]
    uncovered: tuple[Requirement, ...]
    questions: tuple[Jotting, ...]
    strengths: tuple[Jotting, ...]
    areas: tuple[Area, ...]
    feedback_form: SelfCheck
    feedback: tuple[MockFeedback, ...]
    thank_you: ThankYouNote
    debrief: Debrief
    undo: UndoState


@dataclass(frozen=True, slots=True)
class PreparationParts:
    """What the desk works with.

    Attributes:
        dossiers: where everything is kept.
        record: how the questions were practised.
        texts, feedback_form: shipped texts.
        clock, home: for today's date.
    """

    dossiers: Dossiers
    record: PracticeRecord
    texts: PreparationTexts
    feedback_form: SelfCheck
    clock: Clock
    home: HomeZone


class PreparationDesk:
    """Used on the storage thread only. Each call keeps its change and gives the whole view anew.

    ``set_id`` is an interview's id or NO_INTERVIEW; KeyError for one that is not there.
    """

    def __init__(self, parts: PreparationParts) -> None:
        self._parts = parts
        self._dossiers = parts.dossiers

    def view(self, set_id: str) -> PreparationView:
        """All that is written."""
        book = self._dossiers.get(set_id).book
        return PreparationView(
            set_id=set_id,
            description=book.description,
            requirements=book.requirements,
            uncovered=uncovered(book.requirements),
            questions=all_questions(book, self._parts.texts.next_steps),
            strengths=book.strengths,
            areas=book.areas,
            feedback_form=self._parts.feedback_form,
            feedback=tuple(sorted(book.feedback, key=lambda one: one.day, reverse=True)),
            thank_you=book.thank_you,
            debrief=book.debrief,
            undo=self._dossiers.state(),
        )

    def practice(self) -> tuple[QuestionPractice, ...]:
        """Every question, with how often, how well and when it was practised."""
        return self._parts.record.all()

    # The job's requirements --------------------------------------------------------------------

    def propose(self, description: str) -> Proposal:
        """What a job description asks for; nothing is kept. Quick, on any thread."""
        return propose_requirements(description)

    def keep_requirements(
        self, set_id: str, description: str, texts: Iterable[str]
    ) -> PreparationView:
        """Keep the description, and add those of its requirements that are not there yet."""

        def edit(book: Workbook) -> Workbook:
            kept = list(book.requirements)
            for text in texts:
                known = {one.text.casefold() for one in kept}
                if text.strip() and text.strip().casefold() not in known:
                    kept.append(Requirement(_fresh_id(text, kept), text.strip()))
            plain = propose_requirements(description).description
            return replace(book, description=plain, requirements=tuple(kept))

        return self._edit(Action.REQUIREMENTS, set_id, edit)

    def add_requirement(self, set_id: str, text: str) -> PreparationView:
        """One more; nothing happens for a blank text."""

        def edit(book: Workbook) -> Workbook:
            if not text.strip():
                return book
            new = Requirement(_fresh_id(text, book.requirements), text.strip())
            return replace(book, requirements=(*book.requirements, new))

        return self._edit(Action.REQUIREMENTS, set_id, edit)

    def save_requirement(self, set_id: str, requirement: Requirement) -> PreparationView:
        """Other words, evidence, strength or bridge for the one with this id."""

        def edit(book: Workbook) -> Workbook:
            return replace(book, requirements=_put(book.requirements, requirement))

        return self._edit(Action.REQUIREMENTS, set_id, edit)

    def remove_requirement(self, set_id: str, requirement_id: str) -> PreparationView:
        """One less."""

        def edit(book: Workbook) -> Workbook:
            return replace(book, requirements=_without(book.requirements, requirement_id))

        return self._edit(Action.REQUIREMENTS, set_id, edit)

    def order_requirements(self, set_id: str, ids: Sequence[str]) -> PreparationView:
        """In this order."""

        def edit(book: Workbook) -> Workbook:
            return replace(book, requirements=_sort(book.requirements, ids))

        return self._edit(Action.REQUIREMENTS, set_id, edit)

    def question_about(self, requirement: Requirement) -> Question:
        """A practice question about a requirement, for the question editor; nothing is kept.

        The evidence is its first model answer.
        """
        facts = {"requirement": requirement.text.rstrip(" .;")}
        prompt = fill_in(self._parts.texts.requirement_question, facts)
        return _draft(prompt, requirement.evidence)

    # Questions to ask --------------------------------------------------------------------------

    def add_question(self, set_id: str, text: str) -> PreparationView:
        """One more, before the next steps; nothing happens for a blank text."""

        def edit(book: Workbook) -> Workbook:
            if not text.strip():
                return book
            new = Jotting(_fresh_id(text, book.questions), text.strip())
            ids = [one.id for one in book.questions]
            # What was moved stays where it is; otherwise the next steps come last by themselves.
            at = len(ids) - 1 if ids and ids[-1] == NEXT_STEPS else len(ids)
            return replace(book, questions=(*book.questions[:at], new, *book.questions[at:]))

        return self._edit(Action.QUESTIONS, set_id, edit)

    def add_question_from_note(self, set_id: str, key: Key) -> PreparationView:
        """Make a question of the note beside an item; nothing happens where there is none."""
        note = " ".join(self._dossiers.get(set_id).book.note(key).text.split())
        if not note:
            return self.view(set_id)
        if note.endswith("?"):
            return self.add_question(set_id, note)
        facts = {"note": note.rstrip(" .;!")}
        return self.add_question(set_id, fill_in(self._parts.texts.note_question, facts))

    def save_question(self, set_id: str, question: Jotting) -> PreparationView:
        """Other words for a question; those of the next steps stay."""

        def edit(book: Workbook) -> Workbook:
            if question.id == NEXT_STEPS or not question.text.strip():
                return book
            return replace(book, questions=_put(book.questions, question))

        return self._edit(Action.QUESTIONS, set_id, edit)

    def remove_question(self, set_id: str, question_id: str) -> PreparationView:
        """One less; the next steps stay."""

        def edit(book: Workbook) -> Workbook:
            if question_id == NEXT_STEPS:
                return book
            return replace(book, questions=_without(book.questions, question_id))

        return self._edit(Action.QUESTIONS, set_id, edit)

    def order_questions(self, set_id: str, ids: Sequence[str]) -> PreparationView:
        """In this order; the next steps may be anywhere."""

        def edit(book: Workbook) -> Workbook:
            everything = all_questions(book, self._parts.texts.next_steps)
            return replace(book, questions=_sort(everything, ids))

        return self._edit(Action.QUESTIONS, set_id, edit)

    # Answers, mock interviews ------------------------------------------------------------------

    def save_answers(
        self, set_id: str, strengths: Sequence[str], areas: Sequence[Area]
    ) -> PreparationView:
        """Strengths, and three areas to improve; blank strengths go."""

        def edit(book: Workbook) -> Workbook:
            kept: list[Jotting] = []
            for text in strengths:
                if text.strip():
                    kept.append(Jotting(_fresh_id(text, kept), text.strip()))
            three = (*areas, Area(), Area(), Area())[:3]
            return replace(book, strengths=tuple(kept), areas=three)

        return self._edit(Action.ANSWERS, set_id, edit)

    def new_feedback(self) -> MockFeedback:
        """An empty form with today's date; kept by ``save_feedback``."""
        return MockFeedback("", self._today())

    def save_feedback(self, set_id: str, feedback: MockFeedback) -> PreparationView:
        """Keep a form that was filled in; one without an id is new."""

        def edit(book: Workbook) -> Workbook:
            if feedback.id:
                return replace(
                    book,
                    feedback=tuple(
                        feedback if one.id == feedback.id else one for one in book.feedback
                    ),
                )
            taken = {one.id for one in book.feedback}
            named = replace(feedback, id=new_id(f"mock-{feedback.day}", taken))
            return replace(book, feedback=(*book.feedback, named))

        return self._edit(Action.FEEDBACK, set_id, edit)

    def remove_feedback(self, set_id: str, feedback_id: str) -> PreparationView:
        """One form less."""

        def edit(book: Workbook) -> Workbook:
            kept = tuple(one for one in book.feedback if one.id != feedback_id)
            return replace(book, feedback=kept)

        return self._edit(Action.FEEDBACK, set_id, edit)

    # Afterwards --------------------------------------------------------------------------------

    def draft_thank_you(self, set_id: str, to: str, topic: str) -> ThankYouNote:
        """A short note to an interviewer; nothing is kept. The topic may be ""."""
        dossier, texts = self._dossiers.get(set_id), self._parts.texts
        details = dossier.interview.details if dossier.interview else None
        facts = {
            "company": details.company if details else "…",
            "role": details.role if details else "…",
            "name": to.strip() or "…",
            "topic": topic.strip().rstrip("."),
        }
        about = fill_in(texts.thank_you_topic, facts) + " " if topic.strip() else ""
        body = fill_in(texts.thank_you_body, facts | {"about": about})
        subject = fill_in(texts.thank_you_subject, facts)
        mail = dossier.book.thank_you.mail
        return ThankYouNote(to.strip(), mail, topic.strip(), subject, body)

    def save_thank_you(self, set_id: str, note: ThankYouNote) -> PreparationView:
        """Keep the note as it stands."""
        return self._edit(Action.THANK_YOU, set_id, lambda book: replace(book, thank_you=note))

    def mail_link(self, note: ThankYouNote) -> str:
        """A link that opens the note in the mail program; on any thread."""
        return mail_link(note.mail, note.subject, note.body)

    def save_debrief(self, set_id: str, debrief: Debrief) -> PreparationView:
        """Keep what was written down; ``asked`` lines without an id get one, blank ones go."""

        def edit(book: Workbook) -> Workbook:
            kept: list[Jotting] = []
            for one in debrief.asked:
                if one.text.strip():
                    fresh = one.id or _fresh_id(one.text, (*kept, *debrief.asked))
                    kept.append(Jotting(fresh, one.text.strip()))
            return replace(book, debrief=replace(debrief, asked=tuple(kept)))

        return self._edit(Action.DEBRIEF, set_id, edit)

    def question_asked(self, asked: Jotting) -> Question:
        """A practice question made of one that was asked; nothing is kept."""
        return _draft(asked.text, "")

    # -------------------------------------------------------------------------------------------

    def _edit(
        self, action: Action, set_id: str, edit: Callable[[Workbook], Workbook]
    ) -> PreparationView:
        self._dossiers.change_book(action, set_id, edit)
        return self.view(set_id)

    def _today(self) -> date:
        return self._parts.clock.now().astimezone(self._parts.home.zone()).date()


def _draft(prompt: str, model_answer: str) -> Question:
    """For ``OwnQuestionDesk.propose``, which fills in what is empty."""
    return Question("", "", "", prompt.strip(), model_answer.strip(), ())


def _fresh_id(text: str, others: Iterable[Requirement | Jotting]) -> str:
    return new_id(text, {one.id for one in others} | {NEXT_STEPS})


def _put(those: tuple[_T, ...], one: _T) -> tuple[_T, ...]:
    return tuple(one if other.id == one.id else other for other in those)


def _without(those: tuple[_T, ...], gone: str) -> tuple[_T, ...]:
    return tuple(one for one in those if one.id != gone)


def _sort(those: tuple[_T, ...], ids: Sequence[str]) -> tuple[_T, ...]:
    by_id = {one.id: one for one in those}
    return tuple(by_id[one] for one in merge_order(tuple(by_id), ids))
