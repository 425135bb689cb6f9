"""A question of one's own from the editor to the review of an answer, in one run of the program."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QListWidget, QPlainTextEdit

from mlprep_gui.domain.preferences import Preferences
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver

PROMPT = "What is gradient clipping?"
ANSWER = (
    "Gradient clipping limits the length of the gradient vector. "
    "It keeps a recurrent network from exploding. "
)
WHOLE = "2 of 2 points"


def write(driver: Driver, field: str, text: str) -> None:
    driver.wait(lambda: any(f.isVisible() for f in driver.window.findChildren(QPlainTextEdit)))
    driver.find(QPlainTextEdit, field).setPlainText(text)


def go_to(driver: Driver, page: str) -> None:
    # By its name: where room is scarce, the rail shows icons alone.
    (button,) = (
        b
        for b in driver.window.findChildren(QAbstractButton)
        if b.accessibleName() == page and b.isCheckable() and b.isVisible()
    )
    driver.bot.mouseClick(button, Qt.MouseButton.LeftButton)


def listed(driver: Driver, name: str) -> list[str]:
    questions = driver.find(QListWidget, name)
    return [questions.item(row).text() for row in range(questions.count())]


def test_a_saved_question_is_practised_and_judged_at_once(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    go_to(driver, "Questions")
    driver.click("New question…")
    write(driver, "Question", PROMPT)
    write(driver, "Model answer", ANSWER)
    driver.click("Propose points")
    driver.click("Save question")
    driver.click("Practise this")
    driver.wait(lambda: driver.reads(PROMPT))
    driver.wait(lambda: PROMPT in listed(driver, "Questions"))
    driver.click("Type the answer")
    write(driver, "Your answer", ANSWER)
    driver.click("Check this answer")
    driver.wait(lambda: driver.reads(WHOLE))
    # Deleted again, it is offered nowhere, and the answer to it is kept.
    go_to(driver, "Questions")
    driver.click("Delete this question")
    driver.answer("Delete")
    driver.wait(lambda: PROMPT not in listed(driver, "Questions by topic"))
    go_to(driver, "Practise")
    driver.wait(driver.practice.isVisible)
    assert PROMPT not in listed(driver, "Questions")
    assert not driver.reads(PROMPT)
    go_to(driver, "History")
    driver.wait(lambda: driver.window.front == "history")
    driver.wait(lambda: driver.reads("1 answer"))
