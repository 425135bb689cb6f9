"""The services of the interviews behind pages: on a storage thread, as the program has them."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Lane, MainThreadDoor
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.row_column import RowColumn
from tests.interview_house import InterviewHouse, open_house

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
DEADLINE_S = 10.0


@dataclass
class Office:
    """What a page of the interviews is given."""

    house: InterviewHouse
    storage: Lane
    icons: IconBook

    @property
    def services(self) -> InterviewServices:
        return self.house.services

    def stored(self, work: Callable[[], T]) -> T:
        return done_on(self.storage, work)


def done_on(lane: Lane, work: Callable[[], T]) -> T:
    """Do something on the storage thread and wait for it."""
    outcome: Future[T] = Future()

    def do() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001  whatever it is, the test is to see it
            outcome.set_exception(error)

    lane.run(do, lambda _none: None, lambda _fault: None)
    return outcome.result(DEADLINE_S)


@contextmanager
def open_office(path: Path, theme: Theme) -> Iterator[Office]:
    """Everything on the database at ``path``; a second time it is a restart of the program."""
    crashes: list[BaseException] = []
    door = MainThreadDoor()
    with Lane("storage", door, crashes.append) as storage:
        opened = open_house(path)
        house = done_on(storage, opened.__enter__)
        yield Office(house, storage, IconBook(theme))
        done_on(storage, lambda: opened.__exit__(None, None, None))
    door.close()
    assert crashes == []


class Visitor:
    """Uses a page as a person does: by what is seen, and by names and keys."""

    def __init__(self, page: QWidget, office: Office, bot: QtBot) -> None:
        self.page = page
        self.office = office
        self.bot = bot

    def wait(self, condition: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=round(DEADLINE_S * 1000))

    def settle(self) -> None:
        """Wait until everything that was begun is kept and shown."""
        done: list[bool] = []
        self.office.storage.run(lambda: None, lambda _none: done.append(True), lambda _f: None)
        self.wait(lambda: done and all(c.is_complete for c in self.page.findChildren(RowColumn)))

    def all(self, kind: type[W], name: str = "") -> list[W]:
        return [
            one
            for one in self.page.findChildren(kind)
            if one.isVisible() and (not name or one.accessibleName() == name)
        ]

    def find(self, kind: type[W], name: str) -> W:
        found = self.all(kind, name)
        assert len(found) == 1, f"{len(found)} visible {kind.__name__} {name!r}"
        return found[0]

    def come_back(self) -> None:
        """To the page, from a dialog that has just closed."""

        def is_active() -> bool:
            # Asked for again: the window of the test before may only now be gone.
            if not self.page.isActiveWindow():
                self.page.activateWindow()
            return self.page.isActiveWindow()

        self.wait(is_active)

    def press(self, name: str) -> None:
        """Press a button by the keyboard."""
        self.come_back()
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        self.come_back()
        target = QApplication.focusWidget() or self.page
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Write into a field, in the place of what is there, and go elsewhere."""
        self.come_back()
        fields: list[QLineEdit | QPlainTextEdit] = [
            *self.all(QLineEdit, name),
            *self.all(QPlainTextEdit, name),
        ]
        assert len(fields) == 1, f"{len(fields)} visible fields {name!r}"
        (field,) = fields
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, text)
        field.clearFocus()
        self.settle()

    def choose(self, opener: str, line: str) -> None:
        """Open a menu by its button and take the line that begins so."""
        self.find(QAbstractButton, opener).click()
        (menu,) = [one for one in self.page.findChildren(QMenu) if one.isVisible()]
        (action,) = [one for one in menu.actions() if one.text().replace("&", "").startswith(line)]
        assert action.isEnabled(), line
        menu.close()
        action.trigger()
        self.settle()

    def answer(self, text: str) -> None:
        """Press a button of the question that is asked."""
        (box,) = [one for one in self.page.findChildren(QMessageBox) if one.isVisible()]
        (button,) = [one for one in box.buttons() if one.text() == text]
        button.click()
        self.settle()

    @property
    def words(self) -> str:
        return "\n".join(label.text() for label in self.all(QLabel))

    @property
    def focus_name(self) -> str:
        focused = QApplication.focusWidget()
        return focused.accessibleName() if focused else ""
