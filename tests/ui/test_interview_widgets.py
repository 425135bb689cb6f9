"""Fields that keep what is typed, rows that are moved, and texts that are never markup."""

from itertools import count

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.kept_field import AddLine, KeptField
from mlprep_gui.ui.widgets.row_column import MovableRow, RowColumn
from mlprep_gui.ui.widgets.words import Words, as_plain, breakable


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply(Appearance.LIGHT, 1.0)
    return theme


class NumberRow(MovableRow):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.entry = QLineEdit(text)
        QVBoxLayout(self).addWidget(self.entry)

    def main_widget(self) -> QWidget:
        return self.entry


@pytest.fixture
def column(qtbot: QtBot) -> RowColumn[NumberRow]:
    column: RowColumn[NumberRow] = RowColumn()
    qtbot.addWidget(column)
    column.resize(300, 300)
    column.show()
    return column


def activate(window: QWidget, qtbot: QtBot) -> None:
    def is_active() -> bool:
        # Asked for again: the window of the test before may only now be gone.
        if not window.isActiveWindow():
            window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active)


# Fields ----------------------------------------------------------------------------------------


def test_whoever_types_without_a_pause_is_kept_all_the_same(theme: Theme, qtbot: QtBot) -> None:
    field = KeptField("Notes", theme, 3)
    qtbot.addWidget(field)
    field.show()
    typing, letters = QTimer(), count()
    typing.timeout.connect(lambda: QTest.keyClicks(field.entry, f"{next(letters) % 10}"))
    with qtbot.waitSignal(field.kept, timeout=10_000) as kept:
        typing.start(20)
    typing.stop()
    assert field.text.startswith(kept.args[0])


def test_what_is_shown_is_not_told_and_does_not_touch_what_is_being_typed(
    theme: Theme, qtbot: QtBot
) -> None:
    field = KeptField("Notes", theme)
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.kept):
        field.show_text("old")
        field.flush()
    field.show()
    QTest.keyClick(field.entry, Qt.Key.Key_End)
    QTest.keyClicks(field.entry, "er")
    field.show_text("another")
    assert field.text == "older"
    with qtbot.waitSignal(field.kept) as kept:
        field.hide()
    assert kept.args[0] == "older"
    field.show_text("another")
    assert field.text == "another"


def test_one_visit_to_a_field_is_one_stretch(theme: Theme, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    field, other = KeptField("One", theme), QLineEdit()
    down = QVBoxLayout(around)
    down.addWidget(field)
    down.addWidget(other)
    around.show()
    activate(around, qtbot)
    stretches: list[str] = []
    field.kept.connect(lambda _text, stretch: stretches.append(stretch))
    field.entry.setFocus()
    for letter in "ab":
        QTest.keyClicks(field.entry, letter)
        field.flush()
    other.setFocus()
    field.entry.setFocus()
    QTest.keyClicks(field.entry, "c")
    field.flush()
    assert len(stretches) == 3
    assert stretches[0] == stretches[1] != stretches[2]


def test_markup_is_pasted_as_text(theme: Theme, qtbot: QtBot) -> None:
    field = KeptField("Notes", theme, 3)
    qtbot.addWidget(field)
    data = QMimeData()
    data.setText("<b>bold</b>")
    data.setHtml("<b>bold</b>")
    assert isinstance(field.entry, QPlainTextEdit)
    field.entry.insertFromMimeData(data)
    assert field.text == "<b>bold</b>"


def test_a_blank_line_adds_nothing(qtbot: QtBot) -> None:
    line = AddLine("A thing")
    qtbot.addWidget(line)
    with qtbot.assertNotEmitted(line.added):
        QTest.keyClicks(line.entry, "   ")
        QTest.keyClick(line.entry, Qt.Key.Key_Return)


# Rows ------------------------------------------------------------------------------------------


def test_a_long_column_is_made_bit_by_bit(column: RowColumn[NumberRow], qtbot: QtBot) -> None:
    ids = [str(number) for number in range(100)]
    column.show_rows(ids, NumberRow)
    assert 0 < len(column.rows()) < 10
    assert column.ids == ids
    assert not column.is_complete
    qtbot.waitUntil(lambda: column.is_complete)
    assert [row.entry.text() for row in column.rows()] == ids
    assert all(row.isVisible() for row in column.rows())


def test_going_to_a_row_that_is_still_to_come_makes_it(column: RowColumn[NumberRow]) -> None:
    column.show_rows([str(number) for number in range(50)], NumberRow)
    assert column.focus_at(-1)
    assert column.is_complete
    assert not column.focus_at(50)


def test_rows_stay_the_same_through_changes(column: RowColumn[NumberRow], qtbot: QtBot) -> None:
    column.show_rows("abcde", NumberRow)
    qtbot.waitUntil(lambda: column.is_complete)
    before = {row.entry.text(): row for row in column.rows()}
    before["e"].entry.setText("typed")
    column.show_rows("exab", NumberRow)
    qtbot.waitUntil(lambda: column.is_complete)
    assert [row.entry.text() for row in column.rows()] == ["typed", "x", "a", "b"]
    assert column.row("e") is before["e"]
    qtbot.waitUntil(lambda: before["a"].y() > before["e"].y())
    assert column.row("c") is None


def test_up_and_down_go_from_row_to_row_and_out(column: RowColumn[NumberRow], qtbot: QtBot) -> None:
    activate(column, qtbot)
    column.show_rows("ab", NumberRow)
    first, second = column.rows()
    first.entry.setFocus()
    QTest.keyClick(first.entry, Qt.Key.Key_Down)
    assert second.entry.hasFocus()
    with qtbot.waitSignal(column.left) as left:
        QTest.keyClick(second.entry, Qt.Key.Key_Down)
    assert left.args == [1]


# Texts -----------------------------------------------------------------------------------------


def test_long_words_do_not_widen_a_label(qtbot: QtBot) -> None:
    plain, broken = Words("x" * 500), Words(breakable("x" * 500))
    for words in (plain, broken):
        qtbot.addWidget(words)
    assert broken.minimumSizeHint().width() < plain.minimumSizeHint().width()
    assert breakable("short words stay") == "short words stay"
    assert breakable("x" * 500).replace("\u200b", "") == "x" * 500


def test_markup_in_tool_tips_and_boxes_is_shown_as_text(qtbot: QtBot) -> None:
    assert as_plain("Delete “Bag & shoes”?") == "Delete “Bag & shoes”?"
    label = QLabel(as_plain("<img src='x'> & more\nnext"))
    qtbot.addWidget(label)
    assert label.text() == "<qt>&lt;img src=&#x27;x&#x27;&gt; &amp; more<br>next</qt>"
