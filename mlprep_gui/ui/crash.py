"""What happens when the program itself is at fault: a report first, then a word to the user."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from mlprep_gui.domain.errors import Fault
from mlprep_gui.ui.main_thread import MainThreadDoor

_MOST_REPORTS = 5
"""A mistake in a timer happens thirty times a second; five reports tell all there is to tell."""


class CrashDesk:
    """Takes every exception that nobody caught, from any thread, while it is entered.

    The program goes on: recordings are whole at every moment and every change of the database is
    kept by the time its call returns, so nothing has to be saved first.

    Args:
        door: the way to the window's thread.
        write_report: keeps a report and returns its path; may raise a Fault.
    """

    def __init__(self, door: MainThreadDoor, write_report: Callable[[BaseException], Path]) -> None:
        self._door = door
        self._write_report = write_report
        self._reports = 0
        self._window: QWidget | None = None
        self._box: QMessageBox | None = None

    def __enter__(self) -> Self:
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.excepthook, threading.excepthook = self._before

    def speak_over(self, window: QWidget) -> None:
        """Show what happens from now on over this window."""
        self._window = window

    def report(self, error: BaseException) -> None:
        """Keep a report of a mistake of ours and tell the user; on the window's thread."""
        import logging  # noqa: PLC0415  the window opens sooner

        log = logging.getLogger(__name__)
        log.error("crash: %s", type(error).__name__)
        self._reports += 1
        if self._reports > _MOST_REPORTS:
            return
        try:
            path = self._write_report(error)
        except Fault:
            log.exception("no crash report")
            path = None
        if self._window is not None and self._box is None:
            self._show(self._window, path)

    def _show(self, window: QWidget, path: Path | None) -> None:
        box = self._box = QMessageBox(window)
        box.setWindowTitle("MLPrep")
        box.setText("Something went wrong inside MLPrep.")
        details = "Your answers are safe, and you can go on. If it happens again, start it anew."
        if path is not None:
            details += f"\n\nA report without anything you said is in\n{path}"
            folder = box.addButton("Open its folder", QMessageBox.ButtonRole.ActionRole)
            url = QUrl.fromLocalFile(str(path.parent))
            folder.clicked.connect(lambda: QDesktopServices.openUrl(url))
        box.setInformativeText(details)
        box.addButton(QMessageBox.StandardButton.Close)
        box.finished.connect(self._on_closed)
        box.open()

    def _on_closed(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.deleteLater()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._door.post(lambda: self.report(error))

    def _on_thread_exception(self, crash: threading.ExceptHookArgs) -> None:
        error = crash.exc_value
        if error is not None:
            self._door.post(lambda: self.report(error))
