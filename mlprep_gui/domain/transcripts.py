"""Transcripts: words with times, their text, and the way from characters to seconds and back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

UNCERTAIN_BELOW = 0.5
"""A word's probability from which on it is more likely right than wrong."""

# Nothing matches it, and what stands on either side of it does not belong together.
_BREAK = "."


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

    @property
    def is_uncertain(self) -> bool:
        """Whether the recogniser itself doubts the word."""
        return self.probability < UNCERTAIN_BELOW

    def moved(self, by_s: float) -> "Word":
        """The word so many seconds later."""
        if self.start_s is None or self.end_s is None:
            return self
        return replace(
            self, start_s=round(self.start_s + by_s, 3), end_s=round(self.end_s + by_s, 3)
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words that the recogniser gave together; it begins a new line in the transcript.

    Attributes:
        words: in order.
        is_doubtful: the recogniser may have made this up, on noise or by repeating itself; it is
            shown, but proves nothing.
    """

    words: tuple[Word, ...]
    is_doubtful: bool = False


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
        speech: when a voice was heard, whatever was made of it: start and end in seconds, in
            order, apart from each other; empty where nobody listened for voices.
        text: the words joined by single spaces; offsets below are characters of this text.
    """

    segments: tuple[Segment, ...]
    engine: str = "typed"
    spotted: tuple[SpottedTerm, ...] = ()
    speech: tuple[tuple[float, float], ...] = ()
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

    @property
    def has_speech(self) -> bool:
        """Whether any word is there that is not doubtful."""
        return any(segment.words and not segment.is_doubtful for segment in self.segments)

    @property
    def evidence_text(self) -> str:
        """``text`` with doubtful segments blanked out: what may prove that something was said.

        It is as long as ``text``, so offsets in one are offsets in the other.
        """
        text = self.text
        for start, end in self.doubtful_spans():
            text = text[:start] + _BREAK.ljust(end - start) + text[end:]
        return text

    def doubtful_spans(self) -> Iterator[tuple[int, int]]:
        """First and one-past-last character of each doubtful segment in ``text``."""
        first = 0
        for segment in self.segments:
            last = first + len(segment.words)
            if segment.is_doubtful and segment.words:
                yield self._starts[first], self._starts[last - 1] + len(segment.words[-1].text)
            first = last

    def moved(self, by_s: float) -> "Transcript":
        """The same, said so many seconds later: a stretch put in its place in a recording."""
        return replace(
            self,
            segments=tuple(
                replace(segment, words=tuple(word.moved(by_s) for word in segment.words))
                for segment in self.segments
            ),
            spotted=tuple(
                SpottedTerm(s.term, round(s.start_s + by_s, 3), round(s.end_s + by_s, 3))
                for s in self.spotted
            ),
            speech=tuple((round(a + by_s, 3), round(b + by_s, 3)) for a, b in self.speech),
        )

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
        """Seconds during which the characters ``start`` to ``end`` were said; None if untimed.

        A word that the user put in lies somewhere between its timed neighbours: the span reaches
        as far as those.
        """
        if end <= start or not self._starts:
            return None
        words = self.words
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_left(self._starts, end) - 1, first)
        if words[first].start_s is None:
            before = (word.end_s for word in reversed(words[:first]) if word.end_s is not None)
            start_s = next(before, None)
        else:
            start_s = words[first].start_s
        if words[last].end_s is None:
            behind = (word.start_s for word in words[last + 1 :] if word.start_s is not None)
            end_s = next(behind, None)
        else:
            end_s = words[last].end_s
        timed = [w for w in words[first : last + 1] if w.start_s is not None]
        start_s = start_s if start_s is not None else (timed[0].start_s if timed else end_s)
        end_s = end_s if end_s is not None else (timed[-1].end_s if timed else start_s)
        return None if start_s is None or end_s is None else (start_s, max(start_s, end_s))

    def corrected(self, text: str) -> "Transcript":
        """This transcript with the user's text; words that stayed keep their times.

        New words have no times of their own unless one stands for one: then they take over the
        times of the words they replace.
        """
        before, after = self.words, text.split()
        # Most edits touch a few words of many: only what lies between the first and the last
        # changed word is compared in earnest.
        head = _common_length(before, after)
        tail = _common_length(before[head:][::-1], after[head:][::-1])
        inner = before[head : len(before) - tail]
        words = (
            *before[:head],
            *_carry_over(inner, after[head : len(after) - tail]),
            *before[len(before) - tail :],
        )
        return replace(self, segments=_cut_like(self, words))


def _common_length(words: Sequence[Word], texts: Sequence[str]) -> int:
    """How many of the words from the first on are those texts."""
    pairs = zip(words, texts, strict=False)
    return next((n for n, (w, t) in enumerate(pairs) if w.text != t), min(len(words), len(texts)))


def _carry_over(before: Sequence[Word], after: Sequence[str]) -> Iterator[Word]:
    """The texts as words, with the times of those that stayed or that they stand for."""
    matcher = SequenceMatcher(None, [w.text for w in before], after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield from before[i:j]
        elif tag == "replace" and j - i == m - k:
            for old, new in zip(before[i:j], after[k:m], strict=True):
                yield replace(old, text=new, probability=1.0)
        else:
            yield from (Word(new) for new in after[k:m])


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
    doubtful = {word for s in original.segments if s.is_doubtful for word in s.words}
    return tuple(_doubt(words[i:j], doubtful) for i, j in pairwise(cuts) if j > i)


def _doubt(words: tuple[Word, ...], doubtful: set[Word]) -> Segment:
    """A corrected segment is doubtful where the user left all of it as it was."""
    return Segment(words, is_doubtful=doubtful.issuperset(words))
