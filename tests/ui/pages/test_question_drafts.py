"""Questions that come from the preparation of an interview, in the editor of one's own."""

from PySide6.QtWidgets import QMessageBox, QPlainTextEdit

from mlprep_gui.domain.questions import Question
from tests.ui.pages.test_questions_page import Reader, reader

__all__ = ["reader"]


def draft(prompt: str, answer: str = "") -> Question:
    return Question("", "", "", prompt, answer, ())


def field(reader: Reader, name: str) -> QPlainTextEdit:
    (found,) = [
        one
        for one in reader.page.findChildren(QPlainTextEdit)
        if one.isVisible() and one.accessibleName() == name
    ]
    return found


def test_a_draft_is_opened_in_the_editor(reader: Reader) -> None:
    reader.page.open_draft(draft("What have you done with Rust?", "A parser."))
    assert field(reader, "Question").toPlainText() == "What have you done with Rust?"
    assert field(reader, "Model answer").toPlainText() == "A parser."


def test_a_question_that_is_being_edited_is_not_lost_to_a_draft(reader: Reader) -> None:
    reader.page.open_draft(draft("One?"))
    field(reader, "Model answer").setPlainText("My own words.")
    reader.page.open_draft(draft("Two?"))
    (box,) = reader.page.findChildren(QMessageBox)
    assert field(reader, "Question").toPlainText() == "One?"
    (leave,) = [button for button in box.buttons() if button.text() == "Leave"]
    leave.click()
    assert field(reader, "Question").toPlainText() == "Two?"
