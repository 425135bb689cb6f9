"""The points that are missed most, each with a button that practises its question."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.progress.weak_lines import NOTHING_WEAK, RULE, WeakLine
from mlprep_gui.ui.theme import GAP_M, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.row_column import MovableRow, RowColumn
from mlprep_gui.ui.widgets.surfaces import Card, Line
from mlprep_gui.ui.widgets.words import Words, breakable


class _WeakRow(MovableRow):
    """One point. ``wanted`` brings the question's id."""

    wanted = Signal(str)

    def __init__(self, line: WeakLine, icons: IconBook) -> None:
        super().__init__()
        self._button = Button(
            "Practise", icons=icons, icon="practise", name=f"Practise {line.question}: {line.point}"
        )
        self._button.clicked.connect(lambda: self.wanted.emit(line.question_id))
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        for text, role in (
            (line.question, "eyebrow"),
            (line.point, ""),
            (line.how_often, "muted"),
        ):
            shown = Words(breakable(text), role)
            shown.let_height_follow()
            words.addWidget(shown)
        across = QHBoxLayout()
        across.setSpacing(GAP_M)
        across.addLayout(words, 1)
        across.addWidget(self._button)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(Line())
        down.addLayout(across)

    def main_widget(self) -> QWidget:
        """See ``MovableRow``."""
        return self._button


class WeakList(Card):
    """``wanted`` brings the id of the question that is to be practised.

    Up and Down go from point to point, Enter practises.
    """

    wanted = Signal(str)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._sentence = Words()
        self._sentence.let_height_follow()
        self._column: RowColumn[_WeakRow] = RowColumn(GAP_M)
        self.setAccessibleName("Weak points")
        self.body.addWidget(Words("Weak points", "heading"))
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._column)

    def show_lines(self, lines: Sequence[WeakLine]) -> None:
        """Show these points, the first one on top."""
        self._sentence.setText(RULE if lines else NOTHING_WEAK)
        by_id = {f"{line.question_id}\n{line.point}\n{line.how_often}": line for line in lines}
        self._column.show_rows(by_id, lambda key: self._make(by_id[key]))
        self._column.setVisible(bool(lines))

    def _make(self, line: WeakLine) -> _WeakRow:
        made = _WeakRow(line, self._icons)
        made.wanted.connect(self.wanted)
        return made
