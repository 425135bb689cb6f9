"""The parts of the page: how each point moved, the figures of both, and what was said."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.comparison.contents import FigureChange, PointChange, Side
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, GAP_XS, Theme
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.marked_text import MarkedText
from mlprep_gui.ui.widgets.surfaces import clear
from mlprep_gui.ui.widgets.words import Badge, Words

_SIDE = 300
"""A text narrower than this is hard to read: the two stand below each other instead."""

_TOP = Qt.AlignmentFlag.AlignTop


class PointsPanel(QWidget):
    """A line a point: how it moved, what it means, and the verdicts."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_M)
        self._grid.setVerticalSpacing(GAP_S)
        self._grid.setColumnStretch(1, 1)

    def show_points(self, points: Sequence[PointChange]) -> None:
        """Show these."""
        clear(self._grid)
        for at, point in enumerate(points):
            words = QVBoxLayout()
            words.setSpacing(0)
            meaning = Words(f"{point.number}. {point.meaning}", selectable=True)
            meaning.setAccessibleName(f"{point.word}: {point.meaning} {point.verdicts}")
            meaning.let_height_follow()
            words.addWidget(meaning)
            words.addWidget(Words(point.verdicts, "small"))
            self._grid.addWidget(Badge(point.word, point.tone), at, 0, _TOP)
            self._grid.addLayout(words, at, 1)


class FiguresPanel(QWidget):
    """A table of both answers' figures, for eyes and for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_L)
        self._grid.setVerticalSpacing(GAP_XS)
        self._grid.setColumnStretch(3, 1)

    def show_figures(self, figures: Sequence[FigureChange]) -> None:
        """Show these."""
        clear(self._grid)
        for column, heading in enumerate(("", "Earlier", "Later", "Difference")):
            self._grid.addWidget(_cell(heading, "small"), 0, column)
        for at, figure in enumerate(figures, start=1):
            name = _cell(figure.name, "muted")
            name.setAccessibleName(
                f"{figure.name}: earlier {figure.before}, later {figure.after}, {figure.difference}"
            )
            self._grid.addWidget(name, at, 0)
            for column, text in enumerate((figure.before, figure.after), start=1):
                self._grid.addWidget(_cell(text), at, column)
            self._grid.addWidget(Words(figure.difference), at, 3)


class SidePanel(QWidget):
    """One answer; ``opened`` brings its id when the user wants to see it alone."""

    opened = Signal(str)

    def __init__(self, theme: Theme, icons: IconBook, name: str) -> None:
        super().__init__()
        self._attempt_id = ""
        self._title = Words(name, "heading")
        self._circumstances = Words("", "small")
        self._points = Words("")
        self._text = MarkedText(theme)
        self._text.setAccessibleName(f"{name}: what you said")
        self._nothing = Words("Nothing is written down.", "muted")
        self._open = Button("Open", ButtonKind.PLAIN, icons, "open", f"Open the {name.lower()}")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        for part in (
            self._title,
            self._circumstances,
            self._points,
            self._text,
            self._nothing,
        ):
            down.addWidget(part)
        down.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        down.addStretch(1)
        self._open.clicked.connect(lambda: self.opened.emit(self._attempt_id))

    def show_side(self, side: Side) -> None:
        """Show an answer."""
        self._attempt_id = side.attempt_id
        self._title.setText(side.title)
        self._circumstances.setText(side.circumstances)
        self._points.setText(side.points)
        self._text.show_stretches(side.said)
        self._text.setVisible(bool(side.said))
        self._nothing.setVisible(not side.said)


class SideBySide(QWidget):
    """Two widgets beside each other, or below each other where that is too narrow."""

    def __init__(self, theme: Theme, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP_L)
        self._layout.addWidget(first, 1)
        self._layout.addWidget(second, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Lay out for the new width."""
        super().resizeEvent(event)
        fits = self.width() >= 2 * self._theme.scaled(_SIDE) + GAP_L
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if fits else direction.TopToBottom)


def _cell(text: str, role: str = "") -> Words:
    words = Words(text, role)
    words.setWordWrap(False)
    return words
