"""The history page and its table, on real services."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.ui.models.attempt_table import (
    COLUMNS,
    COVERED,
    DATE,
    ENGINE,
    LENGTH,
    QUESTION,
    SORT_ROLE,
    STATE,
    TOPIC,
    AttemptTable,
)
from mlprep_gui.ui.models.history_lines import write_lines
from mlprep_gui.ui.pages.history.page import HistoryPage
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.notice import NoticeBar
from tests.ui.pages.conftest import DEADLINE_S, SAMPLE_TEXT, Workplace, end_page

DEADLINE_MS = round(DEADLINE_S * 1000)


class Reader:
    """Sees the list as a user does."""

    def __init__(self, page: HistoryPage, qtbot: QtBot) -> None:
        self.page = page
        self.qtbot = qtbot
        table = page.findChild(QTableView)
        assert isinstance(table, QTableView)
        self.table = table

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=DEADLINE_MS)

    def show(self, rows: int) -> None:
        self.page.on_shown()
        self.wait(
            lambda: (
                self.page._presenter.view().lines is not None
                and self.table.model().rowCount() == rows
            )
        )

    def column(self, column: int) -> list[str]:
        model = self.table.model()
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def delete(self) -> None:
        """Wish to delete the chosen answer."""
        buttons = self.page.findChildren(Button)
        next(b for b in buttons if b.accessibleName() == "Delete…").click()

    def confirm(self, text: str) -> None:
        box = self.page.findChildren(QMessageBox)[-1]
        (button,) = (b for b in box.findChildren(QPushButton) if b.text() == text)
        button.click()


@pytest.fixture
def reader(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    page = HistoryPage(workplace.history_tools, workplace.icons)
    workplace.listeners.append(page.take_news)
    page.resize(1000, 640)
    page.show()
    yield Reader(page, qtbot)
    end_page(page)


def test_an_empty_history_says_what_to_do(reader: Reader) -> None:
    reader.show(0)
    (action,) = (b for b in reader.page.findChildren(Button) if b.text() == "Practise a question")
    assert action.isVisible()
    assert not reader.table.isVisible()
    with reader.qtbot.waitSignal(reader.page.practice_requested):
        QTest.keyClick(action, Qt.Key.Key_Space)


def test_answers_are_listed_newest_first(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("nothing much", "ensembles")
    workplace.transcribed(SAMPLE_TEXT, engine="sphinx")
    reader.show(2)
    assert reader.column(QUESTION) == ["Regularization", "Ensembles"]
    assert reader.column(TOPIC) == ["Models", "Models"]
    assert reader.column(LENGTH)[1] == ""
    assert reader.column(COVERED)[1].startswith("0 of ")
    assert reader.column(ENGINE) == ["PocketSphinx", "Typed"]
    assert reader.column(STATE) == ["new", "new"]


def test_return_opens_an_answer(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("older")
    newest = workplace.typed("newer")
    reader.show(2)
    with reader.qtbot.waitSignal(reader.page.attempt_opened) as opened:
        QTest.keyClick(reader.table, Qt.Key.Key_Return)
    assert opened.args == [newest.id]


def test_the_arrow_keys_choose(workplace: Workplace, reader: Reader) -> None:
    oldest = workplace.typed("older")
    workplace.typed("newer")
    reader.show(2)
    QTest.keyClick(reader.table, Qt.Key.Key_Down)
    with reader.qtbot.waitSignal(reader.page.attempt_opened) as opened:
        QTest.keyClick(reader.table, Qt.Key.Key_Return)
    assert opened.args == [oldest.id]


def test_deleting_asks_first_and_takes_the_recording(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(SAMPLE_TEXT)
    reader.show(1)
    QTest.keyClick(reader.table, Qt.Key.Key_Delete)
    reader.confirm("Keep it")
    assert workplace.folder.path_of(attempt).exists()
    QTest.keyClick(reader.table, Qt.Key.Key_Delete)
    with reader.qtbot.waitSignal(reader.page.attempt_deleted, timeout=DEADLINE_MS) as deleted:
        reader.confirm("Delete")
    assert deleted.args == [attempt.id]
    reader.wait(lambda: reader.table.model().rowCount() == 0)
    assert not workplace.folder.path_of(attempt).exists()


def test_after_deleting_the_next_one_is_chosen(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("older")
    workplace.typed("newer")
    reader.show(2)
    reader.delete()
    reader.confirm("Delete")
    reader.wait(lambda: reader.table.model().rowCount() == 1)
    assert reader.table.currentIndex().row() == 0


@pytest.mark.parametrize("conduct", ["hang", "speak"])
def test_an_answer_that_is_being_written_down_can_be_deleted(
    workplace: Workplace, reader: Reader, conduct: str
) -> None:
    running = workplace.recorded(text="one", conduct=conduct)
    waiting = workplace.recorded(text="two")
    workplace.stored(lambda: workplace.queue.enqueue(running.id))
    workplace.stored(lambda: workplace.queue.enqueue(waiting.id))
    reader.show(2)
    for _ in range(2):
        with reader.qtbot.waitSignal(reader.page.attempt_deleted, timeout=DEADLINE_MS):
            reader.delete()
            reader.confirm("Delete")
    reader.wait(lambda: reader.table.model().rowCount() == 0)
    # The queue goes on with the next one.
    third = workplace.recorded(text="three")
    workplace.stored(lambda: workplace.queue.enqueue(third.id))
    reader.wait(
        lambda: (
            workplace.stored(lambda: workplace.store.get(third.id)).state
            is AttemptState.TRANSCRIBED
        )
    )


def test_an_answer_that_cannot_be_deleted_stays(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one")
    reader.show(1)
    workplace.forbid_writing()
    reader.delete()
    reader.confirm("Delete")
    notice = reader.page.findChild(NoticeBar)
    assert isinstance(notice, NoticeBar)
    reader.wait(lambda: "cannot be used" in notice.text)
    assert reader.table.model().rowCount() == 1


def test_the_list_follows_what_happens(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.recorded(text=SAMPLE_TEXT)
    reader.show(1)
    assert reader.column(STATE) == ["not written down"]
    workplace.stored(lambda: workplace.queue.enqueue(attempt.id))
    reader.wait(lambda: reader.column(STATE) == ["new"])
    assert "points" in reader.column(COVERED)[0]


def test_searching_leaves_what_fits(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one", "ensembles")
    workplace.typed("two")
    reader.show(2)
    search = reader.page.search_field()
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "ensem")
    assert reader.column(QUESTION) == ["Ensembles"]
    QTest.keyClicks(search, "xyz")
    assert not reader.table.isVisible()
    search.clear()
    assert reader.table.isVisible()


def test_a_narrow_page_keeps_question_and_points(workplace: Workplace, reader: Reader) -> None:
    workplace.transcribed(SAMPLE_TEXT)
    reader.show(1)
    reader.page.resize(560, 640)
    reader.wait(lambda: reader.table.isColumnHidden(TOPIC))
    assert not reader.table.isColumnHidden(QUESTION)
    assert not reader.table.isColumnHidden(COVERED)
    reader.page.resize(1200, 640)
    reader.wait(lambda: not reader.table.isColumnHidden(TOPIC))


def test_columns_sort_by_what_they_mean(workplace: Workplace) -> None:
    workplace.transcribed(SAMPLE_TEXT)
    workplace.typed("nothing much", "ensembles")
    workplace.recorded("data-splits")
    rows = workplace.stored(workplace.history.rows)
    table = AttemptTable()
    table.show_lines(write_lines(rows, workplace.bank))
    values = {
        column: [table.index(row, column).data(SORT_ROLE) for row in range(3)]
        for column in range(COLUMNS)
    }
    assert values[DATE] == sorted(values[DATE], reverse=True)
    assert values[LENGTH][1] == 0.0
    assert values[COVERED][0] < values[COVERED][1] < values[COVERED][2]
    assert values[QUESTION][1] == "ensembles"


def test_the_table_is_a_sound_model(workplace: Workplace, qtmodeltester: object) -> None:
    workplace.typed("one")
    rows = workplace.stored(workplace.history.rows)
    table = AttemptTable()
    qtmodeltester.check(table)  # type: ignore[attr-defined]  # pytest-qt has no types for it
    table.show_lines(write_lines(rows, workplace.bank))
    table.show_lines(write_lines(rows, workplace.bank))
    table.show_lines(())


def test_a_question_that_left_the_bank_is_listed_by_its_id(workplace: Workplace) -> None:
    attempt = workplace.typed("one")
    (row,) = workplace.stored(workplace.history.rows)
    (line,) = write_lines([row], type(workplace.bank)(()))
    assert (line.question, line.topic, line.attempt.id) == ("regularization", "", attempt.id)
