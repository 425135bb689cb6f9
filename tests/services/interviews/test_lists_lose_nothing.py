"""No sequence of adding, ticking, hiding, moving, restoring and upgrading loses anything."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mlprep_gui.domain.checklists import Checklist, ChecklistItem, ChecklistSection
from mlprep_gui.domain.interviews.list_editing import Key, OwnItem
from mlprep_gui.services.interviews.list_lines import ItemLine
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import InterviewHouse, open_house

_LISTS = ("bag", "shoes", "hat")
_ITEMS = ("a", "b", "c", "d")


def shipped(version: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Checklist, ...]:
    """The lists of a version, each with the items that it has then, in two sections."""
    return tuple(
        Checklist(
            name,
            name.title(),
            "",
            tuple(
                ChecklistSection(title, tuple(ChecklistItem(i, i, "It is.") for i in part))
                for title, part in (("First", items[:2]), ("Second", items[2:]))
                if part
            ),
        )
        for name, items in version
    )


versions = st.lists(
    st.tuples(st.sampled_from(_LISTS), st.lists(st.sampled_from(_ITEMS), unique=True).map(tuple)),
    unique_by=lambda pair: pair[0],
    min_size=1,
).map(tuple)


class ListsLoseNothing(RuleBasedStateMachine):
    """A model beside the real services: what was added and what is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory())
        self._path = Path(folder) / "mlprep.sqlite3"
        self._version = shipped((("bag", _ITEMS), ("shoes", _ITEMS[:2])))
        self._house = self._open_house()
        self._ticked: set[Key] = set()
        self._own: dict[Key, str] = {}

    def _open_house(self) -> InterviewHouse:
        self._house_open = ExitStack()
        return self._house_open.enter_context(open_house(self._path, self._version))

    def teardown(self) -> None:
        self._house_open.close()
        self._open.close()

    def _all_items(self) -> dict[Key, ItemLine]:
        view = self._house.services.lists.view(NO_INTERVIEW)
        found: dict[Key, ItemLine] = {}
        for one in (*view.lists, *view.hidden_lists):
            for item in (*one.items, *one.hidden):
                assert (one.id, item.id) not in found, "an item is shown twice"
                found[one.id, item.id] = item
        return found

    def _pick(self, data: st.DataObject) -> Key | None:
        keys = sorted(self._all_items())
        return data.draw(st.sampled_from(keys)) if keys else None

    @rule(data=st.data(), ticked=st.booleans())
    def tick(self, data: st.DataObject, ticked: bool) -> None:
        if key := self._pick(data):
            self._house.services.lists.tick(NO_INTERVIEW, key, ticked=ticked)
            (self._ticked.add if ticked else self._ticked.discard)(key)

    @rule(data=st.data(), text=st.sampled_from(["Tie", "tie", "a", "Ünï", "own-a"]))
    def add_item(self, data: st.DataObject, text: str) -> None:
        lists = self._house.services.lists
        view = lists.view(NO_INTERVIEW)
        known = sorted(one.id for one in (*view.lists, *view.hidden_lists))
        list_id = data.draw(st.sampled_from(known))
        section = data.draw(st.sampled_from(["", "First", "Third"]))
        before = set(self._all_items())
        lists.add_item(NO_INTERVIEW, OwnItem("", list_id, "", text, section=section))
        (new,) = set(self._all_items()) - before
        self._own[new] = text

    @rule()
    def add_list(self) -> None:
        self._house.services.lists.add_list(NO_INTERVIEW, "Mine")

    @rule(data=st.data(), hidden=st.booleans())
    def hide_item(self, data: st.DataObject, hidden: bool) -> None:
        if key := self._pick(data):
            self._house.services.lists.hide_item(NO_INTERVIEW, key, hidden=hidden)

    @rule(list_id=st.sampled_from(_LISTS), hidden=st.booleans())
    def hide_list(self, list_id: str, hidden: bool) -> None:
        self._house.services.lists.hide_list(NO_INTERVIEW, list_id, hidden=hidden)

    @rule(data=st.data(), step=st.integers(-3, 3))
    def move_item(self, data: st.DataObject, step: int) -> None:
        if key := self._pick(data):
            self._house.services.lists.move_item(NO_INTERVIEW, key, step)

    @rule(list_id=st.sampled_from(_LISTS), ids=st.lists(st.sampled_from(_ITEMS)))
    def order(self, list_id: str, ids: list[str]) -> None:
        self._house.services.lists.order_items(NO_INTERVIEW, list_id, ids)

    @rule(list_id=st.sampled_from(_LISTS), step=st.integers(-2, 2))
    def move_list(self, list_id: str, step: int) -> None:
        self._house.services.lists.move_list(NO_INTERVIEW, list_id, step)

    @rule(list_id=st.sampled_from(_LISTS))
    def restore(self, list_id: str) -> None:
        self._house.services.lists.restore(NO_INTERVIEW, list_id)

    @rule()
    def undo_and_redo(self) -> None:
        desk = self._house.services.interviews
        if desk.undo() is not None:
            assert desk.redo() is not None

    @rule(version=versions)
    def upgrade(self, version: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        self._house_open.close()
        self._version = shipped(version)
        self._house = self._open_house()

    @invariant()
    def everything_is_there(self) -> None:
        items = self._all_items()
        shipped_now = {(one.id, item.id) for one in self._version for item in one.items()}
        assert set(items) == shipped_now | set(self._own)
        assert {key: items[key].text for key in self._own} == self._own
        assert {key for key, item in items.items() if item.is_ticked} == self._ticked & set(items)


TestListsLoseNothing = ListsLoseNothing.TestCase
TestListsLoseNothing.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


def test_a_list_that_comes_back_has_its_ticks_again(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    both = shipped((("bag", _ITEMS), ("shoes", _ITEMS)))
    with open_house(path, both) as house:
        house.services.lists.tick(NO_INTERVIEW, ("shoes", "a"), ticked=True)
        house.services.lists.add_item(NO_INTERVIEW, OwnItem("", "shoes", "", "Polish"))
    with open_house(path, both[:1]) as house:
        orphaned = house.services.lists.view(NO_INTERVIEW).get("shoes")
        assert (orphaned.title, [item.text for item in orphaned.items]) == ("Shoes", ["Polish"])
    renamed = (both[0], replace(both[1], title="Boots"))
    with open_house(path, renamed) as house:
        again = house.services.lists.view(NO_INTERVIEW).get("shoes")
        assert (again.title, again.ticked, again.total) == ("Boots", 1, 5)
