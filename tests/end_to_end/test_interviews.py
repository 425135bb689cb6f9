"""Interviews in the real program: added by keys, taken back by the menu, there after a restart."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.ui.rail import RAIL
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver

QUESTIONS = resource_folder() / "questions"
OPEN = "Open Acme: ML engineer"


def go_to_interviews(driver: Driver) -> None:
    number = [key for key, _title, _icon in RAIL].index("interviews")
    driver.press_control(Qt.Key(Qt.Key.Key_1 + number))
    driver.wait(lambda: driver.window.front == "interviews")


def test_an_interview_from_the_first_key_to_the_next_start(
    start: Start, quick: Preferences
) -> None:
    driver = start(quick)
    go_to_interviews(driver)
    driver.wait(lambda: focus_name() == "Add your first interview")
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: focus_name() == "Company")
    for field, text in (("Company", "Acme"), ("Role", "ML engineer")):
        QTest.keyClicks(driver.find(QLineEdit, field), text)
    driver.wait(lambda: driver.find(QAbstractButton, "Save the interview").isEnabled())
    driver.press_control(Qt.Key.Key_S)
    driver.wait(lambda: "Tomorrow" in driver.words)
    driver.press_control(Qt.Key.Key_Z)
    driver.wait(lambda: "No interviews yet" in driver.words)
    driver.click("Redo adding the interview")
    driver.wait(lambda: driver.sees_button(OPEN))
    again = start()
    go_to_interviews(again)
    again.wait(lambda: again.sees_button(OPEN))


def test_from_the_plan_to_practice_and_to_the_lists(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    go_to_interviews(driver)
    driver.click("Add your first interview")
    driver.wait(lambda: focus_name() == "Company")
    for field, text in (("Company", "Acme"), ("Role", "ML engineer")):
        QTest.keyClicks(driver.find(QLineEdit, field), text)
    driver.click("Save the interview")
    driver.wait(lambda: driver.sees_button_that_begins("Practise "))
    buttons = driver.window.findChildren(QAbstractButton)
    first = next(b for b in buttons if b.isVisible() and ": Today, " in b.accessibleName())
    wanted = first.accessibleName().removeprefix("Practise ").partition(": Today")[0]
    first.click()
    driver.wait(lambda: driver.window.front == "practice")
    (prompt,) = [q.prompt for q in load_bank(QUESTIONS).bank if q.title == wanted]
    assert prompt in driver.words
    go_to_interviews(driver)
    driver.wait(lambda: driver.sees_button("Open the list The day before"))
    driver.find(QAbstractButton, "Open the list The day before").click()
    driver.wait(lambda: driver.window.front == "checklists")
    boxes = driver.window.page("checklists").findChildren(QComboBox)
    driver.wait(lambda: any("Acme" in box.currentText() for box in boxes))


def focus_name() -> str:
    focused = QApplication.focusWidget()
    return "" if focused is None else focused.accessibleName()
