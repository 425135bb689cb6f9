"""How the figures of a delivery stand on the page: neutral, each with how to read it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mlprep_gui.ui.pages.review.contents import Figure
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.surfaces import clear
from mlprep_gui.ui.widgets.words import Words


class FiguresPanel(QWidget):
    """A line for each figure: its name, and beside it the value above its hint."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_M)
        self._grid.setVerticalSpacing(GAP_S)
        self._grid.setColumnStretch(1, 1)

    def show_figures(self, figures: Iterable[Figure]) -> None:
        """Show these."""
        clear(self._grid)
        for line, figure in enumerate(figures):
            name = Words(figure.name, "muted")
            name.setWordWrap(False)
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(_build_value(figure), line, 1)


def _build_value(figure: Figure) -> QVBoxLayout:
    value = Words(figure.value)
    value.setAccessibleName(f"{figure.name}: {figure.value} {figure.hint}".strip())
    down = QVBoxLayout()
    down.setSpacing(0)
    down.addWidget(value)
    if figure.hint:
        down.addWidget(Words(figure.hint, "small"))
    return down
