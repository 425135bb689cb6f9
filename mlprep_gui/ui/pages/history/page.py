"""The list of past attempts: open one, find one, delete one."""

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.attempt_table import (
    COLUMNS,
    DATE,
    ENGINE,
    LENGTH,
    QUESTION,
    SORT_ROLE,
    TOPIC,
    AttemptTable,
)
from mlprep_gui.ui.models.history_lines import HistoryLine
from mlprep_gui.ui.pages.history.presenter import HistoryPresenter, HistoryTools
from mlprep_gui.ui.theme import FIELD_WIDTH, GAP_L, GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.empty_state import EmptyState
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, row
from mlprep_gui.ui.widgets.words import Words

_DISPENSABLE = (TOPIC, ENGINE, LENGTH)
"""The first to be left out first."""


class HistoryPage(Page):
    """``attempt_opened`` and ``attempt_deleted`` bring an attempt's id.

    ``practice_requested``: the list is empty and the user wants to fill it.
    """

    attempt_opened = Signal(str)
    attempt_deleted = Signal(str)
    practice_requested = Signal()

    def __init__(self, tools: HistoryTools, icons: IconBook) -> None:
        super().__init__()
        self._presenter = HistoryPresenter(tools, self._on_changed, self.attempt_deleted.emit)
        self._model = AttemptTable()
        self._sorted = QSortFilterProxyModel()
        self._table = QTableView()
        self._search = QLineEdit()
        self._open = Button("&Open", ButtonKind.PRIMARY, icons, "open")
        self._delete = Button("&Delete…", ButtonKind.PLAIN, icons, "discard")
        self._notice = NoticeBar(icons)
        self._empty = EmptyState(
            "Nothing practised yet",
            "Every answer that you record or type is listed here with its review.",
            "Practise a question",
        )
        self._nothing_found = EmptyState("Nothing found", "No answer matches what you search for.")
        self._list = QWidget()
        self._below = QStackedWidget()
        self._build()
        self._connect()

    def on_shown(self) -> None:
        """See ``Page``."""
        self._presenter.refresh()
        self._table.setFocus()

    def search_field(self) -> QWidget | None:
        """See ``Page``."""
        return self._search

    def take_news(self, news: TranscriptionNews) -> None:
        """Something happened to an attempt in the queue."""
        if self.isVisible():
            self._presenter.take_news(news)

    # What there is to see ----------------------------------------------------------------------

    def _on_changed(self) -> None:
        view = self._presenter.view()
        if view.fault is None:
            self._notice.hide()
        else:
            self._notice.show_fault(view.fault)
        if view.lines is not None:
            self._show_lines(view.lines)

    def _show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        selected, row_before = self._selected(), self._table.currentIndex().row()
        self._model.show_lines(lines)
        self._select(selected.attempt.id if selected else None, row_before)
        self._below.setCurrentWidget(self._list if lines else self._empty)
        self._fit_columns()
        self._search.setVisible(bool(lines))
        self._on_selected()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Other widths have room for other columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Leave out the less important columns where the question would not fit."""
        table = self._table
        wanted = {column: table.sizeHintForColumn(column) for column in range(COLUMNS)}
        for column in _DISPENSABLE:
            fits = sum(wanted.values()) <= table.viewport().width()
            table.setColumnHidden(column, not fits)
            if not fits:
                del wanted[column]

    def _select(self, attempt_id: str | None, row_before: int) -> None:
        """The same attempt again; where it has gone, the one that took its place."""
        source_row = self._model.row_of(attempt_id) if attempt_id else None
        if source_row is not None:
            index = self._sorted.mapFromSource(self._model.index(source_row, DATE))
        else:
            last = self._sorted.rowCount() - 1
            index = self._sorted.index(max(min(row_before, last), 0), DATE)
        self._table.setCurrentIndex(index)

    def _selected(self) -> HistoryLine | None:
        index = self._sorted.mapToSource(self._table.currentIndex())
        return self._model.line(index.row()) if index.isValid() else None

    # How it is put together --------------------------------------------------------------------

    def _build(self) -> None:
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search.setPlaceholderText("Search")
        self._search.setAccessibleName("Search the history")
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(FIELD_WIDTH)
        self._build_table()
        self._build_list()
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        title = Words("History", "title")
        title.setWordWrap(False)
        down.addLayout(row(title, None, self._search))
        down.addWidget(self._notice)
        self._below.addWidget(self._list)
        self._below.addWidget(self._empty)
        down.addWidget(self._below, 1)

    def _build_table(self) -> None:
        table = self._table
        table.setModel(self._sorted)
        table.setAccessibleName("Past answers")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSortingEnabled(True)
        table.sortByColumn(DATE, Qt.SortOrder.DescendingOrder)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(QUESTION, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _build_list(self) -> None:
        down = QVBoxLayout(self._list)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(self._table, 1)
        down.addWidget(self._nothing_found, 1)
        down.addLayout(row(self._open, self._delete, None))
        self._nothing_found.hide()

    def _connect(self) -> None:
        self._table.activated.connect(self._on_open_wished)
        self._table.selectionModel().currentRowChanged.connect(self._on_selected)
        self._open.clicked.connect(self._on_open_wished)
        self._delete.clicked.connect(self._on_delete_wished)
        delete_key = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._table)
        delete_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete_key.activated.connect(self._on_delete_wished)
        self._search.textChanged.connect(self._on_search_changed)
        self._notice.dismissed.connect(self._presenter.dismiss_fault)
        self._empty.acted.connect(self.practice_requested)

    # What the user does ------------------------------------------------------------------------

    def _on_search_changed(self, text: str) -> None:
        self._sorted.setFilterFixedString(text)
        found = self._sorted.rowCount() > 0
        self._table.setVisible(found)
        self._nothing_found.setVisible(not found)
        if found and self._selected() is None:
            self._table.setCurrentIndex(self._sorted.index(0, DATE))
        self._on_selected()

    def _on_selected(self) -> None:
        chosen = self._selected() is not None
        self._open.setEnabled(chosen)
        self._delete.setEnabled(chosen)

    def _on_open_wished(self) -> None:
        line = self._selected()
        if line is not None:
            self.attempt_opened.emit(line.attempt.id)

    def _on_delete_wished(self) -> None:
        line = self._selected()
        if line is None:
            return
        choice = Choice(
            question=f"Delete the answer to “{line.question}” of {line.started_at:%d %b, %H:%M}?",
            details="Its recording, transcript and notes are deleted. This cannot be undone.",
            act="Delete",
            keep="Keep it",
        )
        ask(self, choice, lambda: self._presenter.delete(line.attempt.id))
