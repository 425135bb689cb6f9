"""Starting, closing, starting again; settings; what happens when things are broken."""

import os
import shutil
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.preferences import Appearance, EngineChoice, Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.ui.pages.settings.page import SettingsPage
from mlprep_gui.ui.rail import RAIL
from mlprep_gui.ui.theme import DARK
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.seconds_box import SecondsBox
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver

CONTROLS = (
    QAbstractButton,
    QComboBox,
    QAbstractSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QAbstractItemView,
)


def has_a_name(widget: QWidget) -> bool:
    """Qt's own parts of a combo box, a spin box or a header are reached through their owners."""
    owner = widget.parent()
    inner = isinstance(owner, CONTROLS) or widget.objectName().startswith("qt_")
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return inner or bool(widget.accessibleName() or text)


@pytest.mark.parametrize("key", [key for key, _title, _icon in RAIL])
def test_every_control_has_a_name(start: Start, quick: Preferences, key: str) -> None:
    driver = start(quick)
    driver.window.show_page(key)
    seen = [w for kind in CONTROLS for w in driver.window.findChildren(kind) if w.isVisible()]
    assert seen
    nameless = [w for w in seen if not has_a_name(w)]
    assert nameless == []


def is_in_front(driver: Driver, key: str) -> bool:
    return driver.window.front == key


