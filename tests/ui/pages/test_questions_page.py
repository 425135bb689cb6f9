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
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.aliases import AliasBook, UnkeptAliases
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.texts import LoadedBank, PackProblem
from mlprep_gui.services.question_shelf import QuestionShelf
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
    shelf = QuestionShelf(TomlPacks(resource_folder() / "questions", folder), loaded)
    desk = OwnQuestionDesk(OwnPackFiles(folder), shelf)
    page = QuestionsPage(
        QuestionsTools(shelf, folder, desk, AliasBook(UnkeptAliases(), shelf), storage),
        IconBook(theme),
    )
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


OWN = """
id = "{id}"
title = "{title}"
prompt = "What is a {title}?"
model_answer = "A {title} counts how often each word occurs. It forgets their order."
"""


def write_own(folder: Path, name: str, title: str) -> None:
    (folder / f"{name}.toml").write_text(OWN.format(id=name, title=title), "utf-8")


def titles(reader: Reader) -> list[str]:
    return [reader.list.item(row).text() for row in range(reader.list.count())]


def test_a_pack_that_is_written_by_hand_is_read_at_once(
    reader: Reader, tmp_path: Path, qtbot: QtBot
) -> None:
    """A new file, a changed one, one put in the place of another, and one that has gone."""
    with qtbot.waitSignal(reader.page.bank_changed):
        write_own(tmp_path, "bow", "bag of words")
    assert "bag of words" in titles(reader)
    with qtbot.waitSignal(reader.page.bank_changed):
        write_own(tmp_path, "bow", "bag of terms")
    assert "bag of terms" in titles(reader)
    for title in ("sack of words", "box of words"):
        write_own(tmp_path, "_next", title)
        with qtbot.waitSignal(reader.page.bank_changed):
            (tmp_path / "_next.toml").replace(tmp_path / "bow.toml")
        assert title in titles(reader)
    with qtbot.waitSignal(reader.page.bank_changed):
        (tmp_path / "bow.toml").unlink()
    assert "box of words" not in titles(reader)


def test_a_broken_pack_is_told_until_it_is_mended(
    reader: Reader, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "bow.toml").write_text('id = "bow"\n', "utf-8")
    reader.press("Read the packs again")
    qtbot.waitUntil(lambda: "bow.toml" in reader.notice)
    assert "model_answer: is missing" in reader.notice
    write_own(tmp_path, "bow", "bag of words")
    reader.press("Read again")
    qtbot.waitUntil(lambda: "bag of words" in titles(reader))
    qtbot.waitUntil(lambda: "read again. All is well." in reader.notice)
    assert "bow.toml" not in reader.notice


def test_the_chosen_question_stays_while_others_come(
    reader: Reader, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(reader.list, Qt.Key.Key_Down)
    item = reader.list.currentItem()
    assert item is not None
    chosen = item.text()
    reader.press("Show the key points")
    with qtbot.waitSignal(reader.page.bank_changed):
        write_own(tmp_path, "bow", "bag of words")
    item = reader.list.currentItem()
    assert item is not None
    assert item.text() == chosen
    qtbot.waitUntil(lambda: reader.sees("1. "))


def test_many_problems_are_counted_not_listed() -> None:
    path = Path("/packs/mine.toml")
    problems = tuple(PackProblem(path, f"line {n}", "wrong") for n in range(SHOWN_PROBLEMS + 2))
    sentence, lines = write_problems(problems)
    assert sentence.startswith(f"{SHOWN_PROBLEMS + 2} problems in 1 question pack.")
    assert lines.splitlines()[-1] == "… and 2 more"
    assert len(lines.splitlines()) == SHOWN_PROBLEMS + 2


def test_a_sound_bank_has_no_problems() -> None:
    assert write_problems(()) == ("", "")


def test_the_folder_of_own_packs_can_be_copied(reader: Reader, tmp_path: Path) -> None:
    assert reader.sees(str(tmp_path))
    reader.press("Copy the folder's name")
    assert QGuiApplication.clipboard().text() == str(tmp_path)
