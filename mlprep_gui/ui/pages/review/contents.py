"""How a review sheet reads: its verdicts, quotes and figures as texts for the page. No Qt here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mlprep_gui.domain.attempts import AnswerSource, AttemptState
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.delivery import PAUSE_S, TYPICAL_PACE, Delivery
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.services.review import PointLine, Quote, ReviewSheet
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.wording import expect_of, name_transcript_engine, name_verdict, sum_up

LEAD_S = 0.2
"""Recognisers place the edges of words roughly: this much is played on either side of a quote."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A stretch of the recording, in seconds; to the end where ``end_s`` is None."""

    start_s: float = 0.0
    end_s: float | None = None


WHOLE = Clip()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that were said, with the stretch in which they can be heard, if any."""

    text: str
    clip: Clip | None


@dataclass(frozen=True, slots=True)
class PointText:
    """One key point.

    Attributes:
        point_id: the point's id.
        number: counted from one; the transcript's marks bear it.
        meaning: the idea in a sentence.
        verdict: for the look.
        verdict_name: in a word.
        excerpts: what carries it.
        reason: why it is not plainly covered; "" where it is.
        is_own: whether the verdict is the user's own word.
    """

    point_id: str
    number: int
    meaning: str
    verdict: Verdict
    verdict_name: str
    excerpts: tuple[Excerpt, ...]
    reason: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class MistakeText:
    """A wrong claim that was made, and what is right."""

    excerpt: Excerpt
    correction: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the delivery, and how to read it."""

    name: str
    value: str
    hint: str = ""


def write_headline(sheet: ReviewSheet) -> str:
    """What was covered, once that can be said."""
    if not sheet.transcript.words or not sheet.points:
        is_over = sheet.attempt.state in {AttemptState.TRANSCRIBED, AttemptState.REVIEWED}
        return "Not judged" if is_over else "Not judged yet"
    covered, unsure = sheet.count(Verdict.COVERED), sheet.count(Verdict.UNSURE)
    return sum_up(covered, unsure, len(sheet.points))


def write_estimate(sheet: ReviewSheet) -> str:
    """The user's own estimate, to stand beside the result; "" where none was given."""
    estimate = sheet.own.estimate
    if estimate is None or not sheet.points:
        return ""
    points = "point" if estimate == 1 else "points"
    return f"Your own estimate was {estimate} {points}."


def write_circumstances(sheet: ReviewSheet) -> str:
    """When, how long and from where."""
    attempt = sheet.attempt
    parts = [f"{attempt.started_at.astimezone():%d %b %Y, %H:%M}"]
    if attempt.duration_s:
        parts.append(f"{write_clock(attempt.duration_s)} min")
    parts.append(_SOURCES[attempt.source])
    return " · ".join(parts)


_SOURCES = {
    AnswerSource.MICROPHONE: "recorded",
    AnswerSource.FILE: "from a sound file",
    AnswerSource.TYPED: "typed",
}


def write_points(sheet: ReviewSheet) -> tuple[PointText, ...]:
    """The key points in the question's order."""
    return tuple(
        PointText(
            point_id=line.point.id,
            number=number,
            meaning=line.point.meaning,
            verdict=line.verdict,
            verdict_name=_name_verdict(line, rough=sheet.is_rough),
            excerpts=_excerpts(sheet, line.quotes),
            reason=_reason(line, sheet),
            is_own=line.own is not None,
        )
        for number, line in enumerate(sheet.points, start=1)
    )


def write_mistakes(sheet: ReviewSheet) -> tuple[MistakeText, ...]:
    """The wrong claims in the order in which they were made."""
    return tuple(
        MistakeText(_excerpts(sheet, (line.quote,))[0], line.correction) for line in sheet.mistakes
    )


def write_figures(sheet: ReviewSheet) -> tuple[Figure, ...]:
    """The delivery; a typed answer has words and fillers only."""
    delivery = sheet.delivery
    figures = [Figure("Words", str(delivery.words))]
    if sheet.attempt.source is not AnswerSource.TYPED:
        figures += [_pace(delivery, rough=sheet.is_rough), *_pauses(delivery)]
    figures.append(_fillers(delivery))
    return tuple(figures)


def write_engine(engine: str) -> tuple[str, str]:
    """A transcript's engine by name, and a sentence on what to expect of it."""
    name = name_transcript_engine(engine)
    if engine == "typed":
        return name, "It is judged as it stands."
    kind, _, model = engine.partition(" ")
    if kind not in frozenset(EngineChoice):
        return name, "What to expect of it is not known."
    return name, expect_of(EngineInfo(EngineChoice(kind), model))


def _excerpts(sheet: ReviewSheet, quotes: Iterable[Quote]) -> tuple[Excerpt, ...]:
    heard = sheet.recording is not None
    return tuple(Excerpt(quote.text, _clip(quote) if heard else None) for quote in quotes)


def _clip(quote: Quote) -> Clip | None:
    if quote.start_s is None or quote.end_s is None:
        return None
    return Clip(max(quote.start_s - LEAD_S, 0.0), quote.end_s + LEAD_S)


def _name_verdict(line: PointLine, *, rough: bool) -> str:
    if line.own is None:
        return name_verdict(line.verdict, rough=rough)
    return "covered, by your word" if line.own.said else "not said, by your word"


def _reason(line: PointLine, sheet: ReviewSheet) -> str:
    if line.own is not None:
        return ""
    if line.verdict is Verdict.UNSURE:
        return _doubt(line.quotes, sheet)
    if line.verdict is Verdict.MISSING and sheet.is_rough:
        return "PocketSphinx mishears a lot: you may have said it all the same."
    return ""


def _doubt(quotes: Sequence[Quote], sheet: ReviewSheet) -> str:
    """Why a point is unsure: what was only spotted, or which words came near."""
    if quotes and all(quote.start == quote.end for quote in quotes):
        return "Only the term was picked out of the sound; the words around it were not."
    doubted = [
        word.text.strip(".,;:!?")
        for quote in quotes
        for word in sheet.transcript.words_between(quote.start, quote.end)
        if word.is_uncertain
    ]
    close = "These words come close, but not clearly enough to be certain."
    if doubted:
        listed = ", ".join(f"“{word}”" for word in dict.fromkeys(doubted))
        return f"{close} The recogniser was not sure of {listed}."
    return close


def _pace(delivery: Delivery, *, rough: bool) -> Figure:
    low, high = TYPICAL_PACE
    hint = f"pauses included; typical is {low:.0f} to {high:.0f}"
    if delivery.words_per_minute is None:
        return Figure("Words a minute", "–", "too little speech to tell")
    about = "about " if rough else ""
    return Figure("Words a minute", f"{about}{delivery.words_per_minute:.0f}", hint)


def _pauses(delivery: Delivery) -> tuple[Figure, ...]:
    count = Figure("Pauses", str(len(delivery.pauses)), f"of {PAUSE_S} s or more")
    if not delivery.pauses:
        return (count,)
    return count, Figure("Longest pause", f"{delivery.longest_pause_s:.1f} s")


def _fillers(delivery: Delivery) -> Figure:
    heard = Counter(delivery.fillers).most_common()
    listed = ", ".join(f"{word} ({times})" if times > 1 else word for word, times in heard)
    hint = f"{listed}; recognisers leave many out" if listed else "recognisers leave many out"
    possible = len(delivery.possible_fillers)
    if possible:
        hint += f". A voice without words {_times(possible)}: perhaps more of them"
    return Figure("Fillers", f"at least {len(delivery.fillers)}", hint)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
