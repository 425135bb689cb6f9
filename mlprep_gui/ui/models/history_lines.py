"""How a past attempt reads in a list: its texts, and the values it is sorted by. No Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage, Verdict
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.services.ports import HistoryRow
from mlprep_gui.ui.wording import name_transcript_engine, sum_up

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


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One attempt.

    Attributes:
        attempt: as it is stored.
        question: the question's title; its id where the bank no longer has it.
        topic: its topic, "" where the bank no longer has it.
        coverage: the verdicts, None before it was judged or without points to judge by.
    """

    attempt: Attempt
    question: str
    topic: str
    coverage: Coverage | None

    @property
    def started_at(self) -> datetime:
        """In the time zone of this computer."""
        return self.attempt.started_at.astimezone()

    @property
    def points(self) -> str:
        """Say "5 of 6 points, 1 unsure", or nothing."""
        if self.coverage is None:
            return ""
        covered, unsure, missing = self._counts(self.coverage)
        return sum_up(covered, unsure, covered + unsure + missing)

    @property
    def points_in_full(self) -> str:
        """Every verdict with its number."""
        if self.coverage is None:
            return ""
        covered, unsure, missing = self._counts(self.coverage)
        return f"{covered} covered, {unsure} unsure, {missing} missing"

    @property
    def share(self) -> float:
        """Which part of the points was covered, for sorting; what was not judged comes first."""
        if self.coverage is None:
            return -1.0
        return self.coverage.count(Verdict.COVERED) / len(self.coverage.points)

    @property
    def engine(self) -> str:
        """Who wrote it down, "" before."""
        return name_transcript_engine(self.attempt.engine) if self.attempt.engine else ""

    @property
    def state(self) -> str:
        """How far it has come, in a word or two."""
        return _STATES[self.attempt.state]

    @staticmethod
    def _counts(coverage: Coverage) -> tuple[int, int, int]:
        return (
            coverage.count(Verdict.COVERED),
            coverage.count(Verdict.UNSURE),
            coverage.count(Verdict.MISSING),
        )


def write_lines(rows: Iterable[HistoryRow], bank: QuestionBank) -> tuple[HistoryLine, ...]:
    """The rows with what the bank knows of their questions."""
    return tuple(_write_line(row, bank) for row in rows)


def _write_line(row: HistoryRow, bank: QuestionBank) -> HistoryLine:
    question_id = row.attempt.question_id
    coverage = row.coverage if row.coverage is not None and row.coverage.points else None
    if question_id not in bank:
        return HistoryLine(row.attempt, question_id, "", coverage)
    question = bank.get(question_id)
    return HistoryLine(row.attempt, question.title, question.topic, coverage)
