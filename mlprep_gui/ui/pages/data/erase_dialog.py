"""The question before everything is deleted: it takes a typed word, so that no slip is enough."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from mlprep_gui.ui.pages.data.contents import (
    ERASE_DETAILS,
    ERASE_OWN,
    ERASE_QUESTION,
    ERASE_WORD,
)
from mlprep_gui.ui.theme import DIALOG_WIDTH, GAP_L, GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words


class EraseDialog(QDialog):
    """Opens with ``open``; calls ``then`` with whether own questions and settings go as well."""

    def __init__(self, parent: QWidget, then: Callable[[bool], None]) -> None:
        super().__init__(parent)
        self._then = then
        self._own = QCheckBox(ERASE_OWN)
        self._entry = QLineEdit()
        self._erase = Button("Delete everything", ButtonKind.DANGER)
        self._cancel = Button("Cancel")
        self.setWindowTitle("MLPrep")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A line of the largest text has to fit, too.
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(ERASE_OWN) + 6 * metrics.height()
        self.setMinimumWidth(max(DIALOG_WIDTH, width))
        label = QLabel(f"&Type {ERASE_WORD} to go on:")
        label.setBuddy(self._entry)
        self._entry.setAccessibleName(f"Type {ERASE_WORD} to go on")
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        for widget in (
            Words(ERASE_QUESTION, "heading"),
            Words(ERASE_DETAILS),
            self._own,
            label,
            self._entry,
        ):
            down.addWidget(widget)
        down.addLayout(row(None, self._cancel, self._erase))
        self._entry.textChanged.connect(self._on_text_changed)
        self._erase.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        # Return does nothing before the word stands there; else it would mean Cancel.
        self._erase.setDefault(True)
        self._on_text_changed()
        self._entry.setFocus()

    def accept(self) -> None:
        """Go on, if the word stands there."""
        if self._is_meant():
            super().accept()
            self._then(self._own.isChecked())

    def _is_meant(self) -> bool:
        return self._entry.text().strip().casefold() == ERASE_WORD.casefold()

    def _on_text_changed(self) -> None:
        self._erase.setEnabled(self._is_meant())
