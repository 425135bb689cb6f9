"""Requirements that were found in a description, to be kept, changed, or left out."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout

from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.row_column import reveal
from mlprep_gui.ui.widgets.surfaces import Card, clear, row
from mlprep_gui.ui.widgets.words import Words


class ProposalCard(Card):
    """Hidden while nothing was found.

    Signals:
        chosen: the texts that are to be kept.
        dropped: none of them.
    """

    chosen = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[str, ...] | None = None
        self._lines: list[tuple[QCheckBox, QLineEdit]] = []
        self._heading = Words()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_first)
        self._ground = QVBoxLayout()
        self._ground.setSpacing(GAP_S)
        self._keep = Button("Keep these", ButtonKind.PRIMARY)
        self._drop = Button("Keep none")
        self.body.addWidget(self._heading)
        self.body.addLayout(self._ground)
        self.body.addLayout(row(self._keep, self._drop, None))
        self._keep.clicked.connect(self._on_keep_clicked)
        self._drop.clicked.connect(self.dropped)
        self.hide()

    def show_texts(self, texts: Sequence[str] | None) -> None:
        """Offer these, all of them marked; None or none at all: hide."""
        wanted = tuple(texts) if texts else None
        if wanted == self._texts:
            return
        self._texts = wanted
        clear(self._ground)
        self._lines = []
        for text in wanted or ():
            self._add_line(text)
        self._count()
        self.setVisible(wanted is not None)
        if self._lines:
            self._lines[0][0].setFocus()
            # Where it will stand is known once it has been laid out.
            self._soon.start()

    def _show_first(self) -> None:
        reveal(self._heading)
        if self._lines:
            reveal(self._lines[0][1])

    def _add_line(self, text: str) -> None:
        box, entry = QCheckBox(), QLineEdit(text)
        box.setChecked(True)
        box.setAccessibleName(f"Keep: {text}")
        entry.setAccessibleName(f"Change: {text}")
        entry.setCursorPosition(0)
        box.toggled.connect(self._count)
        line = row(box, entry)
        line.setStretch(1, 1)
        self._ground.addLayout(line)
        self._lines.append((box, entry))

    def _count(self) -> None:
        marked = sum(box.isChecked() for box, _entry in self._lines)
        total = len(self._lines)
        found = "1 requirement was found" if total == 1 else f"{total} requirements were found"
        self._heading.setText(f"{found}. Take the tick away from what does not matter.")
        self._keep.setText("Keep 1" if marked == 1 else f"Keep {marked}")
        self._keep.setAccessibleName("Keep the marked requirements")
        self._keep.setEnabled(marked > 0)

    def _on_keep_clicked(self) -> None:
        kept = [entry.text().strip() for box, entry in self._lines if box.isChecked()]
        self.chosen.emit([text for text in kept if text])
