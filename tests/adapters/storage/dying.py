"""Does one thing with the user's data again and again, and is killed one step later each time.

``python dying.py ACTION TEMPLATE RESULTS``: each run works on a copy of the template in
``RESULTS/<step>``; the last one is the run that was not killed. A step is a change to a file's
name, a file opened for writing, or a statement of SQLite's, as the interpreter itself reports them:
the product knows nothing of it.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.estate import Estate
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage, PointVerdict, Verdict
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.services.ports.storage import OwnWords
from mlprep_gui.services.records.history import HistoryDesk

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_FILE_STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
_MOST_STEPS = 400


class FixedClock:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOW

    def monotonic_s(self) -> float:
        return 0.0


def estate_in(folder: Path) -> Estate:
    return Estate(
        data=folder,
        database=folder / "mlprep.sqlite3",
        recordings=folder / "recordings",
        questions=folder / "questions",
        settings=folder / "settings.toml",
    )


def safe_in(folder: Path) -> FileSafe:
    return FileSafe(estate_in(folder), FixedClock())


def desk_in(folder: Path, database: Database) -> HistoryDesk:
    return HistoryDesk(
        SqliteHistoryStore(database),
        SqliteAttemptStore(database),
        RecordingsFolder(folder / "recordings"),
        QuestionBank(()),
        FixedClock(),
    )


def write(folder: Path) -> None:
    with Database(folder / "mlprep.sqlite3") as database:
        store = SqliteAttemptStore(database)
        done = store.get("a1").moved(AttemptState.TRANSCRIBED)
        coverage = Coverage("q", (PointVerdict("p", Verdict.COVERED),))
        store.finish(done, Transcript.typed("spoken anew"), coverage)
        store.save_own("a1", OwnWords(correction="corrected", notes="noted", estimate=1))


def migrate(folder: Path) -> None:
    with Database(folder / "mlprep.sqlite3"):
        pass


def delete(folder: Path) -> None:
    with Database(folder / "mlprep.sqlite3") as database:
        desk = desk_in(folder, database)
        desk.delete(["a1", "a2"])
        desk.forget_deleted()


def back_up(folder: Path) -> None:
    safe_in(folder).back_up(folder / "out" / "backup.zip", Watch())


def restore(folder: Path) -> None:
    safe = safe_in(folder)
    safe.stage_backup(folder / "out" / "other.zip", Watch())
    safe.accept()
    safe.settle()


def erase(folder: Path) -> None:
    safe = safe_in(folder)
    safe.ask_to_erase(with_own_questions=True)
    safe.settle()


def copy(folder: Path) -> None:
    safe_in(folder).look_after(Watch())


ACTIONS: dict[str, Callable[[Path], None]] = {
    act.__name__: act for act in (write, migrate, delete, back_up, restore, erase, copy)
}


def _arm(step: int) -> None:
    """Be killed at the n-th step from now on."""
    left = step

    def count(_what: object = None) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event in _FILE_STEPS or (event == "open" and _is_for_writing(arguments)):
            count()

    connect = sqlite3.connect

    def connect_and_listen(*arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401  whatever it takes
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(count)
        return connection

    setattr(sqlite3, "connect", connect_and_listen)  # noqa: B010  mypy knows the original's forms
    sys.addaudithook(hear)


def _is_for_writing(arguments: tuple[object, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str):
        return "w" in mode or "+" in mode
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def main(action: str, template: Path, results: Path) -> None:
    """Until a run is through."""
    for step in range(1, _MOST_STEPS):
        folder = results / f"{step:03}"
        shutil.copytree(template, folder)
        child = os.fork()
        if child == 0:
            _arm(step)
            ACTIONS[action](folder)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status == 0:
            return
        if os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(f"{action} failed by itself at step {step}")
    sys.exit("it never ended")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
