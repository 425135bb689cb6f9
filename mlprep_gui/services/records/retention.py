"""How long recordings stay: those that were written down go when their time is over.

Only the sound goes; transcript, verdicts and notes stay for ever. A recording without a transcript
is never deleted, however old: it is all that there is of the answer. Whether the user has looked at
the review does not matter, since the setting promises a time.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.history import HistoryStore
from mlprep_gui.services.ports.storage import AttemptStore
from mlprep_gui.services.ports.workers import Clock

EVERY_S = 24 * 3600.0
"""How often a running program looks."""

_KEPT_FOR = {
    Retention.DAYS_3: timedelta(days=3),
    Retention.WEEKS_2: timedelta(weeks=2),
    Retention.MONTHS_3: timedelta(days=91),
}


@dataclass(frozen=True, slots=True)
class Freed:
    """What was deleted."""

    recordings: int
    bytes: int


class RetentionDesk:
    """Used on the storage thread only."""

    def __init__(
        self, history: HistoryStore, store: AttemptStore, folder: RecordingsFolder, clock: Clock
    ) -> None:
        self._history = history
        self._store = store
        self._folder = folder
        self._clock = clock

    def preview(self, kept: Retention) -> Freed:
        """What ``apply`` would delete now: to be shown before the setting is chosen."""
        sizes = [self._size(path) for path in self._due_paths(kept)]
        return Freed(len(sizes), sum(sizes))

    def apply(self, kept: Retention) -> Freed:
        """Delete the recordings whose time is over; what cannot be deleted now waits."""
        count = freed = 0
        for attempt in self._due(kept):
            path = self._folder.path_of(attempt)
            size = self._size(path)
            try:
                self._folder.delete(attempt)
            except OSError:
                continue
            # The file first: killed in between, the next run finds the row again.
            self._store.save(replace(attempt, recording=None))
            count, freed = count + 1, freed + size
        return Freed(count, freed)

    def _due(self, kept: Retention) -> tuple[Attempt, ...]:
        if kept is Retention.FOREVER:
            return ()
        return self._history.with_recordings(self._clock.now() - _KEPT_FOR[kept])

    def _due_paths(self, kept: Retention) -> list[Path]:
        return [self._folder.path_of(attempt) for attempt in self._due(kept)]

    @staticmethod
    def _size(path: Path) -> int:
        try:
            return path.stat().st_size
        except OSError:
            return 0
