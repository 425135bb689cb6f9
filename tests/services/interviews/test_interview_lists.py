"""The lists of an interview: own lists and items, order, what is hidden, notes, files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mlprep_gui.domain.errors import FaultCode, InputFault
from mlprep_gui.domain.interviews.list_editing import OwnItem, merge_order
from mlprep_gui.domain.interviews.workbooks import ItemNote
from mlprep_gui.services.interviews.list_lines import ListsView
from mlprep_gui.services.interviews.lists import InterviewLists
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import InterviewHouse, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[InterviewHouse]:
    with open_house(tmp_path / "mlprep.sqlite3") as opened:
        yield opened


@pytest.fixture
def lists(house: InterviewHouse) -> InterviewLists:
    return house.services.lists


def ids(view: ListsView, list_id: str) -> list[str]:
    return [item.id for item in view.get(list_id).items]


@pytest.mark.parametrize(
    ("wanted", "merged"),
    [
        ("", "abcd"),
        ("dcba", "dcba"),
        ("db", "adbc"),
        ("x", "abcd"),
        ("bb", "abcd"),
        ("ca", "cdab"),
    ],
)
def test_an_order_that_does_not_name_all(wanted: str, merged: str) -> None:
    assert "".join(merge_order("abcd", wanted)) == merged


def test_an_item_of_ones_own(lists: InterviewLists) -> None:
    view = lists.add_item(NO_INTERVIEW, OwnItem("", "dress", "", " Tie ", "It is blue."))
    (tie,) = view.get("dress").sections[-1].items
    assert (tie.text, tie.reason, tie.is_own, tie.section) == (
        "Tie",
        "It is blue.",
        True,
        "Your own",
    )
    own = lists.own_item(NO_INTERVIEW, ("dress", tie.id))
    assert own is not None
    lists.tick(NO_INTERVIEW, ("dress", tie.id), ticked=True)
    view = lists.remove_item(NO_INTERVIEW, ("dress", tie.id))
    assert tie.id not in ids(view, "dress")
    # A new one with the same words is not ticked by the old one's tick.
    view = lists.add_item(NO_INTERVIEW, OwnItem("", "dress", "", "Tie"))
    assert not view.get("dress").sections[-1].items[0].is_ticked


def test_an_own_item_under_a_shipped_heading(lists: InterviewLists) -> None:
    item = OwnItem("", "dress", "", "Tie", section="Choosing", due_days=-3)
    view = lists.add_item(NO_INTERVIEW, item)
    assert view.get("dress").sections[0].items[-1].text == "Tie"
    assert len(view.get("dress").sections) == 3


@pytest.mark.parametrize("text", ["", "  \n"])
def test_blank_texts_are_not_kept(lists: InterviewLists, text: str) -> None:
    before = lists.view(NO_INTERVIEW)
    assert lists.add_item(NO_INTERVIEW, OwnItem("", "dress", "", text)) == before
    assert lists.add_list(NO_INTERVIEW, text) == before
    assert before.undo.undo is None


def test_a_list_of_ones_own(house: InterviewHouse, lists: InterviewLists) -> None:
    own = lists.add_list(NO_INTERVIEW, "Luck").lists[-1]
    assert (own.title, own.is_own, own.total) == ("Luck", True, 0)
    view = lists.add_item(NO_INTERVIEW, OwnItem("", own.id, "", "Clover"))
    view = lists.tick(NO_INTERVIEW, (own.id, view.lists[-1].items[0].id), ticked=True)
    assert view.lists[-1].ticked == 1
    assert lists.rename_list(NO_INTERVIEW, own.id, "Charm").lists[-1].title == "Charm"
    assert own.id not in {one.id for one in lists.remove_list(NO_INTERVIEW, own.id).lists}
    house.services.interviews.undo()
    assert lists.view(NO_INTERVIEW).lists[-1].ticked == 1


def test_hiding_and_restoring(lists: InterviewLists) -> None:
    lists.tick(NO_INTERVIEW, ("dress", "shoes"), ticked=True)
    lists.add_item(NO_INTERVIEW, OwnItem("", "dress", "", "Tie"))
    before = lists.view(NO_INTERVIEW).get("dress")
    view = lists.hide_item(NO_INTERVIEW, ("dress", "shoes"), hidden=True)
    assert "shoes" not in ids(view, "dress")
    assert [item.id for item in view.get("dress").hidden] == ["shoes"]
    assert (view.get("dress").ticked, view.get("dress").is_changed) == (0, True)
    lists.order_items(NO_INTERVIEW, "dress", ["ironed", "comfortable"])
    view = lists.restore(NO_INTERVIEW, "dress")
    assert view.get("dress") == before


def test_a_hidden_list(lists: InterviewLists) -> None:
    total = lists.view(NO_INTERVIEW).total
    view = lists.hide_list(NO_INTERVIEW, "dress", hidden=True)
    assert [one.id for one in view.hidden_lists] == ["dress"]
    assert view.total == total - view.hidden_lists[0].total
    assert lists.hide_list(NO_INTERVIEW, "dress", hidden=False).total == total


def test_items_move_within_their_section(lists: InterviewLists) -> None:
    first = ids(lists.view(NO_INTERVIEW), "dress")
    view = lists.move_item(NO_INTERVIEW, ("dress", "one-step-up"), -1)
    assert ids(view, "dress") == [first[1], first[0], *first[2:]]
    view = lists.move_item(NO_INTERVIEW, ("dress", "one-step-up"), -1)
    assert ids(view, "dress")[0] == "one-step-up"
    view = lists.move_item(NO_INTERVIEW, ("dress", "one-step-up"), 99)
    assert [item.id for item in view.get("dress").sections[0].items][-1] == "one-step-up"


def test_lists_move(lists: InterviewLists) -> None:
    order = [one.id for one in lists.view(NO_INTERVIEW).lists]
    view = lists.move_list(NO_INTERVIEW, "thank-you", -1)
    assert [one.id for one in view.lists][-2:] == ["thank-you", order[-2]]
    assert lists.move_list(NO_INTERVIEW, "nonsense", 1) == view


def test_notes_and_links(lists: InterviewLists) -> None:
    note = ItemNote("research", "news", "<b>Bold</b> javascript:x", ("https://a.example",))
    view = lists.save_note(NO_INTERVIEW, note)
    assert next(i for i in view.get("research").items if i.id == "news").note == note
    view = lists.save_note(NO_INTERVIEW, ItemNote("research", "news"))
    assert not next(i for i in view.get("research").items if i.id == "news").note.text


@pytest.mark.parametrize("name", ["list.md", "list.toml"])
def test_a_list_goes_out_and_comes_in_again(
    house: InterviewHouse, lists: InterviewLists, tmp_path: Path, name: str
) -> None:
    one = house.add()
    lists.tick(one, ("day-before", "cv"), ticked=True)
    lists.export_list(one, "day-before", tmp_path / name)
    there = lists.view(one).get("day-before")
    view = lists.import_list(NO_INTERVIEW, tmp_path / name)
    here = view.lists[-1]
    assert (here.title, here.introduction, here.is_own) == (there.title, there.introduction, True)
    assert [(i.text, i.reason, i.is_ticked, i.section) for i in here.items] == [
        (i.text, i.reason, i.is_ticked, i.section) for i in there.items
    ]


def test_a_broken_file_changes_nothing(lists: InterviewLists, tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text('title = "x"\n[[items]]\ntext = "a"\n\n[[items]]\ntext = 3')
    before = lists.view(NO_INTERVIEW)
    with pytest.raises(InputFault) as raised:
        lists.import_list(NO_INTERVIEW, tmp_path / "list.toml")
    assert raised.value.code is FaultCode.LIST_BROKEN
    assert raised.value.params["line"] == 5
    assert lists.view(NO_INTERVIEW) == before


def test_an_unknown_list_is_answered_with_the_nearest(lists: InterviewLists) -> None:
    with pytest.raises(InputFault) as raised:
        lists.view(NO_INTERVIEW).get("on-the-dai")
    assert raised.value.params["suggestion"] == "on-the-day"


def test_reset_keeps_what_was_written(lists: InterviewLists) -> None:
    lists.tick(NO_INTERVIEW, ("dress", "shoes"), ticked=True)
    lists.tick(NO_INTERVIEW, ("day-before", "cv"), ticked=True)
    lists.save_note(NO_INTERVIEW, ItemNote("research", "news", "They bought Bolt."))
    assert lists.reset(NO_INTERVIEW, "dress").ticked == 1
    assert lists.reset(NO_INTERVIEW).ticked == 0
    items = lists.view(NO_INTERVIEW).get("research").items
    assert [item.note.text for item in items if item.note.text] == ["They bought Bolt."]
