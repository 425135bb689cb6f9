"""What stands in the window when the database is damaged: the newest copy, offered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.services.ports.safekeeping import CheckedCopy
from mlprep_gui.ui.theme import GAP_XL
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.empty_state import EmptyState


class RescuePage(QWidget):
    """``accepted`` when the user wants the copy back, ``left`` when they would rather quit.

    Args:
        found: the newest sound copy.
    """

    accepted = Signal()
    left = Signal()

    def __init__(self, found: CheckedCopy) -> None:
        super().__init__()
        local = found.copy.made_at.astimezone()
        made_at = f"{local.day} {local:%b %Y, %H:%M}"
        answers = "1 answer" if found.attempts == 1 else f"{found.attempts} answers"
        offer = EmptyState(
            "The file that holds your answers is damaged.",
            f"MLPrep made a copy of it on {made_at}. The copy was checked: it is whole and holds "
            f"{answers}. You can go on with it; only what you did after that time is not in it. "
            "Your recordings stay where they are, and the damaged file is kept.",
            "Go on with the copy",
        )
        leave = Button("Quit", ButtonKind.QUIET)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, GAP_XL)
        down.addWidget(offer, 1)
        down.addWidget(leave, 0, Qt.AlignmentFlag.AlignHCenter)
        offer.acted.connect(self.accepted)
        leave.clicked.connect(self.left)
