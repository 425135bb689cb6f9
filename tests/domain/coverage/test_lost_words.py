"""Which phrases of a pack are heard as less than they say."""

import pytest

from mlprep_gui.domain.coverage.lost_words import LostWords, find_lost_words
from mlprep_gui.domain.questions import Cue, KeyPoint, Keyword, Mistake, Question


def ask(
    *cues: str,
    keyword: str = "word",
    mistake: str = "x",
    words: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Question:
    point = KeyPoint(
        "p", "M", cues=tuple(map(Cue, cues)), keywords=(Keyword(tuple(keyword.split(", "))),)
    )
    wrong = Mistake("m", "No.", (), (Cue(mistake),))
    return Question("q", "T", "Q", "?", "A.", (point,), (wrong,), word_sets=words)


@pytest.mark.parametrize(
    ("phrase", "heard"),
    [
        ("model the", "model"),
        ("a must", "must"),
        ("look like", "look"),
        ("not just any", "not any"),
        ("part of the", "part of"),
        ("i think so", "so"),
    ],
)
def test_what_loses_a_word_that_may_have_mattered(phrase: str, heard: str) -> None:
    lost = find_lost_words(ask(f"one | {phrase} + two"), {})
    assert lost == (LostWords("points[p].cues[1]", phrase, heard),)


@pytest.mark.parametrize(
    "phrase",
    ["model", "the", "train the model", "the validation set", "do its job", "drop out", "$set the"],
)
def test_what_loses_nothing_that_matters(phrase: str) -> None:
    assert find_lost_words(ask(f"one | {phrase} + two"), {}) == ()


def test_every_part_of_a_pack_is_looked_at() -> None:
    words = (("mine", ("fit the | fit",)), ("theirs", ("fit the",)))
    question = ask("a1 + b1 ! very bad", keyword="gd, step the", mistake="just zero", words=words)
    places = [found.place for found in find_lost_words(question, {"theirs": ("fit the",)})]
    assert places == [
        "words.mine",
        "points[p].cues[1]",
        "points[p].keywords[1]",
        "mistakes[m].cues[1]",
    ]
