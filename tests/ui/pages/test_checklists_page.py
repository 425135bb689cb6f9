"""The checklists page and its list widget, on the shipped lists and the real database."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from mlprep_gui.services.checklists import TickedList
from mlprep_gui.ui.pages.checklists.page import ChecklistsPage
from mlprep_gui.ui.widgets.checklist_view import ChecklistView
from mlprep_gui.ui.widgets.notice import NoticeBar
from tests.ui.pages.conftest import DEADLINE_S, Workplace, end_page

DEADLINE_MS = round(DEADLINE_S * 1000)


class Reader:
    """Sees the page as a user does."""

    def __init__(self, page: ChecklistsPage, workplace: Workplace, qtbot: QtBot) -> None:
        self.page = page
        self.workplace = workplace
        self.qtbot = qtbot
        titles = page.findChild(QListWidget)
        assert isinstance(titles, QListWidget)
        self.titles = titles

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=DEADLINE_MS)

    @property
    def boxes(self) -> list[QCheckBox]:
        return [box for box in self.page.findChildren(QCheckBox) if box.isVisible()]

    def press(self, text: str) -> None:
        buttons = self.page.findChildren(QPushButton)
        (button,) = (b for b in buttons if b.isVisible() and b.text() == text)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def stored(self) -> tuple[TickedList, ...]:
        return self.workplace.stored(self.workplace.checklists.lists)


@pytest.fixture
def reader(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    page = ChecklistsPage(workplace.checklists, workplace.storage, workplace.icons)
    page.resize(800, 640)
    page.show()
    page.on_shown()
    reader = Reader(page, workplace, qtbot)
    reader.wait(lambda: reader.titles.count() > 0)
    yield reader
    end_page(page)


def test_every_list_is_there_with_its_progress(reader: Reader) -> None:
    shown = [reader.titles.item(row).text() for row in range(reader.titles.count())]
    assert shown == [f"{one.checklist.title}\n0 of {one.total}" for one in reader.stored()]


def test_space_ticks_and_is_kept_at_once(reader: Reader) -> None:
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    QTest.keyClick(reader.boxes[2], Qt.Key.Key_Space)
    first = reader.stored()[0]
    items = [item.id for item in first.checklist.items()]
    assert first.ticked == {items[0], items[2]}
    assert reader.titles.item(0).text().endswith(f"2 of {first.total}")


def test_return_on_a_title_goes_to_its_items(reader: Reader) -> None:
    reader.qtbot.waitActive(reader.page)
    QTest.keyClick(reader.titles, Qt.Key.Key_Down)
    QTest.keyClick(reader.titles, Qt.Key.Key_Return)
    assert reader.boxes[0].hasFocus()


def test_unticking_all_asks_first(reader: Reader) -> None:
    for box in reader.boxes[:3]:
        QTest.keyClick(box, Qt.Key.Key_Space)
    reader.press("&Untick all…")
    (question,) = reader.page.findChildren(QMessageBox)
    assert question.defaultButton().text() == "Keep the ticks"
    (untick,) = (b for b in question.findChildren(QPushButton) if b.text() == "Untick all")
    untick.click()
    assert not any(box.isChecked() for box in reader.boxes)
    assert reader.stored()[0].ticked == frozenset()


def test_a_tick_that_cannot_be_kept_is_taken_back(reader: Reader) -> None:
    reader.workplace.forbid_writing()
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.wait(lambda: not reader.boxes[0].isChecked())
    notice = reader.page.findChild(NoticeBar)
    assert isinstance(notice, NoticeBar)
    assert "cannot be used" in notice.text


def test_ticks_made_elsewhere_are_shown(reader: Reader) -> None:
    first = reader.stored()[0].checklist
    item = next(first.items())
    reader.workplace.stored(
        lambda: reader.workplace.checklists.set_tick(first.id, item.id, ticked=True)
    )
    reader.page.on_shown()
    reader.wait(reader.boxes[0].isChecked)


def test_a_click_on_the_text_ticks(workplace: Workplace, qtbot: QtBot) -> None:
    ticked = workplace.stored(workplace.checklists.lists)[0]
    view = ChecklistView(ticked)
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    item = next(ticked.checklist.items())
    (text,) = (w for w in view.findChildren(QLabel) if w.text() == item.text)
    with qtbot.waitSignal(view.item_toggled) as toggled:
        QTest.mouseClick(text, Qt.MouseButton.LeftButton)
    assert toggled.args == [ticked.checklist.id, item.id, True]


def test_showing_ticks_tells_nobody(workplace: Workplace, qtbot: QtBot) -> None:
    ticked = workplace.stored(workplace.checklists.lists)[0]
    view = ChecklistView(ticked)
    qtbot.addWidget(view)
    every = frozenset(item.id for item in ticked.checklist.items())
    with qtbot.assertNotEmitted(view.item_toggled):
        view.show_ticks(every)
    assert all(box.isChecked() for box in view.findChildren(QCheckBox))
    assert any(w.text() == f"{len(every)} of {len(every)}" for w in view.findChildren(QLabel))


def test_every_item_has_a_name_and_its_reason(workplace: Workplace, qtbot: QtBot) -> None:
    for ticked in workplace.stored(workplace.checklists.lists):
        view = ChecklistView(ticked)
        qtbot.addWidget(view)
        items = list(ticked.checklist.items())
        boxes = view.findChildren(QCheckBox)
        assert [box.accessibleName() for box in boxes] == [item.text for item in items]
        assert [box.accessibleDescription() for box in boxes] == [item.reason for item in items]
