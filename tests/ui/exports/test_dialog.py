"""The export dialog, driven as a person does."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.errors import Fault
from mlprep_gui.ui.exports.dialog import ExportDialog, ExportTools
from mlprep_gui.ui.exports.formats import ExportFormat
from tests.ui.exports.conftest import Desk

T = TypeVar("T")


class Later:
    """A Background that works when the test says so."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Fault], None]
    ) -> None:
        def act() -> None:
            try:
                outcome = work()
            except Fault as fault:
                failed(fault)
            else:
                then(outcome)

        self._waiting.append(act)

    def catch_up(self) -> None:
        while self._waiting:
            self._waiting.pop(0)()


@pytest.fixture
def storage() -> Later:
    return Later()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(desk: Desk, storage: Later, window: QWidget) -> ExportDialog:
    desk.keep("a1")
    dialog = ExportDialog(window, ExportTools(desk.exporter, storage), ["a1"], "Dropout")
    dialog.open()
    return dialog


def _button(dialog: ExportDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_the_form_is_chosen_by_keys(dialog: ExportDialog, qtbot: QtBot) -> None:
    before = dialog.form
    qtbot.keyClick(dialog.findChildren(QRadioButton)[0], Qt.Key.Key_Down)
    assert (before, dialog.form) == (ExportFormat.PDF, ExportFormat.HTML)


def test_a_file_is_written_and_named(
    dialog: ExportDialog, storage: Later, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.choose(ExportFormat.MARKDOWN)
    dialog.save_to(tmp_path / "answer.md")
    dialog.reject()
    assert dialog.isVisible(), "the end of the writing is to be told"
    storage.catch_up()
    assert (tmp_path / "answer.md").exists()
    assert _button(dialog, "Open folder").isVisible()
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()


def test_a_refusal_is_told_and_another_try_is_open(
    dialog: ExportDialog, storage: Later, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    dialog.save_to(tmp_path / "file" / "answer.pdf")
    storage.catch_up()
    assert "cannot be used" in dialog.told
    assert _button(dialog, "Save…").isEnabled()
