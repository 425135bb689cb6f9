"""The list itself: its columns at any width, what was found below each row, who is looked at."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from mlprep_gui.services.ports.history import SnippetPart
from mlprep_gui.ui.models.attempt_table import (
    COLUMNS,
    DATE,
    ENGINE,
    LENGTH,
    PACE,
    QUESTION,
    STATE,
    TOPIC,
    TRIES,
    AttemptTable,
)
from mlprep_gui.ui.models.history_lines import HistoryLine
from mlprep_gui.ui.pages.history.sort_header import SortHeader
from mlprep_gui.ui.theme import GAP_M, GAP_S, Theme

_DISPENSABLE = (ENGINE, TOPIC, TRIES, PACE, LENGTH, STATE, DATE)
"""The first to be left out first."""

_AHEAD = 20
"""So many rows above and below are read before they are seen."""

_FEWEST = 3
"""So many rows can always be seen."""

_CELL_PADDING = 2 * GAP_S + GAP_M
_ARROW = 20


class AttemptView(QTableView):
    """A row an answer.

    Signals:
        seen: first and last row that are in sight or soon will be.
    """

    seen = Signal(int, int)

    def __init__(self, table: AttemptTable, theme: Theme) -> None:
        super().__init__()
        self._attempts = table
        self._theme = theme
        self._shows_snippets = False
        self.headings = SortHeader(theme, self)
        self._dress()
        self.setModel(table)
        # Else a press on a heading would choose everything; the model's own order stays.
        self.setSortingEnabled(True)
        # To paint itself the header asks whether whole columns are chosen, row by row: not here.
        self.headings.setSelectionModel(QItemSelectionModel(table, self.headings))
        self.headings.take_keys()
        self.headings.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.headings.setSectionResizeMode(QUESTION, QHeaderView.ResizeMode.Stretch)
        self.headings.left.connect(self.setFocus)
        self.verticalScrollBar().valueChanged.connect(self._tell_seen)
        table.modelReset.connect(self._tell_seen)
        theme.changed.connect(self.fit)
        self.fit()

    def show_snippets(self, *, shows: bool) -> None:
        """Whether each row has a line below it with what was found."""
        if shows != self._shows_snippets:
            self._shows_snippets = shows
            self._attempts.stand_high(high=shows)
            self._fit_rows()

    def rows_in_sight(self) -> tuple[int, int]:
        """First and last row that can be seen, if only in part."""
        last_row = self._attempts.rowCount() - 1
        bottom = self.rowAt(self.viewport().height() - 1)
        return max(self.rowAt(0), 0), bottom if bottom >= 0 else last_row

    def fit(self) -> None:
        """Columns and rows for the width, the font and the zoom of now."""
        metrics, small = self.fontMetrics(), self.headings.fontMetrics()
        widths = {
            at: max(
                metrics.horizontalAdvance(column.widest),
                small.horizontalAdvance(column.title) + self._theme.scaled(_ARROW),
            )
            + _CELL_PADDING
            for at, column in enumerate(COLUMNS)
        }
        for at, width in widths.items():
            if at != QUESTION:
                self.headings.resizeSection(at, width)
        self._leave_out(widths)
        self._fit_rows()

    def _leave_out(self, wanted: dict[int, int]) -> None:
        """Leave out the less important columns where the question would not fit."""
        for column in _DISPENSABLE:
            # What the list is sorted by has to be seen.
            is_needed = column == self.headings.sortIndicatorSection()
            fits = sum(wanted.values()) <= self.viewport().width()
            self.setColumnHidden(column, not (fits or is_needed))
            if not (fits or is_needed):
                del wanted[column]

    # Qt's events -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Other widths have room for other columns."""
        super().resizeEvent(event)
        self.fit()
        self._tell_seen()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  Qt's name
        """Typed letters look for nothing: that would read every row there is."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The rows, and below each what was found in it."""
        super().paintEvent(event)
        if not self._shows_snippets or not self._attempts.rowCount():
            return
        painter = QPainter(self.viewport())
        first, last = self.rows_in_sight()
        for row in range(first, last + 1):
            line = self._attempts.line(row)
            if line is not None and line.snippet:
                self._paint_snippet(painter, row, line)
        painter.end()

    def _paint_snippet(self, painter: QPainter, row: int, line: HistoryLine) -> None:
        metrics = self.fontMetrics()
        height = self.rowHeight(row)
        below = QRect(
            GAP_S,
            self.rowViewportPosition(row) + height - metrics.height() - GAP_S,
            self.viewport().width() - 2 * GAP_S,
            metrics.height() + GAP_S,
        )
        layout = self._lay_out(line.snippet, below.width())
        painter.save()
        painter.setClipRect(below)
        painter.setPen(QColor(self._theme.colours.muted))
        layout.draw(painter, QPointF(below.topLeft()))
        painter.restore()

    def _lay_out(self, parts: tuple[SnippetPart, ...], width: int) -> QTextLayout:
        """One line in which what was found is bold, underlined and on a ground of its own."""
        colours = self._theme.colours
        found = QTextCharFormat()
        found.setFontWeight(QFont.Weight.Bold)
        found.setFontUnderline(True)
        found.setForeground(QColor(colours.accent_text))
        found.setBackground(QColor(colours.accent_soft))
        parts = _fit_parts(parts, self.fontMetrics(), width)
        text, formats = "", []
        for part in parts:
            if part.is_match:
                stretch = QTextLayout.FormatRange()
                stretch.start, stretch.length, stretch.format = len(text), len(part.text), found
                formats.append(stretch)
            text += part.text
        layout = QTextLayout(text, self.font())
        layout.setFormats(formats)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        layout.createLine().setLineWidth(width)
        layout.endLayout()
        return layout

    # How it is put together --------------------------------------------------------------------

    def _dress(self) -> None:
        self.setAccessibleName("Past answers")
        self.setHorizontalHeader(self.headings)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit_rows(self) -> None:
        line = self.fontMetrics().height()
        lines = 2 if self._shows_snippets else 1
        height = lines * line + 2 * GAP_S
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(self.headings.sizeHint().height() + _FEWEST * height)

    def _tell_seen(self) -> None:
        if self._attempts.rowCount():
            first, last = self.rows_in_sight()
            self.seen.emit(max(first - _AHEAD, 0), last + _AHEAD)


def _fit_parts(
    parts: tuple[SnippetPart, ...], metrics: QFontMetrics, width: int
) -> tuple[SnippetPart, ...]:
    """The parts shortened to a width, with the first find in sight."""
    first = next((at for at, part in enumerate(parts) if part.is_match), 0)
    lead = "".join(part.text for part in parts[:first])
    lead = metrics.elidedText(lead, Qt.TextElideMode.ElideLeft, width // 3)
    fitted = [SnippetPart(lead, is_match=False)]
    room = width - metrics.horizontalAdvance(lead)
    for part in parts[first:]:
        # Bold letters are somewhat wider.
        needed = round(metrics.horizontalAdvance(part.text) * (1.15 if part.is_match else 1))
        if needed > room:
            text = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, max(room, 0))
            fitted.append(SnippetPart(text, is_match=part.is_match))
            break
        fitted.append(part)
        room -= needed
    return tuple(fitted)
