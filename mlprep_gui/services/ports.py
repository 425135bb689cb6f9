"""The ports: what the services need of the outside, and nothing about who provides it.

Every port has one real adapter and, where a demonstration or a test needs one, a fake that is
product code too; both pass the same class in ``tests/contracts``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.checklists import Checklist
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.domain.transcripts import Transcript

T = TypeVar("T")


# Time and threads ---------------------------------------------------------------------------


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""

    def monotonic_s(self) -> float:
        """Seconds that only grow, from an arbitrary start."""


class Background(Protocol):
    """One worker that does things off the caller's thread, one after the other."""

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Fault], None],
    ) -> None:
        """Do ``work`` and call ``then`` or ``failed`` with its outcome on the window's thread.

        An exception that is no Fault is a mistake of ours: it goes to the crash report.
        """


# Sound --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a loudspeaker; devices are remembered by name, numbers change."""

    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class RecordingStatus:
    """What a running recording tells when asked; cheap, any thread, never blocks.

    Attributes:
        started: whether the first block of real sound has arrived ("speak now").
        elapsed_s: recorded seconds.
        level: peak of the last tenth of a second, 0 to 1 of full scale.
        silent_for_s: seconds since something louder than silence was heard.
        clipped: whether a sample has reached full scale in the last second.
        overflows: how often the system says that it lost input.
        fault: why the recording has ended by itself; what was recorded is safe.
    """

    started: bool
    elapsed_s: float
    level: float
    silent_for_s: float
    clipped: bool
    overflows: int
    fault: FaultCode | None = None


@dataclass(frozen=True, slots=True)
class RecordingReport:
    """What a finished recording turned out to be.

    Attributes:
        duration_s: seconds in the file.
        peak: 0 to 1 of full scale.
        overflows: how often input was lost.
        fault: why it ended by itself, or None.
    """

    duration_s: float
    peak: float
    overflows: int
    fault: FaultCode | None = None


class Recording(Protocol):
    """A recording that is running; its file is readable at every moment."""

    def status(self) -> RecordingStatus:
        """How it stands now."""

    def stop(self) -> RecordingReport:
        """Record half a second more, close the file and report; returns within three seconds.

        Calling it again returns the same report.
        """

    def abandon(self) -> None:
        """End at once, without the tail; the caller deletes the file."""


class Recorder(Protocol):
    """Microphones."""

    def devices(self) -> tuple[Device, ...]:
        """The microphones there are now, possibly none.

        Raises:
            AudioFault: PORTAUDIO_MISSING or AUDIO_UNRESPONSIVE.
        """

    def start(self, target: Path, device: str | None) -> Recording:
        """Open the device and record into ``target``, a new WAV file; may block for seconds.

        Args:
            target: must not exist.
            device: a name out of ``devices``; None or an unknown name for the default.

        Raises:
            AudioFault: NO_MICROPHONE, PORTAUDIO_MISSING, AUDIO_UNRESPONSIVE, MICROPHONE_FAILED.
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
        """


class Player(Protocol):
    """The loudspeaker. One sound at a time: a new one ends the one before."""

    def devices(self) -> tuple[Device, ...]:
        """The loudspeakers there are now; raises as ``Recorder.devices``."""

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None) -> None:
        """Play a stretch of a recording; returns once it sounds.

        Raises:
            AudioFault: FILE_MISSING, PLAYBACK_FAILED, PORTAUDIO_MISSING, AUDIO_UNRESPONSIVE.
        """

    def stop(self) -> None:
        """Silence; harmless when nothing plays."""

    def position_s(self) -> float | None:
        """The second of the recording that sounds now; None when nothing plays. Never blocks."""


class AudioFiles(Protocol):
    """Recordings as files."""

    def duration_s(self, path: Path) -> float:
        """Seconds of readable sound in a file.

        Raises:
            AudioFault: FILE_MISSING, NOT_AUDIO or AUDIO_EMPTY.
        """

    def import_recording(self, source: Path, target: Path) -> float:
        """Copy any supported sound file to ``target`` as a WAV file; returns its seconds.

        Nothing is left behind when it fails. Raises as ``duration_s``, and AUDIO_TOO_LONG,
        StorageFault(FOLDER_UNUSABLE or DISK_FULL).
        """


# Speech -------------------------------------------------------------------------------------


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
        audio: a WAV file.
        choice: the engine asked for.
        model: a Whisper model's name or folder, "" for the best one there is.
        terms: the question's terms of art, for keyword spotting only.
    """

    id: str
    audio: Path
    choice: EngineChoice = EngineChoice.AUTO
    model: str = ""
    terms: tuple[str, ...] = ()


class TranscriptionListener(Protocol):
    """Hears of a job; called from a thread of the transcriber's, so it must only hand on."""

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        """So many seconds of the recording are written down."""

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        """The last report of a job that succeeded."""

    def on_failed(self, job_id: str, fault: Fault) -> None:
        """The last report of a job that failed or was cancelled."""


