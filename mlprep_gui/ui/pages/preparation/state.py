"""What the preparation page shows at one moment. No Qt here."""

from dataclasses import dataclass, field

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.day_plan import QuestionPractice
from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.domain.interviews.requirements import Proposal
from mlprep_gui.services.interviews.dossiers import UndoState
from mlprep_gui.services.interviews.list_lines import ItemLine
from mlprep_gui.services.interviews.preparation import PreparationView
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.pages.preparation.contents import JOB


@dataclass(frozen=True, slots=True)
class PreparationState:
    """What there is to show.

    Attributes:
        set_id: the interview's id, or NO_INTERVIEW.
        sheet: one of SHEETS.
        interview: None for NO_INTERVIEW.
        book: all that is written; None before it was read.
        practice: how the questions were practised.
        notes: items of the checklists that have a note.
        proposal: requirements that were found and wait for the user's choice.
        feedback_id: the feedback form that is open, "" for none.
        undo: what can be taken back.
        fault: why something could not be kept or read.
        told: what has just been done, where it cannot be seen; "" for nothing.
    """

    set_id: str = NO_INTERVIEW
    sheet: str = JOB
    interview: Interview | None = None
    book: PreparationView | None = None
    practice: tuple[QuestionPractice, ...] = ()
    notes: tuple[ItemLine, ...] = ()
    proposal: Proposal | None = None
    feedback_id: str = ""
    undo: UndoState = field(default_factory=UndoState)
    fault: Fault | None = None
    told: str = ""
