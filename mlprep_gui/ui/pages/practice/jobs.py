"""Which answers are on their way to their transcripts, as lines to show; no Qt here."""

from dataclasses import dataclass, replace

from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.pages.practice.contents import clock_of

_UNDER_WAY = frozenset({AttemptState.QUEUED, AttemptState.TRANSCRIBING})


@dataclass(frozen=True, slots=True)
class Job:
    """An answer that was handed to the recogniser.

    Attributes:
        attempt: as it was when last heard of.
        since_s: when its recognition began, on the monotonic clock; None before.
        done_s, total_s: how far it is.
        fault: why it failed.
    """

    attempt: Attempt
    since_s: float | None = None
    done_s: float = 0.0
    total_s: float = 0.0
    fault: Fault | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether it can still be cancelled."""
        return self.attempt.state in _UNDER_WAY

    @property
    def is_done(self) -> bool:
        """Whether there is a review."""
        return self.attempt.state in {AttemptState.TRANSCRIBED, AttemptState.REVIEWED}

    @property
    def fraction(self) -> float:
        """How much is written down, 0 to 1."""
        return min(self.done_s / self.total_s, 1.0) if self.total_s > 0 else 0.0

    def sentence(self, now_s: float) -> str:
        """How it stands."""
        state = self.attempt.state
        if state is AttemptState.TRANSCRIBING and self.since_s is not None:
            ran = f"Writing it down for {clock_of(now_s - self.since_s)}"
            if self.total_s <= 0:
                return f"{ran}; the recogniser is getting ready."
            return f"{ran}: {clock_of(self.done_s)} of {clock_of(self.total_s)} done."
        if self.fault is not None:
            return str(describe(self.fault))
        return {
            AttemptState.QUEUED: "Waits for the answer before it.",
            AttemptState.RECORDED: "Not written down yet. Your recording is safe.",
        }.get(state, "Written down and compared with the key points.")


class JobBoard:
    """The jobs of this session in the order in which they came; lives on the window's thread."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}

    def hear(self, news: TranscriptionNews, now_s: float) -> Job:
        """Take over what happened; returns the job as it is now."""
        attempt = news.attempt
        job = self._jobs.get(attempt.id, Job(attempt))
        running = attempt.state is AttemptState.TRANSCRIBING
        if running and job.since_s is None:
            job = replace(job, since_s=now_s)
        elif not running:
            job = replace(job, since_s=None)
        job = replace(
            job, attempt=attempt, done_s=news.done_s, total_s=news.total_s, fault=news.fault
        )
        self._jobs[attempt.id] = job
        return job

    def dismiss(self, attempt_id: str) -> None:
        """Show it no longer; harmless for an unknown one."""
        self._jobs.pop(attempt_id, None)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """All that are shown."""
        return tuple(self._jobs.values())

    @property
    def is_working(self) -> bool:
        """Whether something is under way, so that a clock has to be shown."""
        return any(job.is_under_way for job in self._jobs.values())
