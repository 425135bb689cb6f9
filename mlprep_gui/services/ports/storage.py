"""What outlives the program: ports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports.history import HistoryRow


@dataclass(frozen=True, slots=True)
class OwnVerdict:
    """What the user says of one point, against what was computed.

    Attributes:
        said: "I did say that", or "I did not say that".
        start, end: first and one-past-last character of the shown transcript that the user
            marked; None where no words were marked.
        heard: what the recogniser wrote there; "" where no words were marked.
    """

    said: bool
    start: int | None = None
    end: int | None = None
    heard: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the user added to an attempt; kept apart from everything computed.

    Attributes:
        correction: the corrected transcript; None while it stands as recognised.
        notes: free text.
        self_check: body-language item id -> the answer that was tapped.
        estimate: how many points the user thought were covered, before the verdicts showed;
            None where none was given.
        verdicts: point id -> the user's own verdict on it.
    """

    correction: str | None = None
    notes: str = ""
    self_check: Mapping[str, str] = field(default_factory=dict)
    estimate: int | None = None
    verdicts: Mapping[str, OwnVerdict] = field(default_factory=dict)


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
        """The attempts in these states, oldest first; none that the user deleted."""

    def recordings(self) -> Mapping[str, str]:
        """Each recording's file name and its attempt's id, those that the user deleted included."""

    def history(self) -> tuple[HistoryRow, ...]:
        """All attempts that were not removed, newest first; slow where there are many."""

    def earlier_paces(self, attempt: Attempt, count: int) -> tuple[float, ...]:
        """Words a minute of the last answers before an attempt, at most ``count`` of them."""

    def practised(self) -> frozenset[str]:
        """See ``HistoryStore.practised``."""

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
