"""Sound files that become answers: by dialog, by dropping, called off, refused."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.domain.preferences import Preferences
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver


def drop(driver: Driver, *paths: Path) -> bool:
    """Drag files onto the page and let go where they are welcome; whether they were."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none.NoModifier)
    enter.ignore()
    QApplication.sendEvent(driver.practice, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(9, 9), copy, data, left, none.NoModifier)
        QApplication.sendEvent(driver.practice, event)
    return enter.isAccepted()


def hold_up(driver: Driver) -> threading.Event:
    """Let the worker that reads files wait until the event is set."""
    gate = threading.Event()
    driver.program.intake.run(lambda: gate.wait(20.0), lambda _ok: None, lambda _fault: None)
    return gate


def kept(folders: Folders) -> list[Path]:
    return list(folders.recordings.iterdir())


def test_a_dropped_file_is_an_answer(
    start: Start, quick: Preferences, short_answer: Path, folders: Folders
) -> None:
    driver = start(quick)
    assert drop(driver, short_answer)
    driver.wait(lambda: len(kept(folders)) == 1)
    driver.wait(lambda: driver.sees_button_that_begins("Cancel writing down"))


def test_a_dropped_file_that_is_no_sound_is_named(
    start: Start, quick: Preferences, tmp_path: Path, folders: Folders
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam")
    driver = start(quick)
    assert drop(driver, letter)
    driver.wait(lambda: driver.reads("letter.txt is not a sound file"))
    assert driver.sees_button("Record answer")
    assert kept(folders) == []


@pytest.mark.parametrize("by", ["the button", "the Escape key"])
def test_reading_a_file_can_be_called_off(
    start: Start, quick: Preferences, short_answer: Path, folders: Folders, by: str
) -> None:
    driver = start(quick)
    gate = hold_up(driver)
    drop(driver, short_answer)
    driver.wait(lambda: driver.reads(f"Reading {short_answer.name}"))
    assert driver.focus_name() == "Cancel reading the file"
    if by == "the button":
        driver.click("Cancel reading the file")
    else:
        driver.press(Qt.Key.Key_Escape)
    driver.wait(lambda: driver.reads("Cancelling…"))
    gate.set()
    driver.wait(lambda: driver.reads(f"{short_answer.name} was not taken over."))
    assert kept(folders) == []
    assert driver.focus_name() == "Record answer"


def test_one_file_at_a_time_and_none_while_an_answer_is_recorded(
    start: Start, quick: Preferences, short_answer: Path
) -> None:
    driver = start(quick)
    assert not drop(driver, short_answer, short_answer)
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Speak now"))
    assert not drop(driver, short_answer)


def test_closing_calls_the_reading_off(
    start: Start, quick: Preferences, short_answer: Path, folders: Folders
) -> None:
    driver = start(quick)
    gate = hold_up(driver)
    drop(driver, short_answer)
    driver.wait(lambda: driver.reads(f"Reading {short_answer.name}"))
    driver.window.close()
    assert driver.window.isVisible()
    gate.set()
    driver.wait(lambda: not driver.window.isVisible())
    assert kept(folders) == []


def test_reading_a_file_keeps_the_database_free(
    start: Start, quick: Preferences, short_answer: Path, folders: Folders
) -> None:
    driver = start(quick)
    gate = hold_up(driver)
    drop(driver, short_answer)
    driver.wait(lambda: driver.reads(f"Reading {short_answer.name}"))
    answered: list[int] = []
    driver.program.storage.run(lambda: 1, answered.append, lambda _fault: None)
    driver.wait(lambda: answered)
    assert driver.reads(f"Reading {short_answer.name}")
    gate.set()
    driver.wait(lambda: len(kept(folders)) == 1)
