"""Questions of one's own made, changed and deleted in the window, with real packs on the disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.bank.pack_files import OwnPackFiles
from mlprep_gui.adapters.bank.packs import VOCABULARY, TomlPacks, load_bank
from mlprep_gui.domain.questions import Question
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.aliases import AliasBook, UnkeptAliases
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.texts import LoadedBank
from mlprep_gui.services.question_shelf import QuestionShelf
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Lane
from mlprep_gui.ui.pages.questions.page import QuestionsPage, QuestionsTools
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.notice import NoticeBar

PROMPT = "What is gradient clipping?"
ANSWER = (
    "Gradient clipping limits the length of the gradient vector. "
    "It keeps a recurrent network from exploding. "
    "A typical threshold is the number one."
)
SHIPPED = resource_folder() / "questions"


class Writer:
    """Uses the page as somebody does who has no mouse."""

    def __init__(self, page: QuestionsPage, folder: Path, qtbot: QtBot) -> None:
        self.page = page
        self.folder = folder
        self.qtbot = qtbot

    def find(self, kind: type[QWidget], name: str) -> QWidget:
        (found,) = (
            widget
            for widget in self.page.findChildren(kind)
            if widget.isVisible() and widget.accessibleName() == name
        )
        assert isinstance(found, kind)
        return found

    def press(self, name: str) -> None:
        QTest.keyClick(self.find(QAbstractButton, name), Qt.Key.Key_Space)

    def has_button(self, name: str) -> bool:
        buttons = self.page.findChildren(QAbstractButton)
        return any(b.isVisible() and b.accessibleName() == name for b in buttons)

    def write(self, name: str, text: str) -> None:
        """Replace what stands in a field, by the keyboard."""
        kind = QPlainTextEdit if name not in {"Title", "Topic", "Name"} else QLineEdit
        field = self.find(kind, name)
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for at, line in enumerate(text.split("\n")):
            if at:
                QTest.keyClick(field, Qt.Key.Key_Return)
            QTest.keyClicks(field, line)

    def text(self, name: str) -> str:
        field = self.find(QPlainTextEdit, name)
        assert isinstance(field, QPlainTextEdit)
        return field.toPlainText()

    @property
    def points(self) -> list[str]:
        listed = self.find(QListWidget, "Points")
        assert isinstance(listed, QListWidget)
        return [listed.item(row).text() for row in range(listed.count())]

    @property
    def points_of_claims(self) -> list[str]:
        """The points that a wrong claim can take away, as they are read out."""
        boxes = self.page.findChildren(QCheckBox)
        return [box.accessibleName().removeprefix("Takes away ") for box in boxes]

    def sees(self, part: str) -> bool:
        labels = self.page.findChildren(QLabel)
        return any(part in label.text() for label in labels if label.isVisible())

    def await_sight(self, part: str) -> None:
        self.qtbot.waitUntil(lambda: self.sees(part))

    def await_points(self) -> None:
        self.qtbot.waitUntil(lambda: self.has_button("Save question"))

    def await_saved(self) -> None:
        self.qtbot.waitUntil(lambda: self.has_button("New question…"))

    def answer_box(self, text: str) -> None:
        """Press a button of the question that is asked."""
        (box,) = (b for b in self.page.findChildren(QMessageBox) if b.isVisible())
        (button,) = (b for b in box.buttons() if b.text().replace("&", "") == text)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def kept(self) -> dict[str, Question]:
        """The user's own questions as the program will read them at its next start."""
        shipped = {question.id for question in load_bank(SHIPPED).bank}
        loaded = load_bank(SHIPPED, self.folder)
        assert loaded.problems == ()
        return {q.id: q for q in loaded.bank if q.id not in shipped}


