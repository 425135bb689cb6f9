"""What users change on the lists: own lists and items, what they hid, and their order.

The changes are kept apart from the shipped lists and name them by ids, so that a later version of
the lists loses none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mlprep_gui.domain.checklists import Checklist, ChecklistItem, ChecklistSection
from mlprep_gui.domain.question_editing import new_id

OWN = "own-"
"""Ids of own lists and items begin with it; those of shipped ones never do."""

Key = tuple[str, str]
"""A list's id and an item's id."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list of the user's own."""

    id: str
    title: str
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class OwnItem:
    """An item of the user's own.

    Attributes:
        id: see ``OWN``.
        list_id, list_title: where it stands; the title serves where the list is shipped no more.
        text, reason: as of a shipped item; the reason may be "".
        section: the heading under which it stands; at the end where there is no such heading.
        due_days: see ``ChecklistItem``.
    """

    id: str
    list_id: str
    list_title: str
    text: str
    reason: str = ""
    section: str = ""
    due_days: int | None = None


@dataclass(frozen=True, slots=True)
class ListChanges:
    """All that one user changed on one set of lists.

    Attributes:
        lists, items: of the user's own.
        hidden_lists: ids of lists.
        hidden_items: keys of items.
        list_order: ids of lists; those that it does not name stay behind their neighbours.
        item_order: the same for the items of a list, by the list's id.
    """

    lists: tuple[OwnList, ...] = ()
    items: tuple[OwnItem, ...] = ()
    hidden_lists: tuple[str, ...] = ()
    hidden_items: tuple[Key, ...] = ()
    list_order: tuple[str, ...] = ()
    item_order: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def own_item(self, key: Key) -> OwnItem | None:
        """The item of the user's own with this key."""
        return next((one for one in self.items if (one.list_id, one.id) == key), None)


def assemble_lists(
    shipped: Sequence[Checklist], changes: ListChanges, own_section: str
) -> tuple[Checklist, ...]:
    """All lists with all items, hidden ones too, in the user's order.

    Args:
        shipped: the lists of this version.
        changes: the user's.
        own_section: heading of items that stand under none.
    """
    lists = [*shipped, *(_empty_list(own.id, own) for own in changes.lists)]
    known = {one.id for one in lists}
    for item in changes.items:
        if item.list_id not in known:
            known.add(item.list_id)
            lists.append(_empty_list(item.list_id, OwnList(item.list_id, item.list_title)))
    by_id = {one.id: _with_own_items(one, changes, own_section) for one in lists}
    return tuple(by_id[list_id] for list_id in merge_order(tuple(by_id), changes.list_order))


