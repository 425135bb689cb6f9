"""What other widgets lie on: pages, cards, scrolling columns, lines."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, MEASURE


class Page(QWidget):
    """A page of the main window. Pages know neither each other nor the window.

    The window calls ``on_shown`` each time the page comes to the front; what a page wants of
    another one it says by a signal, which ``app.py`` connects.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def on_shown(self) -> None:
        """Ask anew for what is shown, and put the focus on the next action."""

    def search_field(self) -> QWidget | None:
        """What Ctrl+F gives the focus to; None where nothing can be searched."""
        return None

    def export_answers(self) -> None:
        """What Ctrl+E asks for; nothing where there is nothing to export."""

    def holds_closing(self, _proceed: Callable[[], object]) -> bool:
        """Whether the window must stay open for now.

        A page that returns True asks the user or brings something to an end, and then calls
        ``proceed``, after which it is asked again.
        """
        return False


class Card(QFrame):
    """A framed surface; put things into ``body``, a vertical layout.

    Attributes:
        body: the layout.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        self.body.setSpacing(GAP_M)


class ScrollColumn(QScrollArea):
    """A column of at most ``MEASURE`` that scrolls up and down, never sideways.

    Put things into ``body``; what does not fill the height stays at the top.

    Attributes:
        body: a vertical layout.
    """

    def __init__(self, measure: int = MEASURE, role: str = "page") -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar can be scrolled by the keys of whatever has the focus inside.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("role", "column")
        across = QHBoxLayout(ground)
        margin = GAP_L if role == "page" else 0
        across.setContentsMargins(margin, margin, margin, margin)
        column = QWidget()
        column.setMaximumWidth(measure)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, 0)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP_M)
        down.addLayout(self.body)
        down.addStretch(1)
        across.addStretch(1)
        # Far more than the stretches: they share only what the column cannot take.
        across.addWidget(column, 1000)
        across.addStretch(1)
        self.setWidget(ground)


class Line(QFrame):
    """A thin line across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "line")


def row(*items: QWidget | None, spacing: int = GAP_S) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        else:
            layout.addWidget(item)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
