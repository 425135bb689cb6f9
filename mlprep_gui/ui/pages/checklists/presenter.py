"""Which lists of which interview are shown, and that every change is kept at once. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.list_editing import Key, OwnItem
from mlprep_gui.domain.interviews.workbooks import ItemNote
from mlprep_gui.services.interviews.desk import InterviewsView
from mlprep_gui.services.interviews.dossiers import Action
from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.services.interviews.list_lines import ListsView
from mlprep_gui.services.interviews.lists import InterviewLists
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.interview_changes import Changes
from mlprep_gui.ui.interview_wording import name_action
from mlprep_gui.ui.pages.checklists.contents import (
    TODAY,
    list_choices,
    tick_lines,
    untick_lines,
)
from mlprep_gui.ui.pages.checklists.state import ChecklistsView, pick_list


@dataclass(frozen=True, slots=True)
class _News:
    """What the storage thread found.

    Attributes:
        lists: as they are kept.
        interviews: None where it did not look for them.
        list_id: a list that is to be shown now.
        told: what was taken back or done again.
    """

    lists: ListsView
    interviews: InterviewsView | None = None
    list_id: str = ""
    told: str = ""


class ChecklistsPresenter:
    """The state of the checklists page; ``changed`` means "ask ``view`` again".

    The next interview is chosen until the user chooses; a set that is gone gives way to it.
    """

    def __init__(
        self, services: InterviewServices, storage: Background, changed: Callable[[], None]
    ) -> None:
        self._services = services
        self._storage = storage
        self._changed = changed
        self._view = ChecklistsView()
        self._wanted: str | None = None
        self._wanted_list = ""
        self._changes = Changes(storage, self._read, self._on_news, self._on_failed)

    def view(self) -> ChecklistsView:
        """What there is to show now."""
        return self._view

    # What is shown -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all anew."""
        self._view = replace(self._view, just_done=frozenset())
        self._changes.read()

    def open_set(self, set_id: str, list_id: str = "") -> None:
        """Show another set; and a list of it, "" for what is due or the list shown before."""
        self._wanted = set_id
        self._view = replace(self._view, just_done=frozenset(), told="")
        self._wanted_list = list_id
        self._changes.read()

    def choose_list(self, list_id: str) -> None:
        """Show a list, or TODAY."""
        if list_id != self._view.list_id:
            self._show(replace(self._view, list_id=list_id, just_done=frozenset(), told=""))

    def dismiss(self) -> None:
        """Forget the last fault and the last thing told."""
        self._show(replace(self._view, fault=None, told=""))

    # Ticks -------------------------------------------------------------------------------------

    def tick(self, key: Key, ticked: bool) -> None:
        """Tick or untick an item; shown before it is kept."""
        if self._view.list_id == TODAY:
            self._view = replace(self._view, just_done=self._view.just_done | {key})
        self._mark(lambda lists: tick_lines(lists, key, ticked=ticked))
        self._make(lambda set_id: self._lists.tick(set_id, key, ticked=ticked))

    def reset(self, list_id: str = "") -> None:
        """Untick a list, or all; the page has asked before."""
        self._mark(lambda lists: untick_lines(lists, list_id))
        self._make(lambda set_id: self._lists.reset(set_id, list_id))

    # Lists and items ---------------------------------------------------------------------------

    def add_list(self, title: str) -> None:
        """A list of the user's own, which is shown."""
        self._make_new(lambda set_id: self._lists.add_list(set_id, title))

    def rename_list(self, list_id: str, title: str) -> None:
        """Another title for a list of the user's own."""
        self._make(lambda set_id: self._lists.rename_list(set_id, list_id, title))

    def remove_list(self, list_id: str) -> None:
        """Delete a list of the user's own."""
        self._make(lambda set_id: self._lists.remove_list(set_id, list_id))

    def hide_list(self, list_id: str, *, hidden: bool) -> None:
        """Put a list out of sight, or back."""
        if not hidden:
            self._wanted_list = list_id
        self._make(lambda set_id: self._lists.hide_list(set_id, list_id, hidden=hidden))

    def restore(self, list_id: str) -> None:
        """A list as it is shipped."""
        self._make(lambda set_id: self._lists.restore(set_id, list_id))

    def move_list(self, list_id: str, step: int) -> None:
        """A list up (below 0) or down."""
        self._make(lambda set_id: self._lists.move_list(set_id, list_id, step))

    def order_lists(self, ids: Sequence[str]) -> None:
        """The lists in this order."""
        self._make(lambda set_id: self._lists.order_lists(set_id, ids))

    def add_item(self, list_id: str, text: str) -> None:
        """An item of the user's own."""
        item = OwnItem("", list_id, "", text)
        self._make(lambda set_id: self._lists.add_item(set_id, item))

    def edit_item(self, item: OwnItem) -> None:
        """Other words or another date for an item of the user's own."""
        self._make(lambda set_id: self._lists.edit_item(set_id, item))

    def find_own(self, key: Key, then: Callable[[OwnItem], None]) -> None:
        """An item of the user's own as it was written, for its editor."""

        def found(item: OwnItem | None) -> None:
            if item is not None:
                then(item)

        set_id = self._view.set_id
        self._storage.run(lambda: self._lists.own_item(set_id, key), found, self._on_failed)

    def remove_item(self, key: Key) -> None:
        """Delete an item of the user's own."""
        self._make(lambda set_id: self._lists.remove_item(set_id, key))

    def hide_item(self, key: Key, *, hidden: bool) -> None:
        """Put an item out of sight, or back."""
        self._make(lambda set_id: self._lists.hide_item(set_id, key, hidden=hidden))

    def move_item(self, key: Key, step: int) -> None:
        """An item up (below 0) or down within its section."""
        self._make(lambda set_id: self._lists.move_item(set_id, key, step))

    def order_items(self, list_id: str, ids: Sequence[str]) -> None:
        """A list's items in this order."""
        self._make(lambda set_id: self._lists.order_items(set_id, list_id, ids))

    # Notes -------------------------------------------------------------------------------------

    def save_note(self, note: ItemNote, stretch: str) -> None:
        """Keep a note; what has the same ``stretch`` is one step to undo."""

        def work(set_id: str) -> ListsView:
            with self._services.interviews.one_step(stretch):
                return self._lists.save_note(set_id, note)

        self._make(work)

    def ask_about(self, key: Key) -> None:
        """Make a question to ask of the note beside an item."""

        def work(set_id: str) -> ListsView:
            self._services.preparation.add_question_from_note(set_id, key)
            return self._lists.view(set_id)

        self._make(work)
        self._show(replace(self._view, told="It is now one of your questions to ask."))

    # Files -------------------------------------------------------------------------------------

    def import_list(self, path: Path) -> None:
        """Read a list from a file; it is shown."""
        self._make_new(lambda set_id: self._lists.import_list(set_id, path))

    def export_list(self, list_id: str, path: Path) -> None:
        """Write a list to a file."""
        set_id = self._view.set_id

        def written(_none: None) -> None:
            self._show(replace(self._view, fault=None, told=f"Saved as {path}."))

        self._storage.run(
            lambda: self._lists.export_list(set_id, list_id, path), written, self._on_failed
        )

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
    def _lists(self) -> InterviewLists:
        return self._services.lists

    def _make(self, work: Callable[[str], ListsView]) -> None:
        set_id = self._view.set_id
        self._changes.make(lambda: _News(work(set_id)))

    def _make_new(self, work: Callable[[str], ListsView]) -> None:
        """Do what makes a list, and show that list."""
        set_id = self._view.set_id
        known = {one.id for one in self._view.lists.lists} if self._view.lists else set()

        def do() -> _News:
            lists = work(set_id)
            return _News(lists, list_id=next((o.id for o in lists.lists if o.id not in known), ""))

        self._changes.make(do)

    def _read(self) -> _News:
        interviews = self._services.interviews.overview()
        cards = (*interviews.upcoming, *interviews.past, *interviews.archived)
        known = {NO_INTERVIEW, *(card.interview.id for card in cards)}
        following = interviews.next.interview.id if interviews.next else NO_INTERVIEW
        set_id = self._wanted if self._wanted in known else None
        return _News(self._lists.view(following if set_id is None else set_id), interviews)

    def _on_news(self, news: _News) -> None:
        lists, before = news.lists, self._view
        view = replace(before, set_id=lists.set_id, lists=lists, undo=lists.undo)
        view = replace(view, told=news.told or view.told)
        if news.interviews is not None:
            view = replace(view, choices=list_choices(news.interviews))
        wanted, self._wanted_list = news.list_id or self._wanted_list, ""
        is_other = before.lists is None or before.set_id != view.set_id
        self._show(replace(view, list_id=pick_list(view, wanted, is_other=is_other)))

    def _mark(self, change: Callable[[ListsView], ListsView]) -> None:
        """Show a change before it is kept: the next tick must not wait for the disk."""
        if self._view.lists is not None:
            self._show(replace(self._view, lists=change(self._view.lists), told=""))

    def _on_failed(self, fault: Fault) -> None:
        self._show(replace(self._view, fault=fault, told=""))

    def _show(self, view: ChecklistsView) -> None:
        self._view = view
        self._changed()
