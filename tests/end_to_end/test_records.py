"""What the program does with the user's data when it starts and when it ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.app import Options, Program, open_program
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.preferences import Preferences, Retention
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.services.records.ensemble import RecordServices

PATIENCE_MS = 20_000
NOW = datetime.now(UTC)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Two answers, a new one and one of ten days ago, with their recordings."""
    folders = Folders.find({"MLPREP_HOME": str(tmp_path / "home")})
    folders.create()
    with Database(folders.database) as database:
        store = SqliteAttemptStore(database)
        for name, age in (("new", 0), ("old", 10)):
            attempt = Attempt(
                name,
                "ensembles",
                NOW - timedelta(days=age),
                AttemptState.TRANSCRIBED,
                AnswerSource.FILE,
                recording=f"{name}.wav",
            )
            store.add(attempt)
            store.finish(attempt, Transcript.typed("words"), Coverage("ensembles", ()))
            (folders.recordings / f"{name}.wav").write_bytes(b"sound")
    return folders


def wait_for_pages(program: Program, qtbot: QtBot) -> RecordServices:
    qtbot.waitUntil(lambda: program.assembly is not None, timeout=PATIENCE_MS)
    assert program.assembly is not None
    return program.assembly._tools.records


def recordings(folders: Folders) -> set[str]:
    return {path.stem for path in folders.recordings.iterdir()}


def listed(folders: Folders) -> set[str]:
    with Database(folders.database) as database:
        return {row.attempt.id for row in SqliteAttemptStore(database).history()}


def test_what_is_deleted_goes_when_the_program_ends(
    folders: Folders, qapp: QApplication, qtbot: QtBot
) -> None:
    with open_program(qapp, folders, Options()) as program:
        records = wait_for_pages(program, qtbot)
        deleted: list[tuple[str, ...]] = []
        program.storage.run(
            lambda: records.history.delete(["new"]), deleted.append, lambda _fault: None
        )
        qtbot.waitUntil(lambda: bool(deleted), timeout=PATIENCE_MS)
        assert recordings(folders) == {"new", "old"}
        program.window.close()
    assert recordings(folders) == {"old"}
    assert listed(folders) == {"old"}


def test_old_recordings_go_at_the_start_and_a_copy_is_made(
    folders: Folders, qapp: QApplication, qtbot: QtBot
) -> None:
    kept = replace(Preferences(), keep_recordings=Retention.DAYS_3)
    SettingsFile(folders.settings_file).save(kept)
    with open_program(qapp, folders, Options()) as program:
        wait_for_pages(program, qtbot)
        qtbot.waitUntil(lambda: recordings(folders) == {"new"}, timeout=PATIENCE_MS)
        copies = folders.data / "copies"
        qtbot.waitUntil(lambda: len(list(copies.glob("*.sqlite3"))) == 1, timeout=PATIENCE_MS)
        program.window.close()
    assert listed(folders) == {"new", "old"}


def test_everything_is_deleted_when_the_program_ends(
    folders: Folders, qapp: QApplication, qtbot: QtBot
) -> None:
    with open_program(qapp, folders, Options()) as program:
        records = wait_for_pages(program, qtbot)
        records.safe.ask_to_erase(with_own_questions=False)
        program.window.close()
    assert recordings(folders) == set()
    assert not folders.database.exists()


def test_a_restore_is_finished_by_the_end_or_the_next_start(
    folders: Folders, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_program(qapp, folders, Options()) as program:
        safe = wait_for_pages(program, qtbot).safe
        safe.back_up(tmp_path / "backup.zip", Watch())
        (folders.recordings / "new.wav").unlink()
        safe.stage_backup(tmp_path / "backup.zip", Watch())
        safe.accept()
        assert recordings(folders) == {"old"}
        program.window.close()
    assert recordings(folders) == {"new", "old"}
    assert listed(folders) == {"new", "old"}
