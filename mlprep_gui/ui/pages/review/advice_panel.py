"""What to do first: at most two sentences in front of everything else."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.surfaces import clear
from mlprep_gui.ui.widgets.words import Words


class AdvicePanel(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", "good")
        self.setAccessibleName("What to do first")
        self._shown: tuple[str, ...] = ()
        self._down = QVBoxLayout()
        self._down.setSpacing(GAP_S)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        down.setSpacing(GAP_XS)
        down.addWidget(Words("What to do first", "small"))
        down.addLayout(self._down)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these."""
        self.setVisible(bool(sentences))
        if tuple(sentences) != self._shown:
            self._shown = tuple(sentences)
            clear(self._down)
            for sentence in sentences:
                self._down.addWidget(Words(sentence, selectable=True))
