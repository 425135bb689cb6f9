"""What a report says of one answer, in words: the same for Markdown, for browsers and for paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.delivery import PAUSE_S, TYPICAL_PACE, Delivery
from mlprep_gui.services.review import PointLine, Quote, ReviewSheet
from mlprep_gui.ui.advice_words import write_advice
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.wording import name_transcript_engine, name_verdict, sum_up


@dataclass(frozen=True, slots=True)
class ReportQuote:
    """Words that were said, with the time at which they begin; "" where nobody timed them."""

    text: str
    time: str


@dataclass(frozen=True, slots=True)
class ReportPoint:
    """One key point, counted from one, with its verdict in a word."""

    number: int
    meaning: str
    verdict: str
    is_covered: bool
    quotes: tuple[ReportQuote, ...]


@dataclass(frozen=True, slots=True)
class ReportMistake:
    """A wrong claim that was made, and what is right."""

    quote: ReportQuote
    correction: str


@dataclass(frozen=True, slots=True)
class Report:
    """One answer in words.

    Attributes:
        title, prompt: of the question.
        circumstances: when, how long, written down by what.
        result: how many points were covered; "" where nothing was judged.
        advice: what to do first.
        points, mistakes: in the question's and in the answer's order.
        transcript: its paragraphs, as the user corrected them.
        is_corrected: whether the user did.
        delivery: pace, pauses and fillers, a sentence each.
        notes: the paragraphs of the user's notes.
        picture: the outline of the sound as SVG; "" where there is none.
    """

    title: str
    prompt: str
    circumstances: tuple[str, ...]
    result: str
    advice: tuple[str, ...]
    points: tuple[ReportPoint, ...]
    mistakes: tuple[ReportMistake, ...]
    transcript: tuple[str, ...]
    is_corrected: bool
    delivery: tuple[str, ...]
    notes: tuple[str, ...]
    picture: str = ""


def write_report(sheet: ReviewSheet, zone: tzinfo | None, picture: str = "") -> Report:
    """The report on an answer, with times of day in ``zone`` (None: this computer's)."""
    is_judged = bool(sheet.points)
    return Report(
        title=sheet.question.title,
        prompt=sheet.question.prompt,
        circumstances=tuple(_write_circumstances(sheet, zone)),
        result=_write_result(sheet) if is_judged else "",
        advice=write_advice(sheet) if is_judged else (),
        points=tuple(
            _write_point(number, line, rough=sheet.is_rough)
            for number, line in enumerate(sheet.points, start=1)
        ),
        mistakes=tuple(
            ReportMistake(_write_quote(line.quote), line.correction) for line in sheet.mistakes
        ),
        transcript=tuple(
            " ".join(word.text for word in segment.words) for segment in sheet.transcript.segments
        ),
        is_corrected=sheet.own.correction is not None,
        delivery=tuple(_write_delivery(sheet.delivery)) if sheet.transcript.words else (),
        notes=tuple(line for line in sheet.own.notes.splitlines() if line.strip()),
        picture=picture,
    )


def _write_circumstances(sheet: ReviewSheet, zone: tzinfo | None) -> Iterator[str]:
    attempt = sheet.attempt
    yield f"{attempt.started_at.astimezone(zone):%d %B %Y, %H:%M}"
    if attempt.duration_s:
        yield f"{write_clock(attempt.duration_s)} of {write_clock(attempt.limit_s)} minutes"
    if attempt.engine:
        yield f"written down by {name_transcript_engine(attempt.engine)}"


def _write_result(sheet: ReviewSheet) -> str:
    covered, unsure = sheet.count(Verdict.COVERED), sheet.count(Verdict.UNSURE)
    result = sum_up(covered, unsure, len(sheet.points))
    if sheet.own.estimate is None:
        return result
    return f"{result} (own estimate before: {sheet.own.estimate})"


def _write_point(number: int, line: PointLine, *, rough: bool) -> ReportPoint:
    verdict = name_verdict(line.verdict, rough=rough)
    return ReportPoint(
        number=number,
        meaning=line.point.meaning,
        verdict=f"{verdict} (your own word)" if line.own else verdict,
        is_covered=line.verdict is Verdict.COVERED,
        quotes=tuple(_write_quote(quote) for quote in line.quotes),
    )


def _write_quote(quote: Quote) -> ReportQuote:
    return ReportQuote(quote.text, "" if quote.start_s is None else write_clock(quote.start_s))


def _write_delivery(delivery: Delivery) -> Iterator[str]:
    if delivery.words_per_minute is not None:
        low, high = TYPICAL_PACE
        yield (
            f"{delivery.words_per_minute:.0f} words a minute, pauses included "
            f"(most speakers: {low:.0f} to {high:.0f})."
        )
        count = len(delivery.pauses)
        pauses = {0: "No pause", 1: "1 pause"}.get(count, f"{count} pauses")
        longest = f", the longest {delivery.longest_pause_s:.1f} s" if count else ""
        yield f"{pauses} of {PAUSE_S} s or more{longest}."
    fillers = len(delivery.fillers)
    yield (
        f"At least {fillers} filler{'' if fillers == 1 else 's'}; "
        "recognisers leave many of them out."
    )
