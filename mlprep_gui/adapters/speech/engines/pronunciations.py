"""How terms of art are pronounced, for a recogniser whose dictionary holds ordinary English."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

# A dictionary: a word's phones, or None for a word that it lacks.
Lookup = Callable[[str], str | None]

_SHORTEST_PART = 3
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_BRITISH = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("our", "or"), ("ll", "l"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term as words that the dictionary has, and how long it is when spoken."""

    term: str
    words: tuple[str, ...]
    phones: int


def read_pronunciations(path: Path) -> Iterator[tuple[str, str]]:
    """Each line's word and phones; the same word may come twice."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, phones = line.split(maxsplit=1)
            yield word, phones


def phrase_of(term: str, lookup: Lookup) -> Phrase | None:
    """A term in the dictionary's words; None where a part of it cannot be pronounced."""
    words: list[str] = []
    for word in _WORD.findall(term.lower()):
        parts = _known_parts(word, lookup)
        if parts is None:
            return None
        words.extend(parts)
    if not words:
        return None
    phones = sum(len((lookup(word) or "").split()) for word in words)
    return Phrase(term, tuple(words), phones)


def _known_parts(word: str, lookup: Lookup) -> tuple[str, ...] | None:
    """The word itself, its American sister, or the two words that it is made of."""
    candidates = [word]
    candidates += [word.replace(ours, theirs) for ours, theirs in _BRITISH if ours in word]
    for candidate in candidates:
        if lookup(candidate) is not None:
            return (candidate,)
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if lookup(word[:cut]) is not None and lookup(word[cut:]) is not None:
            return word[:cut], word[cut:]
    return None
