"""The question on the review page, with its model answer for whoever asks for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.questions import Question
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words


class QuestionPanel(QWidget):
    """``answer_toggled`` brings whether the user wants to see the model answer."""

    answer_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._prompt = Words(role="heading", selectable=True)
        self._toggle = Button("Show the &model answer")
        self._toggle.setCheckable(True)
        self._answer = Words(selectable=True)
        self._answer.setAccessibleName("Model answer")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(self._prompt)
        down.addLayout(row(self._toggle, None))
        down.addWidget(self._answer)
        self._toggle.clicked.connect(self.answer_toggled)

    def show_question(self, question: Question, *, answer_shown: bool) -> None:
        """Show a question; one that the bank no longer has has no words."""
        self._prompt.setText(question.prompt or question.title)
        self._answer.setText(question.model_answer)
        self._answer.setVisible(answer_shown and bool(question.model_answer))
        self._toggle.setVisible(bool(question.model_answer))
        self._toggle.setChecked(answer_shown)
        text = "Hide the &model answer" if answer_shown else "Show the &model answer"
        self._toggle.setText(text)
        self._toggle.setAccessibleName(text.replace("&", ""))
