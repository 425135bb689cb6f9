"""A question before something is lost; it never blocks the window's events."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMessageBox, QWidget

from mlprep_gui.ui.theme import restyle


@dataclass(frozen=True, slots=True)
class Choice:
    """What to ask, and what the two buttons say.

    Attributes:
        question: one sentence.
        details: what will be lost or kept.
        act: the button that does it.
        keep: the button that does not; the default, and what Esc means.
    """

    question: str
    details: str
    act: str
    keep: str


def ask(parent: QWidget, choice: Choice, then: Callable[[], None]) -> QMessageBox:
    """Ask, and call ``then`` if the user wants it; returns at once with the open box."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("MLPrep")
    box.setText(choice.question)
    box.setInformativeText(choice.details)
    act = box.addButton(choice.act, QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(choice.keep, QMessageBox.ButtonRole.RejectRole)
    restyle(act, role="danger")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.buttonClicked.connect(lambda button: then() if button is act else None)
    box.finished.connect(box.deleteLater)
    box.open()
    return box
