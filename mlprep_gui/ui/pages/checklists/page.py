"""The checklists: what to have ready, for each interview."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QProgressBar, QStackedWidget, QVBoxLayout

from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.services.interviews.list_lines import ListLines
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.checklists.contents import PLACES, TODAY, say_progress
from mlprep_gui.ui.pages.checklists.item_row import RowTools
from mlprep_gui.ui.pages.checklists.list_menu import ListMenu
from mlprep_gui.ui.pages.checklists.list_panel import ListPanel
from mlprep_gui.ui.pages.checklists.presenter import ChecklistsPresenter
from mlprep_gui.ui.pages.checklists.state import ChecklistsView
from mlprep_gui.ui.pages.checklists.titles import ListTitles
from mlprep_gui.ui.pages.checklists.today_panel import TodayPanel
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, LIST_WIDTH, MEASURE
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.menu_button import MenuButton
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, row
from mlprep_gui.ui.widgets.undo_bar import UndoBar
from mlprep_gui.ui.widgets.words import Words


class ChecklistsPage(Page):
    """The lists of one interview, or of none; every change is kept at once and can be undone.

    Signals:
        microphone_test_requested, practice_requested: an item leads there.
        preparation_requested: interview's id or "", and the sheet: "requirements",
            "questions-to-ask", "answers", "mock-feedback", "thank-you" or "debrief".
    """

    microphone_test_requested = Signal()
    practice_requested = Signal()
    preparation_requested = Signal(str, str)

    def __init__(self, services: InterviewServices, storage: Background, icons: IconBook) -> None:
        super().__init__()
        self._presenter = ChecklistsPresenter(services, storage, self._on_changed)
        self._theme = icons.theme
        self._tools = RowTools(self._presenter, icons, self._open_place)
        self._menu = ListMenu(self, self._presenter)
        self._choice = ChoiceBox("Which interview")
        self._undo = UndoBar(icons)
        self._progress = QProgressBar()
        self._progress_text = Words(role="muted")
        self._titles = ListTitles()
        self._prepare = Button("&Prepare…", name="Prepare: job, questions, answers, notes")
        self._new = Button("&New list…")
        self._more = MenuButton("More for all lists", icons, self._fill_menu)
        self._notice = NoticeBar(icons)
        self._stack = QStackedWidget()
        self._today = TodayPanel(self._tools)
        self._panels: dict[str, ListPanel] = {}
        self._told = ""
        self._build()
        self._connect()

    def open_set(self, set_id: str, list_id: str = "") -> None:
        """Show the lists of an interview, or of none (""), and one of the lists."""
        self._presenter.open_set(set_id, list_id)

    def on_shown(self) -> None:
        """See ``Page``."""
        self._presenter.refresh()
        self._titles.setFocus()

    def holds_closing(self, _proceed: Callable[[], object]) -> bool:
        """See ``Page``; what was typed is kept on the way."""
        self._flush()
        return False

    def undo(self) -> None:
        """Take the last step back."""
        self._flush()
        self._presenter.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._flush()
        self._presenter.redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Undo and Redo, where the menus have not taken them."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list gives way before what stands beside it does."""
        self._titles.setFixedWidth(min(self._theme.scaled(LIST_WIDTH), self.width() // 3))

    # What there is to see ----------------------------------------------------------------------

    def _on_changed(self) -> None:
        view = self._presenter.view()
        self._show_notice(view)
        if view.lists is None:
            return
        self._choice.offer([(one.set_id, one.text) for one in view.choices], view.set_id)
        self._undo.show_state(view.undo)
        self._progress.setMaximum(max(1, view.lists.total))
        self._progress.setValue(view.lists.ticked)
        self._progress_text.setText(say_progress(view.lists.ticked, view.lists.total))
        self._titles.show_view(view)
        self._forget_panels({one.id for one in view.lists.lists})
        if view.list_id == TODAY or view.chosen is None:
            self._today.show_view(view)
            self._stack.setCurrentWidget(self._today)
        else:
            self._show_list(view.chosen)

    def _show_list(self, lines: ListLines) -> None:
        panel = self._panels.get(lines.id)
        if panel is None:
            panel = self._panels[lines.id] = ListPanel(lines, self._tools)
            panel.menu_wished.connect(self._menu.fill_for_list)
            self._stack.addWidget(panel)
        else:
            panel.show_list(lines)
        self._stack.setCurrentWidget(panel)

    def _forget_panels(self, known: set[str]) -> None:
        for gone in [one for one in self._panels if one not in known]:
            panel = self._panels.pop(gone)
            self._stack.removeWidget(panel)
            panel.deleteLater()

    def _show_notice(self, view: ChecklistsView) -> None:
        if view.fault is not None:
            self._notice.show_fault(view.fault)
        elif view.told:
            self._notice.show_words(view.told)
        else:
            self._notice.hide()
        if view.told and view.told != self._told:
            announce(self, view.told)
        self._told = view.told

    # How it is put together --------------------------------------------------------------------

    def _build(self) -> None:
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Done on all lists")
        self._progress_text.setWordWrap(False)
        self._stack.setMaximumWidth(MEASURE)
        self._stack.addWidget(self._today)
        beside = QVBoxLayout()
        beside.setSpacing(GAP_S)
        beside.addWidget(self._titles, 1)
        beside.addLayout(row(self._new, None, self._more))
        across = QHBoxLayout()
        across.setSpacing(GAP_L)
        across.addLayout(beside)
        across.addWidget(self._stack, 1000)
        across.addStretch(1)
        head = row(Words("Checklists", "title"), self._choice, spacing=GAP_M)
        head.setStretch(1, 1)
        bar = row(self._progress, self._progress_text, self._undo, self._prepare, spacing=GAP_M)
        bar.setStretch(0, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        down.addLayout(head)
        down.addLayout(bar)
        down.addWidget(self._notice)
        down.addLayout(across, 1)

    def _connect(self) -> None:
        self._choice.picked.connect(self._on_set_picked)
        self._undo.undone.connect(self.undo)
        self._undo.redone.connect(self.redo)
        self._titles.chosen.connect(self._presenter.choose_list)
        self._titles.moved.connect(self._presenter.move_list)
        self._today.list_wished.connect(self._on_list_wished)
        self._titles.ordered.connect(self._presenter.order_lists)
        self._titles.itemActivated.connect(self._on_title_activated)
        self._prepare.clicked.connect(partial(self._open_place, "requirements"))
        self._new.clicked.connect(self._menu.ask_new_list)
        self._notice.dismissed.connect(self._presenter.dismiss)
        self._theme.changed.connect(self._fit_list)

    # What the user does ------------------------------------------------------------------------

    def _flush(self) -> None:
        self._today.flush()
        for panel in self._panels.values():
            panel.flush()

    def _fill_menu(self, menu: QMenu) -> None:
        self._menu.fill_for_all(menu)

    def _on_set_picked(self, set_id: object) -> None:
        self._flush()
        self._presenter.open_set(str(set_id))

    def _on_title_activated(self) -> None:
        """Return on a title goes on to its first item."""
        panel = self._stack.currentWidget()
        if isinstance(panel, ListPanel | TodayPanel):
            panel.focus_first()

    def _on_list_wished(self, list_id: str) -> None:
        """The focus follows to the title: the button that had it is out of sight now."""
        self._flush()
        self._titles.setFocus()
        self._presenter.choose_list(list_id)

    def _open_place(self, opens: str) -> None:
        self._flush()
        if opens == "microphone-test":
            self.microphone_test_requested.emit()
        elif opens == "practice":
            self.practice_requested.emit()
        elif opens in PLACES:
            self.preparation_requested.emit(self._presenter.view().set_id, opens)
