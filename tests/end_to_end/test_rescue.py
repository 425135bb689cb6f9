"""The database is damaged: a copy is offered, taken, and the program goes on with it."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from mlprep_gui import app
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.estate import Estate
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.app import Options, Program, open_program
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.questions import KeyPoint, Question
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.ui.main_window import MainWindow
from tests.ui.pages.looking_back import keep_answer

PATIENCE_MS = 20_000
QUESTION = Question("q", "T", "Q", "", "", tuple(KeyPoint(name, "") for name in "abc"))


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A database with a tick and three answers in it, and a copy of it."""
    folders = Folders.find({"MLPREP_HOME": str(tmp_path / "home")})
    folders.create()
    with Database(folders.database) as database:
        SqliteTickStore(database, SystemClock()).set_tick("day-before", "cv", ticked=True)
        store = SqliteAttemptStore(database)
        for day in range(3):
            keep_answer(store, QUESTION, "cum", day=day)
    estate = Estate(
        folders.data, folders.database, folders.recordings, folders.packs, folders.settings_file
    )
    FileSafe(estate, SystemClock()).look_after(Watch())
    return folders


def get_fault(program: Program) -> Fault | None:
    """Asked anew each time: the type checker believes that it stays."""
    return program.fault


def damage(folders: Folders) -> bytes:
    """A page in the middle, as a failing disk does it; the beginning looks well."""
    content = bytearray(folders.database.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    folders.database.write_bytes(content)
    return bytes(content)


def words(program: Program) -> str:
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_goes_on_with_the_copy(folders: Folders, qapp: QApplication, qtbot: QtBot) -> None:
    damaged = damage(folders)
    with open_program(qapp, folders, Options()) as program:

        def buttons() -> dict[str, QAbstractButton]:
            found = program.window.findChildren(QAbstractButton)
            return {b.text(): b for b in found if b.isVisible()}

        qtbot.waitUntil(lambda: "Go on with the copy" in buttons(), timeout=PATIENCE_MS)
        fault = get_fault(program)
        assert fault is not None
        assert fault.code is FaultCode.DATABASE_BROKEN
        assert "it is whole and holds 3 answers" in words(program)
        qtbot.mouseClick(buttons()["Go on with the copy"], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: program.assembly is not None, timeout=PATIENCE_MS)
        assert get_fault(program) is None
        program.window.close()
    with closing(sqlite3.connect(folders.database)) as connection:
        assert connection.execute("SELECT item_id FROM ticks").fetchall() == [("cv",)]
    (kept,) = folders.data.glob("damaged-*")
    assert (kept / folders.database.name).read_bytes() == damaged


def test_quits_if_so_wished(folders: Folders, qapp: QApplication, qtbot: QtBot) -> None:
    damaged = damage(folders)
    with open_program(qapp, folders, Options()) as program:

        def quit_button() -> QAbstractButton | None:
            found = program.window.findChildren(QAbstractButton)
            return next((b for b in found if b.isVisible() and b.text() == "Quit"), None)

        qtbot.waitUntil(lambda: quit_button() is not None, timeout=PATIENCE_MS)
        button = quit_button()
        assert button is not None
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=PATIENCE_MS)
    assert folders.database.read_bytes() == damaged


def test_an_older_copy_is_offered_where_the_newest_is_damaged_too(
    folders: Folders, qapp: QApplication, qtbot: QtBot
) -> None:
    (sound,) = (folders.data / "copies").iterdir()
    newer = sound.with_name("mlprep-29990101-000000.sqlite3")
    newer.write_bytes(sound.read_bytes()[:8192])
    damage(folders)
    with open_program(qapp, folders, Options()) as program:
        qtbot.waitUntil(lambda: "holds 3 answers" in words(program), timeout=PATIENCE_MS)
        assert "2999" not in words(program)
        program.window.close()


def test_without_a_sound_copy_nothing_is_touched(
    folders: Folders, qapp: QApplication, qtbot: QtBot
) -> None:
    shutil.rmtree(folders.data / "copies")
    damaged = damage(folders)
    with open_program(qapp, folders, Options()) as program:
        qtbot.waitUntil(lambda: "cannot be used" in words(program), timeout=PATIENCE_MS)
        program.window.close()
    assert folders.database.read_bytes() == damaged


def test_the_program_opens_anew_on_what_was_restored(
    folders: Folders, qapp: QApplication, qtbot: QtBot
) -> None:
    """All the way by the page: back to the copy, agreed, closed, opened, and the rest is gone."""
    with Database(folders.database) as database:
        keep_answer(SqliteAttemptStore(database), QUESTION, "mmm", day=9)

    def press(program: Program, text: str) -> None:
        def found() -> list[QAbstractButton]:
            buttons = program.window.findChildren(QAbstractButton)
            return [b for b in buttons if b.isVisible() and b.isEnabled() and b.text() == text]

        qtbot.waitUntil(lambda: len(found()) == 1, timeout=PATIENCE_MS)
        qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    with open_program(qapp, folders, Options()) as program:
        qtbot.waitUntil(lambda: program.assembly is not None, timeout=PATIENCE_MS)
        program.window.show_page("settings")
        press(program, "Your data, backups…")
        press(program, "Go back to it…")
        press(program, "Go back")
        qtbot.waitUntil(lambda: not program.window.isVisible(), timeout=PATIENCE_MS)
    assert program.opens_another
    with open_program(qapp, folders, Options()) as again:
        qtbot.waitUntil(lambda: again.assembly is not None, timeout=PATIENCE_MS)
        again.window.close()
    assert not again.opens_another
    with closing(sqlite3.connect(folders.database)) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (3,)


def test_running_goes_on_until_the_user_leaves(
    folders: Folders, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLPREP_HOME", str(folders.data))
    # The tests have the one application object already.
    monkeypatch.setattr(app, "make_application", lambda _arguments: qapp)
    seen: list[MainWindow] = []

    def look() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        for window in windows:
            if window.front == "practice" and window.isVisible() and window not in seen:
                seen.append(window)
                window.start_again() if len(seen) == 1 else window.close()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    assert app.run(Options()) == 0
    timer.stop()
    assert len(seen) == 2
    seen[-1].deleteLater()
