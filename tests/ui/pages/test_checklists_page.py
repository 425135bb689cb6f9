"""The checklists page: choosing, ticking, dates, undo, by the keyboard, on the real database."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.interviews.interview import InterviewFormat
from mlprep_gui.services.interviews.list_lines import ItemLine, ListsView
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.pages.checklists.contents import PLACES
from mlprep_gui.ui.pages.checklists.page import ChecklistsPage
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.notice import NoticeBar
from tests.ui.pages.conftest import end_page
from tests.ui.pages.interview_pages import Office, Visitor, open_office

# Said of every menu that opens where nobody sees it.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier


class Reader(Visitor):
    page: ChecklistsPage

    def open(self, set_id: str, list_id: str = "") -> None:
        self.page.open_set(set_id, list_id)
        self.settle()

    @property
    def titles(self) -> QListWidget:
        return self.find(QListWidget, "Checklists")

    @property
    def boxes(self) -> list[QCheckBox]:
        """From top to bottom."""
        return sorted(self.all(QCheckBox), key=lambda box: box.mapToGlobal(QPoint()).y())

    @property
    def title(self) -> str:
        return self.titles.currentItem().text()

    def stored(self, set_id: str) -> ListsView:
        return self.office.stored(lambda: self.office.services.lists.view(set_id))


def tick(reader: Reader, interview: str, item: ItemLine) -> object:
    return reader.office.services.lists.tick(interview, (item.list_id, item.id), ticked=True)


@pytest.fixture
def office(tmp_path: Path, theme: Theme) -> Iterator[Office]:
    with open_office(tmp_path / "mlprep.db", theme) as office:
        yield office


@pytest.fixture
def reader(office: Office, qtbot: QtBot) -> Iterator[Reader]:
    page = ChecklistsPage(office.services, office.storage, office.icons)
    page.resize(900, 640)
    page.show()
    page.on_shown()
    reader = Reader(page, office, qtbot)
    reader.come_back()
    reader.settle()
    yield reader
    end_page(page)


def test_every_list_is_there_with_its_progress(reader: Reader) -> None:
    shown = [reader.titles.item(row).text() for row in range(reader.titles.count())]
    lists = reader.stored(NO_INTERVIEW).lists
    assert shown[0].startswith("Due today")
    assert shown[1:] == [f"{one.title}\n0 of {one.total} done" for one in lists]
    assert len(lists) == 10


def test_the_next_interview_is_chosen_and_others_can_be(reader: Reader) -> None:
    later = reader.office.stored(lambda: reader.office.house.add(company="Later"))
    clock = datetime(2026, 11, 25, tzinfo=UTC).date()
    reader.office.stored(lambda: reader.office.house.add(company="Sooner", day=clock))
    reader.page.on_shown()
    reader.settle()
    box = reader.find(QComboBox, "Which interview")
    assert box.currentText().startswith("Sooner, ML engineer")
    names = [box.itemText(at) for at in range(box.count())]
    assert names[-1] == "No interview yet"
    box.setFocus()
    reader.key(Qt.Key.Key_Down)
    assert box.currentText().startswith("Later")
    reader.open(later, "dress")
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.settle()
    assert reader.stored(later).ticked == 1
    assert reader.stored(NO_INTERVIEW).ticked == 0


def test_a_tick_is_kept_at_once_and_outlives_a_restart(
    tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    for run in range(2):
        with open_office(tmp_path / "mlprep.db", theme) as office:
            page = ChecklistsPage(office.services, office.storage, office.icons)
            page.show()
            reader = Reader(page, office, qtbot)
            reader.open(NO_INTERVIEW, "research")
            if run == 0:
                QTest.keyClick(reader.boxes[1], Qt.Key.Key_Space)
            else:
                assert [box.isChecked() for box in reader.boxes][:3] == [False, True, False]
            end_page(page)


def test_two_quick_ticks_are_both_kept_and_neither_blinks(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "research")
    seen: list[bool] = []
    first, second = reader.boxes[0], reader.boxes[1]
    second.toggled.connect(seen.append)
    QTest.keyClick(first, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Space)
    reader.settle()
    assert seen == [True]
    assert reader.stored(NO_INTERVIEW).get("research").ticked == 2
    assert reader.title.endswith("2 of 16 done")


def test_a_click_on_the_words_ticks(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "research")
    words = next(w for w in reader.page.findChildren(QCheckBox) if w.isVisible())
    row = words.parentWidget()
    assert row is not None
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    reader.settle()
    assert reader.stored(NO_INTERVIEW).get("research").ticked == 1


def test_ticks_are_undone_and_done_again_by_keys_and_by_buttons(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "research")
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.settle()
    reader.boxes[0].setFocus()
    reader.key(Qt.Key.Key_Z, CONTROL)
    assert reader.stored(NO_INTERVIEW).ticked == 0
    assert not reader.boxes[0].isChecked()
    assert "Taken back: the tick." in reader.words
    reader.press("Redo the tick")
    assert reader.stored(NO_INTERVIEW).ticked == 1
    reader.press("Undo the tick")
    assert reader.stored(NO_INTERVIEW).ticked == 0


def test_the_keyboard_alone_goes_from_the_titles_through_the_items(reader: Reader) -> None:
    reader.titles.setFocus()
    reader.key(Qt.Key.Key_Down)
    reader.key(Qt.Key.Key_Down)
    reader.key(Qt.Key.Key_Return)
    boxes = reader.boxes
    assert boxes[0].hasFocus()
    for _ in boxes[1:]:
        reader.key(Qt.Key.Key_Down)
    assert boxes[-1].hasFocus()
    reader.key(Qt.Key.Key_Space)
    assert boxes[-1].isChecked()
    reader.key(Qt.Key.Key_Down)
    assert reader.focus_name == "An item of your own"
    boxes[1].setFocus()
    reader.key(Qt.Key.Key_Up)
    assert boxes[0].hasFocus()


def test_what_is_due_stands_first_and_overdue_is_said_in_words(reader: Reader) -> None:
    interview = reader.office.stored(reader.office.house.add)
    reader.office.house.clock.moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    reader.open(interview)
    due = reader.stored(interview)
    for item in due.due_today:
        reader.office.stored(partial(tick, reader, interview, item))
    reader.open(interview)
    assert reader.title == f"Due today\n{len(due.overdue)} overdue"
    assert len(reader.boxes) == len(due.overdue) > 5
    assert "Overdue: it was due on Tue 24 November" in reader.words
    assert "Due today" in reader.words
    assert "Begin with these" not in reader.words
    assert reader.boxes[0].accessibleName().endswith("(overdue: it was due on Tue 24 November)")


def test_what_was_ticked_under_due_today_stays_until_one_goes_elsewhere(reader: Reader) -> None:
    interview = reader.office.stored(reader.office.house.add)
    reader.office.house.clock.moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    reader.open(interview)
    before = len(reader.boxes)
    first = reader.boxes[0]
    name = first.accessibleName()
    QTest.keyClick(first, Qt.Key.Key_Space)
    reader.settle()
    assert reader.boxes[0] is first
    assert first.isChecked()
    assert reader.stored(interview).ticked == 1
    reader.open(interview)
    assert reader.boxes[0].accessibleName() != name
    assert len(reader.boxes) <= before


def test_much_at_once_begins_with_a_few_of_each_list(reader: Reader) -> None:
    tomorrow = datetime(2026, 11, 27, tzinfo=UTC).date()
    reader.office.house.clock.moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    interview = reader.office.stored(lambda: reader.office.house.add(day=tomorrow))
    reader.open(interview)
    lists = reader.stored(interview)
    assert len(lists.due_today) > 40
    assert "The interview is tomorrow. Begin with these." in reader.words
    assert reader.title == "Due today\nbegin with these few"
    assert reader.words.count("Due today") == 1
    due = [[item for item in one.items if item in lists.due_today] for one in lists.lists]
    reader.wait(lambda: len(reader.boxes) == sum(min(3, len(items)) for items in due))
    assert reader.boxes[0].accessibleName().endswith("(due today)")
    long = next(one for one, items in zip(lists.lists, due, strict=True) if len(items) > 3)
    more = len([item for item in long.items if item in lists.due_today]) - 3
    name = f"Open the list “{long.title}”: {more} more are due"
    assert f"and {more} more in “{long.title}”" in reader.words.replace("\u200b", "")
    reader.press(name)
    assert reader.title.startswith(long.title)
    assert reader.titles.hasFocus()
    assert len(reader.boxes) == long.total


def test_the_next_item_follows_the_one_that_was_ticked(reader: Reader) -> None:
    reader.office.house.clock.moment = datetime(2026, 11, 26, 12, tzinfo=UTC)
    tomorrow = datetime(2026, 11, 27, tzinfo=UTC).date()
    interview = reader.office.stored(lambda: reader.office.house.add(day=tomorrow))
    reader.open(interview)
    before = len(reader.boxes)
    first = reader.boxes[0]
    QTest.keyClick(first, Qt.Key.Key_Space)
    reader.settle()
    assert first.isChecked()
    assert reader.boxes[0] is first
    assert len(reader.boxes) == before + 1


def test_nothing_due_says_what_comes_next(reader: Reader) -> None:
    interview = reader.office.stored(
        lambda: reader.office.house.add(day=datetime(2027, 3, 1, tzinfo=UTC).date())
    )
    reader.open(interview, "(today)")
    assert "Nothing is due today" in reader.words
    assert "Next, " in reader.words
    reader.open(NO_INTERVIEW, "(today)")
    assert "Add your interview on the page “Interviews”" in reader.words


def test_what_does_not_apply_is_not_there(reader: Reader) -> None:
    on_site = reader.office.stored(reader.office.house.add)
    call = reader.office.stored(
        lambda: reader.office.house.add(
            company="Voice", format=InterviewFormat.TELEPHONE, place="123", journey_min=0
        )
    )
    reader.open(on_site, "day-before")
    assert "Print 5 copies of your CV" in reader.words
    assert "Plug in the charger" not in reader.words
    reader.open(call, "day-before")
    assert "Charge the telephone" in reader.words
    assert "copies" not in reader.words


def test_unticking_asks_first_and_can_be_undone(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "dress")
    for box in reader.boxes[:3]:
        QTest.keyClick(box, Qt.Key.Key_Space)
    reader.settle()
    reader.choose("More for this list", "Untick this list…")
    (question,) = [one for one in reader.page.findChildren(QMessageBox) if one.isVisible()]
    assert question.defaultButton().text() == "Keep the ticks"
    reader.answer("Untick all")
    assert reader.stored(NO_INTERVIEW).ticked == 0
    assert not any(box.isChecked() for box in reader.boxes)
    reader.press("Undo unticking")
    assert reader.stored(NO_INTERVIEW).ticked == 3
    reader.choose("More for all lists", "Untick all lists…")
    reader.answer("Untick all")
    assert reader.stored(NO_INTERVIEW).ticked == 0


def test_a_tick_that_cannot_be_kept_is_taken_back(reader: Reader) -> None:
    def forbid_writing() -> None:
        with reader.office.house.database.reading() as connection:
            connection.execute("PRAGMA query_only = ON")

    reader.open(NO_INTERVIEW, "dress")
    reader.office.stored(forbid_writing)
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.wait(lambda: not reader.boxes[0].isChecked())
    notice = reader.page.findChild(NoticeBar)
    assert isinstance(notice, NoticeBar)
    assert "cannot be used" in notice.text


def test_items_lead_to_the_place_that_helps(reader: Reader) -> None:
    led: list[tuple[str, ...]] = []
    page = reader.page
    page.microphone_test_requested.connect(lambda: led.append(("microphone-test",)))
    page.practice_requested.connect(lambda: led.append(("practice",)))
    page.preparation_requested.connect(lambda set_id, sheet: led.append((set_id, sheet)))
    interview = reader.office.stored(
        lambda: reader.office.house.add(format=InterviewFormat.VIDEO, place="https://example.org")
    )
    wanted = {item.opens for one in reader.stored(interview).lists for item in one.items}
    for one in reader.stored(interview).lists:
        reader.open(interview, one.id)
        for name in PLACES.values():
            for button in reader.all(QPushButton, f"Open: {name}")[:1]:
                button.click()
    reached = {one[-1] for one in led}
    assert reached == set(PLACES) == wanted - {"", "papers"}
    assert {one[0] for one in led if len(one) == 2} == {interview}


def test_an_interview_that_was_taken_back_gives_way_to_the_lists_without_one(
    reader: Reader,
) -> None:
    interview = reader.office.stored(reader.office.house.add)
    reader.open(interview, "dress")
    reader.press("Undo adding the interview")
    assert reader.find(QComboBox, "Which interview").currentText() == "No interview yet"
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.settle()
    assert reader.stored(NO_INTERVIEW).ticked == 1
