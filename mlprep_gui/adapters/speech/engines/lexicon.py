"""General terms of machine learning, as hints for a recogniser that can be told what to expect.

Hints work both ways: a recogniser in doubt writes them whether or not they were said. So whatever
the question at hand asks for is never among them.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_WORD = re.compile(r"[a-z0-9]+")
# "Tree" and "trees", "boost" and "boosting": as many letters in common are one term.
_ALIKE = 4


def read_lexicon(path: Path) -> tuple[str, ...]:
    """The terms in a file, a line each; lines with "#" are remarks. None where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def fair_hints(lexicon: Sequence[str], terms: Iterable[str]) -> str:
    """The terms that have no word in common with the question's own, as one prompt.

    Args:
        lexicon: general terms.
        terms: the question's own, which a candidate must say unprompted.
    """
    asked = {word for term in terms for word in _words(term)}
    return ", ".join(
        term
        for term in lexicon
        if not any(_are_alike(word, other) for word in _words(term) for other in asked)
    )


def _words(term: str) -> list[str]:
    return _WORD.findall(term.lower())


def _are_alike(word: str, other: str) -> bool:
    return word == other or (
        min(len(word), len(other)) >= _ALIKE and word[:_ALIKE] == other[:_ALIKE]
    )
