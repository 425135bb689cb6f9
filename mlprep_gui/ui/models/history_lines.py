"""How a past attempt reads in a list: its cells, and what stands in its way. No Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.own_verdicts import PointCounts
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.ports.history import HistoryRow, SnippetPart
from mlprep_gui.ui.fault_words import describe, describe_code
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.wording import name_transcript_engine

_S = AttemptState
_STATES = {
    _S.RECORDING: "being recorded",
    _S.RECORDED: "not written down",
    _S.QUEUED: "waiting",
    _S.TRANSCRIBING: "being written down",
    _S.TRANSCRIBED: "new",
    _S.REVIEWED: "reviewed",
    _S.FAILED: "failed",
}
WRITABLE = frozenset({_S.RECORDED, _S.FAILED})
"""The states in which an answer can be handed to the recogniser."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One attempt.

    Attributes:
        number: the history's own name for it.
        attempt: as it is stored.
        question: the question's title; its id where the bank no longer has it.
        topic: its topic, "" where the bank no longer has it.
        is_known: whether the bank still has the question.
        counts: the verdicts counted, None before it was judged or without points to judge by.
        words_a_minute: None where there is too little to tell.
        tries: how many answers to the question there are.
        snippet: where the words of a search were found; empty without one.
    """

    number: int
    attempt: Attempt
    question: str
    topic: str = ""
    is_known: bool = False
    counts: PointCounts | None = None
    words_a_minute: float | None = None
    tries: int = 1
    snippet: tuple[SnippetPart, ...] = ()

    @property
    def started_at(self) -> datetime:
        """In the time zone of this computer."""
        return self.attempt.started_at.astimezone()

    @property
    def date(self) -> str:
        """Day and time."""
        return f"{self.started_at:%d %b %Y, %H:%M}"

    @property
    def length(self) -> str:
        """Minutes and seconds, "" for a typed answer."""
        return write_clock(self.attempt.duration_s) if self.attempt.duration_s else ""

    @property
    def points(self) -> str:
        """Say "5 of 6, 1 unsure", or nothing."""
        if self.counts is None:
            return ""
        unsure = f", {self.counts.unsure} unsure" if self.counts.unsure else ""
        return f"{self.counts.covered} of {self.counts.total}{unsure}"

    @property
    def points_in_full(self) -> str:
        """Every verdict with its number."""
        if self.counts is None:
            return ""
        counts = self.counts
        return f"{counts.covered} covered, {counts.unsure} unsure, {counts.missing} missing"

    @property
    def pace(self) -> str:
        """Words a minute, "" where that cannot be told."""
        return "" if self.words_a_minute is None else f"{self.words_a_minute:.0f}"

    @property
    def engine(self) -> str:
        """Who wrote it down, "" before."""
        return name_transcript_engine(self.attempt.engine) if self.attempt.engine else ""

    @property
    def state(self) -> str:
        """How far it has come, in a word or two."""
        return _STATES[self.attempt.state]

    @property
    def can_be_written_down(self) -> bool:
        """Whether it waits for the recogniser to be asked."""
        return self.attempt.state in WRITABLE and self.attempt.recording is not None

    @property
    def found_text(self) -> str:
        """The snippet as plain text, "" without one."""
        return "".join(part.text for part in self.snippet)


def explain_state(attempt: Attempt, fault: Fault | None = None) -> str:
    """What stands between an answer and its review, and what to do; "" where nothing does.

    Args:
        attempt: the answer.
        fault: why its last try failed, where that was seen; else the stored code serves.
    """
    match attempt.state:
        case AttemptState.RECORDED if attempt.source is not AnswerSource.TYPED:
            return "This answer is not written down yet. Choose “Write down” to have it judged."
        case AttemptState.QUEUED:
            return "This answer waits for its turn to be written down. You need not do anything."
        case AttemptState.TRANSCRIBING:
            return "This answer is being written down now. Open it to see how far it is."
        case AttemptState.FAILED:
            if fault is not None:
                words = describe(fault)
            else:
                assert attempt.failure is not None, "a failed attempt says why"
                words = describe_code(attempt.failure)
            return f"This answer could not be written down. {words}"
        case _:
            return ""


def write_lines(rows: Iterable[HistoryRow], bank: Questions) -> tuple[HistoryLine, ...]:
    """The rows with what the bank knows of their questions."""
    return tuple(_write_line(row, bank) for row in rows)


def _write_line(row: HistoryRow, bank: Questions) -> HistoryLine:
    question_id = row.attempt.question_id
    question = bank.find(question_id)
    return HistoryLine(
        number=row.number,
        attempt=row.attempt,
        question=question.title if question else question_id,
        topic=question.topic if question else "",
        is_known=question is not None,
        counts=row.points,
        words_a_minute=row.pace,
        tries=row.tries,
        snippet=row.snippet,
    )
