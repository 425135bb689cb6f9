"""The page of the interviews as a test uses it."""

from datetime import date, time
from typing import Self

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.resources import resource_folder
from mlprep_gui.services.interviews.desk import InterviewsView
from mlprep_gui.ui.pages.interviews.page import InterviewsPage, InterviewTools
from mlprep_gui.ui.printing.sheet import SheetPrinter
from mlprep_gui.ui.widgets.notice import NoticeBar
from tests.ui.pages.interview_pages import Office, Visitor

TEMPLATES = resource_folder() / "export"


def make_page(office: Office) -> InterviewsPage:
    desk = office.services.interviews
    return InterviewsPage(
        InterviewTools(desk, office.storage, SheetPrinter(TEMPLATES)), office.icons
    )


class Candidate(Visitor):
    """Somebody who has interviews and no mouse."""

    page: InterviewsPage

    def __init__(self, page: InterviewsPage, office: Office, bot: QtBot) -> None:
        super().__init__(page, office, bot)
        self.page = page
        page.resize(780, 640)
        page.show()
        page.activateWindow()
        page.on_shown()
        self.settle()

    def kept(self) -> InterviewsView:
        """What is in the database now."""
        return self.office.stored(self.office.services.interviews.overview)

    def await_words(self, words: str) -> None:
        self.wait(lambda: words in self.words)

    def await_no_words(self, words: str) -> None:
        self.wait(lambda: words not in self.words)

    @property
    def notice(self) -> str:
        (bar,) = self.page.findChildren(NoticeBar)[:1]
        return bar.text

    def open(self, name: str) -> None:
        self.press(f"Open {name}")
        self.wait(lambda: self.has("All interviews"))

    def has(self, name: str) -> bool:
        return any(one.accessibleName() == name for one in self.all(QWidget))

    def set_day(self, day: date) -> None:
        self._enter(self.find(QDateEdit, "Date"), f"{day:%Y%m%d}")

    def set_clock(self, name: str, clock: time) -> None:
        self._enter(self.find(QTimeEdit, name), f"{clock:%H%M}")

    def set_number(self, name: str, number: int) -> None:
        self._enter(self.find(QSpinBox, name), str(number))

    def set_zone(self, zone: str) -> None:
        box = self.find(QComboBox, "Time zone")
        line = box.lineEdit()
        assert line is not None
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, zone)
        completer = box.completer()
        assert completer is not None
        popup = completer.popup()
        assert popup is not None
        popup.hide()
        self.settle()

    def _enter(self, box: QAbstractSpinBox, keys: str) -> None:
        """Type into a box, digit by digit; dates and times go on by themselves."""
        box.setFocus()
        box.selectAll()
        if isinstance(box, QDateEdit | QTimeEdit):
            box.setSelectedSection(box.sectionAt(0))
        QTest.keyClicks(box, keys)
        self.settle()

    def choose_file(self, path: str) -> None:
        """Say in the file dialog where to save."""
        (dialog,) = [one for one in self.page.findChildren(QFileDialog) if one.isVisible()]
        dialog.fileSelected.emit(path)
        dialog.reject()
        self.settle()

    def end(self) -> None:
        self.page.close()
        self.page.deleteLater()
        QApplication.sendPostedEvents(self.page, QEvent.Type.DeferredDelete.value)


class Browser(QObject):
    """Stands where the system's browser is, as a context manager."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def __enter__(self) -> Self:
        slot = "open"
        QDesktopServices.setUrlHandler("https", self, slot)  # type: ignore[arg-type]  # bytes are refused
        return self

    def __exit__(self, *_: object) -> None:
        QDesktopServices.unsetUrlHandler("https")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())
