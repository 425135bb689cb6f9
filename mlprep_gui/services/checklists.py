"""The checklists with what is ticked on them."""

from dataclasses import dataclass

from mlprep_gui.domain.checklists import Checklist
from mlprep_gui.services.ports.storage import TickStore


@dataclass(frozen=True, slots=True)
class TickedList:
    """A checklist and the ids of its ticked items; ticks of items it no longer has are left out."""

    checklist: Checklist
    ticked: frozenset[str]

    @property
    def total(self) -> int:
        """How many items it has."""
        return sum(1 for _ in self.checklist.items())


class ChecklistDesk:
    """Shows and ticks checklists. Used on the storage thread only."""

    def __init__(self, checklists: tuple[Checklist, ...], store: TickStore) -> None:
        self._checklists = checklists
        self._store = store

    def lists(self) -> tuple[TickedList, ...]:
        """All lists in their order."""
        return tuple(self._with_ticks(checklist) for checklist in self._checklists)

    def set_tick(self, checklist_id: str, item_id: str, *, ticked: bool) -> None:
        """Tick or untick one item; kept at once."""
        self._store.set_tick(checklist_id, item_id, ticked=ticked)

    def reset(self, checklist_id: str) -> None:
        """Untick a whole list, for the next interview."""
        for item_id in self._store.ticked(checklist_id):
            self._store.set_tick(checklist_id, item_id, ticked=False)

    def _with_ticks(self, checklist: Checklist) -> TickedList:
        known = {item.id for item in checklist.items()}
        return TickedList(checklist, self._store.ticked(checklist.id) & known)
