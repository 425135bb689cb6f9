"""What every question must hold by itself: its model answer covers it, and nothing else does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.coverage.verdicts import Coverage, MistakeSaid, PointVerdict, Verdict
from mlprep_gui.domain.questions import Question

IGNORANT_ANSWERS = (
    "I don't know.",
    "I don't know what {title} is, sorry, could we take the next question?",
    "Hmm, {title}. I have heard of it, but I have no idea what it means or how it works.",
    "I really have no idea about {title}, I never used it and I cannot explain it.",
)


class SelfTestFailure(StrEnum):
    """What the self-test found."""

    MODEL_ANSWER_LACKS = "model-answer-lacks"
    MODEL_ANSWER_ERRS = "model-answer-errs"
    PROMPT_COVERS = "prompt-covers"
    IGNORANCE_COVERS = "ignorance-covers"
    OTHER_ANSWER_COVERS = "other-answer-covers"


@dataclass(frozen=True, slots=True)
class SelfTestFinding:
    """One failure.

    Attributes:
        failure: which kind.
        question_id: whose pack fails.
        item_id: the point or the mistake.
        quote: the words that were taken for it; "" for a missing point.
        source: the other question's id where its model answer covers; else "".
    """

    failure: SelfTestFailure
    question_id: str
    item_id: str
    quote: str = ""
    source: str = ""


def self_test(
    question: Question, others: Iterable[Question], judge: Judge
) -> tuple[SelfTestFinding, ...]:
    """All findings on one question; ``others`` are the rest of the bank (itself is skipped)."""
    return tuple(_findings(question, others, judge))


def _findings(
    question: Question, others: Iterable[Question], judge: Judge
) -> Iterator[SelfTestFinding]:
    own = judge.judge(question, question.model_answer)
    for point in own.points:
        if point.verdict is not Verdict.COVERED:
            yield SelfTestFinding(
                SelfTestFailure.MODEL_ANSWER_LACKS, question.id, point.point_id, _quote(point)
            )
    for mistake in own.mistakes:
        yield _errs(question, mistake)
    yield from _covered(
        question, judge.judge(question, question.prompt), SelfTestFailure.PROMPT_COVERS
    )
    for template in IGNORANT_ANSWERS:
        said = judge.judge(question, template.format(title=question.title.lower()))
        yield from _covered(question, said, SelfTestFailure.IGNORANCE_COVERS)
    for other in others:
        if other.id != question.id:
            said = judge.judge(question, other.model_answer)
            yield from _covered(question, said, SelfTestFailure.OTHER_ANSWER_COVERS, other.id)


def _errs(question: Question, mistake: MistakeSaid) -> SelfTestFinding:
    return SelfTestFinding(
        SelfTestFailure.MODEL_ANSWER_ERRS,
        question.id,
        mistake.mistake_id,
        mistake.evidence.text,
    )


def _covered(
    question: Question, coverage: Coverage, failure: SelfTestFailure, source: str = ""
) -> Iterator[SelfTestFinding]:
    for point in coverage.points:
        if point.verdict is Verdict.COVERED:
            yield SelfTestFinding(failure, question.id, point.point_id, _quote(point), source)


def _quote(point: PointVerdict) -> str:
    return point.evidence[0].text if point.evidence else ""