@pytest.fixture
def writer(loaded: LoadedBank, tmp_path: Path, storage: Lane, theme: Theme, qtbot: QtBot) -> Writer:
    folder = tmp_path / "own"
    shelf = QuestionShelf(TomlPacks(SHIPPED, folder), loaded)
    desk = OwnQuestionDesk(OwnPackFiles(folder, SHIPPED / VOCABULARY), shelf)
    page = QuestionsPage(
        QuestionsTools(shelf, folder, desk, AliasBook(UnkeptAliases(), shelf), storage),
        IconBook(theme),
    )
    qtbot.addWidget(page)
    page.resize(780, 600)
    page.show()
    page.on_shown()
    return Writer(page, folder, qtbot)


@pytest.fixture
def proposed(writer: Writer) -> Writer:
    """The editor with the points that were proposed for a new question."""
    writer.press("New question…")
    writer.write("Question", PROMPT)
    writer.write("Model answer", ANSWER)
    writer.write("Title", "Gradient clipping")
    writer.press("Propose points")
    writer.await_points()
    return writer


def test_each_statement_becomes_a_point_with_its_words(proposed: Writer) -> None:
    assert [line[:12] for line in proposed.points] == [
        "1. Gradient ",
        "2. It keeps ",
        "3. A typical",
    ]
    assert "gradient: " in proposed.text("Keywords")


def test_a_new_question_is_kept_and_listed(proposed: Writer) -> None:
    proposed.press("Save question")
    proposed.await_saved()
    assert proposed.sees("Saved. You can practise it now.")
    assert proposed.sees(PROMPT)
    with proposed.qtbot.waitSignal(proposed.page.practice_requested) as asked:
        proposed.press("Practise this")
    assert asked.args == ["gradient-clipping"]
    (question,) = proposed.kept().values()
    assert (question.id, question.title) == ("gradient-clipping", "Gradient clipping")
    assert question.model_answer == ANSWER
    assert len(question.points) == 3


def test_points_are_edited_merged_weighed_and_deleted(proposed: Writer) -> None:
    points = proposed.find(QListWidget, "Points")
    assert isinstance(points, QListWidget)
    partner = proposed.find(QComboBox, "Point to merge into this one")
    QTest.keyClick(partner, Qt.Key.Key_Down)
    proposed.press("Merge the chosen point into this one")
    assert len(proposed.points) == 2
    assert proposed.points[0].startswith("1. Gradient")
    QTest.keyClick(points, Qt.Key.Key_Down)
    proposed.press("Delete point")
    assert len(proposed.points) == 1
    proposed.press("More fields")
    proposed.write("Name", "limit")
    proposed.write("Meaning", "The gradient is cut to a length.")
    proposed.write("Keywords", "gradient, slope\nclip, cut, limit: 2.5")
    proposed.write("Cues", "clip | cut + gradient")
    proposed.write("Exceptions", "audio + clip")
    proposed.write("Terms", "gradient clipping\ngradient norm")
    weight = proposed.find(QDoubleSpinBox, "Weight")
    QTest.keyClick(weight, Qt.Key.Key_Up)
    proposed.press("Save question")
    proposed.await_saved()
    (point,) = proposed.kept()["gradient-clipping"].points
    assert (point.id, point.weight) == ("limit", 1.5)
    assert point.meaning == "The gradient is cut to a length."
    assert [(k.alternatives, k.weight) for k in point.keywords] == [
        (("gradient", "slope"), 1.0),
        (("clip", "cut", "limit"), 2.5),
    ]
    assert [cue.pattern for cue in point.cues] == ["clip | cut + gradient"]
    assert [cue.pattern for cue in point.unless] == ["audio + clip"]
    assert point.terms == ("gradient clipping", "gradient norm")


