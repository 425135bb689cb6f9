"""The preparation page: what is typed is never lost, and everything is reached by the keyboard."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.pages.preparation.page import PreparationPage
from mlprep_gui.ui.theme import Theme
from tests.interview_house import open_house
from tests.ui.pages.conftest import end_page
from tests.ui.pages.interview_pages import open_office
from tests.ui.pages.test_preparation_page import Writer, office, writer

__all__ = ["office", "writer"]

# Said of every window that opens where nobody sees it.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_what_is_typed_is_kept_without_leaving_and_is_one_step_to_undo(writer: Writer) -> None:
    writer.open(NO_INTERVIEW, "debrief")
    field = writer.find(QPlainTextEdit, "What went well")
    field.setFocus()
    QTest.keyClicks(field, "The start")
    writer.wait(lambda: writer.book().debrief.went_well == "The start")
    QTest.keyClicks(field, " and the end")
    writer.wait(lambda: writer.book().debrief.went_well == "The start and the end")
    assert writer.page.focusWidget() is field
    writer.press("Undo the change of the debrief")
    assert writer.book().debrief.went_well == ""
    assert field.toPlainText() == ""


def test_closing_the_window_loses_nothing(tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    for run in range(2):
        with open_office(tmp_path / "mlprep.db", theme) as office:
            page = PreparationPage(office.services, office.storage, office.icons)
            page.show()
            writer = Writer(page, office, qtbot)
            writer.open(NO_INTERVIEW, "debrief")
            field = writer.find(QPlainTextEdit, "What went well")
            if run == 0:
                QTest.keyClicks(field, "Everything")
            else:
                assert field.toPlainText() == "Everything"
            end_page(page)


def test_what_was_typed_outlives_a_kill(tmp_path: Path) -> None:
    """Nothing is pressed and nothing is left: the program dies with the cursor in the field."""
    path = tmp_path / "mlprep.db"
    command = [sys.executable, "-m", "tests.ui.pages.typing_child", str(path), "All of it"]
    root = Path(__file__).parents[3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "kept\n"
        finally:
            child.kill()
    with open_house(path) as house:
        assert house.services.preparation.view(NO_INTERVIEW).debrief.went_well == "All of it"


def test_everything_is_reached_by_the_keyboard_and_has_a_name(writer: Writer) -> None:
    interview = writer.office.stored(writer.office.house.add)
    desk = writer.office.services.preparation
    writer.office.stored(lambda: desk.add_requirement(interview, "Python"))
    writer.office.stored(lambda: desk.save_feedback(interview, desk.new_feedback()))
    titles = writer.find(QListWidget, "Sheets of the preparation")
    writer.open(interview, "requirements")
    for place in range(titles.count()):
        titles.setFocus()
        if place:
            writer.key(Qt.Key.Key_Down)
        assert titles.currentRow() == place
        for widget in writer.all(QWidget):
            if widget.objectName().startswith("qt_"):
                # A part of the widget around it, which has the name.
                continue
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert widget.accessibleName() or text, f"{type(widget).__name__} on {place}"
        writer.key(Qt.Key.Key_Return)
        focused = writer.page.focusWidget()
        assert focused is not None
        assert focused is not titles


def test_what_the_user_wrote_is_never_taken_for_markup(writer: Writer) -> None:
    interview = writer.office.stored(
        lambda: writer.office.house.add(company="<h1>Acme</h1>", role="x & y")
    )
    writer.open(interview, "requirements")
    shown = [label for label in writer.all(QLabel) if "<h1>Acme</h1>, x & y" in label.text()]
    assert shown
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


def test_a_long_text_in_any_field_is_cut_and_that_is_said(writer: Writer) -> None:
    writer.open(NO_INTERVIEW, "debrief")
    writer.paste("What went well", "word " * 500_000)
    assert len(writer.find(QPlainTextEdit, "What went well").toPlainText()) <= 20_000
    assert "Only its beginning was taken, up to 20,000 characters." in writer.words
