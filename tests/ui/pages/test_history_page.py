"""The history's list: what it shows, opens, sorts, and how it stays in place. On real services."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.ui.models.attempt_table import (
    COLUMNS,
    COVERED,
    DATE,
    ENGINE,
    LENGTH,
    PACE,
    QUESTION,
    STATE,
    TOPIC,
    TRIES,
    AttemptTable,
)
from mlprep_gui.ui.models.history_lines import write_lines
from tests.ui.pages.conftest import SAMPLE_TEXT, Workplace
from tests.ui.pages.history_reader import Reader, open_history

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    with open_history(workplace, qtbot) as reader:
        yield reader


def test_an_empty_history_says_what_to_do(reader: Reader) -> None:
    reader.show()
    action = reader.button("Practise a question")
    assert not reader.view.isVisible()
    with reader.one_signal(reader.page.practice_requested):
        QTest.keyClick(action, Qt.Key.Key_Space)


def test_answers_are_listed_newest_first(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("nothing much", "ensembles")
    workplace.transcribed(SAMPLE_TEXT, engine="sphinx")
    reader.show()
    assert reader.questions == ["Regularization", "Ensembles"]
    assert reader.column(TOPIC) == ["Models", "Models"]
    assert reader.column(LENGTH)[1] == ""
    assert reader.covered[0].startswith("4 of 5")
    assert reader.covered[1].startswith("0 of ")
    assert int(reader.column(PACE)[0]) > 60
    assert reader.column(PACE)[1] == ""
    assert reader.column(ENGINE) == ["PocketSphinx", "Typed"]
    assert reader.column(TRIES) == ["1", "1"]
    assert reader.states == ["new", "new"]
    assert "2 answers" in reader.told


def test_the_newest_answer_is_chosen_and_return_opens_it(
    workplace: Workplace, reader: Reader
) -> None:
    oldest, newest = workplace.typed("older"), workplace.typed("newer")
    reader.show()
    with reader.one_signal(reader.page.attempt_opened) as opened:
        reader.press(Qt.Key.Key_Return)
    assert opened == [newest.id]
    reader.press(Qt.Key.Key_Down)
    with reader.one_signal(reader.page.attempt_opened) as opened:
        reader.button("Open").click()
    assert opened == [oldest.id]


def test_a_double_click_opens_an_answer(workplace: Workplace, reader: Reader) -> None:
    oldest, _newest = workplace.typed("older"), workplace.typed("newer")
    reader.show()
    place = reader.view.visualRect(reader.view.model().index(1, QUESTION)).center()
    QTest.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with reader.one_signal(reader.page.attempt_opened) as opened:
        QTest.mouseDClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [oldest.id]


def test_headings_sort_by_mouse_and_by_keys(workplace: Workplace, reader: Reader) -> None:
    workplace.transcribed(SAMPLE_TEXT)
    workplace.typed("nothing much", "ensembles")
    workplace.recorded("data-splits")
    reader.show()
    headings = reader.view.headings
    headings.setFocus()
    assert QApplication.focusWidget() is headings
    QTest.keyClick(headings, Qt.Key.Key_Right)
    QTest.keyClick(headings, Qt.Key.Key_Space)
    reader.settle()
    assert reader.questions == ["Ensembles", "Regularization", "Training, validation and test sets"]
    QTest.keyClick(headings, Qt.Key.Key_Space)
    reader.settle()
    assert reader.questions[0] == "Training, validation and test sets"
    # The greatest first where that is what one looks for.
    place = headings.viewport().rect().center()
    place.setX(headings.sectionViewportPosition(COVERED) + 10)
    QTest.mouseClick(headings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reader.settle()
    assert reader.covered[0].startswith("4 of 5")
    assert reader.covered[2] == ""
    QTest.keyClick(headings, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is reader.view


def test_a_press_on_a_heading_chooses_nothing(workplace: Workplace, reader: Reader) -> None:
    for text in ("one", "two", "three"):
        workplace.typed(text)
    reader.show()
    headings = reader.view.headings
    place = headings.viewport().rect().center()
    place.setX(headings.sectionViewportPosition(STATE) + 10)
    QTest.mouseClick(headings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reader.settle()
    assert len(reader.chosen()) == 1


def test_sorting_keeps_what_is_chosen(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("a", "ensembles")
    workplace.typed("b", "regularization")
    workplace.typed("c", "data-splits")
    reader.show()
    reader.choose(0, 2)
    chosen = {reader.questions[row] for row in reader.chosen()}
    reader.view.headings.setSortIndicator(QUESTION, Qt.SortOrder.AscendingOrder)
    reader.settle()
    assert {reader.questions[row] for row in reader.chosen()} == chosen
    assert len(reader.chosen()) == 2


def test_keys_choose_several(workplace: Workplace, reader: Reader) -> None:
    for text in ("one", "two", "three"):
        workplace.typed(text)
    reader.show()
    reader.press(Qt.Key.Key_Down, SHIFT)
    assert reader.chosen() == [0, 1]
    assert "3 answers, 2 chosen" in reader.told
    assert not reader.button("Open").isEnabled()
    reader.press(Qt.Key.Key_A, CTRL)
    assert reader.chosen() == [0, 1, 2]
    assert not reader.button("Compare").isEnabled()
    assert reader.button("Delete").isEnabled()


def test_the_list_follows_what_happens(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.recorded(text=SAMPLE_TEXT)
    reader.show()
    assert reader.states == ["not written down"]
    assert any("Choose “Write down”" in words for words in reader.told)
    reader.button("Write down").click()
    reader.wait(lambda: reader.states == ["new"])
    assert " of 5" in reader.covered[0]
    assert "1 answer waits to be written down." in reader.notice
    assert workplace.stored(lambda: workplace.store.get(attempt.id)).engine


def test_news_of_one_answer_leave_everything_else_in_place(
    workplace: Workplace, reader: Reader
) -> None:
    for number in range(60):
        workplace.typed(f"answer {number}")
    waiting = workplace.recorded(text=SAMPLE_TEXT)
    reader.show()
    bar = reader.view.verticalScrollBar()
    bar.setValue(20)
    reader.settle()
    reader.choose(25, 27)
    resets: list[None] = []
    reader.view.model().modelReset.connect(lambda: resets.append(None))
    workplace.stored(lambda: workplace.queue.enqueue(waiting.id))
    told = reader.page._presenter._told
    reader.wait(lambda: told.get(waiting.id) is AttemptState.TRANSCRIBED)
    reader.settle()
    assert bar.value() == 20
    bar.setValue(0)
    reader.settle()
    assert reader.states[0] == "new"
    assert reader.chosen() == [25, 27]
    assert resets == []


def test_a_new_answer_moves_nothing_that_is_looked_at(workplace: Workplace, reader: Reader) -> None:
    for number in range(60):
        workplace.typed(f"answer {number}")
    reader.show()
    reader.view.verticalScrollBar().setValue(20)
    reader.settle()
    reader.choose(25)
    dates = reader.column(DATE)
    workplace.recorded(text="more")
    reader.show()
    reader.wait_for_rows(61)
    assert reader.view.verticalScrollBar().value() == 21
    assert reader.chosen() == [26]
    assert reader.column(DATE)[26] == dates[25]


def test_an_answer_that_failed_says_why_and_what_to_do(
    workplace: Workplace, reader: Reader
) -> None:
    attempt = workplace.recorded(text="", conduct="fail", fault="no-speech")
    reader.show()
    workplace.stored(lambda: workplace.queue.enqueue(attempt.id))
    reader.wait(lambda: reader.states == ["failed"])
    reader.wait(lambda: any("No speech was found" in words for words in reader.told))
    assert any("Listen to it" in words for words in reader.told)
    workplace.write_script(attempt, text=SAMPLE_TEXT)
    reader.button("Write down").click()
    reader.wait(lambda: reader.states == ["new"])
    assert not any("No speech" in words for words in reader.told)


def test_an_answer_under_way_says_so(workplace: Workplace, reader: Reader) -> None:
    running = workplace.recorded(text="one", conduct="hang")
    waiting = workplace.recorded(text="two")
    for attempt in (running, waiting):
        workplace.stored(partial(workplace.queue.enqueue, attempt.id))
    reader.show()
    reader.wait(lambda: reader.states == ["waiting", "being written down"])
    assert any("waits for its turn" in words for words in reader.told)
    reader.press(Qt.Key.Key_Down)
    assert any("is being written down now" in words for words in reader.told)
    assert not reader.button("Write down").isEnabled()


def test_nothing_to_write_down_is_said(workplace: Workplace, reader: Reader) -> None:
    for number in range(250):
        workplace.typed(f"answer {number}")
    reader.show()
    reader.press(Qt.Key.Key_A, CTRL)
    reader.button("Write down").click()
    reader.wait(lambda: "nothing to write down" in reader.notice)


def test_a_question_is_practised_again(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one", "ensembles")
    reader.show()
    with reader.one_signal(reader.page.practise_requested) as wished:
        reader.button("Practise again").click()
    assert wished == ["ensembles"]


def test_chosen_answers_are_exported_in_the_lists_order(
    workplace: Workplace, reader: Reader
) -> None:
    first, second = workplace.typed("one"), workplace.typed("two")
    reader.show()
    with reader.one_signal(reader.page.export_requested) as wished:
        reader.button("Export…").click()
    assert wished == [(second.id,), "regularization"]
    reader.press(Qt.Key.Key_A, CTRL)
    with reader.one_signal(reader.page.export_requested) as wished:
        reader.button("Export…").click()
    assert wished == [(second.id, first.id), "answers"]


def test_two_answers_to_one_question_can_be_compared(workplace: Workplace, reader: Reader) -> None:
    first = workplace.typed("one")
    workplace.typed("other", "ensembles")
    second = workplace.typed("two")
    reader.show()
    reader.choose(0, 1)
    assert not reader.button("Compare").isEnabled()
    reader.choose(0, 2)
    with reader.one_signal(reader.page.compare_requested) as wished:
        reader.button("Compare").click()
    assert set(wished) == {first.id, second.id}


def test_a_narrow_page_keeps_question_and_points(workplace: Workplace, reader: Reader) -> None:
    workplace.transcribed(SAMPLE_TEXT)
    reader.show()
    reader.page.resize(560, 640)
    reader.wait(lambda: reader.view.isColumnHidden(TOPIC))
    assert not reader.view.isColumnHidden(QUESTION)
    assert not reader.view.isColumnHidden(COVERED)
    # A column that sorts the list stays.
    reader.view.headings.setSortIndicator(ENGINE, Qt.SortOrder.AscendingOrder)
    reader.settle()
    assert not reader.view.isColumnHidden(ENGINE)
    reader.page.resize(1500, 640)
    reader.wait(lambda: not any(map(reader.view.isColumnHidden, range(len(COLUMNS)))))


def test_only_rows_in_sight_are_read(workplace: Workplace, reader: Reader) -> None:
    for number in range(240):
        workplace.typed(f"answer {number}")
    reader.show()
    assert reader.rows == 240
    listing = reader.page._presenter.listing
    assert listing.line(0) is not None
    assert listing.line(200) is None
    reader.view.scrollToBottom()
    reader.settle()
    assert listing.line(239) is not None
    assert reader.column(DATE)[239].endswith("12:01")
    assert listing.line(120) is None


def test_letters_look_for_nothing(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one", "ensembles")
    workplace.typed("two")
    reader.show()
    QTest.keyClicks(reader.view, "01")
    assert reader.chosen() == [0]


def test_the_table_is_a_sound_model(workplace: Workplace, qtmodeltester: object) -> None:
    workplace.typed("one")
    rows = workplace.stored(lambda: workplace.history.rows([1]))
    lines = [*write_lines(rows, workplace.bank), None]
    table = AttemptTable(lines.__getitem__)
    qtmodeltester.check(table)  # type: ignore[attr-defined]  # pytest-qt has no types for it
    table.show_count(2)
    table.tell_changed(0, 1)
    assert table.index(1, DATE).data() == "…"
    said = table.index(0, COVERED).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "0 covered, 0 unsure, 5 missing"
    table.show_count(0)


def test_a_question_that_left_the_bank_is_listed_by_its_id(workplace: Workplace) -> None:
    attempt = workplace.typed("one")
    (row,) = workplace.stored(lambda: workplace.history.rows([1]))
    (line,) = write_lines([row], type(workplace.bank)(()))
    assert (line.question, line.topic, line.attempt.id) == ("regularization", "", attempt.id)
    assert not line.is_known
