"""Text as tokens."""

import pytest

from mlprep_gui.domain.coverage.normalise import MAX_CHARS, Normaliser


def stems(text: str) -> list[str]:
    return [token.form.stem for token in Normaliser().listen(text).tokens]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("penalises", "penalty"),
        ("regularisation", "regularized"),
        ("generalises", "generalization"),
        ("labelled", "labeling"),
        ("modelling", "models"),
        ("colour", "colors"),
        ("behaviour", "behaviors"),
        ("neighbouring", "neighbors"),
        ("optimise", "optimizing"),
        ("analysed", "analyzes"),
        ("kept", "keeps"),
        ("thrown", "throwing"),
        ("shrunk", "shrinks"),
        ("zeroes", "0"),
        ("sparsity", "sparse"),
        ("children", "child"),
        ("centre", "center"),
        ("greyscale", "grayscale"),
        ("DROPOUT", "dropout"),
        ("naïve", "naive"),
        ("percent", "%"),
        ("don't", "do not"),
        ("don’t", "do not"),
        ("dont", "do not"),
        ("isn't", "is not"),
        ("can't", "cannot"),
        ("won't", "will not"),
        ("it's", "it is"),
        ("they're", "they are"),
        ("you've", "you have"),
        ("model's", "model"),
        ("five", "5"),
        ("twenty five", "25"),
        ("ninety-eight", "98"),
        ("fivefold", "5 fold"),
        ("five-fold", "5 fold"),
        ("10,000", "10000"),
        ("the um the model", "model"),
        ("your own model", "own model"),
        ("you know, weights", "weights"),
        ("sort of a penalty", "penalty"),
        ("i don't know, half of them", "half of them"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("generally", "generalise"),
        ("train", "learn"),
        ("validation", "variable"),
        ("supervised", "unsupervised"),
        ("overfit", "underfit"),
        ("i don't know what it is", "it is"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_tokens_know_their_characters() -> None:
    text = "  Well, L1 DOESN'T  square\nthe weights…"
    tokens = Normaliser().listen(text).tokens
    assert [text[t.start : t.end] for t in tokens] == [
        "Well",
        "L1",
        "DOESN'T",
        "DOESN'T",
        "square",
        "weights",
    ]


def test_a_number_of_two_words_spans_both() -> None:
    text = "about ninety eight percent"
    (number,) = [t for t in Normaliser().listen(text).tokens if t.form.stem == "98"]
    assert text[number.start : number.end] == "ninety eight"


@pytest.mark.parametrize("text", ["", "   ", "...", "\n\t", "um, uh", "'''", "—–…", "🙂🙃"])
def test_no_words_no_tokens(text: str) -> None:
    assert stems(text) == []


def test_only_the_first_hour_is_read() -> None:
    heard = Normaliser().listen("word " * MAX_CHARS)
    assert heard.tokens[-1].end <= MAX_CHARS
