"""Two answers to one question: what was gained and lost from the earlier to the later one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.comparison.panels import (
    FiguresPanel,
    PointsPanel,
    SideBySide,
    SidePanel,
)
from mlprep_gui.ui.pages.comparison.presenter import ComparisonPresenter, ComparisonTools
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Line, Page, ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words

_MEASURE = 1100
"""Two columns of text may be wider than one."""

_LEGEND = (
    "In the texts, a straight line marks what covers a point, a dashed line what is unsure, and a "
    "wavy line a wrong claim. The small numbers are those of the points."
)


class ComparisonPage(Page):
    """The comparison.

    Signals:
        left: back to the history.
        attempt_opened: one of the two is to be seen alone; its id.
    """

    left = Signal()
    attempt_opened = Signal(str)

    def __init__(self, tools: ComparisonTools, icons: IconBook) -> None:
        super().__init__()
        self._presenter = ComparisonPresenter(tools, self._on_changed)
        self._back = Button("&Back to history", ButtonKind.QUIET, icons, "back")
        self._title = Words("", "title")
        self._headline = Words("", "heading")
        self._notice = NoticeBar(icons)
        self._points = PointsPanel()
        self._figures = FiguresPanel()
        self._sides = (
            SidePanel(icons.theme, icons, "Earlier answer"),
            SidePanel(icons.theme, icons, "Later answer"),
        )
        self._body = QWidget()
        self._column = ScrollColumn(_MEASURE)
        self._build(icons)
        self._connect()

    def open_pair(self, one: str, other: str) -> None:
        """Compare two answers to one question by their ids."""
        self._presenter.open_pair(one, other)

    def on_shown(self) -> None:
        """See ``Page``."""
        self._column.verticalScrollBar().setValue(0)
        self._back.setFocus()

    def _on_changed(self) -> None:
        text, fault = self._presenter.text, self._presenter.fault
        self._notice.setVisible(fault is not None)
        if fault is not None:
            self._notice.show_fault(fault)
        self._body.setVisible(text is not None)
        self._title.setText(f"Compare: {text.question}" if text else "Compare")
        if text is None:
            return
        self._headline.setText(text.headline)
        self._points.show_points(text.points)
        self._figures.show_figures(text.figures)
        for panel, side in zip(self._sides, text.sides, strict=True):
            panel.show_side(side)
        announce(self, text.headline)

    def _build(self, icons: IconBook) -> None:
        inner = QVBoxLayout(self._body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP_M)
        legend = Words(_LEGEND, "small")
        parts: tuple[QWidget, ...] = (
            self._headline,
            self._points,
            Line(),
            Words("Figures", "section"),
            self._figures,
            Line(),
            Words("What you said", "section"),
            SideBySide(icons.theme, *self._sides),
            legend,
        )
        for part in parts:
            inner.addWidget(part)
        body = self._column.body
        body.addLayout(row(self._back, None))
        body.addWidget(self._title)
        body.addWidget(self._notice)
        body.addWidget(self._body)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._column)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        for panel in self._sides:
            panel.opened.connect(self.attempt_opened)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
