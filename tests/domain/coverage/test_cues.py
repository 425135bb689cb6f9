"""The language of cues."""

import pytest

from mlprep_gui.domain.coverage import Verdict, cues
from mlprep_gui.domain.coverage.compilation import CueCompiler
from mlprep_gui.domain.coverage.cues import CueError
from mlprep_gui.domain.coverage.normalise import Normaliser
from tests.domain.coverage.tiny import ask, quote, verdict

WORDS = {"unit": "neuron | node | hidden unit", "off": "switch off | zero", "both": "$unit | $off"}


def test_parts_of_a_pattern() -> None:
    pattern = cues.parse("? a1 | b2 c3 > $unit + # percent ~4 ! not | no")
    assert [slot.alternatives for slot in pattern.slots] == [
        (("a1",), ("b2", "c3")),
        (("$unit",),),
        (("#", "percent"),),
    ]
    assert pattern.follows == (True, False)
    assert pattern.room == 4
    assert pattern.is_hint
    assert pattern.spoilers is not None
    assert pattern.spoilers.alternatives == (("not",), ("no",))
    assert not pattern.spoils_inside_only


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "empty"),
        ("a | | b", "empty"),
        ("one + ", "empty"),
        ("one ~3 + two", "behind the last slot"),
        ("one !", "behind '!'"),
        ("ab*", "three letters"),
        ("one (two)", "no word"),
        ("* one", "between others"),
        ("the + neuron", "not listened for"),
        ("$unti + zero", "did you mean $unit"),
        ("$zzzzqq", "no word set"),
    ],
)
def test_a_broken_cue_says_what_is_wrong(pattern: str, said: str) -> None:
    compiler = CueCompiler({name: (text,) for name, text in WORDS.items()}, Normaliser())
    with pytest.raises(CueError, match=said.replace("$", r"\$").replace("'!'", "'!'")):
        compiler.compile(pattern)


def test_a_set_must_not_contain_itself() -> None:
    compiler = CueCompiler({"a": ("$b",), "b": ("word | $a",)}, Normaliser())
    with pytest.raises(CueError, match="contains itself"):
        compiler.compile("$a")


def test_too_many_phrases_are_refused() -> None:
    many = " | ".join(f"word{n}" for n in range(30))
    compiler = CueCompiler({"many": (many,)}, Normaliser())
    with pytest.raises(CueError, match="900 phrases"):
        compiler.compile("$many $many")


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("neuron + zero", "zero out some neurons"),
        ("neuron > zero", "the neurons are set to zero"),
        ("neuron | node + zero", "nodes go to zero"),
        ("$unit + $off", "a hidden unit is switched off"),
        ("$both", "neurons"),
        ("random $unit", "random hidden units"),
        ("penal* + weight", "penalising weights"),
        ("generalis* + well", "it generalizes well"),
        ("=fewer + parameters", "with fewer parameters"),
        ("# percent", "ninety eight per cent"),
        ("# percent", "98%"),
        ("# + image", "a million images"),
        ("leave * with", "it leaves you with nothing"),
        ("still + @", "a mirrored salmon is still a salmon"),
        ("win + 2012", "it won in twenty twelve"),
        ("win + 2012", "it won in two thousand and twelve"),
        ("win + 2012", "it won in two thousand twelve"),
        ("win + 2006", "it won in two thousand six"),
        ("win + 2021", "it won in twenty twenty-one"),
        ("win + 1998", "it won in nineteen ninety eight"),
        ("drop out + train", "dropout in training"),
        ("dropout + train", "drop out while training"),
        ("dropout + train", "drop-out while training"),
        ("validation set", "the validationset"),
        ("backpropagation", "back propagation"),
        ("colour + change", "change colors"),
        ("$unit + zero ~1", "neurons to zero"),
        ("not improve + stop", "stop when it doesn't improve"),
    ],
)
def test_a_cue_fits(cue: str, text: str) -> None:
    assert verdict(ask(cue, words=WORDS), text) is Verdict.COVERED


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("neuron + zero", "neurons alone"),
        ("neuron > zero", "zero comes before neurons"),
        ("neuron + neuron", "just one neuron here"),
        ("data + data set", "the data set"),
        ("=fewer + parameters", "few parameters"),
        ("penal* + weight", "the pen has weight"),
        ("neuron + zero ~1", "neurons are then put down to zero"),
        ("neuron + zero", "neurons " + "go on and on " * 4 + "to zero"),
        ("neuron + zero ! input", "neurons for zero inputs"),
        ("neuron + zero !! input", "neurons with input zero"),
        ("leave * with", "leave with it"),
        ("still + @", "a mirrored salmon is still a fish"),
        ("still + @", "it is still what it was"),
        ("validation set", "validation of the set"),
    ],
)
def test_a_cue_does_not_fit(cue: str, text: str) -> None:
    assert verdict(ask(cue, words=WORDS), text) is Verdict.MISSING


def test_fillers_and_articles_take_no_room() -> None:
    text = "the neurons are, um, you know, like, basically just set to, uh, the zero"
    assert verdict(ask("neuron + zero ~3"), text) is Verdict.COVERED


def test_a_spoiler_beside_the_match_spoils_unless_told_otherwise() -> None:
    text = "weights go to zero in L1"
    assert verdict(ask("weight + zero ! l1"), text) is Verdict.MISSING
    assert verdict(ask("weight + zero !! l1"), text) is Verdict.COVERED


def test_a_spoilt_place_does_not_hide_a_good_one() -> None:
    text = "weights of the input become zero, and much later on some more weights turn to zero"
    assert quote(ask("weight + zero ! input"), text) == "weights turn to zero"


def test_a_hint_is_unsure_at_most() -> None:
    assert verdict(ask("? neuron + zero"), "neurons to zero") is Verdict.UNSURE


def test_unless_voids_only_what_it_touches() -> None:
    question = ask("neuron + delete", unless=("permanent* | forever",))
    assert verdict(question, "it deletes neurons permanently") is Verdict.MISSING
    text = "it deletes neurons forever? no, in truth each step only deletes a few random neurons"
    assert quote(question, text) == "deletes a few random neurons"


def test_evidence_is_the_shortest_match() -> None:
    text = "Neurons, well, some of them, go to zero; I mean, zeroed neurons."
    assert quote(ask("neuron + zero"), text) == "zeroed neurons"
