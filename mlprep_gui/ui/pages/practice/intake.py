"""A sound file on its way to become an answer: how far it is, and that it can be called off.

No Qt here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.answers import AnswerBook
from mlprep_gui.ui.pages.practice.contents import Notice, clock_of, notice_of

TakeIn = Callable[
    [Callable[[AnswerBook], Attempt], Callable[[Attempt], None], Callable[[Fault], None]], None
]
"""Has an ``AnswerBook`` do something on its worker; told what came of it, or why nothing did."""


@dataclass(frozen=True, slots=True)
class IntakeView:
    """What there is to show of it.

    Attributes:
        title: which file.
        sentence: how far it is, in words.
        fraction: 0 to 1; None while nobody knows.
    """

    title: str
    sentence: str
    fraction: float | None


class Intake:
    """One file at a time; lives on the window's thread.

    Args:
        take_in: does the work, see ``PracticeErrands.open_recording``.
        ended: told of the outcome: an answer, or what to say where there is none.
    """

    def __init__(self, take_in: TakeIn, ended: Callable[[Attempt | Notice], None]) -> None:
        self._take_in = take_in
        self._ended = ended
        self._source: Path | None = None
        # Written by the worker as a whole and read here, so that no lock is needed.
        self._progress_s = (0.0, 0.0)
        self._is_cancelled = False

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._source is not None

    def view(self) -> IntakeView | None:
        """What there is to show now; None while no file is being read."""
        if self._source is None:
            return None
        title = f"Reading {self._source.name}"
        if self._is_cancelled:
            return IntakeView(title, "Cancelling…", None)
        done_s, total_s = self._progress_s
        if total_s <= 0:
            return IntakeView(title, f"{clock_of(done_s)} read", None)
        sentence = f"{clock_of(done_s)} of {clock_of(total_s)} read"
        return IntakeView(title, sentence, min(done_s / total_s, 1.0))

    def begin(self, question: Question, source: Path, limit_s: float) -> None:
        """Take a file in as the answer to a question."""
        self._source = source
        self._progress_s = (0.0, 0.0)
        self._is_cancelled = False
        self._take_in(
            lambda book: book.take_in(
                question, source, limit_s, self.tell, lambda: self._is_cancelled
            ),
            self._on_taken,
            self._on_failed,
        )

    def cancel(self) -> None:
        """Call it off; nothing is kept of it."""
        self._is_cancelled = True

    def tell(self, done_s: float, total_s: float) -> None:
        """So many seconds of all are read (0.0 while unknown); on the worker."""
        self._progress_s = (done_s, total_s)

    def _on_taken(self, attempt: Attempt) -> None:
        self._source = None
        self._ended(attempt)

    def _on_failed(self, fault: Fault) -> None:
        source, self._source = self._source, None
        if fault.code is FaultCode.CANCELLED:
            name = source.name if source is not None else "The file"
            self._ended(Notice(f"{name} was not taken over."))
        else:
            self._ended(notice_of(fault))
