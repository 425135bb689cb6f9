"""Editing the points of a question, as pure functions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep_gui.domain.question_editing import (
    PointDraft,
    PointDrafts,
    add_point,
    delete_point,
    draft_mistakes,
    draft_points,
    find_broken_keywords,
    finish_question,
    merge_points,
    new_id,
    read_keyword,
    replace_point,
    write_keyword,
)
from mlprep_gui.domain.questions import Cue, KeyPoint, Keyword, Mistake, Question

QUESTION = Question(
    id="q",
    topic="T",
    title="Q",
    prompt="Why?",
    model_answer="Because.",
    points=(
        KeyPoint("a", "One thing", 2.0, (Cue("one + thing"),), ("uno",), (), (Keyword(("one",)),)),
        KeyPoint("b", "Another.", 1.0, (), ("due", "uno"), (Cue("none"),), (Keyword(("two",), 3),)),
        KeyPoint("c", "A third.", keywords=(Keyword(("three", "3"), 0.5),)),
    ),
    mistakes=(Mistake("m", "No.", ("b", "c"), (Cue("never"),)),),
)


def finish(drafts: PointDrafts) -> Question:
    return finish_question(QUESTION, drafts, draft_mistakes(QUESTION))


def test_nothing_edited_is_nothing_changed() -> None:
    assert finish(draft_points(QUESTION)) == QUESTION


def test_two_points_become_one_that_says_both() -> None:
    drafts = merge_points(draft_points(QUESTION), 0, 1)
    merged, last = finish(drafts).points
    assert last.id == "c"
    assert merged == KeyPoint(
        "a",
        "One thing. Another.",
        2.0,
        (Cue("one + thing"),),
        ("uno", "due"),
        (Cue("none"),),
        (Keyword(("one",)), Keyword(("two",), 3)),
    )


def test_a_later_point_takes_in_an_earlier_one() -> None:
    drafts = merge_points(draft_points(QUESTION), 2, 0)
    assert [draft.id for draft in drafts] == ["b", "c"]
    assert drafts[1].meaning == "A third. One thing"


def test_mistakes_follow_their_points() -> None:
    """To a new name, into a merged point, and away with a deleted one."""
    drafts = draft_points(QUESTION)
    renamed = replace_point(drafts, 1, replace(drafts[1], id="new"))
    assert finish(renamed).mistakes[0].contradicts == ("new", "c")
    merged = merge_points(drafts, 0, 1)
    assert finish(merged).mistakes[0].contradicts == ("a", "c")
    deleted = delete_point(drafts, 1)
    assert finish(deleted).mistakes[0].contradicts == ("c",)


def test_an_added_point_has_a_name_of_its_own() -> None:
    drafts = (PointDraft("point-2", "M"),)
    assert [draft.id for draft in add_point(drafts)] == ["point-2", "point-2-2"]


@pytest.mark.parametrize("line", [": 2", ",", "word: heavy", "word: 0", "word: -1", "word: inf"])
def test_a_keyword_that_cannot_be_read_is_found(line: str) -> None:
    draft = PointDraft("a", "M", keywords=f"good, better: 2\n\n{line}")
    assert find_broken_keywords(draft) == (line,)


words = st.text(st.characters(exclude_characters=",:", codec="utf-8"), min_size=1)
alternatives = st.lists(words.map(str.strip).filter(bool), min_size=1).map(tuple)
weights = st.floats(0, exclude_min=True, allow_infinity=False)


@given(keyword=st.builds(Keyword, alternatives, weights))
def test_a_written_keyword_is_read_the_same(keyword: Keyword) -> None:
    assert read_keyword(write_keyword(keyword)) == keyword


def test_weights_are_written_short() -> None:
    assert write_keyword(Keyword(("a", "b"))) == "a, b"
    assert write_keyword(Keyword(("a", "b"), 2.5)) == "a, b: 2.5"
    assert write_keyword(Keyword(("a",), 3.0)) == "a: 3"


@given(title=st.text(), taken=st.sets(st.text()))
def test_a_new_id_is_plain_and_free(title: str, taken: set[str]) -> None:
    found = new_id(title, taken)
    assert found not in taken
    assert found.isascii()
    assert found.replace("-", "").isalnum()


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert new_id("Why, oh why?", {"why-oh-why"}) == "why-oh-why-2"
