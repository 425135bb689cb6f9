"""What stands in the way of a review, as sentences, and what can be done about it. No Qt here."""

from dataclasses import dataclass
from enum import Enum, auto

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.fault_words import describe, describe_code
from mlprep_gui.ui.wording import expect_of, name_engine


class Offer(Enum):
    """What a notice offers to do about it."""

    NOTHING = auto()
    TRANSCRIBE = auto()
    TRY_AGAIN = auto()
    CANCEL = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence above the review.

    Attributes:
        text: what is the matter.
        remedy: what to do, "" for nothing.
        tone: "", "warn" or "bad".
        offer: what a button beside it does.
    """

    text: str
    remedy: str = ""
    tone: str = ""
    offer: Offer = Offer.NOTHING


def notice_state(
    sheet: ReviewSheet, failure: Fault | None, engine: EngineInfo | None
) -> Notice | None:
    """How far the answer has come, where it has not come all the way.

    Args:
        sheet: the attempt.
        failure: why its recognition failed, where that was seen; else the stored code serves.
        engine: which recogniser is at work, where that is known.
    """
    attempt = sheet.attempt
    there = sheet.recording is not None
    match attempt.state:
        case AttemptState.QUEUED:
            return Notice("Waiting for its turn to be written down.", offer=Offer.CANCEL)
        case AttemptState.TRANSCRIBING:
            return _notice_work(engine)
        case AttemptState.FAILED:
            return _notice_failure(attempt, failure, can_try=there)
        case AttemptState.RECORDED if attempt.source is not AnswerSource.TYPED:
            offer = Offer.TRANSCRIBE if there else Offer.NOTHING
            return Notice("This answer has not been written down yet.", offer=offer)
        case AttemptState.TRANSCRIBED | AttemptState.REVIEWED if not sheet.recognised.words:
            words = describe_code(FaultCode.NO_SPEECH)
            offer = Offer.TRY_AGAIN if there else Offer.NOTHING
            return Notice(words.sentence, words.remedy, "warn", offer)
        case _:
            return None


def notice_loss(sheet: ReviewSheet) -> Notice | None:
    """That the recording or the question has gone, where one has."""
    if sheet.attempt.recording is not None and sheet.recording is None:
        return Notice(
            f"The recording {sheet.attempt.recording} is no longer in its folder.",
            "What was written down is kept, but nothing can be played.",
            "warn",
        )
    if not sheet.question.prompt:
        return Notice(
            f"The question “{sheet.question.id}” is no longer in the bank.",
            "Your answer is kept. It is judged again as soon as its pack is back.",
            "warn",
        )
    return None


def _notice_work(engine: EngineInfo | None) -> Notice:
    if engine is None:
        return Notice("Your answer is being written down.", offer=Offer.CANCEL)
    text = f"{name_engine(engine)} is writing your answer down."
    return Notice(text, expect_of(engine), offer=Offer.CANCEL)


def _notice_failure(attempt: Attempt, failure: Fault | None, *, can_try: bool) -> Notice:
    assert attempt.failure is not None, "a failed attempt says why"
    words = describe(failure) if failure else describe_code(attempt.failure)
    offer = Offer.TRY_AGAIN if can_try else Offer.NOTHING
    return Notice(words.sentence, words.remedy, "bad", offer)
