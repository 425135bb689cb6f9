"""The questions page on the shipped bank and on a broken pack."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.bank.pack_files import OwnPackFiles
from mlprep_gui.adapters.bank.packs import TomlPacks
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports import LoadedBank, PackProblem
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Lane
from mlprep_gui.ui.pages.questions.page import QuestionsPage, QuestionsTools
from mlprep_gui.ui.pages.questions.presenter import (
    SHOWN_PROBLEMS,
    group_by_topic,
    write_problems,
)
from mlprep_gui.ui.pages.questions.question_list import QuestionList
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.notice import NoticeBar


class Reader:
    """Sees the page as a user does."""

    def __init__(self, page: QuestionsPage) -> None:
        self.page = page
        questions = page.findChild(QuestionList)
        assert isinstance(questions, QuestionList)
        self.list = questions

    def sees(self, part: str) -> bool:
        labels = self.page.findChildren(QLabel)
        return any(part in label.text() for label in labels if label.isVisible())

    def press(self, name: str) -> None:
        (button,) = (
            b
            for b in self.page.findChildren(Button)
            if b.isVisible() and b.accessibleName() == name
        )
        QTest.keyClick(button, Qt.Key.Key_Space)

    @property
    def notice(self) -> str:
        return "".join(bar.text for bar in self.page.findChildren(NoticeBar) if bar.isVisible())


def open_page(
    loaded: LoadedBank, folder: Path, storage: Lane, theme: Theme, qtbot: QtBot
) -> Reader:
    desk = OwnQuestionDesk(OwnPackFiles(folder), loaded.bank)
    page = QuestionsPage(QuestionsTools(loaded, folder, desk, storage), IconBook(theme))
    qtbot.addWidget(page)
    page.resize(800, 640)
    page.show()
    page.on_shown()
    return Reader(page)


@pytest.fixture
def reader(loaded: LoadedBank, tmp_path: Path, storage: Lane, theme: Theme, qtbot: QtBot) -> Reader:
    return open_page(loaded, tmp_path, storage, theme, qtbot)


def test_every_question_is_listed_under_its_topic(reader: Reader, loaded: LoadedBank) -> None:
    listed = [reader.list.item(row).text() for row in range(reader.list.count())]
    assert {q.title for q in loaded.bank} | {q.topic for q in loaded.bank} == set(listed)
    assert reader.notice == ""


def test_nothing_is_given_away_until_asked_for(reader: Reader, loaded: LoadedBank) -> None:
    question = next(iter(loaded.bank))
    meaning = question.points[0].meaning
    assert reader.sees(question.prompt)
    assert not reader.sees(meaning)
    assert not reader.sees(question.model_answer)
    reader.press("Show the key points")
    assert reader.sees(meaning)
    reader.press("Show the model answer")
    assert reader.sees(question.model_answer)
    reader.press("Hide the key points")
    assert not reader.sees(meaning)


def test_another_question_is_covered_again(reader: Reader, loaded: LoadedBank) -> None:
    reader.press("Show the model answer")
    QTest.keyClick(reader.list, Qt.Key.Key_Down)
    second = group_by_topic(loaded.bank)[0].questions[1]
    assert reader.sees(second.prompt)
    assert not reader.sees(second.model_answer)


def test_practising_names_the_question(reader: Reader, loaded: LoadedBank, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.page.practice_requested) as asked:
        reader.press("Practise this")
    assert asked.args == [next(iter(loaded.bank)).id]


def test_return_in_the_list_practises(reader: Reader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.page.practice_requested):
        QTest.keyClick(reader.list, Qt.Key.Key_Return)


def test_searching_leaves_what_fits(reader: Reader) -> None:
    search = reader.page.search_field()
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "regulariz")
    assert [reader.list.item(row).text() for row in range(reader.list.count())] == [
        "Models",
        "Regularization",
    ]
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert reader.sees("What is regularization")
    QTest.keyClicks(search, " nowhere")
    assert reader.sees("No question has all of these words.")


def test_a_broken_pack_is_named_with_its_place(
    tmp_path: Path, storage: Lane, theme: Theme, qtbot: QtBot
) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text('id = "mine"\ntopik = "Models"\n', "utf-8")
    loaded = TomlPacks(resource_folder() / "questions", tmp_path).load()
    reader = open_page(loaded, tmp_path, storage, theme, qtbot)
    assert str(pack) in reader.notice
    assert "topik" in reader.notice


def test_many_problems_are_counted_not_listed() -> None:
    path = Path("/packs/mine.toml")
    problems = tuple(PackProblem(path, f"line {n}", "wrong") for n in range(SHOWN_PROBLEMS + 2))
    sentence, lines = write_problems(LoadedBank(QuestionBank(()), problems))
    assert sentence.startswith(f"{SHOWN_PROBLEMS + 2} problems in 1 question pack.")
    assert lines.splitlines()[-1] == "… and 2 more"
    assert len(lines.splitlines()) == SHOWN_PROBLEMS + 2


def test_a_sound_bank_has_no_problems() -> None:
    assert write_problems(LoadedBank(QuestionBank(()))) == ("", "")


def test_the_folder_of_own_packs_can_be_copied(reader: Reader, tmp_path: Path) -> None:
    assert reader.sees(str(tmp_path))
    reader.press("Copy the folder's name")
    assert QGuiApplication.clipboard().text() == str(tmp_path)
