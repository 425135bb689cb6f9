"""Terms of art become words that PocketSphinx can pronounce."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pocketsphinx
import pytest

from mlprep_gui.adapters.speech.engines.pronunciations import phrase_of, read_pronunciations
from mlprep_gui.resources import resource_folder
from tests.adapters.speech.listening import PRONUNCIATIONS

DICTIONARY = Path(pocketsphinx.get_model_path("en-us")) / "cmudict-en-us.dict"


@pytest.fixture(scope="module")
def dictionary() -> dict[str, str]:
    """Words and phones of PocketSphinx's own dictionary, then ours."""
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    words = dict(line.split(maxsplit=1) for line in lines)
    words.update(read_pronunciations(PRONUNCIATIONS))
    return words


def own_words() -> list[str]:
    return [word for word, _ in read_pronunciations(PRONUNCIATIONS)]


def shipped_terms() -> Iterator[str]:
    for path in sorted((resource_folder() / "questions").glob("*.toml")):
        for point in tomllib.loads(path.read_text(encoding="utf-8")).get("points", ()):
            yield from point.get("terms", ())


def test_our_words_use_the_model_s_phones_only() -> None:
    known = {
        phone
        for line in DICTIONARY.read_text(encoding="utf-8").splitlines()
        for phone in line.split()[1:]
    }
    for word, phones in read_pronunciations(PRONUNCIATIONS):
        assert re.fullmatch(r"[a-z0-9]+", word), word
        assert set(phones.split()) <= known, word


def test_our_words_are_not_in_the_dictionary_already() -> None:
    lines = DICTIONARY.read_text(encoding="utf-8").splitlines()
    known = {line.split(maxsplit=1)[0] for line in lines}
    assert known.isdisjoint(own_words())


def test_a_word_has_no_pronunciation_twice() -> None:
    pairs = list(read_pronunciations(PRONUNCIATIONS))
    assert len(pairs) == len(set(pairs)) > 100


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("Dropout", ("dropout",)),
        ("early stopping", ("early", "stopping")),
        ("L1", ("l1",)),
        ("k-fold", ("k", "fold")),
        ("generalise", ("generalize",)),
        ("regularisation", ("regularization",)),
        ("labelnoise", ("label", "noise")),
    ],
)
def test_terms_in_known_words(
    dictionary: dict[str, str], term: str, words: tuple[str, ...]
) -> None:
    phrase = phrase_of(term, dictionary.get)
    assert phrase is not None
    assert phrase.words == words
    assert phrase.phones == sum(len(dictionary[word].split()) for word in words)


@pytest.mark.parametrize("term", ["", "++", "xyzzyqq", "weight qqxzy"])
def test_what_cannot_be_pronounced(dictionary: dict[str, str], term: str) -> None:
    assert phrase_of(term, dictionary.get) is None


def test_every_shipped_term_can_be_pronounced(dictionary: dict[str, str]) -> None:
    terms = list(shipped_terms())
    assert terms
    assert [term for term in terms if phrase_of(term, dictionary.get) is None] == []