def test_a_wrong_claim_takes_points_away(proposed: Writer) -> None:
    proposed.press("More fields")
    proposed.press("Wrong claims")
    proposed.press("Add wrong claim")
    proposed.write("Correction", "It is the gradient that is clipped.")
    proposed.write("Cues", "clip + weight")
    proposed.write("Exceptions", "not + weight")
    name = f"Takes away {proposed.points_of_claims[0]}"
    proposed.qtbot.waitUntil(lambda: proposed.has_button(name))
    box = proposed.find(QCheckBox, name)
    QTest.keyClick(box, Qt.Key.Key_Space)
    proposed.press("Back to the points")
    proposed.write("Name", "limit")
    proposed.press("Save question")
    proposed.await_saved()
    (mistake,) = proposed.kept()["gradient-clipping"].mistakes
    assert (mistake.id, mistake.contradicts) == ("mistake-1", ("limit",))
    assert mistake.correction == "It is the gradient that is clipped."
    assert [cue.pattern for cue in (*mistake.cues, *mistake.unless)] == [
        "clip + weight",
        "not + weight",
    ]
    proposed.press("Edit this question")
    assert proposed.has_button("Wrong claims (1)")
    proposed.press("Wrong claims (1)")
    proposed.press("Delete wrong claim")
    proposed.press("Save question")
    proposed.await_saved()
    assert proposed.kept()["gradient-clipping"].mistakes == ()


def test_the_problems_of_a_wrong_claim_are_told_there(proposed: Writer) -> None:
    proposed.press("More fields")
    proposed.press("Wrong claims")
    proposed.press("Add wrong claim")
    proposed.press("Back to the points")
    proposed.press("Save question")
    proposed.await_sight("Write in one line what is right.")
    assert proposed.sees("Without cues this would never be heard.")
    proposed.write("Correction", "No.")
    proposed.write("Cues", "$nowhere")
    proposed.press("Back to the points")
    proposed.press("Save question")
    proposed.await_sight("Cue 1: there is no word set $nowhere")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Cues"
    assert not proposed.folder.exists()


def test_what_was_deleted_or_merged_comes_back(proposed: Writer) -> None:
    before = proposed.points
    proposed.press("Delete point")
    proposed.press("Merge the chosen point into this one")
    assert len(proposed.points) == 1
    for _ in range(2):
        proposed.press("Undo the last change of the list")
    assert proposed.points == before
    assert not proposed.has_button("Undo the last change of the list")


def test_undoing_never_takes_away_what_was_typed(proposed: Writer) -> None:
    proposed.press("Delete point")
    proposed.write("Meaning", "Typed afterwards.")
    assert not proposed.has_button("Undo the last change of the list")


def test_escape_asks_before_anything_is_lost(proposed: Writer) -> None:
    QTest.keyClick(proposed.find(QPlainTextEdit, "Meaning"), Qt.Key.Key_Escape)
    proposed.answer_box("Go on editing")
    assert len(proposed.points) == 3


def test_a_draft_from_elsewhere_becomes_a_question(writer: Writer) -> None:
    taken = next(iter(load_bank(SHIPPED).bank)).id
    writer.page.open_draft(Question(taken, "", "", PROMPT, "", ()))
    assert writer.text("Question") == PROMPT
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Model answer"
    writer.write("Model answer", ANSWER)
    writer.press("Propose points")
    writer.await_points()
    writer.press("Save question")
    writer.await_saved()
    assert list(writer.kept()) == ["what-is-gradient-clipping"]


def test_a_draft_does_not_push_away_what_is_being_edited(proposed: Writer) -> None:
    proposed.page.open_draft(Question("", "", "", "Why?", "", ()))
    proposed.answer_box("Go on editing")
    assert len(proposed.points) == 3
    proposed.page.open_draft(Question("", "", "", "Why?", "", ()))
    proposed.answer_box("Leave")
    assert proposed.text("Question") == "Why?"
    assert proposed.page.holds_closing(lambda: None)


