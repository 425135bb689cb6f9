"""Which checklists there are, and that every tick is kept at once. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.checklists import ChecklistDesk, TickedList
from mlprep_gui.services.ports import Background


@dataclass(frozen=True, slots=True)
class ChecklistsView:
    """What there is to show; no lists before they were read."""

    lists: tuple[TickedList, ...] = ()
    fault: Fault | None = None


class ChecklistsPresenter:
    """The state of the checklists page; ``changed`` means "ask ``view`` again".

    A tick that could not be kept is taken back by reading all lists anew.
    """

    def __init__(
        self, desk: ChecklistDesk, storage: Background, changed: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._storage = storage
        self._changed = changed
        self._view = ChecklistsView()

    def view(self) -> ChecklistsView:
        """What there is to show now."""
        return self._view

    def refresh(self) -> None:
        """Read all lists with their ticks."""
        self._storage.run(self._desk.lists, self._on_lists, self._on_failed)

    def tick(self, checklist_id: str, item_id: str, ticked: bool) -> None:
        """Tick or untick an item."""
        self._mark(checklist_id, lambda ids: ids | {item_id} if ticked else ids - {item_id})
        self._keep(lambda: self._desk.set_tick(checklist_id, item_id, ticked=ticked))

    def reset(self, checklist_id: str) -> None:
        """Untick a whole list; the page has asked before."""
        self._mark(checklist_id, lambda _ids: frozenset())
        self._keep(lambda: self._desk.reset(checklist_id))

    def dismiss_fault(self) -> None:
        """Forget the last fault."""
        self._show(replace(self._view, fault=None))

    def _mark(self, checklist_id: str, change: Callable[[frozenset[str]], frozenset[str]]) -> None:
        """Show a change before it is kept: the next tick must not wait for the disk."""
        lists = tuple(
            replace(one, ticked=change(one.ticked)) if one.checklist.id == checklist_id else one
            for one in self._view.lists
        )
        self._show(replace(self._view, lists=lists))

    def _keep(self, work: Callable[[], None]) -> None:
        def failed(fault: Fault) -> None:
            self._on_failed(fault)
            self.refresh()

        self._storage.run(work, lambda _none: None, failed)

    def _on_lists(self, lists: tuple[TickedList, ...]) -> None:
        self._show(replace(self._view, lists=lists))

    def _on_failed(self, fault: Fault) -> None:
        self._show(replace(self._view, fault=fault))

    def _show(self, view: ChecklistsView) -> None:
        self._view = view
        self._changed()
