"""Drives the window of a running program the way a person would: by names and keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.app import Program
from mlprep_gui.ui.pages.practice.page import PracticePage

W = TypeVar("W", bound=QWidget)

PATIENCE_MS = 20_000


class Driver:
    """A program whose pages are there, and the means to use it."""

    def __init__(self, program: Program, logs: Path, qtbot: QtBot) -> None:
        self.program = program
        self.logs = logs
        self.window = program.window
        self.bot = qtbot

    def wait(self, condition: Callable[[], object]) -> None:
        """Let events happen until the condition holds, or the program has crashed."""
        self.bot.waitUntil(lambda: bool(self.crashes or condition()), timeout=PATIENCE_MS)
        assert not self.crashes

    @property
    def crashes(self) -> list[str]:
        """The crash reports that were written."""
        return [report.read_text("utf-8") for report in self.logs.glob("crash*")]

    @property
    def practice(self) -> PracticePage:
        assert self.program.assembly is not None
        return self.program.assembly.practice

    def find(self, kind: type[W], name: str) -> W:
        """The one visible widget of this kind with this accessible name."""
        found = [
            w
            for w in self.window.findChildren(kind)
            if w.isVisible() and w.accessibleName() == name
        ]
        assert len(found) == 1, f"{len(found)} visible {kind.__name__} {name!r}"
        return found[0]

    def sees_button(self, name: str) -> bool:
        return any(
            b.isVisible() and b.accessibleName() == name
            for b in self.window.findChildren(QAbstractButton)
        )

    def sees_button_that_begins(self, name: str) -> bool:
        return any(
            b.isVisible() and b.accessibleName().startswith(name)
            for b in self.window.findChildren(QAbstractButton)
        )

    def click(self, name: str) -> None:
        """Wait for a button that can be pressed, and press it."""
        self.wait(lambda: self.sees_button(name) and self.find(QAbstractButton, name).isEnabled())
        self.bot.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget() or self.window
        self.bot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def press_control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    @property
    def words(self) -> str:
        """All that can be read in the window now."""
        labels = self.window.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible() and label.text())

    def reads(self, text: str) -> bool:
        return text in self.words

    @property
    def box(self) -> QMessageBox | None:
        """The question that is being asked."""
        boxes = [b for b in self.window.findChildren(QMessageBox) if b.isVisible()]
        return boxes[0] if boxes else None

    def answer(self, text: str) -> None:
        """Wait for a question and press one of its buttons."""
        self.wait(lambda: self.box is not None)
        box = self.box
        assert box is not None
        (button,) = [b for b in box.buttons() if b.text().replace("&", "") == text]
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def focus_name(self) -> str:
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget is not None else ""
