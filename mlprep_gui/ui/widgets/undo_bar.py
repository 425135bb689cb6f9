"""Undo and Redo as buttons that say what they would do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mlprep_gui.services.interviews.dossiers import UndoState
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.interview_wording import name_action
from mlprep_gui.ui.theme import GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind


class UndoBar(QWidget):
    """``undone`` and ``redone`` when the user wants it."""

    undone = Signal()
    redone = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._undo = Button("", ButtonKind.QUIET, icons, "undo", "Undo")
        self._redo = Button("", ButtonKind.QUIET, icons, "redo", "Redo")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_XS)
        across.addWidget(self._undo)
        across.addWidget(self._redo)
        self._undo.clicked.connect(self.undone)
        self._redo.clicked.connect(self.redone)
        self.show_state(UndoState())

    def show_state(self, state: UndoState) -> None:
        """Offer what can be done."""
        for button, word, action in (
            (self._undo, "Undo", state.undo),
            (self._redo, "Redo", state.redo),
        ):
            name = f"{word} {name_action(action)}" if action else f"{word}: nothing to do"
            button.setEnabled(action is not None)
            button.setAccessibleName(name)
            button.setToolTip(name)
