"""What makes matched words worth nothing: negation, ignorance, reading back, bare lists."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from mlprep_gui.domain.coverage.normalise import Heard
from mlprep_gui.domain.coverage.spelling import words_in

_REACH = 2
_NEGATORS = frozenset(("not", "no", "never", "without", "neither", "nor", "hardly"))
_NEGATING_PAIRS = frozenset((("instead", "of"), ("rather", "than"), ("opposed", "to")))
# "Not only", "isn't it", "no matter": these negate nothing that is listened for.
_HARMLESS_NEXT = words_in(
    "onli merely necessarili mere exclus solely sole alon matter doubt wonder problem sure mention "
    "it you they we i he she that thing bad surpris secret brainer idea clue"
)
_SHINGLE = 5

_IGNORANCE: tuple[tuple[str, ...], ...] = (
    ("not", "know", "what"),
    ("not", "know", "how"),
    ("not", "know", "which"),
    ("not", "know", "why"),
    ("not", "know", "whi"),
    ("not", "know", "much"),
    ("not", "know", "anyth"),
    ("not", "know", "exact"),
    ("not", "know", "if"),
    ("not", "know", "whether"),
    ("not", "tell", "you"),
    ("not", "rememb"),
    ("not", "recal"),
    ("not", "explain"),
    ("not", "sure", "what"),
    ("not", "sure", "how"),
    ("not", "sure", "which"),
    ("not", "sure", "whi"),
    ("not", "sure", "about"),
    ("not", "familiar"),
    ("no", "idea"),
    ("no", "clue"),
    ("never", "hear"),
    ("not", "hear", "of"),
    ("never", "use"),
    ("never", "understand"),
    ("never", "learn"),
    ("not", "understand"),
    ("forget", "what"),
    ("forget", "how"),
    ("forget", "which"),
    ("i", "forget"),
)
_IGNORANCE_REACH = 8
_IGNORANCE_ENDS = words_in("but though however becaus so except although still anyway")

_DISOWNED_BEFORE = 6
_DISOWNED_AFTER = 4
_WARNINGS = words_in(
    "mistak wrong avoid cheat myth misconcept forbidden forbid trap pitfal danger temptat tempt "
    "confus beware warn illeg sin crime taboo opposit naiv asham blunder oop"
)

# A third of the words of natural speech are grammar, in lists less than a quarter.
_ANSWER_GRAMMAR = 0.33
_LIST_MARGIN = 8
_LIST_LEAST_WORDS = 14
_LIST_LEAST_BARE = 6
_LIST_LEAST_RUN = 12
# Without punctuation only the lack of grammar tells where a list stands among sentences.
_LONG_RUN = 14
_LIST_GRAMMAR = 0.15


class _Span(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Guards:
    """The guards of one text; positions are numbers of tokens."""

    _heard: Heard
    _masked: Sequence[int]  # how many of the first n tokens are masked
    _negator_of: dict[int, int]
    _negators: frozenset[int]

    def masks(self, first: int, last: int) -> bool:
        """Whether one of these tokens is read back from the prompt or said not to be known."""
        return self._masked[last + 1] > self._masked[first]

    def negates(self, filled: Sequence[_Span]) -> bool:
        """Whether a negation that is itself no part of the match turns a part of it round."""
        for span in filled:
            negator = self._negator_of.get(span.first)
            if negator is not None and not any(o.first <= negator <= o.last for o in filled):
                return True
        return False

    def disowns(self, filled: Sequence[_Span]) -> bool:
        """Whether a claim is denied, warned of or put into somebody else's mouth."""
        first = min(span.first for span in filled)
        last = max(span.last for span in filled)
        own = {at for span in filled for at in range(span.first, span.last + 1)}
        tokens = self._heard.tokens
        begin = max(0, first - _DISOWNED_BEFORE)
        for at in range(begin, min(len(tokens), last + 1 + _DISOWNED_AFTER)):
            if at in own:
                continue
            stem = tokens[at].form.stem
            if stem in _WARNINGS or (at <= last and at in self._negators):
                return True
        return False

    def are_listed(self, filled: Sequence[_Span]) -> bool:
        """Whether a match, or all of it but one slot, stands in a list of terms."""
        listed = self._heard.listed
        if not listed:
            return False
        inside = sum(span.first in listed and span.last in listed for span in filled)
        return inside >= max(1, len(filled) - 1)

    def are_apart(self, last: int, first: int) -> bool:
        """Whether a sentence ends between a token and a later one."""
        return any(at in self._heard.sentence_starts for at in range(last + 1, first + 1))

    def lists(self, first: int, last: int) -> bool:
        """Whether these tokens stand in a bare list of terms, with next to no grammar around."""
        numbers, counts = self._heard.word_numbers, self._heard.function_counts
        if counts[-1] >= _ANSWER_GRAMMAR * (len(counts) - 1):
            is_punctuated = bool(self._heard.sentence_starts)
            return not is_punctuated and self._bare_run(numbers[first], numbers[last]) >= _LONG_RUN
        begin = max(0, numbers[first] - _LIST_MARGIN)
        wanted = numbers[last] - numbers[first] + 2 * _LIST_MARGIN + 1
        end = min(len(counts) - 1, begin + wanted)
        begin = max(0, end - wanted)
        grammar = counts[end] - counts[begin]
        if grammar == 0:
            return end - begin >= _LIST_LEAST_BARE
        if end - begin >= _LIST_LEAST_WORDS and grammar < _LIST_GRAMMAR * (end - begin):
            return True
        return self._bare_run(numbers[first], numbers[last]) >= _LIST_LEAST_RUN

    def _bare_run(self, first: int, last: int) -> int:
        """How many words in a row, these among them, are no grammar; 0 if one of these is."""
        counts = self._heard.function_counts
        begin = bisect_left(counts, counts[first])
        end = bisect_right(counts, counts[first]) - 1
        return end - begin if end > last else 0