def test_pages_are_reached_by_keys(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    for number, (key, _title, _icon) in enumerate(RAIL):
        driver.press_control(Qt.Key(Qt.Key.Key_1 + number))
        driver.bot.waitUntil(partial(is_in_front, driver, key))
    driver.window.show_page("practice")
    driver.press_control(Qt.Key.Key_Comma)
    driver.wait(lambda: driver.window.front == "settings")


def test_zoom_by_keys_lasts(start: Start, quick: Preferences, folders: Folders) -> None:
    driver = start(quick)
    letters = driver.window.fontMetrics().height()
    for _ in range(5):
        driver.press_control(Qt.Key.Key_Plus)
    driver.wait(lambda: driver.window.fontMetrics().height() > 1.7 * letters)
    assert SettingsFile(folders.settings_file).load().zoom == 2.0
    driver.press_control(Qt.Key.Key_0)
    driver.wait(lambda: driver.window.fontMetrics().height() == letters)


def test_settings_take_effect_at_once(
    start: Start, quick: Preferences, folders: Folders, qapp: QApplication
) -> None:
    driver = start(quick)
    driver.window.show_page("settings")
    driver.find(SecondsBox, "Time to think").setValue(30)
    box = driver.find(ChoiceBox, "Appearance")
    box.setCurrentIndex(box.findText("Dark"))
    box.activated.emit(box.currentIndex())
    assert qapp.palette().window().color().name() == DARK.window
    kept = SettingsFile(folders.settings_file).load()
    assert (kept.thinking_s, kept.appearance) == (30.0, Appearance.DARK)
    driver.window.show_page("practice")
    assert driver.reads("You have 30 seconds to think")


def test_a_folder_that_is_no_model_is_named(
    start: Start, quick: Preferences, tmp_path: Path
) -> None:
    driver = start(quick)
    driver.window.show_page("settings")
    page = driver.window.page("settings")
    assert isinstance(page, SettingsPage)
    (tmp_path / "empty").mkdir()
    page.use_model_folder(str(tmp_path / "empty"))
    driver.wait(lambda: driver.reads("The Whisper model “empty” cannot be used"))


def test_an_answer_is_there_after_a_restart(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.practice.choose("ensembles")
    driver.press_control(Qt.Key.Key_T)
    driver.bot.keyClicks(driver.find(QPlainTextEdit, "Your answer"), "Bagging and boosting.")
    driver.click("Check this answer")
    driver.wait(lambda: driver.window.front == "review")
    driver.window.close()
    driver = start()
    driver.window.show_page("history")
    # The table shows as soon as the database has answered.
    page = driver.window.page("history")
    (table,) = [
        view
        for view in page.findChildren(QAbstractItemView)
        if view.accessibleName() == "Past answers"
    ]
    driver.wait(lambda: table.isVisible() and table.model().rowCount() == 1)
    driver.click("Open")
    driver.wait(lambda: driver.reads("Ensembles") and driver.window.front == "review")


def test_closing_while_recording_keeps_the_answer(
    start: Start, quick: Preferences, folders: Folders
) -> None:
    driver = start(quick)
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("0:02"))
    driver.window.close()
    driver.answer("Go on recording")
    driver.wait(lambda: driver.box is None)
    assert driver.window.isVisible()
    driver.window.close()
    driver.wait(lambda: driver.box is not None)
    assert driver.box is not None
    # Nothing is lost by it, so nothing warns.
    assert [b for b in driver.box.buttons() if b.property("role") == "danger"] == []
    driver.answer("Keep it and quit")
    driver.wait(lambda: not driver.window.isVisible())
    assert len(list(folders.recordings.glob("*.wav"))) == 1
    driver = start()
    driver.wait(lambda: driver.sees_button_that_begins("Review: "))


def test_a_question_may_be_left_in_the_middle_of_typing(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.press_control(Qt.Key.Key_T)
    driver.bot.keyClicks(driver.find(QPlainTextEdit, "Your answer"), "half an answer")
    driver.window.close()
    driver.answer("Stay")
    driver.wait(lambda: driver.box is None)
    assert driver.find(QPlainTextEdit, "Your answer").toPlainText() == "half an answer"
    driver.window.close()
    driver.answer("Quit")
    driver.wait(lambda: not driver.window.isVisible())


@pytest.mark.expects_log_warnings
def test_a_newer_database_is_left_alone(start: Start, folders: Folders) -> None:
    folders.create()
    connection = sqlite3.connect(folders.database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = folders.database.read_bytes()
    driver = start()
    assert driver.program.fault is not None
    driver.wait(lambda: driver.reads("was written by a newer MLPrep"))
    driver.click("Quit")
    driver.wait(lambda: not driver.window.isVisible())
    assert folders.database.read_bytes() == before


def test_broken_settings_are_told_and_kept(start: Start, folders: Folders) -> None:
    folders.create()
    folders.settings_file.write_text("zoom = 'huge'")
    driver = start()
    driver.wait(lambda: driver.reads("could not be read"))
    assert list(folders.settings.glob("settings.broken*"))


@pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
def test_a_second_start_shows_the_first_window(
    start: Start, quick: Preferences, home: Path
) -> None:
    driver = start(quick)
    driver.window.showMinimized()
    second = subprocess.Popen(
        [sys.executable, "-m", "mlprep_gui"],
        env=os.environ | {"MLPREP_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )
    _, said = second.communicate(timeout=30)
    assert second.returncode == 1
    assert "MLPrep is already running." in said
    driver.wait(lambda: not driver.window.isMinimized())


@pytest.mark.expects_log_warnings
def test_our_own_mistake_leaves_a_report_and_the_window(
    start: Start, quick: Preferences, folders: Folders
) -> None:
    driver = start(quick)

    def work() -> None:
        raise ZeroDivisionError("secret words")

    driver.program.storage.run(work, lambda _none: None, lambda _fault: None)
    driver.bot.waitUntil(lambda: driver.box is not None)
    box = driver.box
    assert box is not None
    (report,) = folders.logs.glob("crash*")
    assert str(report) in box.informativeText()
    assert "ZeroDivisionError" in report.read_text("utf-8")
    box.reject()
    report.unlink()
    driver.window.show_page("history")
    driver.wait(lambda: driver.reads("Nothing practised yet"))


def test_without_a_microphone_the_page_says_why(start: Start) -> None:
    """Needs a computer without one, such as the machine of a test run."""
    with PortAudio() as sound:
        if sound.devices("input"):
            pytest.skip("this computer has a microphone")
    driver = start(Preferences(engine=EngineChoice.SPHINX), None)
    driver.wait(lambda: driver.sees_button("Look again"))
    assert driver.reads("No microphone was found.") or driver.reads("PortAudio")
    assert not driver.find(QAbstractButton, "Record answer").isEnabled()
    assert driver.find(QAbstractButton, "Open a recording…").isEnabled()
    assert driver.find(QAbstractButton, "Type the answer").isEnabled()


def test_what_a_crash_left_behind_is_found_again(
    start: Start, quick: Preferences, folders: Folders, short_answer: Path
) -> None:
    folders.create()
    recordings = RecordingsFolder(folders.recordings)
    question = load_bank(resource_folder() / "questions").bank.get("ensembles")
    with Database(folders.database) as database:
        store = SqliteAttemptStore(database)
        answers = AnswerBook(store, SoundFiles(), recordings, SystemClock(), lambda: "cut-off")
        attempt = answers.begin(question, 120.0)
    shutil.copy(short_answer, recordings.path_of(attempt))
    driver = start(quick)
    driver.wait(lambda: driver.reads("Your answer to “Ensembles” was saved: 5 seconds."))
    driver.click("Write it down: Ensembles")
    driver.wait(lambda: driver.sees_button("Review: Ensembles"))


def test_a_program_that_was_killed_leaves_no_lock(
    start: Start, quick: Preferences, home: Path, folders: Folders
) -> None:
    folders.create()
    with subprocess.Popen(
        [sys.executable, "-m", "mlprep_gui"], env=os.environ | {"MLPREP_HOME": str(home)}
    ) as first:
        # The database comes after the lock.
        while not folders.database.exists():
            assert first.poll() is None
        first.kill()
    driver = start(quick)
    assert driver.sees_button("Record answer")