class Transcriber(Protocol):
    """Recognisers, in a process of their own. One job at a time."""

    def engine_for(self, choice: EngineChoice, model: str) -> EngineInfo:
        """What would be used for this choice; quick, touches no network.

        Raises:
            SpeechFault: MODEL_NOT_FOUND, MODEL_BROKEN or ENGINE_MISSING.
        """

    def start(self, job: TranscriptionJob, listener: TranscriptionListener) -> None:
        """Begin; returns at once. Exactly one of ``on_done`` and ``on_failed`` follows."""

    def cancel(self, job_id: str) -> None:
        """End the job now by ending its process; ``on_failed`` follows with CANCELLED."""

    def close(self) -> None:
        """End the process, whatever it does; harmless when it never ran."""


# Storage ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the user added to an attempt; kept apart from everything computed.

    Attributes:
        correction: the corrected transcript; None while it stands as recognised.
        notes: free text.
        self_check: body-language item id -> the answer that was tapped.
    """

    correction: str | None = None
    notes: str = ""
    self_check: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """An attempt as the history lists it; ``coverage`` is None before it was judged."""

    attempt: Attempt
    coverage: Coverage | None


class AttemptStore(Protocol):
    """Attempts and all that belongs to them. Called from one thread; each call is durable.

    Every method raises StorageFault(DISK_FULL, FOLDER_UNUSABLE, DATABASE_BROKEN or DATABASE_BUSY)
    where the world fails, and KeyError for an unknown attempt, which is a mistake of ours.
    """

    def add(self, attempt: Attempt) -> None:
        """Keep a new attempt."""

    def save(self, attempt: Attempt) -> None:
        """Keep an attempt's newest values."""

    def get(self, attempt_id: str) -> Attempt:
        """One attempt."""

    def remove(self, attempt_id: str) -> None:
        """Forget an attempt and all that belongs to it; its file is the caller's business."""

    def in_state(self, *states: AttemptState) -> tuple[Attempt, ...]:
        """The attempts in these states, oldest first."""

    def history(self) -> tuple[HistoryRow, ...]:
        """All attempts, newest first."""

    def finish(self, attempt: Attempt, transcript: Transcript, coverage: Coverage) -> None:
        """Keep the attempt, what was recognised and the verdicts on it, in one transaction."""

    def transcript(self, attempt_id: str) -> Transcript | None:
        """What was recognised, as it was."""

    def save_coverage(self, attempt_id: str, coverage: Coverage) -> None:
        """Replace the verdicts."""

    def coverage(self, attempt_id: str) -> Coverage | None:
        """The latest verdicts."""

    def save_own(self, attempt_id: str, own: OwnWords) -> None:
        """Replace what the user added."""

    def own(self, attempt_id: str) -> OwnWords:
        """What the user added; empty where there is nothing."""


class TickStore(Protocol):
    """What is ticked on the checklists. Called from the same thread as the attempts' store."""

    def ticked(self, checklist_id: str) -> frozenset[str]:
        """The ids of the ticked items."""

    def set_tick(self, checklist_id: str, item_id: str, *, ticked: bool) -> None:
        """Tick or untick one item."""


class PreferencesStore(Protocol):
    """The settings file."""

    def load(self) -> Preferences:
        """The stored settings or defaults; StorageFault(SETTINGS_BROKEN) keeps the broken file."""

    def save(self, preferences: Preferences) -> None:
        """Keep the settings; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""


# Texts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackProblem:
    """Something wrong in a pack or checklist file; the rest of the bank is usable.

    Attributes:
        path: the file.
        place: the field or line, "" for the whole file.
        message: what is wrong and what to do, for the pack's writer.
    """

    path: Path
    place: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path.name, self.place, self.message) if part)


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """The questions that could be read, and what could not."""

    bank: QuestionBank
    problems: tuple[PackProblem, ...] = ()


class QuestionSource(Protocol):
    """Question packs: the shipped ones and the user's own."""

    def load(self) -> LoadedBank:
        """Read all packs; a broken pack is a problem, never an exception."""


class OwnPacks(Protocol):
    """The user's own packs; ``StorageFault`` (FOLDER_UNUSABLE, DISK_FULL) leaves all as it was."""

    def ids(self) -> frozenset[str]:
        """The ids of the questions."""

    def check(self, question: Question) -> tuple[PackProblem, ...]:
        """What is wrong, down to its cues; nothing is kept."""

    def save(self, question: Question) -> Question:
        """Keep it in the place of its id; BankFault(PACK_BROKEN) if ``check`` finds anything."""

    def delete(self, question_id: str) -> None:
        """Forget it."""


class ChecklistSource(Protocol):
    """The checklists."""

    def load(self) -> tuple[Checklist, ...]:
        """Read them in their order; raises BankFault(PACK_BROKEN)."""
