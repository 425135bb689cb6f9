"""What the commands print for people."""

import textwrap
from collections.abc import Iterable, Iterator

from mlprep_gui.domain.coverage import CueHit
from mlprep_gui.domain.coverage.lost_words import LostWords
from mlprep_gui.domain.coverage.self_test import SelfTestFailure, SelfTestFinding
from mlprep_gui.domain.coverage.verdicts import Coverage, Verdict
from mlprep_gui.domain.delivery import PAUSE_S, TYPICAL_PACE, Delivery, measure_delivery
from mlprep_gui.domain.questions import Question
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.review import MistakeLine, PointLine, Quote, mistake_lines, point_lines
from mlprep_gui.ui.wording import name_transcript_engine, name_verdict, sum_up

_WIDTH = 88
_MARKS = {Verdict.COVERED: "[x]", Verdict.UNSURE: "[?]", Verdict.MISSING: "[ ]"}


def report_questions(questions: Iterable[Question]) -> Iterator[str]:
    """The questions under their topics."""
    topic = None
    for question in questions:
        if question.topic != topic:
            if topic is not None:
                yield ""
            topic = question.topic
            yield topic
        yield f"  {question.id:<26}{question.title}"


def report_review(question: Question, transcript: Transcript, coverage: Coverage) -> Iterator[str]:
    """A whole review for people: transcript, points, mistakes, delivery."""
    rough = transcript.engine == "sphinx"
    yield f"Transcript ({name_transcript_engine(transcript.engine)})"
    for segment in transcript.segments:
        yield from wrap_text(" ".join(word.text for word in segment.words))
    yield ""
    yield from report_points(point_lines(question, transcript, coverage), rough=rough)
    yield from report_mistakes(mistake_lines(transcript, coverage.mistakes))
    yield ""
    yield "Delivery"
    for line in report_delivery(measure_delivery(transcript)):
        yield f"  {line}"


def report_points(lines: tuple[PointLine, ...], *, rough: bool) -> Iterator[str]:
    """The sum and each point with its evidence."""
    covered = sum(line.verdict is Verdict.COVERED for line in lines)
    unsure = sum(line.verdict is Verdict.UNSURE for line in lines)
    yield sum_up(covered, unsure, len(lines))
    for line in lines:
        verdict = name_verdict(line.verdict, rough=rough)
        yield from _wrap(f"{_MARKS[line.verdict]} {verdict}: {line.point.meaning}", indent="    ")
        for quote in line.quotes:
            yield from _wrap(f"    “{quote.text}”{_time(quote)}", indent="    ")


def report_mistakes(lines: tuple[MistakeLine, ...]) -> Iterator[str]:
    """Each wrong claim with what is right; nothing where there is none."""
    if lines:
        yield ""
        yield "To put right"
    for line in lines:
        yield from _wrap(f"  “{line.quote.text}”{_time(line.quote)}", indent="  ")
        yield from _wrap(f"    {line.correction}", indent="    ")


def report_delivery(delivery: Delivery) -> Iterator[str]:
    """Pace, pauses and fillers, without a grade."""
    if delivery.words_per_minute is None:
        yield f"{delivery.words} words."
    else:
        low, high = TYPICAL_PACE
        yield (
            f"{delivery.words} words in {delivery.speaking_s:.0f} s: "
            f"{delivery.words_per_minute:.0f} words a minute, pauses included "
            f"(most speakers: {low:.0f} to {high:.0f})."
        )
        yield (
            f"{len(delivery.pauses)} pauses of {PAUSE_S} s or more, "
            f"the longest {delivery.longest_pause_s:.1f} s."
        )
    yield f"At least {len(delivery.fillers)} fillers (recognisers leave many of them out)."


def report_explanation(hits: tuple[CueHit, ...]) -> Iterator[str]:
    """Which cue matched where."""
    if hits:
        yield ""
        yield "Cues that matched"
    for hit in hits:
        state = "void" if hit.is_void else "sure" if hit.is_sure else "unsure"
        where = f"{hit.evidence.start}-{hit.evidence.end}"
        yield f"  {hit.owner} ({state}, characters {where})"
        yield f"    cue:  {hit.pattern}"
        yield f"    said: {hit.evidence.text}"


_FAILURES = {
    SelfTestFailure.MODEL_ANSWER_LACKS: "its own model answer does not cover it",
    SelfTestFailure.MODEL_ANSWER_ERRS: "its own model answer makes this mistake",
    SelfTestFailure.PROMPT_COVERS: "the prompt read back covers it",
    SelfTestFailure.IGNORANCE_COVERS: "saying that one does not know covers it",
    SelfTestFailure.OTHER_ANSWER_COVERS: "the model answer of another question covers it",
}


def report_self_test(findings: tuple[SelfTestFinding, ...]) -> Iterator[str]:
    """What the self-test of a pack found, a line each."""
    if not findings:
        yield "No problem found; the self-test passed."
    for finding in findings:
        source = f" ({finding.source})" if finding.source else ""
        quote = f": “{finding.quote}”" if finding.quote else ""
        yield f"{finding.item_id}: {_FAILURES[finding.failure]}{source}{quote}"


def report_warnings(lost: Iterable[LostWords]) -> Iterator[str]:
    """What in a pack may match more than was meant, a line each."""
    for found in lost:
        yield (
            f"warning: {found.place}: “{found.phrase}” is heard as “{found.heard}”, "
            "since the other words are never listened for"
        )


def wrap_text(text: str, indent: str = "  ") -> Iterator[str]:
    """A paragraph in lines of readable length."""
    yield from _wrap(indent + text, indent=indent)


def _time(quote: Quote) -> str:
    if quote.start_s is None or quote.end_s is None:
        return ""
    return f" ({quote.start_s:.1f} to {quote.end_s:.1f} s)"


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, drop_whitespace=True) or [text]
