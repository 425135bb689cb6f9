"""A dialog that asks for one line of text."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from mlprep_gui.ui.theme import DIALOG_WIDTH, GAP_L, GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import row


@dataclass(frozen=True, slots=True)
class TextWish:
    """What to ask for.

    Attributes:
        title: of the dialog.
        label: above the line.
        act: the button that does it.
        text: what stands in the line at first.
    """

    title: str
    label: str
    act: str
    text: str = ""


class TextDialog(QDialog):
    """Opens with ``open`` and calls ``then`` with what was typed, which is never blank."""

    def __init__(self, parent: QWidget, wish: TextWish, then: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._then = then
        self._entry = QLineEdit(wish.text)
        self._act = Button(wish.act, ButtonKind.PRIMARY)
        self._cancel = Button("Cancel")
        self.setWindowTitle(wish.title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(DIALOG_WIDTH)
        label = QLabel(wish.label)
        label.setBuddy(self._entry)
        self._entry.setAccessibleName(wish.label.replace("&", ""))
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        down.addWidget(label)
        down.addWidget(self._entry)
        down.addLayout(row(None, self._cancel, self._act))
        self._entry.textChanged.connect(self._on_text_changed)
        self._act.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._act.setDefault(True)
        self._entry.selectAll()
        self._on_text_changed()

    def accept(self) -> None:
        """Hand over the text."""
        text = self._entry.text().strip()
        if text:
            super().accept()
            self._then(text)

    def _on_text_changed(self) -> None:
        self._act.setEnabled(bool(self._entry.text().strip()))
