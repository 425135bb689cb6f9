"""The table as one uses it: who is chosen, and that all stays in place when the list changes."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.services.ports.history import HistoryOrder
from mlprep_gui.ui.models.attempt_table import COLUMNS, DATE, AttemptTable
from mlprep_gui.ui.models.history_lines import HistoryLine
from mlprep_gui.ui.pages.history.listing import Listing, join_rows
from mlprep_gui.ui.pages.history.table import AttemptView
from mlprep_gui.ui.theme import Theme

_Flag = QItemSelectionModel.SelectionFlag


class AnswerList(QWidget):
    """Keeps scroll position and selection when the same list is read again.

    Signals:
        chosen: other answers are chosen.
        opened: an answer is to be opened, by its row.
        delete_wished: the chosen answers are to go.
        sorted_by: an order and whether it falls.
        seen: first and last row that are looked at.
    """

    chosen = Signal()
    opened = Signal(int)
    delete_wished = Signal()
    sorted_by = Signal(object, bool)
    seen = Signal(int, int)

    def __init__(self, listing: Listing, theme: Theme) -> None:
        super().__init__()
        self._listing = listing
        self._numbers: tuple[int, ...] = ()
        self._wanted: tuple[int, ...] = ()
        self._table = AttemptTable(listing.line)
        self.view = AttemptView(self._table, theme)
        self.view.headings.setSortIndicator(DATE, Qt.SortOrder.DescendingOrder)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._connect()

    # What is shown ------------------------------------------------------------------------------

    def show_list(self, *, is_other: bool, snippets: bool) -> None:
        """Show the listing as it is now; another list begins at its top."""
        self.view.show_snippets(shows=snippets)
        numbers = self._listing.numbers
        if numbers == self._numbers and not is_other and not self._wanted:
            if numbers:
                self._table.tell_changed(*self.view.rows_in_sight())
            return
        kept, spans = self._runs(), self.spans()
        current = self._number_at(self.view.currentIndex().row())
        row_before = spans[0][0] if spans else 0
        top = None if is_other else self._number_at(self.view.rows_in_sight()[0])
        was_at_top = self.view.verticalScrollBar().value() == 0
        self._numbers = numbers
        self._table.show_count(len(numbers))
        if self._wanted:
            kept, current, self._wanted = [self._wanted], self._wanted[0], ()
            top = None
        self._choose(kept, current, row_before)
        self._scroll_to(None if was_at_top else top)
        self.chosen.emit()

    def show_rows(self, first: int, last: int) -> None:
        """These rows read otherwise."""
        self._table.tell_changed(first, last)
        if any(start <= last and first <= end for start, end in self.spans()):
            self.chosen.emit()

    def select(self, numbers: Sequence[int]) -> None:
        """Choose these as soon as the list is read again."""
        self._wanted = tuple(numbers)

    # Who is chosen ------------------------------------------------------------------------------

    def spans(self) -> list[tuple[int, int]]:
        """First and last row of each chosen run, from the top; never row by row."""
        # Two such ranges may touch, and each spans all columns.
        ranges = self.view.selectionModel().selection().toList()
        found = sorted((part.top(), part.bottom()) for part in ranges)
        spans: list[tuple[int, int]] = []
        for top, bottom in found:
            if spans and top <= spans[-1][1] + 1:
                spans[-1] = (spans[-1][0], max(bottom, spans[-1][1]))
            else:
                spans.append((top, bottom))
        return spans

    def numbers(self) -> tuple[int, ...]:
        """The chosen answers in the list's order."""
        return tuple(number for run in self._runs() for number in run)

    def current(self) -> HistoryLine | None:
        """The answer where the keys are, if it is chosen and known."""
        index = self.view.currentIndex()
        is_chosen = index.isValid() and self.view.selectionModel().isSelected(index)
        return self._table.line(index.row()) if is_chosen else None

    def _runs(self) -> list[tuple[int, ...]]:
        return [self._numbers[first : last + 1] for first, last in self.spans()]

    def _number_at(self, row: int) -> int | None:
        return self._numbers[row] if 0 <= row < len(self._numbers) else None

    def _choose(self, kept: list[tuple[int, ...]], current: int | None, row_before: int) -> None:
        """The same answers again; where all have gone, the one that took their place."""
        if not self._numbers:
            return
        spans = self._listing.spans_of(kept)
        row = self._listing.row_of(current) if current is not None else None
        if row is None:
            first_kept = min((first for first, _ in spans), default=None)
            row = min(row_before, len(self._numbers) - 1) if first_kept is None else first_kept
        selection = QItemSelection()
        for first, last in spans or join_rows([row]):
            selection.select(self._table.index(first, 0), self._table.index(last, len(COLUMNS) - 1))
        model = self.view.selectionModel()
        model.setCurrentIndex(self._table.index(row, DATE), _Flag.NoUpdate)
        model.select(selection, _Flag.ClearAndSelect)

    def _scroll_to(self, top: int | None) -> None:
        """Have this answer at the top again; without one, the current answer in sight."""
        row = self._listing.row_of(top) if top is not None else None
        if row is None:
            self.view.scrollTo(self.view.currentIndex())
        else:
            self.view.verticalScrollBar().setValue(row)

    # What the user does -------------------------------------------------------------------------

    def _connect(self) -> None:
        self.view.activated.connect(lambda index: self.opened.emit(index.row()))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        self.view.seen.connect(self.seen)
        self.view.headings.sortIndicatorChanged.connect(self._on_sorted)
        delete_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        delete_key.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete_key.activated.connect(self.delete_wished)

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        wanted: HistoryOrder = COLUMNS[section].order
        self.view.fit()
        self.sorted_by.emit(wanted, order is Qt.SortOrder.DescendingOrder)
