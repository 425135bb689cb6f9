"""How the services of the interviews are put together: they share one store and one undo."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.checklists import Checklist
from mlprep_gui.domain.interviews.preparation_texts import PreparationTexts
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.interviews.desk import InterviewDesk, InterviewParts
from mlprep_gui.services.interviews.dossiers import Dossiers
from mlprep_gui.services.interviews.lists import InterviewLists, ListShelf
from mlprep_gui.services.interviews.practice_record import PracticeRecord
from mlprep_gui.services.interviews.preparation import PreparationDesk, PreparationParts
from mlprep_gui.services.ports.history import HistoryStore
from mlprep_gui.services.ports.interviews import (
    CalendarWriter,
    DossierStore,
    HomeZone,
    ListFiles,
)
from mlprep_gui.services.ports.workers import Clock


@dataclass(frozen=True, slots=True)
class ShippedTexts:
    """What ships in ``resources/checklists``."""

    checklists: tuple[Checklist, ...]
    texts: PreparationTexts
    feedback_form: SelfCheck


@dataclass(frozen=True, slots=True)
class InterviewPorts:
    """What the services stand on.

    Attributes:
        store, history: the database.
        calendar, files: files of other programs.
        clock, home: what time it is, and where.
        bank: gives the questions in use.
    """

    store: DossierStore
    history: HistoryStore
    calendar: CalendarWriter
    files: ListFiles
    clock: Clock
    home: HomeZone
    bank: Callable[[], QuestionBank]


@dataclass(frozen=True, slots=True)
class InterviewServices:
    """All three are used on the storage thread only.

    Attributes:
        interviews: the interviews, their plan, calendar, sheet; undo and redo for all three.
        lists: the checklists of an interview, or of none.
        preparation: requirements, questions to ask, answers, mock interviews, what comes after.
    """

    interviews: InterviewDesk
    lists: InterviewLists
    preparation: PreparationDesk


def make_interview_services(ports: InterviewPorts, shipped: ShippedTexts) -> InterviewServices:
    """The services on these ports."""
    dossiers = Dossiers(ports.store)
    record = PracticeRecord(ports.history, ports.bank)
    shelf = ListShelf(shipped.checklists, shipped.texts, ports.files)
    lists = InterviewLists(dossiers, shelf, ports.clock, ports.home)
    parts = InterviewParts(
        dossiers=dossiers,
        lists=lists,
        record=record,
        calendar=ports.calendar,
        texts=shipped.texts,
        clock=ports.clock,
        home=ports.home,
    )
    preparation = PreparationParts(
        dossiers=dossiers,
        record=record,
        texts=shipped.texts,
        feedback_form=shipped.feedback_form,
        clock=ports.clock,
        home=ports.home,
    )
    return InterviewServices(InterviewDesk(parts), lists, PreparationDesk(preparation))
