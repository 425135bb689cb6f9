"""How an answer was delivered: pace, pauses and fillers, from the words and from the voice.

Recognisers leave out many fillers, so their count is a lower bound; a voice where no word was
written may be one more. No figure here is a grade.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeAlias

from mlprep_gui.domain.transcripts import Transcript

_Spans: TypeAlias = Sequence[tuple[float, float]]

PAUSE_S = 0.7
"""A gap between two words from which on a listener hears a pause."""

TYPICAL_PACE = (110.0, 170.0)
"""Words a minute, pauses included: the band in which most advice agrees."""

UNWRITTEN_S = 0.3
"""A voice that no word covers counts from this length on; shorter ones are the words' own ends."""

# How far off the times of a word may be.
_SLACK_S = 0.1

_FILLERS = frozenset({"um", "umm", "uh", "uhh", "uhm", "er", "erm", "ehm", "hm", "hmm", "mm", "ah"})
_FILLER_PHRASES = frozenset({("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of")})
_FILLER_BEGINNINGS = frozenset(first for first, _ in _FILLER_PHRASES)


class AnyWord(Protocol):
    """A word with its times, as ``Word`` has them; also in the form in which it is stored."""

    @property
    def text(self) -> str:
        """The word."""

    @property
    def start_s(self) -> float | None:
        """Seconds, None where nobody timed it."""

    @property
    def end_s(self) -> float | None:
        """The same of its end."""


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
class UnwrittenSpeech:
    """A voice that was heard where no word was written: possibly a filler."""

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
        pauses: of ``PAUSE_S`` or more, in order: silences where voices were listened for, gaps
            between words else.
        fillers: what was heard of "um", "you know" and the like, in order: a lower bound.
        possible_fillers: a voice of ``UNWRITTEN_S`` or more that no word covers, in order.
    """

    words: int
    speaking_s: float
    words_per_minute: float | None
    pauses: tuple[Pause, ...]
    fillers: tuple[str, ...]
    possible_fillers: tuple[UnwrittenSpeech, ...] = ()

    @property
    def longest_pause_s(self) -> float:
        """Seconds, 0 without a pause."""
        return max((pause.length_s for pause in self.pauses), default=0.0)


def measure_delivery(transcript: Transcript) -> Delivery:
    """The figures of one answer; a typed one has words and fillers but no times."""
    return measure_words(transcript.words, transcript.speech)


def measure_words(words: Sequence[AnyWord], speech: _Spans = ()) -> Delivery:
    """The same of words alone, in their order, and of when a voice was heard: for many answers."""
    timed = [(w.start_s, w.end_s) for w in words if w.start_s is not None and w.end_s is not None]
    speaking_s = timed[-1][1] - timed[0][0] if timed else 0.0
    # Under three seconds a single word more or less moves the pace by twenty a minute.
    pace = len(words) / speaking_s * 60 if speaking_s >= 3 else None
    return Delivery(
        words=len(words),
        speaking_s=speaking_s,
        words_per_minute=pace,
        pauses=_find_pauses(_heard(timed, speech)),
        fillers=_find_fillers(words),
        possible_fillers=_find_unwritten(timed, speech),
    )


def _heard(timed: _Spans, speech: _Spans) -> _Spans:
    """When something was heard, from the first word to the last, in order.

    Recognisers stretch words over the silence beside them, so the voice tells more exactly where
    a silence is; it misses soft words altogether, which the recogniser then has.
    """
    if not timed or not speech:
        return timed
    first_s, last_s = timed[0][0], timed[-1][1]
    voices = [(a, b) for a, b in speech if b > first_s and a < last_s]
    starts = [start_s for start_s, _ in voices]
    spans = list(voices)
    for start_s, end_s in timed:
        at = bisect_left(starts, end_s) - 1
        if at < 0 or voices[at][1] <= start_s:
            spans.append((start_s, end_s))
    return sorted(spans)


def _find_pauses(spans: _Spans) -> tuple[Pause, ...]:
    return tuple(
        Pause(end_s, start_s)
        for (_, end_s), (start_s, _) in pairwise(spans)
        if start_s - end_s >= PAUSE_S
    )


def _find_unwritten(timed: _Spans, speech: _Spans) -> tuple[UnwrittenSpeech, ...]:
    """The voice that is left when the words, with some slack on either side, are taken away."""
    found = []
    for start_s, end_s in speech:
        at_s = start_s
        for word_start_s, word_end_s in timed:
            if word_end_s + _SLACK_S <= at_s or word_start_s - _SLACK_S >= end_s:
                continue
            found.append(UnwrittenSpeech(at_s, word_start_s - _SLACK_S))
            at_s = max(at_s, word_end_s + _SLACK_S)
        found.append(UnwrittenSpeech(at_s, end_s))
    return tuple(stretch for stretch in found if stretch.length_s >= UNWRITTEN_S)


def _find_fillers(words: Sequence[AnyWord]) -> tuple[str, ...]:
    bare = [word.text.lower().strip(".,;:!?…-\"'") for word in words]
    found = []
    for i, word in enumerate(bare):
        if word in _FILLERS:
            found.append(word)
        elif (
            word in _FILLER_BEGINNINGS
            and (word, *bare[i + 1 : i + 2]) in _FILLER_PHRASES
            and _stands_alone(bare, i)
        ):
            found.append(f"{word} {bare[i + 1]}")
    return tuple(found)


def _stands_alone(bare: list[str], at: int) -> bool:
    """Whether a two-word filler is one: "a kind of tree" and "if you know" are not."""
    before = bare[at - 1] if at else ""
    return before not in {"a", "the", "this", "that", "some", "any", "what", "do", "if", "as"}
