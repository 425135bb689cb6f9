"""What the checklists page shows at one moment. No Qt here."""

from dataclasses import dataclass, field
from datetime import date

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.list_editing import Key
from mlprep_gui.services.interviews.dossiers import UndoState
from mlprep_gui.services.interviews.list_lines import ItemLine, ListLines, ListsView
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.pages.checklists.contents import TODAY, SetChoice

_DUE = (DueState.OVERDUE, DueState.TODAY)


@dataclass(frozen=True, slots=True)
class ChecklistsView:
    """What there is to show.

    Attributes:
        choices: the sets of lists: "No interview yet", and each interview.
        set_id: the chosen one.
        lists: None before they were read.
        list_id: the chosen list, or TODAY.
        undo: what can be taken back.
        just_done: what was ticked under TODAY; it stays there until the user goes elsewhere.
        fault: why something could not be kept, read or written.
        told: what has just been done, where it cannot be seen; "" for nothing.
    """

    choices: tuple[SetChoice, ...] = ()
    set_id: str = NO_INTERVIEW
    lists: ListsView | None = None
    list_id: str = ""
    undo: UndoState = field(default_factory=UndoState)
    just_done: frozenset[Key] = frozenset()
    fault: Fault | None = None
    told: str = ""

    @property
    def chosen(self) -> ListLines | None:
        """The chosen list; None for TODAY."""
        lists = self.lists.lists if self.lists else ()
        return next((one for one in lists if one.id == self.list_id), None)

    @property
    def due(self) -> tuple[ItemLine, ...]:
        """What is overdue, what is due today, and what has just been ticked of it."""
        lists = self.lists.lists if self.lists else ()
        found = (
            item
            for one in lists
            for item in one.items
            if item.state in _DUE or (item.list_id, item.id) in self.just_done
        )
        return tuple(sorted(found, key=lambda item: item.due or date.max))


def pick_list(view: ChecklistsView, wanted: str, *, is_other: bool) -> str:
    """Which list to show: the wanted one, what is due where the set is another one, the same."""
    assert view.lists is not None
    ids = [one.id for one in view.lists.lists]
    if wanted in ids or wanted == TODAY:
        return wanted
    if is_other and view.due:
        return TODAY
    if view.list_id in {TODAY, *ids}:
        return view.list_id
    return ids[0] if ids else TODAY
