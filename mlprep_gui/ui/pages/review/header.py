"""The head of the review: which answer it is, how it went, and where to go from here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.review.contents import (
    write_circumstances,
    write_estimate,
    write_headline,
)
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_XS
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.words import Words


class ReviewHeader(QWidget):
    """``left``, ``again_wished`` and ``export_wished`` are its buttons."""

    left = Signal()
    again_wished = Signal()
    export_wished = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._eyebrow = Words(role="eyebrow")
        self._headline = Words(role="title")
        self._circumstances = Words(role="muted")
        self._back = Button("", ButtonKind.QUIET, icons, "back", "Back to the history")
        self._export = Button("E&xport…")
        self._again = Button("Try a&gain", ButtonKind.PRIMARY, icons, "again")
        self._build()
        self._back.clicked.connect(self.left)
        self._export.clicked.connect(self.export_wished)
        self._again.clicked.connect(self.again_wished)

    def show_result(self, sheet: ReviewSheet, *, asks_estimate: bool) -> None:
        """Show how an answer went, or that it is not to be seen yet."""
        question = sheet.question
        self._eyebrow.setText(" · ".join(filter(None, (question.topic, question.title))))
        circumstances = (write_circumstances(sheet), write_estimate(sheet))
        self._circumstances.setText(" · ".join(filter(None, circumstances)))
        self._again.setEnabled(bool(question.prompt))
        # A report would tell what is still to be guessed.
        self._export.setEnabled(not asks_estimate)
        headline = "Before you see the result" if asks_estimate else write_headline(sheet)
        if headline != self._headline.text():
            self._headline.setText(headline)
            announce(self, headline)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        for label in (self._eyebrow, self._headline, self._circumstances):
            words.addWidget(label)
        across = QHBoxLayout(self)
        across.setContentsMargins(GAP_L, GAP_L, GAP_L, 0)
        across.setSpacing(GAP_M)
        top = Qt.AlignmentFlag.AlignTop
        across.addWidget(self._back, 0, top)
        across.addLayout(words, 1)
        across.addWidget(self._export, 0, top)
        across.addWidget(self._again, 0, top)
