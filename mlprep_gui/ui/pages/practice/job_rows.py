"""Answers on their way to the review: a row each, with what can be done about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.contents import title_of
from mlprep_gui.ui.pages.practice.jobs import Job, JobBoard
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words

_STEPS = 1000


class JobRow(Card):
    """One answer. All signals bring the attempt's id.

    Signals:
        cancelled, retried, reviewed, dismissed: the button that was pressed.
    """

    cancelled = Signal(str)
    retried = Signal(str)
    reviewed = Signal(str)
    dismissed = Signal(str)

    def __init__(self, icons: IconBook, attempt_id: str, title: str) -> None:
        super().__init__()
        self._title = Words(title)
        self._sentence = Words(role="muted", selectable=True)
        self._bar = QProgressBar()
        self._cancel = Button("Cancel", name=f"Cancel writing down: {title}")
        self._retry = Button("Try again", icons=icons, icon="again", name=f"Try again: {title}")
        self._review = Button("Show review", icons=icons, icon="next", name=f"Review: {title}")
        self._dismiss = Button("", ButtonKind.QUIET, icons, "close", f"Dismiss: {title}")
        self._build()
        for button, signal in (
            (self._cancel, self.cancelled),
            (self._retry, self.retried),
            (self._review, self.reviewed),
            (self._dismiss, self.dismissed),
        ):
            button.clicked.connect(lambda _on, signal=signal: signal.emit(attempt_id))

    def show_job(self, job: Job, now_s: float) -> None:
        """Show how it stands at ``now_s`` of the monotonic clock."""
        self._sentence.setText(job.sentence(now_s))
        self._sentence.set_tone("bad" if job.fault else "")
        self._bar.setVisible(job.is_under_way)
        # A bar without a range moves by itself, which says: under way, nobody knows how long.
        known = job.total_s > 0
        self._bar.setRange(0, _STEPS if known or not job.since_s else 0)
        self._bar.setValue(round(job.fraction * _STEPS))
        self._cancel.setVisible(job.is_under_way)
        self._retry.setVisible(not job.is_under_way and not job.is_done)
        self._review.setVisible(job.is_done)
        self._dismiss.setVisible(not job.is_under_way)

    def _build(self) -> None:
        self.body.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the transcription")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        across = row(self._cancel, self._retry, self._review, self._dismiss)
        across.insertLayout(0, words, 1)
        across.setAlignment(self._dismiss, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)
        self.body.addWidget(self._bar)


class JobRows(QWidget):
    """A row for each job that was heard of and not dismissed; signals as those of ``JobRow``.

    Args:
        icons: for the buttons.
        bank: for the questions' titles.
    """

    cancelled = Signal(str)
    retried = Signal(str)
    reviewed = Signal(str)

    def __init__(self, icons: IconBook, bank: Questions) -> None:
        super().__init__()
        self._icons = icons
        self._bank = bank
        self._board = JobBoard()
        self._rows: dict[str, JobRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_S)

    @property
    def is_working(self) -> bool:
        """Whether a clock runs, so that ``show_time`` is to be called now and then."""
        return self._board.is_working

    def hear(self, news: TranscriptionNews, now_s: float) -> Job:
        """Show what happened; ``now_s`` is of the monotonic clock."""
        job = self._board.hear(news, now_s)
        if job.attempt.id not in self._rows:
            self._add(job)
        self._rows[job.attempt.id].show_job(job, now_s)
        return job

    def show_time(self, now_s: float) -> None:
        """Let the clocks go on."""
        for job in self._board.jobs:
            if job.is_under_way:
                self._rows[job.attempt.id].show_job(job, now_s)

    def forget(self, attempt_id: str) -> None:
        """Show a job no longer; harmless for an unknown one."""
        self._board.dismiss(attempt_id)
        line = self._rows.pop(attempt_id, None)
        if line is not None:
            line.hide()
            line.deleteLater()

    def _add(self, job: Job) -> None:
        question_id = job.attempt.question_id
        title = title_of(self._bank, question_id)
        line = self._rows[job.attempt.id] = JobRow(self._icons, job.attempt.id, title)
        self._column.addWidget(line)
        line.cancelled.connect(self.cancelled)
        line.retried.connect(self.retried)
        line.reviewed.connect(self.reviewed)
        line.dismissed.connect(self.forget)
