"""The progress page: charts of how one gets on, and the points to practise next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.charts.card import ChartCard
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.progress.presenter import (
    ProgressPresenter,
    ProgressTools,
    Scope,
    Shown,
)
from mlprep_gui.ui.pages.progress.weak_list import WeakList
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.empty_state import EmptyState
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, ScrollColumn
from mlprep_gui.ui.widgets.words import Words

_MEASURE = 900
_SCOPES = (
    (Scope.ALL, "All answers"),
    (Scope.TOPIC, "One topic"),
    (Scope.QUESTION, "One question"),
)
_WHICH = {Scope.TOPIC: "Topic", Scope.QUESTION: "Question"}


class ProgressPage(Page):
    """Charts or weak points, of all answers or some.

    Signals:
        practise_requested: a question is to be practised: its id.
        practice_requested: any question is.
    """

    practise_requested = Signal(str)
    practice_requested = Signal()

    def __init__(self, tools: ProgressTools, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._presenter = ProgressPresenter(tools, self)
        self._shown: Shown | None = None
        self._notice = NoticeBar(icons)
        self._scope = ChoiceBox("Which answers")
        self._which = ChoiceBox("Topic")
        self._charts_button = Button("Over time")
        self._weak_button = Button("Weak points")
        self._cards: list[ChartCard] = []
        self._chart_ground = QWidget()
        self._charts = QVBoxLayout(self._chart_ground)
        self._weak = WeakList(icons)
        self._body = QWidget()
        self._empty = EmptyState(
            "No answers to look back on yet",
            "Practise two answers to the same question, and this page shows what changed between "
            "them.",
            "Practise a question",
        )
        # It is taken when it is known what there is to do.
        self._wants_focus = False
        self._build()
        self._connect()

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._wants_focus = True
        self._presenter.refresh()

    def take_news(self, news: TranscriptionNews) -> None:
        """What happens in the queue; of interest while the page is seen."""
        if self.isVisible():
            self._presenter.take_news(news)

    # What the presenter tells ------------------------------------------------------------------

    def show_progress(self, shown: Shown) -> None:
        """See ``ProgressScreen``."""
        self._notice.hide()
        is_empty = shown.answers == 0 and shown.wish.scope is Scope.ALL
        self._empty.setVisible(is_empty)
        self._body.setVisible(not is_empty)
        self._scope.offer(_SCOPES, shown.wish.scope)
        which = _WHICH.get(shown.wish.scope, "")
        self._which.setAccessibleName(which)
        self._which.offer(shown.choices, shown.wish.name)
        self._which.setVisible(bool(which))
        while len(self._cards) < len(shown.pictures):
            self._cards.append(ChartCard(self._icons.theme))
            self._charts.addWidget(self._cards[-1])
        for card, picture in zip(self._cards, shown.pictures, strict=True):
            card.show_picture(picture)
        self._shown = shown
        self._show_sight()
        if self._wants_focus:
            self._wants_focus = False
            self._take_focus()

    def show_fault(self, fault: Fault) -> None:
        """See ``ProgressScreen``."""
        self._notice.show_fault(fault)

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        scroll = ScrollColumn(_MEASURE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        scroll.body.addWidget(Words("Progress", "title"))
        scroll.body.addWidget(self._notice)
        scroll.body.addWidget(self._empty)
        scroll.body.addWidget(self._body)
        down = QVBoxLayout(self._body)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        sights = QButtonGroup(self)
        for button in (self._charts_button, self._weak_button):
            button.setCheckable(True)
            sights.addButton(button)
        self._charts_button.setChecked(True)
        down.addWidget(FlexibleRow(self._charts_button, self._weak_button))
        down.addWidget(FlexibleRow(self._scope, self._which, fills=True))
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._charts.setSpacing(GAP_M)
        down.addWidget(self._chart_ground)
        down.addWidget(self._weak)
        self._empty.hide()
        self._body.hide()

    def _connect(self) -> None:
        do = self._presenter
        self._scope.picked.connect(do.choose_scope)
        self._which.picked.connect(do.choose)
        self._charts_button.toggled.connect(self._show_sight)
        self._weak.wanted.connect(self.practise_requested)
        self._empty.acted.connect(self.practice_requested)

    def _take_focus(self) -> None:
        if not self._empty.isHidden():
            self._empty.setFocus()
        elif self._charts_button.isChecked():
            self._charts_button.setFocus()
        else:
            self._weak_button.setFocus()

    def _show_sight(self) -> None:
        is_charts = self._charts_button.isChecked()
        if not is_charts and self._shown is not None:
            self._weak.show_lines(self._shown.weak)
        self._chart_ground.setVisible(is_charts)
        self._weak.setVisible(not is_charts)
