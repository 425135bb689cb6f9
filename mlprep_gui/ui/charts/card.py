"""A card with a chart: its title, what it shows in a sentence, the same figures as a table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from mlprep_gui.ui.charts.chart import Chart
from mlprep_gui.ui.charts.picture import Picture
from mlprep_gui.ui.theme import GAP_S, Theme
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import Card
from mlprep_gui.ui.widgets.words import Words

_ROWS_SEEN = 10
_HINT = "Point at a place to read it, or go there with the Left and Right keys."


class ChartCard(Card):
    """Shows a picture, or where it has no places only its sentence.

    Args:
        theme: for the chart's colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._picture = Picture("", "")
        self._title = Words("", "heading")
        self._as_table = Button("Show as table", ButtonKind.SMALL)
        self._sentence = Words()
        self._sentence.let_height_follow()
        self._chart = Chart(theme)
        self._pointed = Words(_HINT, "small")
        self._table: QTableWidget | None = None
        self._as_table.setCheckable(True)
        top = QHBoxLayout()
        top.setSpacing(GAP_S)
        top.addWidget(self._title, 1)
        top.addWidget(self._as_table, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._chart)
        self.body.addWidget(self._pointed)
        self._as_table.toggled.connect(self._show_either)
        self._chart.pointed.connect(self._on_pointed)

    def show_picture(self, picture: Picture) -> None:
        """Show something else; as a chart or a table, as it is now."""
        self._picture = picture
        self.setAccessibleName(picture.title)
        self._title.setText(picture.title)
        self._sentence.setText(picture.sentence)
        self._as_table.setVisible(bool(picture.places))
        self._as_table.setAccessibleName(f"Show as table: {picture.title}")
        self._chart.show_picture(picture)
        self._show_either()

    @property
    def picture(self) -> Picture:
        """What is shown."""
        return self._picture

    def _on_pointed(self, words: str) -> None:
        self._pointed.setText(words or _HINT)

    def _show_either(self) -> None:
        is_table = self._as_table.isChecked()
        has_places = bool(self._picture.places)
        self._chart.setVisible(has_places and not is_table)
        self._pointed.setVisible(has_places and not is_table)
        if is_table and has_places:
            self._fill_table()
        if self._table is not None:
            self._table.setVisible(is_table and has_places)

    def _fill_table(self) -> None:
        if self._table is None:
            self._table = _make_table()
            self.body.addWidget(self._table)
        table, picture = self._table, self._picture
        table.setAccessibleName(f"{picture.title}: a table")
        table.setColumnCount(len(picture.headings))
        table.setRowCount(len(picture.rows))
        table.setHorizontalHeaderLabels(list(picture.headings))
        for down, cells in enumerate(picture.rows):
            for across, text in enumerate(cells):
                table.setItem(down, across, QTableWidgetItem(text))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row = table.fontMetrics().height() + 2 * GAP_S
        table.verticalHeader().setDefaultSectionSize(row)
        seen = min(len(picture.rows), _ROWS_SEEN)
        table.setFixedHeight(row * seen + 2 * row)


def _make_table() -> QTableWidget:
    table = QTableWidget()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    # Tab leaves the table; the arrow keys walk in it.
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(1)
    return table
