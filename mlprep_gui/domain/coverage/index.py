"""Which alternatives of a question's cues stand where in a text, by an index of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from mlprep_gui.domain.coverage import phonetics
from mlprep_gui.domain.coverage.compilation import CompiledQuestion, Leaves
from mlprep_gui.domain.coverage.guards import Guards
from mlprep_gui.domain.coverage.normalise import Form, Heard

_NEAR_LIKENESS = 68.0
_SHORTEST_FUZZY = 6
_LONGEST_ENDING = 2
_REPEATED_WITHIN = 8


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """Tokens ``first`` to ``last`` (inclusive) that fill a slot, perhaps only nearly."""

    first: int
    last: int
    is_near: bool = False


@dataclass(slots=True)
class Index:
    """Which leaves of a question occur where in one text."""

    found: dict[int, list[Occurrence]]
    _slots: Sequence[frozenset[int]]
    _filled: dict[int, list[Occurrence]] = field(default_factory=dict)

    def occurrences(self, slot: int) -> list[Occurrence]:
        """What fills a slot, in the text's order."""
        known = self._filled.get(slot)
        if known is None:
            leaves = self._slots[slot] & self.found.keys()
            if len(leaves) == 1:
                (leaf,) = leaves
                known = self.found[leaf]
            else:
                known = sorted({o for leaf in leaves for o in self.found[leaf]}, key=_place)
            self._filled[slot] = known
        return known


def _place(occurrence: Occurrence) -> tuple[int, int, bool]:
    return occurrence.first, occurrence.last, occurrence.is_near


def build_index(question: CompiledQuestion, heard: Heard, guards: Guards) -> Index:
    """The index of a text; what the guards mask is not in it."""
    readings = _readings(question.leaves, heard)
    found: dict[int, list[Occurrence]] = {}
    by_first = question.leaves.by_first
    for at, here in enumerate(readings):
        for last, keys, is_near in here:
            for key in keys:
                for leaf, rest in by_first.get(key, ()):
                    for end, near in _walk(readings, last + 1, rest, is_near):
                        if not guards.masks(at, end):
                            found.setdefault(leaf, []).append(Occurrence(at, end, near))
    return Index(found, question.slots)


_Reading = tuple[int, frozenset[str], bool]


def _walk(
    readings: Sequence[Sequence[_Reading]], at: int, rest: tuple[str, ...], is_near: bool
) -> Iterator[tuple[int, bool]]:
    """Ends of a leaf whose further words begin at ``at``."""
    if not rest:
        yield at - 1, is_near
    elif at < len(readings):
        for last, keys, near in readings[at]:
            if rest[0] in keys or rest[0] == "*":
                yield from _walk(readings, last + 1, rest[1:], is_near or near)


def _readings(leaves: Leaves, heard: Heard) -> list[list[_Reading]]:
    """For each token: how far a reading that begins there goes, its keys, whether it is near."""
    keys_of: dict[str, frozenset[str]] = {}
    tokens = heard.tokens
    readings: list[list[_Reading]] = []
    said_at: dict[str, int] = {}
    for at, token in enumerate(tokens):
        form = token.form
        keys = keys_of.get(form.surface)
        if keys is None:
            keys = keys_of[form.surface] = _keys(leaves, form)
        if leaves.has_repeat and not form.is_function:
            if at - said_at.get(form.stem, -_REPEATED_WITHIN) < _REPEATED_WITHIN:
                keys |= {"@"}
            said_at[form.stem] = at
        here: list[_Reading] = [(at, keys, False)]
        joined = form.word
        for after in range(at + 1, min(at + 3, len(tokens))):
            run_together = _joined_keys(leaves, joined, tokens[after].form)
            if run_together:
                here.append((after, run_together, False))
            joined += tokens[after].form.word
        readings.append(here)
    for variant in heard.variants:
        keys = _keys(leaves, variant.form)
        if keys:
            readings[variant.first].append((variant.last, keys, variant.is_near))
    if leaves.terms_by_sound:
        _add_near(leaves, heard, readings)
    return readings


def _keys(leaves: Leaves, form: Form) -> frozenset[str]:
    """The elements of leaves that a word is."""
    elements = leaves.elements
    keys = set()
    if form.stem in elements:
        keys.add(form.stem)
    for length in leaves.prefix_lengths:
        if length > len(form.word):
            break
        prefix = form.word[:length] + "*"
        if prefix in elements:
            keys.add(prefix)
    if leaves.has_exact and "=" + form.surface in elements:
        keys.add("=" + form.surface)
    if form.is_number and "#" in elements:
        keys.add("#")
    return frozenset(keys)


def _joined_keys(leaves: Leaves, head: str, tail: Form) -> frozenset[str]:
    """The elements that two or three neighbouring words are when run together."""
    stem = head + tail.stem
    if stem in leaves.elements and len(stem) > 4:
        return frozenset((stem,))
    word = head + tail.word
    for length in leaves.prefix_lengths:
        if len(head) < length <= len(word) and word[:length] + "*" in leaves.elements:
            return frozenset((word[:length] + "*",))
    return frozenset()


def _add_near(leaves: Leaves, heard: Heard, readings: list[list[_Reading]]) -> None:
    """Words that sound like a term of art, alone or two together.

    Words of grammar and words that are alternatives themselves are what they are.
    """
    near_of: dict[str, str | None] = {}
    known = [
        bool(here[0][1]) or heard.tokens[at].form.is_function for at, here in enumerate(readings)
    ]
    for at, token in enumerate(heard.tokens):
        if known[at]:
            continue
        words = [(at, token.form.word)]
        if at + 1 < len(known) and not known[at + 1]:
            words.append((at + 1, token.form.word + heard.tokens[at + 1].form.stem))
        for last, word in words:
            if len(word) < _SHORTEST_FUZZY:
                continue
            if word not in near_of:
                near_of[word] = _nearest_term(leaves, word)
            term = near_of[word]
            if term is not None:
                readings[at].append((last, frozenset((term,)), True))


def _nearest_term(leaves: Leaves, word: str) -> str | None:
    """The stem of the term that a word sounds like; its ending may sound otherwise."""
    sound = phonetics.skeleton(word)
    best, likeness = None, _NEAR_LIKENESS
    for ending in range(_LONGEST_ENDING + 1):
        for term, stem in leaves.terms_by_sound.get(sound[: len(sound) - ending], ()):
            score = fuzz.ratio(word, term)
            if score > likeness:
                best, likeness = stem, score
    return best
