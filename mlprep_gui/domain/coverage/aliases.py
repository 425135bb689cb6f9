"""Readings that one user taught: what a recogniser writes when this voice says a term."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alias:
    """What the recogniser wrote, and the term that was said.

    Attributes:
        heard: in lower case, words divided by single spaces, without punctuation.
        term: likewise.
    """

    heard: str
    term: str


class AliasTable:
    """Aliases by the first word of what was heard.

    Args:
        aliases: for each one the words that were heard and those of the term, as the matcher
            splits them.
    """

    def __init__(self, aliases: Iterable[tuple[Sequence[str], Sequence[str]]] = ()) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for heard, term in aliases:
            if heard and term:
                self._by_first.setdefault(heard[0], []).append((tuple(heard), tuple(term)))

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
        """Other readings in a text's words, as ``slips.find_variants`` yields them."""
        if not self._by_first:
            return
        for at, word in enumerate(words):
            for heard, term in self._by_first.get(word, ()):
                if tuple(words[at : at + len(heard)]) == heard:
                    yield from _read_as(at, len(heard), term)


def _read_as(at: int, length: int, term: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
    """The term as one word over the whole stretch, and its words one after the other in it."""
    after = at + length
    yield at, after, "".join(term), False
    if len(term) == 1:
        return
    pairs = min(length, len(term))
    for nth in range(pairs - 1):
        yield at + nth, at + nth + 1, term[nth], False
    for word in term[pairs - 1 :]:
        yield at + pairs - 1, after, word, False
