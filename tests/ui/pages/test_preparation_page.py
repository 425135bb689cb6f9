"""The preparation page: every sheet kept as it is typed, on the real services and database."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.interviews.requirements import LONGEST_DESCRIPTION, Strength
from mlprep_gui.domain.interviews.workbooks import NEXT_STEPS, ItemNote
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.interviews.preparation import PreparationView
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.pages.preparation.page import PreparationPage
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.row_column import Grip
from tests.ui.pages.conftest import end_page
from tests.ui.pages.interview_pages import Office, Visitor, open_office

# Said of every window that opens where nobody sees it.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ALT = Qt.KeyboardModifier.AltModifier
DESCRIPTION = """Requirements:
- Python
- Experience with Kubernetes
"""


class Writer(Visitor):
    page: PreparationPage

    def open(self, set_id: str, sheet: str) -> None:
        self.page.open_set(set_id, sheet)
        self.settle()

    def book(self, set_id: str = NO_INTERVIEW) -> PreparationView:
        return self.office.stored(lambda: self.office.services.preparation.view(set_id))

    def paste(self, name: str, text: str) -> None:
        """As Ctrl+V does."""
        data = QMimeData()
        data.setText(text)
        field = self.find(QPlainTextEdit, name)
        field.selectAll()
        field.insertFromMimeData(data)


@pytest.fixture
def office(tmp_path: Path, theme: Theme) -> Iterator[Office]:
    with open_office(tmp_path / "mlprep.db", theme) as office:
        yield office


@pytest.fixture
def writer(office: Office, qtbot: QtBot) -> Iterator[Writer]:
    page = PreparationPage(office.services, office.storage, office.icons)
    page.resize(900, 640)
    page.show()
    page.on_shown()
    writer = Writer(page, office, qtbot)
    writer.come_back()
    writer.settle()
    yield writer
    end_page(page)


# The job ---------------------------------------------------------------------------------------


def test_requirements_are_found_changed_and_kept(writer: Writer) -> None:
    writer.paste("Job description", DESCRIPTION)
    writer.press("Find the requirements")
    assert "2 requirements were found" in writer.words
    writer.find(QLineEdit, "Change: Python").setText("Python, well tested")
    writer.find(QCheckBox, "Keep: Experience with Kubernetes").click()
    writer.press("Keep the marked requirements")
    book = writer.book()
    assert [one.text for one in book.requirements] == ["Python, well tested"]
    assert book.description.strip() == DESCRIPTION.strip()
    entry = writer.find(QLineEdit, "A requirement of your own")
    entry.setFocus()
    QTest.keyClicks(entry, "Patience")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    writer.settle()
    assert [one.text for one in writer.book().requirements][1:] == ["Patience"]
    assert "0 of 2 covered. Not covered yet: Python, well tested; Patience" in writer.words


def test_nothing_found_says_what_to_do(writer: Writer) -> None:
    writer.paste("Job description", "We are a nice company.")
    writer.press("Find the requirements")
    assert "write the requirements down yourself" in writer.words


def test_evidence_or_a_bridge_covers_a_requirement(writer: Writer) -> None:
    desk = writer.office.services.preparation
    writer.office.stored(lambda: desk.keep_requirements(NO_INTERVIEW, "", ["Python", "Go"]))
    writer.open(NO_INTERVIEW, "requirements")
    writer.find(QRadioButton, "Strong: Python").click()
    writer.settle()
    assert "Not covered yet: write down your evidence." in writer.words
    writer.type("Your evidence for: Python", "A churn model in use since 2024")
    assert "1 of 2 covered. Not covered yet: Go" in writer.words
    assert not writer.all(QPlainTextEdit, "Your bridge sentence for: Go")
    writer.find(QRadioButton, "None: Go").click()
    writer.type("Your bridge sentence for: Go", "I know C, and read a book")
    python, go = writer.book().requirements
    assert (python.strength, python.evidence) == (
        Strength.STRONG,
        "A churn model in use since 2024",
    )
    assert (go.strength, go.bridge) == (Strength.NONE, "I know C, and read a book")
    assert "All 2 requirements are covered." in writer.words
    writer.press("Undo the change of the requirements")
    assert writer.book().requirements[1].bridge == ""
    assert writer.find(QPlainTextEdit, "Your bridge sentence for: Go").toPlainText() == ""


def test_a_requirement_becomes_a_practice_question(writer: Writer, qtbot: QtBot) -> None:
    desk = writer.office.services.preparation
    writer.office.stored(lambda: desk.add_requirement(NO_INTERVIEW, "Experience with <b>Rust</b>"))
    writer.open(NO_INTERVIEW, "requirements")
    writer.type("Your evidence for: Experience with <b>Rust</b>", "A parser")
    name = "Make a practice question about: Experience with <b>Rust</b>"
    with qtbot.waitSignal(writer.page.question_drafted) as drafted:
        writer.find(QAbstractButton, name).click()
    (draft,) = drafted.args
    assert isinstance(draft, Question)
    assert "Experience with <b>Rust</b>" in draft.prompt
    assert draft.model_answer == "A parser"


def test_requirements_are_deleted_with_undo_and_moved_by_keys(writer: Writer) -> None:
    desk = writer.office.services.preparation
    writer.office.stored(lambda: desk.keep_requirements(NO_INTERVIEW, "", ["One", "Two"]))
    writer.open(NO_INTERVIEW, "requirements")
    writer.find(QPlainTextEdit, "Requirement: Two").setFocus()
    writer.key(Qt.Key.Key_Up, ALT)
    assert [one.text for one in writer.book().requirements] == ["Two", "One"]
    writer.press("Delete the requirement: Two")
    assert [one.text for one in writer.book().requirements] == ["One"]
    writer.press("Undo the change of the requirements")
    assert [one.text for one in writer.book().requirements] == ["Two", "One"]


def test_a_job_description_of_two_megabytes_is_cut_and_that_is_said(writer: Writer) -> None:
    long = "- Experience with everything under the sun and more of it\n" * 35_000
    assert len(long) > 2_000_000
    writer.paste("Job description", long)
    assert len(writer.find(QPlainTextEdit, "Job description").toPlainText()) <= LONGEST_DESCRIPTION
    assert "Only its beginning was taken, up to 100,000 characters." in writer.words
    writer.press("Find the requirements")
    assert "1 requirement was found" in writer.words


# Questions to ask ------------------------------------------------------------------------------


def test_questions_are_added_changed_moved_and_deleted(writer: Writer) -> None:
    writer.open(NO_INTERVIEW, "questions-to-ask")
    entry = writer.find(QLineEdit, "A question of your own")
    for text in ("Who reviews code?", "What is hard here?"):
        entry.setFocus()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
        writer.settle()
    writer.type("Question: Who reviews code?", "Who reviews my code?")
    writer.find(QPlainTextEdit, "Question: Who reviews my code?").setFocus()
    writer.key(Qt.Key.Key_Down, ALT)
    assert [one.text for one in writer.book().questions] == [
        "What is hard here?",
        "Who reviews my code?",
        "What are the next steps in the hiring process?",
    ]
    writer.press("Delete the question: What is hard here?")
    assert len(writer.book().questions) == 2


def test_the_question_about_the_next_steps_stays(writer: Writer) -> None:
    writer.open(NO_INTERVIEW, "questions-to-ask")
    name = "Question: What are the next steps in the hiring process?"
    field = writer.find(QPlainTextEdit, name)
    assert field.isReadOnly()
    deletes = [b for b in writer.all(QAbstractButton) if b.accessibleName().startswith("Delete")]
    assert deletes == []
    writer.office.stored(lambda: writer.office.services.preparation.add_question("", "Second?"))
    writer.open(NO_INTERVIEW, "questions-to-ask")
    grips = sorted(writer.all(Grip), key=lambda grip: grip.mapToGlobal(QPoint()).y())
    above = QPoint(2, -300)
    QTest.mousePress(grips[1], Qt.MouseButton.LeftButton)
    QTest.mouseMove(grips[1], above)
    QTest.mouseRelease(grips[1], Qt.MouseButton.LeftButton, pos=above)
    writer.settle()
    assert writer.book().questions[0].id == NEXT_STEPS


def test_a_research_note_becomes_a_question_in_one_click(writer: Writer, qtbot: QtBot) -> None:
    note = ItemNote("research", "website", "You open an office in Rome")
    writer.office.stored(lambda: writer.office.services.lists.save_note(NO_INTERVIEW, note))
    writer.open(NO_INTERVIEW, "questions-to-ask")
    writer.page.on_shown()
    writer.settle()
    writer.press("Make a question of: Read the company's website")
    assert "You open an office in Rome" in writer.book().questions[0].text
    with qtbot.waitSignal(writer.page.list_requested) as requested:
        writer.find(QAbstractButton, "Go to the research notes").click()
    assert requested.args == [NO_INTERVIEW, "research"]


# Answers, mock interviews ----------------------------------------------------------------------


def test_strengths_and_areas_are_kept(writer: Writer) -> None:
    writer.open(NO_INTERVIEW, "answers")
    writer.type("Strength 1", "I explain simply")
    writer.type("Strength 2", "I test")
    assert writer.find(QLineEdit, "Strength 3").text() == ""
    writer.type("Area 2 to improve", "Impatience")
    writer.type("What you do about area 2", "I count to three")
    book = writer.book()
    assert [one.text for one in book.strengths] == ["I explain simply", "I test"]
    assert (book.areas[1].text, book.areas[1].action) == ("Impatience", "I count to three")
    writer.type("Strength 1", "")
    assert [one.text for one in writer.book().strengths] == ["I test"]
    assert (
        "1 strength, 1 of 3 areas"
        in writer.find(QListWidget, "Sheets of the preparation").item(2).text()
    )


def test_the_questions_say_how_they_were_practised(writer: Writer, qtbot: QtBot) -> None:
    writer.open(NO_INTERVIEW, "answers")
    assert writer.words.count("Not practised yet") == 2
    with qtbot.waitSignal(writer.page.practice_requested) as requested:
        writer.find(QAbstractButton, "Practise: Trees").click()
    assert requested.args == ["trees"]


def test_feedback_forms_are_kept_with_date_and_person(writer: Writer) -> None:
    writer.open(NO_INTERVIEW, "mock-feedback")
    assert "There is no form yet." in writer.words
    writer.press("New form")
    writer.type("Who asked the questions", "Sam")
    writer.find(QRadioButton, "Enthusiasm: Too little").click()
    writer.type("What else is there to say?", "Slow down")
    (form,) = writer.book().feedback
    assert (form.by, form.day, form.text) == ("Sam", date(2026, 11, 22), "Slow down")
    assert dict(form.answers) == {"enthusiasm": "too-little"}
    assert "Say one thing that you really like" in writer.words
    writer.press("New form")
    writer.type("Who asked the questions", "Alex")
    assert {one.by for one in writer.book().feedback} == {"Sam", "Alex"}
    box = writer.find(QComboBox, "Which feedback form")
    at = next(at for at in range(box.count()) if "Sam" in box.itemText(at))
    box.setCurrentIndex(at)
    box.activated.emit(at)
    writer.settle()
    assert writer.find(QLineEdit, "Who asked the questions").text() == "Sam"
    writer.press("Delete this form")
    assert [one.by for one in writer.book().feedback] == ["Alex"]
    writer.press("Undo the change of the feedback")
    assert {one.by for one in writer.book().feedback} == {"Sam", "Alex"}


# Afterwards ------------------------------------------------------------------------------------


def test_a_thank_you_note_is_drafted_changed_copied_and_sent_after_asking(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    interview = writer.office.stored(writer.office.house.add)
    writer.open(interview, "thank-you")
    people = writer.find(QComboBox, "Choose an interviewer")
    people.setFocus()
    writer.key(Qt.Key.Key_Down)
    writer.type("What you talked about", "feature stores")
    writer.press("Make a draft")
    note = writer.find(QPlainTextEdit, "Note")
    for wanted in ("Dear Ada", "Acme", "ML engineer", "feature stores"):
        assert wanted in note.toPlainText()
    note.setFocus()
    note.moveCursor(note.textCursor().MoveOperation.End)
    QTest.keyClicks(note, "Jo")
    writer.press("Make a draft")
    writer.answer("Keep my note")
    writer.press("Copy the note")
    assert QGuiApplication.clipboard().text().endswith("Jo")
    assert "The note is copied." in writer.words
    writer.type("Mail address (may stay empty)", "ada@example.org")
    writer.press("Open in mail")
    assert opened == []
    writer.answer("Open")
    assert opened[0].startswith("mailto:ada@example.org?subject=")
    kept = writer.book(interview).thank_you
    assert (kept.to, kept.mail, kept.topic) == ("Ada", "ada@example.org", "feature stores")
    assert kept.body.endswith("Jo")


def test_the_debrief_is_kept_and_what_was_asked_becomes_a_question(
    writer: Writer, qtbot: QtBot
) -> None:
    interview = writer.office.stored(writer.office.house.add)
    writer.open(interview, "debrief")
    writer.type("Question that was asked 1", "Why <i>us</i>?")
    writer.type("What went well", "The start")
    writer.type("What to practise", "Statistics")
    writer.find(QCheckBox, "Ask politely on").click()
    writer.settle()
    debrief = writer.book(interview).debrief
    assert [one.text for one in debrief.asked] == ["Why <i>us</i>?"]
    assert (debrief.went_well, debrief.to_practise) == ("The start", "Statistics")
    assert debrief.follow_up == date(2026, 12, 8)
    with qtbot.waitSignal(writer.page.question_drafted) as drafted:
        writer.find(QAbstractButton, "Practise it: line 1").click()
    assert drafted.args[0].prompt == "Why <i>us</i>?"
