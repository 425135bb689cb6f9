"""The progress page on a real history: whose answers are shown, and what to practise next."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.records.progress import ProgressDesk
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.charts.card import ChartCard
from mlprep_gui.ui.pages.progress.page import ProgressPage
from mlprep_gui.ui.pages.progress.presenter import ProgressTools
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from tests.ui.pages.conftest import Workplace, end_page
from tests.ui.pages.looking_back import keep_answer


@dataclass
class Place:
    """The page, and what a person sees and does there."""

    workplace: Workplace
    page: ProgressPage
    bot: QtBot

    def question(self, question_id: str) -> Question:
        return self.workplace.bank.get(question_id)

    def answer(self, question_id: str, letters: str, day: float) -> None:
        question = self.question(question_id)
        self.workplace.stored(lambda: keep_answer(self.workplace.store, question, letters, day=day))

    def show(self) -> None:
        self.page.on_shown()
        self.settle()

    def settle(self) -> None:
        """Wait for what was asked of the storage thread, and for its outcome here."""
        done: list[None] = []
        self.workplace.storage.run(lambda: None, done.append, lambda fault: pytest.fail(fault.code))
        self.bot.waitUntil(lambda: bool(done))

    @property
    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def reads(self, text: str) -> None:
        """Wait for a text: rows of a long list come one after the other."""
        self.bot.waitUntil(lambda: text in self.words)

    def cards(self) -> dict[str, ChartCard]:
        cards = self.page.findChildren(ChartCard)
        return {card.picture.title: card for card in cards if card.isVisible()}

    def places(self, title: str) -> int:
        return self.cards()[title].picture.places

    def button(self, name: str) -> QAbstractButton:
        found = self.page.findChildren(QAbstractButton)
        return next(b for b in found if b.isVisible() and b.accessibleName().startswith(name))

    def pick(self, name: str, text: str) -> None:
        boxes = self.page.findChildren(ChoiceBox)
        (box,) = [b for b in boxes if b.isVisible() and b.accessibleName() == name]
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        self.settle()


@pytest.fixture
def place(workplace: Workplace, qtbot: QtBot) -> Iterator[Place]:
    history = SqliteHistoryStore(workplace.database)
    tools = ProgressTools(
        progress=ProgressDesk(history, workplace.bank),
        history=HistoryDesk(
            history, workplace.store, workplace.folder, workplace.bank, workplace.clock
        ),
        bank=workplace.bank,
        storage=workplace.storage,
    )
    page = ProgressPage(tools, workplace.icons)
    qtbot.addWidget(page)
    page.resize(960, 640)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    yield Place(workplace, page, qtbot)
    end_page(page)


def test_before_the_first_answer_it_says_what_to_do(place: Place) -> None:
    place.show()
    assert "Practise two answers to the same question" in place.words
    assert place.cards() == {}
    focused = QApplication.focusWidget()
    assert focused is place.button("Practise a question")
    with place.bot.waitSignal(place.page.practice_requested):
        place.bot.keyClick(focused, Qt.Key.Key_Return)


def test_all_answers_a_topic_or_a_question(place: Place) -> None:
    place.answer("regularization", "cumm", 0)
    place.answer("regularization", "ccum", 1)
    place.answer("ensembles", "cccc", 2)
    place.show()
    assert place.places("Coverage") == 3
    place.pick("Which answers", "One question")
    # The first by its title.
    assert place.places("Coverage") == 1
    place.pick("Question", place.question("regularization").title)
    assert place.places("Coverage") == 2
    place.pick("Which answers", "One topic")
    topic = place.question("ensembles").topic
    place.pick("Topic", topic)
    same = place.question("regularization").topic == topic
    assert place.places("Coverage") == (3 if same else 1)
    place.pick("Which answers", "All answers")
    assert place.places("Coverage") == 3


def test_all_pictures_are_there(place: Place) -> None:
    place.answer("regularization", "cumm", 0)
    place.show()
    assert list(place.cards()) == [
        "Coverage",
        "Your own estimate",
        "Pace",
        "Fillers",
        "Minutes practised",
    ]


def test_a_weak_point_is_practised_by_a_click_or_enter(place: Place) -> None:
    place.answer("regularization", "mccc", 0)
    place.answer("regularization", "mccc", 1)
    place.show()
    place.bot.mouseClick(place.button("Weak points"), Qt.MouseButton.LeftButton)
    question = place.question("regularization")
    assert place.cards() == {}
    place.reads(question.points[0].meaning)
    assert "Missed in 2 of 2 answers, last on 2 Mar 2026" in place.words
    button = place.button(f"Practise {question.title}: {question.points[0].meaning}")
    with place.bot.waitSignal(place.page.practise_requested) as asked:
        place.bot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["regularization"]
    button.setFocus()
    with place.bot.waitSignal(place.page.practise_requested):
        place.bot.keyClick(button, Qt.Key.Key_Return)


def test_arrow_keys_walk_through_the_weak_points(place: Place) -> None:
    place.answer("regularization", "mmcc", 0)
    place.show()
    place.button("Weak points").click()
    first = place.button("Practise Reg")
    first.setFocus()
    place.bot.keyClick(first, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    assert second is not None
    assert second is not first
    assert second.accessibleName().startswith("Practise Reg")
    place.bot.keyClick(second, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first


def test_weak_points_are_those_of_the_chosen_question(place: Place) -> None:
    place.answer("regularization", "mccc", 0)
    place.answer("ensembles", "mccc", 1)
    place.show()
    place.button("Weak points").click()
    regularization, ensembles = place.question("regularization"), place.question("ensembles")
    place.reads(regularization.points[0].meaning)
    place.reads(ensembles.points[0].meaning)
    place.pick("Which answers", "One question")
    place.pick("Question", ensembles.title)
    assert regularization.points[0].meaning not in place.words
    place.reads(ensembles.points[0].meaning)


def test_what_was_learnt_leaves_the_list(place: Place) -> None:
    points = len(place.question("regularization").points)
    place.answer("regularization", "c" * points, 0)
    place.show()
    place.button("Weak points").click()
    assert "No point is missed at the moment." in place.words


def test_an_answer_that_is_written_down_meanwhile_shows(place: Place) -> None:
    place.answer("regularization", "cumm", 0)
    place.show()
    question = place.question("regularization")
    attempt = place.workplace.stored(
        lambda: keep_answer(place.workplace.store, question, "cccc", day=1)
    )
    assert attempt.state is AttemptState.TRANSCRIBED
    place.page.take_news(TranscriptionNews(attempt))
    place.settle()
    assert place.places("Coverage") == 2


def test_a_database_that_cannot_be_read_is_told(place: Place) -> None:
    place.answer("regularization", "cumm", 0)
    path = place.workplace.database.path

    def damage() -> None:
        with place.workplace.database.transaction() as connection:
            connection.execute("UPDATE verdicts SET coverage = '[]'")

    place.workplace.stored(damage)
    place.show()
    assert str(path) in place.words
