"""Past attempts as a table of which only the rows that are looked at need to be there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mlprep_gui.services.ports.history import HistoryOrder
from mlprep_gui.ui.models.history_lines import HistoryLine

Index = QModelIndex | QPersistentModelIndex

_O = HistoryOrder
_NOT_READ = "…"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table.

    Attributes:
        title: its heading.
        order: what it sorts by.
        text: a cell.
        widest: a text that needs as much room as any usual cell.
        starts_high: whether the first press on the heading puts the greatest on top.
        hint: what the heading means, where its title alone is too short.
    """

    title: str
    order: HistoryOrder
    text: Callable[[HistoryLine], str]
    widest: str
    starts_high: bool = False
    hint: str = ""


COLUMNS = (
    Column("Date", _O.DATE, lambda line: line.date, "28 May 2000, 00:00", starts_high=True),
    Column("Question", _O.QUESTION, lambda line: line.question, "Training, validation xx"),
    Column("Topic", _O.TOPIC, lambda line: line.topic, "Deep learning xx"),
    Column("Length", _O.DURATION, lambda line: line.length, "00:00", starts_high=True),
    Column(
        "Covered",
        _O.COVERED,
        lambda line: line.points,
        "9 of 9, 2 unsure",
        starts_high=True,
        hint="Key points that were covered, and those that are unsure",
    ),
    Column(
        "Pace",
        _O.PACE,
        lambda line: line.pace,
        "0000",
        starts_high=True,
        hint="Words a minute, pauses included",
    ),
    Column(
        "Recogniser", _O.ENGINE, lambda line: line.engine, "Whisper (base.en)", hint="Written by"
    ),
    Column(
        "Tries",
        _O.TRIES,
        lambda line: str(line.tries),
        "000",
        starts_high=True,
        hint="How many answers to this question you have given",
    ),
    Column("State", _O.STATE, lambda line: line.state, "being written down"),
)
DATE, QUESTION, TOPIC, LENGTH, COVERED, PACE, ENGINE, TRIES, STATE = range(len(COLUMNS))


class AttemptTable(QAbstractTableModel):
    """Knows how many rows there are, and asks for those that somebody looks at.

    Args:
        line_at: the attempt in a row; None while it was not read yet.
    """

    def __init__(self, line_at: Callable[[int], HistoryLine | None]) -> None:
        super().__init__()
        self._line_at = line_at
        self._count = 0
        self._alignment: Qt.AlignmentFlag | None = None

    def stand_high(self, *, high: bool) -> None:
        """Whether cells stand at the top of their row, where there is more below them."""
        flag = Qt.AlignmentFlag
        self._alignment = flag.AlignLeft | flag.AlignTop if high else None

    def show_count(self, count: int) -> None:
        """There are so many rows now, all of them new."""
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def line(self, row: int) -> HistoryLine | None:
        """The attempt in a row; None while it was not read yet."""
        return self._line_at(row)

    def tell_changed(self, first: int, last: int) -> None:
        """These rows read otherwise now."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    # Qt's questions ----------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own default and name
        """How many attempts."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own default and name
        """How many columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802  Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The columns' titles, what they mean, and which way they sort at first."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or None
        if role == Qt.ItemDataRole.InitialSortOrderRole:
            order = Qt.SortOrder
            return order.DescendingOrder if column.starts_high else order.AscendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's text, the same in full, and what a screen reader says of it."""
        if role == Qt.ItemDataRole.DisplayRole:
            line = self._line_at(index.row())
            if line is None:
                return _NOT_READ if index.column() == DATE else ""
            return COLUMNS[index.column()].text(line)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            line = self._line_at(index.row())
            return _in_full(line, index.column()) if line else None
        return self._alignment if role == Qt.ItemDataRole.TextAlignmentRole else None


def _in_full(line: HistoryLine, column: int) -> str:
    """A cell that says of itself what the heading else says."""
    if column == COVERED:
        return line.points_in_full
    if column == PACE and line.pace:
        return f"{line.pace} words a minute"
    text = COLUMNS[column].text(line)
    if column == QUESTION and line.snippet:
        return f"{text}. Found: {line.found_text}"
    return text
