"""Own lists and items, their order, what is hidden, notes, files: on the checklists page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.interviews.workbooks import ItemNote
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.row_column import Grip
from tests.ui.pages.test_checklists_page import Reader, office, reader

__all__ = ["office", "reader"]

# Said of every menu that opens where nobody sees it.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ALT = Qt.KeyboardModifier.AltModifier


def items(reader: Reader, list_id: str) -> list[str]:
    return [item.text for item in reader.stored(NO_INTERVIEW).get(list_id).items]


def submit(reader: Reader, text: str) -> None:
    """Fill in the first line of the dialog that is open, and press Return."""
    (dialog,) = [one for one in reader.page.findChildren(QDialog) if one.isVisible()]
    entry = dialog.findChild(QLineEdit)
    assert isinstance(entry, QLineEdit)
    entry.setText(text)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    reader.settle()


def test_an_own_item_is_added_changed_and_deleted_with_undo(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "dress")
    entry = reader.find(QLineEdit, "An item of your own")
    entry.setFocus()
    QTest.keyClicks(entry, "Polish <b>shoes</b>")
    reader.key(Qt.Key.Key_Return)
    assert items(reader, "dress")[-1] == "Polish <b>shoes</b>"
    assert entry.text() == ""
    label = next(w for w in reader.all(QLabel) if w.text() == "Polish <b>shoes</b>")
    assert label.textFormat() is Qt.TextFormat.PlainText
    reader.boxes[-1].setFocus()
    reader.key(Qt.Key.Key_F2)
    submit(reader, "Polish the shoes")
    assert items(reader, "dress")[-1] == "Polish the shoes"
    reader.boxes[-1].setFocus()
    reader.key(Qt.Key.Key_Delete)
    assert "Polish the shoes" not in items(reader, "dress")
    reader.press("Undo deleting the item")
    assert items(reader, "dress")[-1] == "Polish the shoes"


def test_undo_in_the_empty_line_takes_back_the_item_that_was_added(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "dress")
    before = items(reader, "dress")
    entry = reader.find(QLineEdit, "An item of your own")
    entry.setFocus()
    QTest.keyClicks(entry, "Hat")
    reader.key(Qt.Key.Key_Return)
    assert items(reader, "dress") == [*before, "Hat"]
    assert entry.hasFocus()
    reader.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert items(reader, "dress") == before


def test_an_own_item_gets_a_date(reader: Reader) -> None:
    interview = reader.office.stored(reader.office.house.add)
    reader.open(interview, "dress")
    entry = reader.find(QLineEdit, "An item of your own")
    entry.setFocus()
    QTest.keyClicks(entry, "Ask Jo")
    reader.key(Qt.Key.Key_Return)
    reader.choose("More: Ask Jo", "Change…")
    (dialog,) = [one for one in reader.page.findChildren(QDialog) if one.isVisible()]
    box, days = dialog.findChild(QComboBox), dialog.findChild(QSpinBox)
    assert isinstance(box, QComboBox)
    assert isinstance(days, QSpinBox)
    assert not days.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert days.isVisible()
    days.setValue(3)
    QTest.keyClick(dialog.findChildren(QLineEdit)[0], Qt.Key.Key_Return)
    reader.settle()
    assert "Due on Sat 28 November" in reader.words


def test_an_own_list_is_made_renamed_and_deleted_with_undo(reader: Reader) -> None:
    reader.press("New list…")
    submit(reader, "Luggage")
    assert reader.title == "Luggage\n0 of 0 done"
    assert "Nothing is on this list yet." in reader.words
    reader.choose("More for this list", "Rename…")
    submit(reader, "Bag")
    assert reader.title.startswith("Bag")
    reader.choose("More for this list", "Delete this list")
    assert "Bag" not in [one.title for one in reader.stored(NO_INTERVIEW).lists]
    reader.press("Undo deleting the list")
    assert reader.stored(NO_INTERVIEW).lists[-1].title == "Bag"


def test_items_are_moved_by_keys(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "research")
    before = items(reader, "research")
    reader.boxes[0].setFocus()
    reader.key(Qt.Key.Key_Down, ALT)
    assert items(reader, "research") == [before[1], before[0], *before[2:]]
    assert reader.focus_name == before[0]
    reader.key(Qt.Key.Key_Up, ALT)
    assert items(reader, "research") == before
    reader.press("Undo the new order")
    assert items(reader, "research")[:2] == [before[1], before[0]]


def test_items_are_dragged(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "research")
    before = items(reader, "research")
    grips = reader.all(Grip)
    grip, target = grips[0], grips[2]
    below = grip.mapFromGlobal(target.mapToGlobal(QPoint(2, target.height() + 30)))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton)
    QTest.mouseMove(grip, below)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=below)
    reader.settle()
    assert items(reader, "research") == [before[1], before[2], before[0], *before[3:]]


def test_lists_are_moved_by_keys_and_by_dragging(reader: Reader) -> None:
    before = [one.id for one in reader.stored(NO_INTERVIEW).lists]
    reader.open(NO_INTERVIEW, before[0])
    reader.titles.setFocus()
    reader.key(Qt.Key.Key_Down, ALT)
    after = [one.id for one in reader.stored(NO_INTERVIEW).lists]
    assert after == [before[1], before[0], *before[2:]]
    assert reader.titles.currentRow() == 2
    # What a drop does to the titles.
    titles = reader.titles
    titles.insertItem(1, titles.takeItem(3))
    titles.tell_order()  # type: ignore[attr-defined]  # of the page's own titles
    reader.settle()
    assert [one.id for one in reader.stored(NO_INTERVIEW).lists] == [
        before[2],
        before[1],
        before[0],
        *before[3:],
    ]


def test_shipped_items_and_lists_are_hidden_and_shown_again(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "dress")
    first = items(reader, "dress")[0]
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.boxes[0].setFocus()
    reader.key(Qt.Key.Key_Delete)
    assert first not in items(reader, "dress")
    assert reader.boxes[0].hasFocus()
    reader.press("1 hidden item")
    reader.press(f"Show again: {first}")
    assert items(reader, "dress")[0] == first
    assert reader.boxes[0].isChecked()
    reader.choose("More for this list", "Hide this list")
    assert "dress" not in [one.id for one in reader.stored(NO_INTERVIEW).lists]
    reader.choose("More for all lists", "Show “What to wear” again")
    assert reader.title.startswith("What to wear")


def test_a_list_is_restored_as_it_came(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "dress")
    before = items(reader, "dress")
    reader.boxes[1].setFocus()
    reader.key(Qt.Key.Key_Up, ALT)
    reader.boxes[2].setFocus()
    reader.key(Qt.Key.Key_Delete)
    assert items(reader, "dress") != before
    reader.choose("More for this list", "Restore as it came")
    assert items(reader, "dress") == before


def test_a_note_is_kept_while_it_is_typed(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "research")
    name = items(reader, "research")[0]
    reader.press(f"Notes on: {name}")
    field = reader.find(QPlainTextEdit, f"Notes on: {name}")
    assert reader.page.focusWidget() is field
    QTest.keyClicks(field, "Founded in 1999")

    def kept() -> ItemNote:
        return reader.stored(NO_INTERVIEW).get("research").items[0].note

    # Nothing but time passes: what is typed outlives a kill soon after.
    reader.wait(lambda: kept().text == "Founded in 1999")
    QTest.keyClicks(field, ", in a shed")
    reader.page.close()
    assert kept().text == "Founded in 1999, in a shed"
    reader.page.show()
    reader.press("Undo the change of the note")
    assert kept().text == ""


def test_links_are_text_and_open_only_after_asking(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    note = ItemNote(
        "research",
        "products",
        "<i>See</i> https://example.org/a?b=1&c=2, javascript:alert(1)",
        ("file:///etc/passwd", "mailto:ada@example.org"),
    )
    reader.office.stored(lambda: reader.office.services.lists.save_note(NO_INTERVIEW, note))
    reader.open(NO_INTERVIEW, "research")
    links = [b for b in reader.all(QPushButton) if b.accessibleName().startswith("Open the link")]
    assert [b.accessibleName().removeprefix("Open the link ") for b in links] == [
        "https://example.org/a?b=1&c=2",
        "mailto:ada@example.org",
    ]
    assert "<i>See</i>" in reader.words.replace("\u200b", "")
    links[0].click()
    assert opened == []
    reader.answer("Do not open")
    assert opened == []
    links[0].click()
    box = next(one for one in reader.page.findChildren(QMessageBox) if one.isVisible())
    assert box.informativeText() == "https://example.org/a?b=1&c=2"
    reader.answer("Open")
    assert opened == ["https://example.org/a?b=1&c=2"]


def test_a_note_becomes_a_question_to_ask_in_one_click(reader: Reader) -> None:
    note = ItemNote("research", "website", "You open an office in Rome.")
    reader.office.stored(lambda: reader.office.services.lists.save_note(NO_INTERVIEW, note))
    reader.open(NO_INTERVIEW, "research")
    reader.press(f"Make it a question to ask: {items(reader, 'research')[0]}")
    book = reader.office.stored(lambda: reader.office.services.preparation.view(NO_INTERVIEW))
    assert "You open an office in Rome" in book.questions[0].text
    assert "one of your questions to ask" in reader.words


@pytest.mark.parametrize("ending", ["md", "toml"])
def test_a_list_is_exported_and_imported(reader: Reader, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list.{ending}"
    reader.open(NO_INTERVIEW, "dress")
    QTest.keyClick(reader.boxes[0], Qt.Key.Key_Space)
    reader.settle()
    reader.choose("More for this list", "Export this list…")
    choose_file(reader, path)
    assert f"Saved as {path}." in reader.words
    reader.choose("More for all lists", "Import a list…")
    choose_file(reader, path)
    imported = reader.stored(NO_INTERVIEW).lists[-1]
    assert imported.is_own
    assert [item.text for item in imported.items] == items(reader, "dress")
    assert [item.is_ticked for item in imported.items].count(True) == 1
    assert reader.title.startswith(imported.title)


def test_the_name_of_the_file_follows_the_form(reader: Reader) -> None:
    reader.open(NO_INTERVIEW, "dress")
    reader.choose("More for this list", "Export this list…")
    (dialog,) = [one for one in reader.page.findChildren(QFileDialog) if one.isVisible()]
    assert Path(dialog.selectedFiles()[0]).name == "What to wear.md"
    forms = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(forms, QComboBox)
    forms.setFocus()
    QTest.keyClick(forms, Qt.Key.Key_Down)
    forms.activated.emit(forms.currentIndex())
    assert dialog.defaultSuffix() == "toml"
    assert Path(dialog.selectedFiles()[0]).name == "What to wear.toml"
    dialog.close()


def test_a_broken_file_is_told_in_a_sentence(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("title = 'x\n", "utf-8")
    before = reader.stored(NO_INTERVIEW).lists
    reader.choose("More for all lists", "Import a list…")
    choose_file(reader, path)
    notice = reader.page.findChild(NoticeBar)
    assert isinstance(notice, NoticeBar)
    assert "cannot be read. Line 1" in notice.text
    assert reader.stored(NO_INTERVIEW).lists == before


def choose_file(reader: Reader, path: Path) -> None:
    (dialog,) = [one for one in reader.page.findChildren(QFileDialog) if one.isVisible()]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    reader.settle()


def test_every_control_has_a_name(reader: Reader, qtbot: QtBot) -> None:
    interview = reader.office.stored(reader.office.house.add)
    for one in reader.stored(interview).lists:
        reader.open(interview, one.id)
        for widget in reader.all(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                assert widget.accessibleName(), f"{type(widget).__name__} on {one.id}"
