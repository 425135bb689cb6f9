"""Deleting answers from the history and bringing them back, with all that belongs to them."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.ui.main_window import MainWindow, PageEntry
from tests.ui.pages.conftest import SAMPLE_TEXT, Workplace
from tests.ui.pages.history_reader import Reader, open_history

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    with open_history(workplace, qtbot) as reader:
        yield reader


def test_delete_asks_nothing_and_undo_brings_all_back(workplace: Workplace, reader: Reader) -> None:
    recorded = workplace.transcribed(SAMPLE_TEXT)
    workplace.stored(lambda: workplace.review.note(recorded.id, "mind the elbow"))
    workplace.typed("two", "ensembles")
    workplace.typed("three", "data-splits")
    reader.show()
    before = reader.questions
    reader.choose(0, 2)
    with reader.one_signal(reader.page.attempts_deleted) as deleted:
        reader.press(Qt.Key.Key_Delete)
    (ids,) = deleted
    assert isinstance(ids, tuple)
    assert recorded.id in ids
    assert len(ids) == 2
    reader.wait_for_rows(1)
    assert reader.chosen() == [0]
    assert "2 answers are deleted." in reader.notice
    assert workplace.folder.path_of(recorded).exists()
    reader.button("Undo").click()
    reader.wait_for_rows(3)
    assert reader.questions == before
    assert reader.chosen() == [0, 2]
    assert "2 answers are back." in reader.notice
    sheet = workplace.stored(lambda: workplace.review.sheet(recorded.id))
    assert sheet.own.notes == "mind the elbow"
    assert sheet.recording is not None
    assert QApplication.focusWidget() is reader.view


def test_the_next_answer_is_chosen_after_deleting(workplace: Workplace, reader: Reader) -> None:
    for question in ("ensembles", "regularization", "data-splits"):
        workplace.typed("x", question)
    reader.show()
    reader.choose(1)
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(2)
    assert reader.chosen() == [1]
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(1)
    assert reader.chosen() == [0]


def test_what_follows_several_deleted_answers_is_chosen(
    workplace: Workplace, reader: Reader
) -> None:
    for question in ("ensembles", "regularization", "data-splits", "strengths"):
        workplace.typed("x", question)
    reader.show()
    reader.choose(1)
    reader.press(Qt.Key.Key_Down, SHIFT)
    follower = reader.questions[3]
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(2)
    assert [reader.questions[row] for row in reader.chosen()] == [follower]


def test_undo_goes_back_step_by_step(workplace: Workplace, reader: Reader) -> None:
    for text in ("one", "two", "three"):
        workplace.typed(text)
    reader.show()
    for left in (2, 1):
        reader.press(Qt.Key.Key_Delete)
        reader.wait_for_rows(left)
    for back in (2, 3):
        reader.page.undo()
        reader.wait_for_rows(back)
    reader.page.undo()
    reader.settle()
    assert reader.rows == 3


def test_ctrl_z_and_ctrl_a_of_the_menus_mean_the_list(workplace: Workplace, reader: Reader) -> None:
    for text in ("one", "two"):
        workplace.typed(text)
    window = MainWindow(workplace.icons)
    window.fill([PageEntry("history", lambda: reader.page)])
    window.add_menus([], [], [])
    window.resize(1100, 700)
    window.show()
    window.activateWindow()
    window.show_page("history")
    reader.settle()
    QTest.keyClick(reader.view, Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is reader.search
    reader.view.setFocus()
    QTest.keyClick(reader.view, Qt.Key.Key_A, CTRL)
    assert reader.chosen() == [0, 1]
    QTest.keyClick(reader.view, Qt.Key.Key_Delete)
    reader.wait_for_rows(0)
    # The list is out of sight; the keys are still heard.
    focus = QApplication.focusWidget()
    assert focus is not None
    assert reader.page.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Z, CTRL)
    reader.wait_for_rows(2)
    assert reader.chosen() == [0, 1]
    reader.page.setParent(None)
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("conduct", ["hang", "speak"])
def test_answers_that_are_being_written_down_can_be_deleted(
    workplace: Workplace, reader: Reader, conduct: str
) -> None:
    running = workplace.recorded(text="one", conduct=conduct)
    waiting = workplace.recorded(text="two")
    for attempt in (running, waiting):
        workplace.stored(partial(workplace.queue.enqueue, attempt.id))
    reader.show()
    reader.press(Qt.Key.Key_A, CTRL)
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(0)
    # The queue goes on with the next one.
    third = workplace.recorded(text="three")
    workplace.stored(lambda: workplace.queue.enqueue(third.id))
    reader.wait(
        lambda: (
            workplace.stored(lambda: workplace.store.get(third.id)).state
            is AttemptState.TRANSCRIBED
        )
    )


def test_what_was_being_written_down_is_taken_up_again_by_undo(
    workplace: Workplace, reader: Reader
) -> None:
    running = workplace.recorded(text="one", conduct="hang")
    waiting = workplace.recorded(text=SAMPLE_TEXT)
    for attempt in (running, waiting):
        workplace.stored(partial(workplace.queue.enqueue, attempt.id))
    reader.show()
    reader.wait(lambda: reader.states == ["waiting", "being written down"])
    reader.press(Qt.Key.Key_A, CTRL)
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(0)
    workplace.write_script(running, text=SAMPLE_TEXT)
    reader.page.undo()
    reader.wait(lambda: reader.states == ["new", "new"])


def test_an_answer_that_cannot_be_deleted_stays(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one")
    reader.show()
    workplace.forbid_writing()
    reader.press(Qt.Key.Key_Delete)
    reader.wait(lambda: "cannot be used" in reader.notice)
    assert reader.rows == 1


def test_undo_that_fails_can_be_tried_again(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one")
    reader.show()
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(0)
    workplace.forbid_writing()
    reader.page.undo()
    reader.wait(lambda: "cannot be used" in reader.notice)

    def allow() -> None:
        with workplace.database.reading() as connection:
            connection.execute("PRAGMA query_only = OFF")

    workplace.stored(allow)
    reader.page.undo()
    reader.wait_for_rows(1)


def test_deleting_in_a_search_leaves_the_search(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("alpha one")
    workplace.typed("alpha two")
    workplace.typed("beta")
    reader.show()
    reader.type("alpha")
    assert reader.rows == 2
    reader.view.setFocus()
    reader.press(Qt.Key.Key_Delete)
    reader.wait_for_rows(1)
    assert reader.search.text() == "alpha"
    reader.page.undo()
    reader.wait_for_rows(2)
