"""The checklists of one interview, or of none: what is shown, and what the user does to them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mlprep_gui.domain.checklists import Checklist
from mlprep_gui.domain.interviews import list_editing
from mlprep_gui.domain.interviews.list_editing import Key, ListChanges, OwnItem
from mlprep_gui.domain.interviews.preparation_texts import PreparationTexts
from mlprep_gui.domain.interviews.workbooks import ItemNote, put_note
from mlprep_gui.services.interviews.dossiers import Action, Dossiers
from mlprep_gui.services.interviews.list_lines import ListReader, ListsView
from mlprep_gui.services.ports.interviews import (
    Dossier,
    HomeZone,
    ListDocument,
    ListEntry,
    ListFiles,
)
from mlprep_gui.services.ports.workers import Clock


@dataclass(frozen=True, slots=True)
class ListShelf:
    """What the lists are made of.

    Attributes:
        shipped: the lists of this version.
        texts: for headings.
        files: for import and export.
    """

    shipped: tuple[Checklist, ...]
    texts: PreparationTexts
    files: ListFiles


class InterviewLists:
    """Used on the storage thread only. Each call keeps its change and gives the lists anew.

    ``set_id`` is an interview's id or NO_INTERVIEW; KeyError for one that is not there.
    """

    def __init__(self, dossiers: Dossiers, shelf: ListShelf, clock: Clock, home: HomeZone) -> None:
        self._dossiers = dossiers
        self._shelf = shelf
        self._clock = clock
        self._home = home

    def view(self, set_id: str) -> ListsView:
        """All lists."""
        dossier = self._dossiers.get(set_id)
        lines = ListReader(dossier, self._clock.now(), self._home.zone())
        lists = tuple(map(lines.read, self._assemble(dossier)))
        return ListsView(
            set_id=set_id,
            interview=dossier.interview,
            lists=tuple(one for one in lists if not one.is_hidden),
            hidden_lists=tuple(one for one in lists if one.is_hidden),
            undo=self._dossiers.state(),
        )

    # Ticks -------------------------------------------------------------------------------------

    def tick(self, set_id: str, key: Key, *, ticked: bool) -> ListsView:
        """Tick or untick an item, by its list's and its own id."""
        dossier = self._dossiers.get(set_id)
        ticks = dossier.ticks | {key} if ticked else dossier.ticks - {key}
        action = Action.TICK if ticked else Action.UNTICK
        self._dossiers.change(action, replace(dossier, ticks=ticks))
        return self.view(set_id)

    def reset(self, set_id: str, list_id: str = "") -> ListsView:
        """Untick a list, or all of them; notes and own items stay."""
        dossier = self._dossiers.get(set_id)
        kept = frozenset(key for key in dossier.ticks if list_id and key[0] != list_id)
        self._dossiers.change(Action.RESET, replace(dossier, ticks=kept))
        return self.view(set_id)

    # Own lists and items -----------------------------------------------------------------------

    def add_list(self, set_id: str, title: str) -> ListsView:
        """A list of the user's own, the last one; nothing happens for a blank title."""
        if not title.strip():
            return self.view(set_id)
        return self._edit(
            Action.ADD_LIST, set_id, lambda changes: list_editing.add_list(changes, title)[0]
        )

    def rename_list(self, set_id: str, list_id: str, title: str) -> ListsView:
        """Another title for a list of the user's own."""
        if not title.strip():
            return self.view(set_id)
        return self._edit(
            Action.EDIT_LIST, set_id, lambda c: list_editing.rename_list(c, list_id, title)
        )

    def remove_list(self, set_id: str, list_id: str) -> ListsView:
        """Delete a list of the user's own with its items, notes and ticks; Undo brings it back."""

        def forget(key: Key) -> bool:
            return key[0] == list_id

        return self._remove(
            Action.REMOVE_LIST, set_id, forget, lambda c: list_editing.remove_list(c, list_id)
        )

    def add_item(self, set_id: str, item: OwnItem) -> ListsView:
        """An item of the user's own: list_id, text, and what else is wanted; the id is made."""
        if not item.text.strip():
            return self.view(set_id)
        title = self.view(set_id).get(item.list_id).title
        named = replace(item, list_title=title)
        return self._edit(
            Action.ADD_ITEM, set_id, lambda changes: list_editing.add_item(changes, named)[0]
        )

    def edit_item(self, set_id: str, item: OwnItem) -> ListsView:
        """Other words for an item of the user's own; ``own_item`` gives it."""
        if not item.text.strip():
            return self.view(set_id)
        return self._edit(Action.EDIT_ITEM, set_id, lambda c: list_editing.edit_item(c, item))

    def own_item(self, set_id: str, key: Key) -> OwnItem | None:
        """An item of the user's own, to be edited."""
        return self._dossiers.get(set_id).book.changes.own_item(key)

    def remove_item(self, set_id: str, key: Key) -> ListsView:
        """Delete an item of the user's own, its note and tick; Undo brings it back."""
        return self._remove(
            Action.REMOVE_ITEM,
            set_id,
            lambda other: other == key,
            lambda c: list_editing.remove_item(c, key),
        )

    # What is in sight, and in which order ------------------------------------------------------

    def hide_item(self, set_id: str, key: Key, *, hidden: bool) -> ListsView:
        """Put an item out of sight, or back; its tick stays."""
        action = Action.HIDE if hidden else Action.SHOW
        return self._edit(action, set_id, lambda c: list_editing.hide_item(c, key, hidden=hidden))

    def hide_list(self, set_id: str, list_id: str, *, hidden: bool) -> ListsView:
        """Put a list out of sight, or back; its ticks stay."""
        action = Action.HIDE if hidden else Action.SHOW
        return self._edit(
            action, set_id, lambda c: list_editing.hide_list(c, list_id, hidden=hidden)
        )

    def order_items(self, set_id: str, list_id: str, ids: Sequence[str]) -> ListsView:
        """A list's items in this order; an item stays under its heading."""
        return self._edit(
            Action.REORDER, set_id, lambda c: list_editing.order_items(c, list_id, ids)
        )

    def move_item(self, set_id: str, key: Key, step: int) -> ListsView:
        """An item some places up (below 0) or down within its section."""
        view = self.view(set_id)
        for section in view.get(key[0]).sections:
            ids = [item.id for item in section.items]
            if key[1] in ids:
                moved = _move(ids, key[1], step)
                whole = [
                    item.id
                    for other in view.get(key[0]).sections
                    for item in other.items
                    if other is not section
                ]
                return self.order_items(set_id, key[0], [*moved, *whole])
        return view

    def order_lists(self, set_id: str, ids: Sequence[str]) -> ListsView:
        """The lists in this order."""
        return self._edit(Action.REORDER, set_id, lambda c: list_editing.order_lists(c, ids))

    def move_list(self, set_id: str, list_id: str, step: int) -> ListsView:
        """A list some places up (below 0) or down."""
        view = self.view(set_id)
        ids = [one.id for one in view.lists]
        return self.order_lists(set_id, _move(ids, list_id, step)) if list_id in ids else view

    def restore(self, set_id: str, list_id: str) -> ListsView:
        """A list as it is shipped; own items, notes and ticks stay."""
        return self._edit(
            Action.RESTORE_LIST, set_id, lambda c: list_editing.restore_list(c, list_id)
        )

    # Notes and files ---------------------------------------------------------------------------

    def save_note(self, set_id: str, note: ItemNote) -> ListsView:
        """Notes and links beside an item."""
        self._dossiers.change_book(Action.NOTE, set_id, lambda book: put_note(book, note))
        return self.view(set_id)

    def export_list(self, set_id: str, list_id: str, path: Path) -> None:
        """Write a list with its ticks: TOML, or a Markdown task list where the name ends in .md.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
        """
        dossier = self._dossiers.get(set_id)
        found = self.view(set_id).get(list_id)
        due = {
            item.id: item.due_days
            for one in self._assemble(dossier)
            if one.id == list_id
            for item in one.items()
        }
        entries = tuple(
            ListEntry(item.text, item.reason, item.section, item.is_ticked, due[item.id])
            for item in found.items
        )
        self._shelf.files.write(path, ListDocument(found.title, found.introduction, entries))

    def import_list(self, set_id: str, path: Path) -> ListsView:
        """Read a list of any origin; it becomes a new list of the user's own, with its ticks.

        Raises:
            InputFault: FILE_MISSING, UNREADABLE_TEXT or LIST_BROKEN; nothing is changed then.
        """
        document = self._shelf.files.read(path)
        dossier = self._dossiers.get(set_id)
        changes, list_id = list_editing.add_list(
            dossier.book.changes, document.title, document.introduction
        )
        ticks = set(dossier.ticks)
        for entry in document.entries:
            item = OwnItem(
                "", list_id, document.title, entry.text, entry.reason, entry.section, entry.due_days
            )
            changes, item_id = list_editing.add_item(changes, item)
            if entry.is_ticked:
                ticks.add((list_id, item_id))
        book = replace(dossier.book, changes=changes)
        after = replace(dossier, book=book, ticks=frozenset(ticks))
        self._dossiers.change(Action.IMPORT, after)
        return self.view(set_id)

    # -------------------------------------------------------------------------------------------

    def _assemble(self, dossier: Dossier) -> tuple[Checklist, ...]:
        changes, heading = dossier.book.changes, self._shelf.texts.own_section
        return list_editing.assemble_lists(self._shelf.shipped, changes, heading)

    def _edit(
        self, action: Action, set_id: str, edit: Callable[[ListChanges], ListChanges]
    ) -> ListsView:
        self._dossiers.change_book(
            action, set_id, lambda book: replace(book, changes=edit(book.changes))
        )
        return self.view(set_id)

    def _remove(
        self,
        action: Action,
        set_id: str,
        forget: Callable[[Key], bool],
        edit: Callable[[ListChanges], ListChanges],
    ) -> ListsView:
        dossier = self._dossiers.get(set_id)
        changes = edit(dossier.book.changes)
        if changes != dossier.book.changes:
            notes = tuple(n for n in dossier.book.notes if not forget((n.list_id, n.item_id)))
            book = replace(dossier.book, changes=changes, notes=notes)
            ticks = frozenset(key for key in dossier.ticks if not forget(key))
            self._dossiers.change(action, replace(dossier, book=book, ticks=ticks))
        return self.view(set_id)


def _move(ids: Sequence[str], one: str, step: int) -> list[str]:
    others = [other for other in ids if other != one]
    at = max(0, min(len(others), list(ids).index(one) + step))
    return [*others[:at], one, *others[at:]]