def test_a_point_can_be_added(proposed: Writer) -> None:
    proposed.press("Add point")
    proposed.write("Meaning", "It is cheap.")
    proposed.write("Keywords", "cheap, inexpensive")
    proposed.press("Save question")
    proposed.await_saved()
    assert proposed.kept()["gradient-clipping"].points[-1].meaning == "It is cheap."


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("Keywords", "gradient: heavy", "“gradient: heavy”: write words with commas"),
        ("Keywords", "", "would never be heard"),
        ("Cues", "gradient + $nowhere", "Cue 1: "),
        ("Exceptions", "gradient\n+ ", "Exception 2: "),
        ("Meaning", "", "The meaning must be text"),
        ("Name", "point-2", "is used twice"),
    ],
)
def test_problems_are_told_beside_the_field(
    proposed: Writer, field: str, text: str, problem: str
) -> None:
    if field in {"Name", "Cues", "Exceptions"}:
        proposed.press("More fields")
    proposed.write(field, text)
    proposed.press("Save question")
    proposed.await_sight(problem)
    assert not proposed.folder.exists()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == field


def test_a_question_needs_prompt_and_answer(writer: Writer) -> None:
    writer.press("New question…")
    writer.press("Propose points")
    assert writer.sees("Write the question")
    assert writer.sees("Write a model answer")


def test_a_question_needs_a_point(proposed: Writer) -> None:
    for _ in range(3):
        proposed.press("Delete point")
    proposed.press("Save question")
    assert any("at least one point" in bar.text for bar in proposed.page.findChildren(NoticeBar))
    assert not proposed.folder.exists()


def test_a_kept_question_is_edited_again(proposed: Writer) -> None:
    proposed.press("Save question")
    proposed.await_saved()
    proposed.press("Edit this question")
    assert len(proposed.points) == 3
    proposed.write("Meaning", "Clipping limits the gradient.")
    proposed.press("Back to the answer")
    proposed.write("Topic", "Training")
    QTest.keySequence(proposed.find(QLineEdit, "Topic"), "Ctrl+S")
    proposed.await_saved()
    (question,) = proposed.kept().values()
    assert question.topic == "Training"
    assert question.points[0].meaning == "Clipping limits the gradient."
    assert len(list(proposed.folder.iterdir())) == 1


def test_a_kept_question_is_deleted_after_asking(proposed: Writer) -> None:
    proposed.press("Save question")
    proposed.await_saved()
    proposed.press("Delete this question")
    proposed.answer_box("Keep it")
    assert len(proposed.kept()) == 1
    proposed.press("Delete this question")
    proposed.answer_box("Delete")
    proposed.qtbot.waitUntil(lambda: not proposed.sees(PROMPT))
    assert proposed.kept() == {}


def test_shipped_questions_are_not_changed(writer: Writer) -> None:
    assert not writer.has_button("Edit this question")
    assert not writer.has_button("Delete this question")


def test_leaving_asks_before_anything_is_lost(proposed: Writer) -> None:
    proposed.press("Leave the editor")
    proposed.answer_box("Go on editing")
    assert len(proposed.points) == 3
    proposed.press("Leave the editor")
    proposed.answer_box("Leave")
    assert proposed.has_button("New question…")
    proposed.press("New question…")
    assert proposed.text("Question") == ""
    proposed.press("Leave the editor")
    assert proposed.has_button("New question…")


def test_closing_the_window_asks_as_well(proposed: Writer) -> None:
    closed: list[bool] = []
    assert proposed.page.holds_closing(lambda: closed.append(True))
    proposed.answer_box("Leave")
    assert closed == [True]
    assert not proposed.page.holds_closing(lambda: None)


def test_a_folder_that_cannot_be_written_is_told(proposed: Writer) -> None:
    proposed.folder.write_text("in the way", "utf-8")
    proposed.press("Save question")
    proposed.await_sight("cannot be used")
    assert len(proposed.points) == 3


def test_every_control_has_a_name(proposed: Writer, qapp: QApplication) -> None:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QListWidget, QComboBox, QDoubleSpinBox)
    for kind in kinds:
        for widget in proposed.page.findChildren(kind):
            inside = isinstance(widget.parent(), QDoubleSpinBox | QLineEdit)
            assert widget.accessibleName() or inside or not widget.isVisible(), widget
