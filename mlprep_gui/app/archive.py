"""What becomes of the user's data while the program runs: checked, copied, tidied, exchanged."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.estate import Estate
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.services.ports.workers import Background, Clock
from mlprep_gui.services.records.comparison import ComparisonDesk
from mlprep_gui.services.records.ensemble import RecordServices
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.records.progress import ProgressDesk
from mlprep_gui.services.records.retention import EVERY_S, RetentionDesk
from mlprep_gui.services.review import ReviewDesk


class Archive:
    """Made and closed with the workshop; the rest is for the window's thread.

    Args:
        folders: where everything lies.
        clock: for ages and names.
        storage: the worker of the database.
        slow: the worker for what reads all data through.

    Attributes:
        safe: backups and copies.
    """

    def __init__(
        self, folders: Folders, clock: Clock, storage: Background, slow: Background
    ) -> None:
        self._folders = folders
        self._clock = clock
        self._storage = storage
        self._slow = slow
        self._ending = threading.Event()
        self.safe = FileSafe(
            Estate(
                data=folders.data,
                database=folders.database,
                recordings=folders.recordings,
                questions=folders.packs,
                settings=folders.settings_file,
                derived=(folders.data / "outlines",),
            ),
            clock,
        )

    def furnish(
        self,
        database: Database,
        review: ReviewDesk,
        recordings: RecordingsFolder,
        bank: Questions,
    ) -> RecordServices:
        """The services that look back."""
        history, store = SqliteHistoryStore(database), SqliteAttemptStore(database)
        return RecordServices(
            history=HistoryDesk(history, store, recordings, bank, self._clock),
            progress=ProgressDesk(history, bank),
            comparison=ComparisonDesk(review),
            retention=RetentionDesk(history, store, recordings, self._clock),
            safe=self.safe,
            archive=self._slow,
        )

    def look_after(
        self,
        window: QWidget,
        records: RecordServices,
        kept: Callable[[], Retention],
        tell: Callable[[Fault], None],
    ) -> None:
        """Now and every day: delete what is to go, check the database and copy it."""

        def tidy() -> None:
            records.history.forget_deleted()
            records.retention.apply(kept())

        def expire() -> None:
            records.retention.apply(kept())

        def check() -> None:
            watch = Watch(stopped=self._ending.is_set)
            self._slow.run(lambda: self.safe.look_after(watch), _nothing, complain)

        def complain(fault: Fault) -> None:
            if fault.code is not FaultCode.CANCELLED:
                tell(fault)

        def again() -> None:
            # What was deleted in this run can still come back: it goes at the end.
            self._storage.run(expire, _nothing, tell)
            check()

        self._storage.run(tidy, lambda _none: check(), tell)
        timer = QTimer(window)
        timer.setInterval(round(EVERY_S * 1000))
        timer.timeout.connect(again)
        timer.start()

    def stop(self) -> None:
        """Let the check and the copy end; on any thread."""
        self._ending.set()


def _nothing(_outcome: object) -> None:
    """There is nothing to show."""
