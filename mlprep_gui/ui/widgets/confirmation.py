"""A question before something is lost or begun; it never blocks the window's events."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QMessageBox, QWidget

from mlprep_gui.ui.theme import restyle
from mlprep_gui.ui.widgets.words import as_plain


@dataclass(frozen=True, slots=True)
class Choice:
    """What to ask, and what the two buttons say.

    Attributes:
        question: one sentence.
        details: what will be lost or kept.
        act: the button that does it.
        keep: the button that does not; what Esc means, and the default where something is lost.
    """

    question: str
    details: str
    act: str
    keep: str


def ask(
    parent: QWidget, choice: Choice, then: Callable[[], None], *, harms: bool = True
) -> QMessageBox:
    """Ask, and call ``then`` if the user wants it; returns at once with the open box.

    Args:
        parent: what the box stands over.
        choice: what is asked.
        then: what to do.
        harms: whether something is lost by it; the button says so by its colour.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle("MLPrep")
    # What the user typed may stand in it, and is never markup.
    box.setText(as_plain(choice.question))
    box.setInformativeText(as_plain(choice.details))
    role = QMessageBox.ButtonRole
    act = box.addButton(choice.act, role.DestructiveRole if harms else role.AcceptRole)
    keep = box.addButton(choice.keep, QMessageBox.ButtonRole.RejectRole)
    restyle(act, role="danger" if harms else "primary")
    box.setDefaultButton(keep if harms else act)
    box.setEscapeButton(keep)
    box.buttonClicked.connect(lambda button: then() if button is act else None)
    box.finished.connect(box.deleteLater)
    box.open()
    return box
