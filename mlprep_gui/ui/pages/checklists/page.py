"""The checklists: what to have ready before an interview."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from mlprep_gui.services.checklists import ChecklistDesk, TickedList
from mlprep_gui.services.ports import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.checklists.presenter import ChecklistsPresenter
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, LIST_WIDTH, MEASURE
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.checklist_view import ChecklistView
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, row
from mlprep_gui.ui.widgets.words import Words


class ChecklistsPage(Page):
    """A list at a time, with its ticks; every tick is kept at once."""

    def __init__(self, desk: ChecklistDesk, storage: Background, icons: IconBook) -> None:
        super().__init__()
        self._presenter = ChecklistsPresenter(desk, storage, self._on_changed)
        self._theme = icons.theme
        self._titles = QListWidget()
        self._stack = QStackedWidget()
        self._views: dict[str, ChecklistView] = {}
        self._reset = Button("&Untick all…", icons=icons, icon="again")
        self._notice = NoticeBar(icons)
        self._build()
        self._connect()

    def on_shown(self) -> None:
        """See ``Page``."""
        self._presenter.refresh()
        self._titles.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list gives way before what stands beside it does."""
        width = min(self._theme.scaled(LIST_WIDTH), self.width() // 3)
        self._titles.setFixedWidth(width)

    # What there is to see ----------------------------------------------------------------------

    def _on_changed(self) -> None:
        view = self._presenter.view()
        if view.fault is None:
            self._notice.hide()
        else:
            self._notice.show_fault(view.fault)
        for place, ticked in enumerate(view.lists):
            self._show_list(place, ticked)
        if view.lists and self._titles.currentRow() < 0:
            self._titles.setCurrentRow(0)
        self._allow_reset()

    def _show_list(self, place: int, ticked: TickedList) -> None:
        shown = self._views.get(ticked.checklist.id)
        if shown is None:
            shown = self._views[ticked.checklist.id] = ChecklistView(ticked)
            shown.item_toggled.connect(self._on_item_toggled)
            self._stack.addWidget(shown)
            self._titles.addItem(QListWidgetItem())
        else:
            shown.show_ticks(ticked.ticked)
        progress = f"{len(ticked.ticked)} of {ticked.total}"
        self._titles.item(place).setText(f"{ticked.checklist.title}\n{progress}")

    def _allow_reset(self) -> None:
        current = self._current()
        self._reset.setEnabled(current is not None and bool(current.ticked))

    def _current(self) -> TickedList | None:
        row_ = self._titles.currentRow()
        return self._presenter.view().lists[row_] if row_ >= 0 else None

    # How it is put together --------------------------------------------------------------------

    def _build(self) -> None:
        self._titles.setAccessibleName("Checklists")
        self._titles.setWordWrap(True)
        self._stack.setMaximumWidth(MEASURE)
        beside = QVBoxLayout()
        beside.setSpacing(GAP_S)
        beside.addWidget(self._stack, 1)
        beside.addLayout(row(self._reset, None))
        across = QHBoxLayout()
        across.setSpacing(GAP_L)
        across.addWidget(self._titles)
        across.addLayout(beside, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        down.addWidget(Words("Checklists", "title"))
        down.addWidget(self._notice)
        down.addLayout(across, 1)

    def _connect(self) -> None:
        self._titles.currentRowChanged.connect(self._on_title_chosen)
        self._titles.itemActivated.connect(self._on_title_activated)
        self._theme.changed.connect(self._fit_list)
        self._reset.clicked.connect(self._on_reset_clicked)
        self._notice.dismissed.connect(self._presenter.dismiss_fault)

    # What the user does ------------------------------------------------------------------------

    def _on_title_chosen(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._allow_reset()

    def _on_title_activated(self) -> None:
        """Return on a title goes on to its first item."""
        current = self._current()
        if current is not None:
            self._views[current.checklist.id].setFocus()

    def _on_item_toggled(self, checklist_id: str, item_id: str, ticked: bool) -> None:
        self._presenter.tick(checklist_id, item_id, ticked)

    def _on_reset_clicked(self) -> None:
        current = self._current()
        if current is None:
            return
        choice = Choice(
            question=f"Untick all of “{current.checklist.title}”?",
            details=f"{len(current.ticked)} ticks are taken away, for the next interview.",
            act="Untick all",
            keep="Keep the ticks",
        )
        ask(self, choice, lambda: self._presenter.reset(current.checklist.id))
