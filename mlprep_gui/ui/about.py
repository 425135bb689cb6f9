"""The two dialogs of the Help menu: which key does what, and what this program is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from mlprep_gui import __version__
from mlprep_gui.ui.theme import DIALOG_WIDTH, GAP_L, GAP_M, GAP_S
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words

_ON_THE_PRACTICE_PAGE = (
    ("Start or stop the answer (unless another button has the focus)", "Space"),
    ("Next control, previous control", "Tab, Shift+Tab"),
)
_ON_THE_REVIEW_PAGE = (
    ("Review: play or pause", "Space"),
    ("Review: play from the word at the caret", "Return"),
    ("Review: slower, faster", "<, >"),
    ("Review: repeat a stretch, set its ends", "L, [, ]"),
    ("Waveform: a second, five seconds", "Arrows, Shift+Arrows"),
    ("Waveform: look closer, look wider", "+, -"),
)


class _Dialog(QDialog):
    """A dialog with a title, a body and a Close button; it deletes itself when closed."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(DIALOG_WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        self.column.setSpacing(GAP_M)
        self.column.addWidget(Words(title, "heading"))

    def add_close_button(self) -> None:
        """Below everything else."""
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self.column.addWidget(box)


class ShortcutsDialog(_Dialog):
    """All keys that do something.

    Args:
        parent: the window.
        shortcuts: what is done, and by which keys.
    """

    def __init__(self, parent: QWidget, shortcuts: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, "Keyboard shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_L)
        grid.setVerticalSpacing(GAP_S)
        lines = (*_ON_THE_PRACTICE_PAGE, *shortcuts, *_ON_THE_REVIEW_PAGE)
        for line, (text, keys) in enumerate(lines):
            grid.addWidget(Words(text), line, 0)
            name = QLabel(keys)
            name.setProperty("role", "badge")
            grid.addWidget(name, line, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        scroll = ScrollColumn(role="plain")
        scroll.body.addLayout(grid)
        self.column.addWidget(scroll, 1)
        self.add_close_button()
        self.resize(DIALOG_WIDTH + 4 * GAP_L, DIALOG_WIDTH)


class AboutDialog(_Dialog):
    """Name, version and promises."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, f"MLPrep {__version__}")
        self.column.addWidget(
            Words(
                "Practise answering machine-learning interview questions aloud: recorded, "
                "transcribed and checked on your own computer."
            )
        )
        self.column.addWidget(
            Words("Your answers stay here. Nothing is sent anywhere, and no account is needed.")
        )
        self.column.addWidget(Words("Free software under the MIT licence.", "muted"))
        self.add_close_button()
