"""Past attempts as a table: its columns, and by which value each is sorted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mlprep_gui.ui.models.history_lines import HistoryLine
from mlprep_gui.ui.models.lengths import write_clock

SORT_ROLE = Qt.ItemDataRole.UserRole
"""The native value behind a cell: a number, or text in lower case."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    text: Callable[[HistoryLine], str]
    value: Callable[[HistoryLine], str | float]


_COLUMNS = (
    _Column(
        "Date",
        lambda line: f"{line.started_at:%d %b %Y, %H:%M}",
        lambda line: line.started_at.timestamp(),
    ),
    _Column("Question", lambda line: line.question, lambda line: line.question.casefold()),
    _Column("Topic", lambda line: line.topic, lambda line: line.topic.casefold()),
    _Column(
        "Length",
        lambda line: write_clock(line.attempt.duration_s) if line.attempt.duration_s else "",
        lambda line: line.attempt.duration_s,
    ),
    _Column("Covered", lambda line: line.points, lambda line: line.share),
    _Column("Recogniser", lambda line: line.engine, lambda line: line.engine.casefold()),
    _Column("State", lambda line: line.state, lambda line: line.state),
)
COLUMNS = len(_COLUMNS)
DATE, QUESTION, TOPIC, LENGTH, COVERED, ENGINE, STATE = range(COLUMNS)


class AttemptTable(QAbstractTableModel):
    """A row an attempt, in the order in which they were given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[HistoryLine, ...] = ()

    def show_lines(self, lines: tuple[HistoryLine, ...]) -> None:
        """Show these instead; where the same attempts stay, so does what is selected."""
        if [line.attempt.id for line in lines] == [line.attempt.id for line in self._lines]:
            self._lines = lines
            if lines:
                last = self.index(len(lines) - 1, COLUMNS - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> HistoryLine:
        """The attempt in a row."""
        return self._lines[row]

    def row_of(self, attempt_id: str) -> int | None:
        """Where an attempt stands; None where it does not."""
        rows = (i for i, line in enumerate(self._lines) if line.attempt.id == attempt_id)
        return next(rows, None)

    # Qt's questions ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own default and name
        """How many attempts."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own default and name
        """How many columns."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(  # noqa: N802  Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The columns' titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, its value for sorting, or what a tool tip says of it."""
        line, column = self._lines[index.row()], _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(line)
        if role == SORT_ROLE:
            return column.value(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            is_points = index.column() == COVERED
            return line.points_in_full if is_points else column.text(line)
        return None