def shingles(stems: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All runs of five stems: an answer that shares one with the prompt reads it back."""
    for at in range(len(stems) - _SHINGLE + 1):
        yield tuple(stems[at : at + _SHINGLE])


def set_guards(heard: Heard, prompt_shingles: Collection[tuple[str, ...]]) -> Guards:
    """Finds what the guards need to know about a text."""
    stems = [token.form.stem for token in heard.tokens]
    masked = [False] * len(stems)
    for at, shingle in enumerate(shingles(stems) if prompt_shingles else ()):
        if shingle in prompt_shingles:
            masked[at : at + _SHINGLE] = [True] * _SHINGLE
    negator_of: dict[int, int] = {}
    for at, stem in enumerate(stems):
        if stem in _NEGATORS or stem in ("i", "forget"):
            _mask_ignorance(stems, at, masked, heard.sentence_starts)
        if _is_negator(stems, at):
            for reached in range(at + 1, min(at + 1 + _REACH, len(stems))):
                if reached in heard.sentence_starts:
                    break
                negator_of[reached] = at
    counts = [0]
    for is_masked in masked:
        counts.append(counts[-1] + is_masked)
    return Guards(heard, counts, negator_of, frozenset(negator_of.values()))


def _is_negator(stems: Sequence[str], at: int) -> bool:
    if at and (stems[at - 1], stems[at]) in _NEGATING_PAIRS:
        return True
    if stems[at] not in _NEGATORS:
        return False
    return at + 1 >= len(stems) or stems[at + 1] not in _HARMLESS_NEXT


def _mask_ignorance(
    stems: Sequence[str], at: int, masked: list[bool], sentence_starts: Collection[int]
) -> None:
    for phrase in _IGNORANCE:
        if tuple(stems[at : at + len(phrase)]) == phrase:
            for reached in range(at, min(at + len(phrase) + _IGNORANCE_REACH, len(stems))):
                is_behind = reached >= at + len(phrase)
                if is_behind and (stems[reached] in _IGNORANCE_ENDS or reached in sentence_starts):
                    return
                masked[reached] = True
            return
