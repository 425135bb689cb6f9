"""The user's own estimate, asked for before the verdicts show."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout

from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.surfaces import Card, clear
from mlprep_gui.ui.widgets.words import Words

_IN_A_ROW = 6


class EstimatePanel(Card):
    """``estimated`` brings how many points the user thinks were covered, None for no answer."""

    estimated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._prompt = Words(role="muted")
        self._asked = Words(role="heading")
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_S)
        self._group = QButtonGroup(self)
        self._skip = Button("&Skip, show me the result", ButtonKind.QUIET)
        self.body.addWidget(self._prompt)
        self.body.addWidget(self._asked)
        self.body.addLayout(self._grid)
        why = "A guess is enough. Comparing it with the result teaches you to hear yourself."
        self.body.addWidget(Words(why, "small"))
        self.body.addWidget(FlexibleRow(self._skip))
        self._group.idClicked.connect(self._on_chosen)
        self._skip.clicked.connect(self._on_skipped)
        # One Return too many, from the page before, must not count as an estimate of 0.
        self.setFocusProxy(self._skip)

    def ask(self, sheet: ReviewSheet) -> None:
        """Ask about an answer."""
        count = len(sheet.points)
        self._prompt.setText(sheet.question.prompt)
        points = "key point" if count == 1 else f"{count} key points"
        self._asked.setText(f"How many of the {points} do you think you covered?")
        for known in self._group.buttons():
            self._group.removeButton(known)
        clear(self._grid)
        before = None
        for number in range(count + 1):
            button = Button(str(number), name=f"{number} of {count} points")
            self._group.addButton(button, number)
            self._grid.addWidget(button, number // _IN_A_ROW, number % _IN_A_ROW)
            if before is not None:
                self.setTabOrder(before, button)
            before = button
        self._grid.setColumnStretch(_IN_A_ROW, 1)
        assert before is not None
        self.setTabOrder(before, self._skip)

    def _on_chosen(self, covered: int) -> None:
        self.estimated.emit(covered)

    def _on_skipped(self) -> None:
        self.estimated.emit(None)
