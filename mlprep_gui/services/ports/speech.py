"""Recognisers: ports."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import Segment, Transcript


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which recogniser will be used.

    Attributes:
        engine: WHISPER or SPHINX, never AUTO.
        model: the model's short name, "" for PocketSphinx.
    """

    engine: EngineChoice
    model: str = ""

    @property
    def is_rough(self) -> bool:
        """Whether its transcript is too rough to prove that something was *not* said."""
        return self.engine is EngineChoice.SPHINX


@dataclass(frozen=True, slots=True)
class TranscriptionJob:
    """A recording to be written down.

    Attributes:
        id: the caller's; comes back with every report.
        audio: a WAV file; one that can be read at every moment, where it is growing.
        choice: the engine asked for.
        model: a Whisper model's name or folder, "" for the best one there is.
        terms: the question's terms of art, for keyword spotting only.
        hints: whether an engine that can be is told general terms of machine learning.
        is_growing: whether the recording goes on; ``finish`` says when it does not.
        gives_way: whether it waits while there is any other job.
    """

    id: str
    audio: Path
    choice: EngineChoice = EngineChoice.AUTO
    model: str = ""
    terms: tuple[str, ...] = ()
    hints: bool = True
    is_growing: bool = False
    gives_way: bool = False


class TranscriptionListener(Protocol):
    """Hears of a job; called from a thread of the transcriber's, so it must only hand on."""

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        """So many seconds of the recording are written down."""

    def on_heard(self, job_id: str, segments: tuple[Segment, ...]) -> None:
        """One more stretch is written down: its words, none where nobody speaks."""

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        """The last report of a job that succeeded."""

    def on_failed(self, job_id: str, fault: Fault) -> None:
        """The last report of a job that failed or was cancelled."""


class Transcriber(Protocol):
    """Recognisers, in a process of their own, which does one stretch of one job after the other.

    A recording that is whole comes first, then the one that grows, then those that give way. Calls
    that name a job which has ended, or which nobody started, do nothing.
    """

    def engine_for(self, choice: EngineChoice, model: str) -> EngineInfo:
        """What would be used for this choice; quick, touches no network.

        Raises:
            SpeechFault: MODEL_NOT_FOUND, MODEL_BROKEN or ENGINE_MISSING.
        """

    def warm_up(
        self, choice: EngineChoice = EngineChoice.AUTO, model: str = "", *, hints: bool = True
    ) -> None:
        """Have this engine ready before it is needed; returns at once.

        Faults are left to the job that follows. Does nothing while a job runs.
        """

    def start(self, job: TranscriptionJob, listener: TranscriptionListener) -> None:
        """Begin; returns at once.

        Exactly one of ``on_done`` and ``on_failed`` follows, unless the job is dropped; of a
        growing recording ``on_done`` comes after ``finish`` only.
        """

    def grown(self, job_id: str) -> None:
        """There is more in a growing recording's file; worth saying every second or so."""

    def finish(self, job_id: str) -> None:
        """A growing recording is whole; only what it has not yet written down is left to do."""

    def drop(self, job_id: str) -> None:
        """Forget a job; nothing more is reported of it. The process stays, and warm."""

    def cancel(self, job_id: str) -> None:
        """End the job now by ending its process; ``on_failed`` follows with CANCELLED."""

    def close(self) -> None:
        """End the process, whatever it does; harmless when it never ran."""


class LiveTranscription(Protocol):
    """Follows a recording while it grows; told on the window's thread, so it only hands on.

    None of its calls may block or fail: an answer does not depend on it.
    """

    def began(self, attempt: Attempt) -> None:
        """The first real sound of a new answer is in its file."""

    def grew(self, attempt_id: str, recorded_s: float) -> None:
        """There are so many seconds in the file now; told about once a second."""

    def dropped(self, attempt_id: str) -> None:
        """The answer is thrown away; also told of answers that never began."""


class NoLiveTranscription:
    """A ``LiveTranscription`` that lets every answer wait until it is whole."""

    def began(self, attempt: Attempt) -> None:
        """See ``LiveTranscription.began``."""

    def grew(self, attempt_id: str, recorded_s: float) -> None:
        """See ``LiveTranscription.grew``."""

    def dropped(self, attempt_id: str) -> None:
        """See ``LiveTranscription.dropped``."""
