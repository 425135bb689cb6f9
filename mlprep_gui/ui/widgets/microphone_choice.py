"""The list of microphones with its label, and a button to test the one that is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox

Lines = tuple[tuple[str | None, str], ...]
"""Name (None for the system's default) and text of each line."""


class MicrophoneChoice(QWidget):
    """Hidden where there is nothing to choose from.

    Args:
        icons: for the button.
        name: the list's accessible name.
        test: whether there is a button to test the microphone.

    Signals:
        chosen: a device's name, None for the system's default.
        test_wanted: the microphone is to be tested.
    """

    chosen = Signal(object)
    test_wanted = Signal()

    def __init__(self, icons: IconBook, name: str, *, test: bool = False) -> None:
        super().__init__()
        self._shown: tuple[Lines, str | None] | None = None
        self._box = ChoiceBox(name)
        label = QLabel("&Microphone")
        label.setBuddy(self._box)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_S)
        across.addWidget(label)
        across.addWidget(self._box, 1)
        self._box.picked.connect(self.chosen)
        if test:
            button = Button("Test…", ButtonKind.QUIET, icons, "record", "Test the microphone")
            button.clicked.connect(self.test_wanted)
            across.addWidget(button)

    def show_lines(self, lines: Lines, chosen: str | None) -> None:
        """Show the microphones that there are now; a list that is open stays as it is."""
        if (lines, chosen) != self._shown and not self._box.view().isVisible():
            self._shown = (lines, chosen)
            self._box.offer(lines, chosen)
