"""Transcripts: words with times, their text, and the way from characters to seconds and back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the recogniser wrote it.

    Attributes:
        text: without surrounding white space.
        start_s, end_s: seconds from the start of the recording; None where nobody timed it.
        probability: 0 to 1, the recogniser's own confidence; 1 for typed words.
    """

    text: str
    start_s: float | None = None
    end_s: float | None = None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that the recogniser gave together; it begins a new line in the transcript."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class SpottedTerm:
    """A term that a keyword spotter heard: a hint, never proof."""

    term: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, as text and as timed words.

    Attributes:
        segments: in the order of time.
        engine: what wrote it: "sphinx", "whisper <model>", or "typed".
        spotted: terms found by keyword spotting, apart from the words.
        text: the words joined by single spaces; offsets below are characters of this text.
    """

    segments: tuple[Segment, ...]
    engine: str = "typed"
    spotted: tuple[SpottedTerm, ...] = ()
    text: str = field(init=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word.text) + 1
        object.__setattr__(self, "text", " ".join(word.text for word in self.words))
        object.__setattr__(self, "_starts", tuple(starts))

    @classmethod
    def typed(cls, text: str) -> "Transcript":
        """A transcript of typed text: words without times, one segment a line."""
        lines = [Segment(tuple(Word(w) for w in line.split())) for line in text.splitlines()]
        return cls(tuple(line for line in lines if line.words))

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return tuple(word for segment in self.segments for word in segment.words)

    def word_offsets(self) -> Iterator[tuple[Word, int, int]]:
        """Each word with its first and one-past-last character in ``text``."""
        for word, start in zip(self.words, self._starts, strict=True):
            yield word, start, start + len(word.text)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that overlap the characters ``start`` to ``end`` of ``text``."""
        if end <= start:
            return ()
        first = max(bisect_right(self._starts, start) - 1, 0)
        return self.words[first : bisect_left(self._starts, end)]

    def time_span(self, start: int, end: int) -> tuple[float, float] | None:
        """Seconds during which the characters ``start`` to ``end`` were said; None if untimed."""
        timed = [
            (word.start_s, word.end_s)
            for word in self.words_between(start, end)
            if word.start_s is not None and word.end_s is not None
        ]
        return (timed[0][0], timed[-1][1]) if timed else None

    def corrected(self, text: str) -> "Transcript":
        """This transcript with the user's text; words that stayed keep their times.

        New words have no times of their own unless one stands for one: then they take over the
        times of the words they replace.
        """
        before, after = self.words, text.split()
        matcher = SequenceMatcher(None, [w.text for w in before], after, autojunk=False)
        words: list[Word] = []
        for tag, i, j, k, m in matcher.get_opcodes():
            if tag == "equal":
                words.extend(before[i:j])
            elif tag == "replace" and j - i == m - k:
                pairs = zip(before[i:j], after[k:m], strict=True)
                words.extend(replace(old, text=new, probability=1.0) for old, new in pairs)
            else:
                words.extend(Word(new) for new in after[k:m])
        return replace(self, segments=_cut_like(self, tuple(words)))


def _cut_like(original: Transcript, words: tuple[Word, ...]) -> tuple[Segment, ...]:
    """Divide corrected words where the original's segments began, as far as times tell."""
    begins = [
        s.words[0].start_s for s in original.segments if s.words and s.words[0].start_s is not None
    ]
    cuts = [0]
    for begin in begins[1:]:
        at = next(
            (i for i, w in enumerate(words) if w.start_s is not None and w.start_s >= begin), None
        )
        if at is not None and at > cuts[-1]:
            cuts.append(at)
    cuts.append(len(words))
    return tuple(Segment(words[i:j]) for i, j in pairwise(cuts) if j > i)
