"""Phrases of a pack that lose words because those are not listened for, and so match more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mlprep_gui.domain.coverage import cues, spelling
from mlprep_gui.domain.coverage.cues import CueError
from mlprep_gui.domain.coverage.normalise import Normaliser
from mlprep_gui.domain.questions import Cue, Question

_DETERMINERS = spelling.words_in("a an the my our your his her their its")
_SPECIAL = ("$", "#", "@", "=")


@dataclass(frozen=True, slots=True)
class LostWords:
    """A phrase that stands for less than its writer wrote.

    Attributes:
        place: where it stands, as problems of packs name places.
        phrase: as written.
        heard: what is listened for in its place.
    """

    place: str
    phrase: str
    heard: str


def find_lost_words(
    question: Question, shared: Mapping[str, Sequence[str]]
) -> tuple[LostWords, ...]:
    """All such phrases of a sound question, each place once.

    An article or a possessive before another word is no loss while two words are left: whoever
    speaks may leave it out or put it in.

    Args:
        question: its cues, keywords and word sets.
        shared: word sets of the vocabulary, which are not the question's own.
    """
    normaliser = Normaliser()
    found = (
        LostWords(place, phrase, heard)
        for place, phrase in _phrases(question, shared)
        for heard in _shorten(phrase, normaliser)
    )
    return tuple(dict.fromkeys(found))


def _phrases(question: Question, shared: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for name, texts in question.word_sets:
        if tuple(shared.get(name, ())) != texts:
            for text in texts:
                yield from _alternatives(f"words.{name}", cues.parse_alternatives(text))
    for point in question.points:
        where = f"points[{point.id}]"
        yield from _in_cues(f"{where}.cues", point.cues)
        yield from _in_cues(f"{where}.unless", point.unless)
        for nth, keyword in enumerate(point.keywords, start=1):
            for alternative in keyword.alternatives:
                yield f"{where}.keywords[{nth}]", alternative
    for mistake in question.mistakes:
        where = f"mistakes[{mistake.id}]"
        yield from _in_cues(f"{where}.cues", mistake.cues)
        yield from _in_cues(f"{where}.unless", mistake.unless)


def _in_cues(where: str, patterns: Iterable[Cue]) -> Iterator[tuple[str, str]]:
    for nth, cue in enumerate(patterns, start=1):
        try:
            parsed = cues.parse(cue.pattern)
        except CueError:
            continue
        for slot in (*parsed.slots, *([parsed.spoilers] if parsed.spoilers else [])):
            yield from _alternatives(f"{where}[{nth}]", slot)


def _alternatives(place: str, slot: cues.Slot) -> Iterator[tuple[str, str]]:
    for words in slot.alternatives:
        yield place, " ".join(words)


def _shorten(phrase: str, normaliser: Normaliser) -> Iterator[str]:
    """What is left of a phrase that loses words which may have mattered; nothing for others."""
    words = phrase.split()
    if len(words) == 1 or any(word.startswith(_SPECIAL) or word.endswith("*") for word in words):
        return
    taken = [(token.start, token.end) for token in normaliser.listen(phrase).tokens]
    kept, at = [], 0
    for word in words:
        start = phrase.index(word, at)
        at = start + len(word)
        kept.append(any(start < end and begin < at for begin, end in taken))
    lost = [n for n, is_kept in enumerate(kept) if not is_kept]
    if not lost or not any(kept):
        return
    matters = (n == len(words) - 1 or words[n].casefold() not in _DETERMINERS for n in lost)
    if sum(kept) == 1 or any(matters):
        yield " ".join(word for word, is_kept in zip(words, kept, strict=True) if is_kept)
