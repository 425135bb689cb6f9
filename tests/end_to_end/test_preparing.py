"""From a checklist to what is written for an interview, and to a question of one's own."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
)

from mlprep_gui.domain.preferences import Preferences
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver


def open_list(driver: Driver, title: str) -> None:
    """Go to a checklist by its title."""
    driver.window.show_page("checklists")
    driver.wait(lambda: driver.find(QListWidget, "Checklists").count() > 1)
    titles = driver.find(QListWidget, "Checklists")
    texts = [titles.item(row).text() for row in range(titles.count())]
    titles.setCurrentRow(next(at for at, text in enumerate(texts) if text.startswith(title)))
    titles.setFocus()
    driver.press(Qt.Key.Key_Return)


def box(driver: Driver, name: str) -> QCheckBox:
    return driver.find(QCheckBox, name)


def test_a_tick_is_undone_by_the_menu_and_outlives_a_restart(
    start: Start, quick: Preferences
) -> None:
    driver = start(quick)
    open_list(driver, "Research the company")
    first, second = "Read the company's website", "Find out how it began and what it does today"
    driver.press(Qt.Key.Key_Space)
    driver.press(Qt.Key.Key_Down)
    assert driver.focus_name() == second
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.sees_button("Undo the tick"))
    driver.press_control(Qt.Key.Key_Z)
    driver.wait(lambda: not box(driver, second).isChecked())
    assert box(driver, first).isChecked()
    driver.window.close()
    driver = start()
    open_list(driver, "Research the company")
    assert box(driver, first).isChecked()
    assert not box(driver, second).isChecked()


def test_a_requirement_is_covered_and_becomes_a_question(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    open_list(driver, "Match yourself to the job")
    opens = [
        one
        for one in driver.window.findChildren(QAbstractButton)
        if one.isVisible() and one.accessibleName() == "Open: The job"
    ]
    opens[0].click()
    driver.wait(lambda: driver.window.front == "preparation")
    driver.wait(lambda: driver.reads("Paste the job description above."))
    entry = driver.find(QLineEdit, "A requirement of your own")
    QTest.keyClicks(entry, "Experience with Rust")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    name = "Make a practice question about: Experience with Rust"
    driver.wait(lambda: driver.sees_button(name))
    driver.find(QAbstractButton, name).click()
    driver.wait(lambda: driver.window.front == "questions")
    driver.wait(
        lambda: "Experience with Rust" in driver.find(QPlainTextEdit, "Question").toPlainText()
    )


def test_what_was_typed_last_is_kept_by_closing_the_window(
    start: Start, quick: Preferences
) -> None:
    for run in range(2):
        driver = start(quick)
        driver.window.show_page("preparation")
        driver.wait(lambda: driver.reads("No interview yet"))  # noqa: B023  called at once
        titles = driver.find(QListWidget, "Sheets of the preparation")
        titles.setCurrentRow(titles.count() - 1)
        field = driver.find(QPlainTextEdit, "What went well")
        if run == 0:
            QTest.keyClicks(field, "Everything")
        else:
            assert field.toPlainText() == "Everything"
        driver.window.close()


def test_a_question_from_the_preparation_is_practised(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.window.show_page("preparation")
    driver.wait(lambda: driver.reads("No interview yet"))
    titles = driver.find(QListWidget, "Sheets of the preparation")
    titles.setCurrentRow(2)
    driver.wait(lambda: driver.sees_button_that_begins("Practise: "))
    driver.find(QAbstractButton, "Practise: Regularization").click()
    driver.wait(lambda: driver.window.front == "practice")
    assert driver.reads("What is regularization, and which methods")


def test_the_microphone_test_opens_from_a_list(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    open_list(driver, "The day before")
    assert driver.find(QComboBox, "Which interview").currentText() == "No interview yet"
    driver.find(QAbstractButton, "Open: Test microphone").click()
    driver.wait(lambda: driver.sees_button_that_begins("Close"))
