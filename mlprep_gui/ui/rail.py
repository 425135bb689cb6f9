"""The rail on the left: one button a page, with words or, where room is scarce, icons alone."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.words import Words

RAIL = (
    ("practice", "Practise", "practise"),
    ("history", "History", "history"),
    ("progress", "Progress", "progress"),
    ("interviews", "Interviews", "interviews"),
    ("checklists", "Checklists", "checklists"),
    ("questions", "Questions", "questions"),
    ("settings", "Settings", "settings"),
)
"""Key, title and icon of each page in the rail, from top to bottom."""


class Rail(QFrame):
    """Says by ``chosen`` which page is wanted; it shows the one it is told of by ``mark``.

    It is disabled until there are pages.
    """

    chosen = Signal(str)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self.setEnabled(False)
        self.setProperty("role", "rail")
        self.setAccessibleName("Pages")
        self._icons = icons
        self._name = Words("MLPrep", "heading")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._titles: dict[str, str] = {}
        self._buttons: dict[str, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP_S, GAP_M, GAP_S, GAP_M)
        self._column.setSpacing(GAP_XS)
        self._name.setContentsMargins(GAP_M, 0, 0, GAP_S)
        self._column.addWidget(self._name)
        self._column.addStretch(1)
        for key, title, icon in RAIL:
            self._add(key, title, icon)

    def _add(self, key: str, title: str, icon: str) -> None:
        button = Button(title, ButtonKind.RAIL, self._icons, icon)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._titles[key] = title
        self._buttons[key] = button
        self._group.addButton(button)
        self._column.insertWidget(self._column.count() - 1, button)

    def mark(self, key: str) -> None:
        """Show which page is in front."""
        self._buttons[key].setChecked(True)

    def buttons(self) -> Iterable[Button]:
        """The buttons in their order."""
        return self._buttons.values()

    def set_compact(self, compact: bool) -> None:
        """Show icons alone, or icons with words; names stay for those who cannot see them."""
        self._name.setVisible(not compact)
        for key, button in self._buttons.items():
            title = self._titles[key]
            button.setText("" if compact else title)
            button.setToolTip(title if compact else "")
