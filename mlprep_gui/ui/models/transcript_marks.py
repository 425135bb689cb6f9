"""Which stretches of a transcript carry a verdict, and where its lines begin."""

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.review import ReviewSheet


class Mark(IntEnum):
    """What a stretch carries; where several overlap, the greatest shows."""

    NONE = 0
    UNSURE = 1
    COVERED = 2
    MISTAKE = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters with one mark.

    Attributes:
        text: lines are divided by line feeds; all stretches joined are the whole transcript.
        mark: what it carries.
        ends: the key points, counted from one, whose quotes end with it.
        is_uncertain: whether the recogniser itself doubted these words.
    """

    text: str
    mark: Mark = Mark.NONE
    ends: tuple[int, ...] = ()
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    start: int
    end: int
    mark: Mark
    number: int = 0


def mark_transcript(sheet: ReviewSheet) -> tuple[Stretch, ...]:
    """The transcript cut where marks begin and end."""
    text = lay_out(sheet.transcript)
    claims = _claims(sheet)
    cuts = {0, len(text)} | {at for claim in claims for at in (claim.start, claim.end)}
    doubted = doubtful_words(sheet.transcript)
    cuts |= {at for span in doubted for at in span}
    edges = sorted(cut for cut in cuts if cut <= len(text))
    starts = {start for start, _ in doubted}
    ends = {end for _, end in doubted}
    stretches, is_uncertain = [], False
    for start, end in pairwise(edges):
        is_uncertain = start in starts or (is_uncertain and start not in ends)
        stretches.append(replace(_stretch(text, start, end, claims), is_uncertain=is_uncertain))
    return tuple(stretches)


def doubtful_words(transcript: Transcript) -> tuple[tuple[int, int], ...]:
    """First and one-past-last character of the words that the recogniser may have got wrong."""
    spans = [(start, end) for w, start, end in transcript.word_offsets() if w.is_uncertain]
    return tuple(sorted({*spans, *transcript.doubtful_spans()}))


def lay_out(transcript: Transcript) -> str:
    """The transcript's text with a line for each segment; characters keep their places."""
    return "\n".join(" ".join(word.text for word in part.words) for part in transcript.segments)


def _claims(sheet: ReviewSheet) -> list[_Claim]:
    marks = {Verdict.COVERED: Mark.COVERED, Verdict.UNSURE: Mark.UNSURE}
    claims = [
        _Claim(quote.start, quote.end, marks[line.verdict], number)
        for number, line in enumerate(sheet.points, start=1)
        for quote in line.quotes
        if line.verdict in marks
    ]
    claims += [_Claim(line.quote.start, line.quote.end, Mark.MISTAKE) for line in sheet.mistakes]
    return claims


def _stretch(text: str, start: int, end: int, claims: list[_Claim]) -> Stretch:
    here = [claim for claim in claims if claim.start <= start and end <= claim.end]
    return Stretch(
        text=text[start:end],
        mark=max((claim.mark for claim in here), default=Mark.NONE),
        ends=tuple(sorted({claim.number for claim in here if claim.number and claim.end == end})),
    )
