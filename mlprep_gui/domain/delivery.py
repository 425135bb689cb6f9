"""How an answer was delivered: pace, pauses and fillers, from the words and their times.

Recognisers leave out many fillers, so their count is a lower bound, and no figure here is a grade.
"""

from dataclasses import dataclass
from itertools import pairwise

from mlprep_gui.domain.transcripts import Transcript, Word

PAUSE_S = 0.7
"""A gap between two words from which on a listener hears a pause."""

TYPICAL_PACE = (110.0, 170.0)
"""Words a minute, pauses included: the band in which most advice agrees."""

_FILLERS = frozenset({"um", "umm", "uh", "uhh", "uhm", "er", "erm", "ehm", "hm", "hmm", "mm", "ah"})
_FILLER_PHRASES = frozenset({("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of")})


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between two words."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """Seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Delivery:
    """The figures of one answer.

    Attributes:
        words: how many, fillers included.
        speaking_s: from the first word to the last, pauses included; 0 for untimed answers.
        words_per_minute: over ``speaking_s``; None where there is too little to tell.
        pauses: of ``PAUSE_S`` or more, in order.
        fillers: what was heard of "um", "you know" and the like, in order: a lower bound.
    """

    words: int
    speaking_s: float
    words_per_minute: float | None
    pauses: tuple[Pause, ...]
    fillers: tuple[str, ...]

    @property
    def longest_pause_s(self) -> float:
        """Seconds, 0 without a pause."""
        return max((pause.length_s for pause in self.pauses), default=0.0)


def measure_delivery(transcript: Transcript) -> Delivery:
    """The figures of one answer; a typed one has words and fillers but no times."""
    words = transcript.words
    timed = [w for w in words if w.start_s is not None and w.end_s is not None]
    speaking_s = _end(timed[-1]) - _start(timed[0]) if timed else 0.0
    # Under three seconds a single word more or less moves the pace by twenty a minute.
    pace = len(words) / speaking_s * 60 if speaking_s >= 3 else None
    return Delivery(
        words=len(words),
        speaking_s=speaking_s,
        words_per_minute=pace,
        pauses=_find_pauses(timed),
        fillers=_find_fillers(words),
    )


def _find_pauses(timed: list[Word]) -> tuple[Pause, ...]:
    gaps = (Pause(_end(before), _start(after)) for before, after in pairwise(timed))
    return tuple(gap for gap in gaps if gap.length_s >= PAUSE_S)


def _find_fillers(words: tuple[Word, ...]) -> tuple[str, ...]:
    bare = [word.text.lower().strip(".,;:!?…-\"'") for word in words]
    found = []
    for i, word in enumerate(bare):
        if word in _FILLERS:
            found.append(word)
        elif (word, *bare[i + 1 : i + 2]) in _FILLER_PHRASES and _stands_alone(bare, i):
            found.append(f"{word} {bare[i + 1]}")
    return tuple(found)


def _stands_alone(bare: list[str], at: int) -> bool:
    """Whether a two-word filler is one: "a kind of tree" and "if you know" are not."""
    before = bare[at - 1] if at else ""
    return before not in {"a", "the", "this", "that", "some", "any", "what", "do", "if", "as"}


def _start(word: Word) -> float:
    assert word.start_s is not None
    return word.start_s


def _end(word: Word) -> float:
    assert word.end_s is not None
    return word.end_s