def merge_order(ids: Sequence[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids in the wanted order; each one that it does not name follows the one before it."""
    present = set(ids)
    merged = [one for one in dict.fromkeys(wanted) if one in present]
    placed = set(merged)
    before: str | None = None
    for one in ids:
        if one not in placed:
            merged.insert(0 if before is None else merged.index(before) + 1, one)
            placed.add(one)
        before = one
    return tuple(merged)


def add_list(changes: ListChanges, title: str, introduction: str = "") -> tuple[ListChanges, str]:
    """With a new list at the end, and its id."""
    taken = {one.id for one in changes.lists} | {one.list_id for one in changes.items}
    list_id = new_id(OWN + title, taken)
    own = OwnList(list_id, title.strip(), introduction.strip())
    return replace(changes, lists=(*changes.lists, own)), list_id


def rename_list(changes: ListChanges, list_id: str, title: str) -> ListChanges:
    """With another title for a list of the user's own."""
    lists = tuple(
        replace(one, title=title.strip()) if one.id == list_id else one for one in changes.lists
    )
    return replace(changes, lists=lists)


def remove_list(changes: ListChanges, list_id: str) -> ListChanges:
    """Without a list of the user's own and its items."""
    return replace(
        changes,
        lists=tuple(one for one in changes.lists if one.id != list_id),
        items=tuple(one for one in changes.items if one.list_id != list_id),
        hidden_lists=tuple(one for one in changes.hidden_lists if one != list_id),
        hidden_items=tuple(key for key in changes.hidden_items if key[0] != list_id),
        item_order=tuple(pair for pair in changes.item_order if pair[0] != list_id),
    )


def add_item(changes: ListChanges, item: OwnItem) -> tuple[ListChanges, str]:
    """With a new item, whose id is made here."""
    taken = {one.id for one in changes.items}
    named = replace(item, id=new_id(OWN + item.text, taken), text=item.text.strip())
    return replace(changes, items=(*changes.items, named)), named.id


def edit_item(changes: ListChanges, item: OwnItem) -> ListChanges:
    """With other words for an item of the user's own."""
    items = tuple(
        item if (one.list_id, one.id) == (item.list_id, item.id) else one for one in changes.items
    )
    return replace(changes, items=items)


def remove_item(changes: ListChanges, key: Key) -> ListChanges:
    """Without an item of the user's own."""
    return replace(
        changes,
        items=tuple(one for one in changes.items if (one.list_id, one.id) != key),
        hidden_items=tuple(one for one in changes.hidden_items if one != key),
    )


def hide_item(changes: ListChanges, key: Key, *, hidden: bool) -> ListChanges:
    """Put an item out of sight, or back."""
    return replace(changes, hidden_items=_put(changes.hidden_items, key, there=hidden))


def hide_list(changes: ListChanges, list_id: str, *, hidden: bool) -> ListChanges:
    """Put a list out of sight, or back."""
    return replace(changes, hidden_lists=_put(changes.hidden_lists, list_id, there=hidden))


def order_lists(changes: ListChanges, ids: Sequence[str]) -> ListChanges:
    """With the lists in this order."""
    return replace(changes, list_order=tuple(ids))


def order_items(changes: ListChanges, list_id: str, ids: Sequence[str]) -> ListChanges:
    """With the items of a list in this order."""
    others = tuple(pair for pair in changes.item_order if pair[0] != list_id)
    return replace(changes, item_order=(*others, (list_id, tuple(ids))))


def restore_list(changes: ListChanges, list_id: str) -> ListChanges:
    """The list as it is shipped: all in sight and in order; own items stay."""
    return replace(
        changes,
        hidden_lists=tuple(one for one in changes.hidden_lists if one != list_id),
        hidden_items=tuple(key for key in changes.hidden_items if key[0] != list_id),
        item_order=tuple(pair for pair in changes.item_order if pair[0] != list_id),
    )


def _put(those: tuple[T, ...], one: T, *, there: bool) -> tuple[T, ...]:
    others = tuple(other for other in those if other != one)
    return (*others, one) if there else others


def _empty_list(list_id: str, own: OwnList) -> Checklist:
    return Checklist(list_id, own.title, own.introduction, ())


def _with_own_items(checklist: Checklist, changes: ListChanges, own_section: str) -> Checklist:
    own = [item for item in changes.items if item.list_id == checklist.id]
    order = dict(changes.item_order).get(checklist.id, ())
    titles = {section.title for section in checklist.sections}
    sections = [
        _ordered(
            ChecklistSection(section.title, (*section.items, *_items_under(own, section.title))),
            order,
        )
        for section in checklist.sections
    ]
    new_titles = dict.fromkeys(item.section for item in own if item.section not in titles)
    named = [title for title in new_titles if title]
    # Items without a heading come last, under a heading of their own.
    for title in (*named, *([""] if "" in new_titles else [])):
        section = ChecklistSection(title or own_section, tuple(_items_under(own, title)))
        sections.append(_ordered(section, order))
    return replace(checklist, sections=tuple(sections))


def _items_under(own: Iterable[OwnItem], title: str) -> Iterable[ChecklistItem]:
    return (
        ChecklistItem(item.id, item.text, item.reason, due_days=item.due_days)
        for item in own
        if item.section == title
    )


def _ordered(section: ChecklistSection, order: Sequence[str]) -> ChecklistSection:
    by_id = {item.id: item for item in section.items}
    ids = merge_order(tuple(by_id), order)
    return replace(section, items=tuple(by_id[one] for one in ids))
