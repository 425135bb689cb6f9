"""What stands where there is nothing yet: why, and the one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.ui.theme import GAP_M, GAP_XL
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.words import Words


class EmptyState(QWidget):
    """A heading, a sentence and perhaps a button; ``acted`` when it was pressed.

    Args:
        heading: what is not there.
        sentence: why, and how it comes to be.
        action: the button's text, "" for none.
    """

    acted = Signal()

    def __init__(self, heading: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self._heading = Words(heading, "heading")
        self._sentence = Words(sentence, "muted")
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_XL, GAP_XL, GAP_XL, GAP_XL)
        down.setSpacing(GAP_M)
        down.addStretch(1)
        for words in (self._heading, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            down.addWidget(words)
        if action:
            button = Button(action, ButtonKind.PRIMARY)
            button.clicked.connect(self.acted)
            self.setFocusProxy(button)
            down.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        down.addStretch(2)

    def set_words(self, heading: str, sentence: str) -> None:
        """Say something else."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
