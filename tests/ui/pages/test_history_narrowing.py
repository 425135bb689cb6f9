"""Search and filters of the history: what they leave, and which result shows. Real services."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDateEdit
from pytestqt.qtbot import QtBot

from mlprep_gui.services.ports.history import FOUND_AT_MOST, HistoryOrder
from mlprep_gui.ui.models.attempt_table import QUESTION
from mlprep_gui.ui.pages.history.contents import say_count
from mlprep_gui.ui.pages.history.listing import Listing, join_rows
from mlprep_gui.ui.pages.history.narrowing import Narrowing, Period, write_filter
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from tests.ui.pages.conftest import Workplace
from tests.ui.pages.history_reader import Reader, open_history

NOW = datetime(2026, 3, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def reader(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    with open_history(workplace, qtbot) as reader:
        yield reader


def pick(reader: Reader, name: str, text: str) -> None:
    """Choose a line of a filter."""
    (box,) = (b for b in reader.page.findChildren(ChoiceBox) if b.accessibleName() == name)
    box.setFocus()
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())
    reader.settle()


def test_a_search_shows_where_the_words_were_said(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("bagging lowers the variance", "ensembles")
    workplace.typed("the penalty keeps weights small")
    reader.show()
    reader.type("vari")
    assert reader.questions == ["Ensembles"]
    assert "1 answer found" in reader.told
    cell = reader.view.model().index(0, QUESTION)
    said = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ensembles. Found: bagging lowers the variance"
    line = reader.page._presenter.listing.line(0)
    assert line is not None
    assert [part.text for part in line.snippet if part.is_match] == ["variance"]
    reader.search.clear()
    reader.settle()
    assert reader.rows == 2
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Regularization"


def test_snippets_are_painted_below_the_rows(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("lowers the variance " + "of every model in the whole crowd " * 8)
    reader.show()
    height = reader.view.rowHeight(0)
    reader.type("variance")
    assert reader.view.rowHeight(0) > 1.4 * height
    picture = reader.view.viewport().grab().toImage()
    reader.type(" crowd")
    assert reader.view.viewport().grab().toImage() != picture


def test_the_newest_search_wins(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("alpha beta", "ensembles")
    workplace.typed("alpha")
    reader.show()
    presenter = reader.page._presenter
    shown: list[int] = []
    reader.view.model().modelReset.connect(lambda: shown.append(reader.rows))
    for words in ("alpha", "zzz", "alpha beta"):
        presenter.narrow(Narrowing(words=words))
    reader.settle()
    assert reader.questions == ["Ensembles"]
    # What was overtaken never showed.
    assert shown == [1]


def test_notes_are_searched_as_well(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.typed("something")
    workplace.typed("else")
    workplace.stored(lambda: workplace.review.note(attempt.id, "speak of the elbow"))
    reader.show()
    reader.type("elbow")
    assert reader.rows == 1


def test_when_nothing_fits_everything_can_be_cleared(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("one", "ensembles")
    reader.show()
    reader.type('"zzz* (')
    assert not reader.view.isVisible()
    assert "No answers fit" in reader.told
    QTest.keyClick(reader.button("Clear search and filters"), Qt.Key.Key_Space)
    reader.settle()
    assert reader.rows == 1
    assert reader.search.text() == ""
    assert QApplication.focusWidget() is reader.view


def test_keys_lead_from_the_search_to_the_list_and_empty_it(
    workplace: Workplace, reader: Reader
) -> None:
    workplace.typed("alpha")
    reader.show()
    reader.search.setFocus()
    reader.type("alpha")
    QTest.keyClick(reader.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is reader.view
    reader.search.setFocus()
    QTest.keyClick(reader.search, Qt.Key.Key_Escape)
    assert reader.search.text() == ""


def test_filters_by_topic_question_and_review(workplace: Workplace, reader: Reader) -> None:
    seen = workplace.typed("one", "ensembles")
    workplace.typed("two")
    workplace.typed("three", "data-splits")
    workplace.stored(lambda: workplace.review.mark_reviewed(seen.id))
    reader.show()
    reader.button("Filters").click()
    pick(reader, "Topic", "Models")
    assert reader.questions == ["Regularization", "Ensembles"]
    pick(reader, "Question", "Ensembles")
    assert reader.questions == ["Ensembles"]
    assert reader.button("Filters: 2 set").isVisible()
    box = reader.page.findChild(QCheckBox)
    assert isinstance(box, QCheckBox)
    QTest.keyClick(box, Qt.Key.Key_Space)
    reader.settle()
    assert not reader.view.isVisible()
    # Another topic takes back a question that is not of it.
    pick(reader, "Topic", workplace.bank.get("data-splits").topic)
    assert reader.questions == ["Training, validation and test sets"]
    reader.button("Clear filters").click()
    reader.settle()
    assert reader.rows == 3


def test_filters_by_days(workplace: Workplace, reader: Reader) -> None:
    workplace.typed("old")
    workplace.clock.pass_minutes(60 * 24 * 10)
    workplace.typed("new", "ensembles")
    reader.show()
    reader.button("Filters").click()
    pick(reader, "Days", "The last 7 days")
    assert reader.questions == ["Ensembles"]
    pick(reader, "Days", "The last 30 days")
    assert reader.rows == 2
    pick(reader, "Days", "Choose days…")
    first, last = reader.page.findChildren(QDateEdit)
    first.setDate(QDate(2026, 2, 20))
    last.setDate(QDate(2026, 3, 2))
    reader.settle()
    assert reader.questions == ["Regularization"]


def test_days_are_those_of_this_computers_clocks() -> None:
    chosen = Narrowing(period=Period.CHOSEN, first=date(2026, 3, 2), last=date(2026, 3, 4))
    wanted = write_filter(chosen, HistoryOrder.DATE, descending=True, now=NOW)
    assert wanted.since is not None
    assert wanted.until is not None
    assert wanted.since.astimezone().replace(tzinfo=None) == datetime(2026, 3, 2)  # noqa: DTZ001  local
    assert wanted.until.astimezone().replace(tzinfo=None) == datetime(2026, 3, 5)  # noqa: DTZ001  local
    backwards = Narrowing(period=Period.CHOSEN, first=date(2026, 3, 4), last=date(2026, 3, 2))
    assert write_filter(backwards, HistoryOrder.DATE, descending=True, now=NOW) == wanted
    week = Narrowing(period=Period.WEEK)
    since = write_filter(week, HistoryOrder.DATE, descending=True, now=NOW).since
    assert since is not None
    assert timedelta(days=6) <= NOW - since < timedelta(days=7)


def test_the_count_tells_what_it_counts() -> None:
    assert say_count(1, narrow=False, words=False, chosen=1) == "1 answer"
    assert say_count(1234, narrow=False, words=False, chosen=0) == "1,234 answers"
    assert say_count(3, narrow=True, words=True, chosen=2) == "3 answers found, 2 chosen"
    most = say_count(FOUND_AT_MOST, narrow=True, words=True, chosen=1)
    assert most == "The 1,000 newest answers found"


def test_runs_are_found_again_wherever_they_stand() -> None:
    listing = Listing()
    listing.take_order((9, 1, 2, 3, 4, 5), ())
    assert listing.spans_of([(1, 2, 3)]) == [(1, 3)]
    assert listing.spans_of([(1, 2), (5,)]) == [(1, 2), (5, 5)]
    assert listing.spans_of([(2, 1), (7, 8)]) == [(1, 2)]
    assert listing.spans_of([(3, 9, 8)]) == [(0, 0), (3, 3)]
    assert listing.spans_of([]) == []
    assert join_rows([1, 2, 4, 5, 9]) == [(1, 2), (4, 5), (9, 9)]
