"""What is asked after "I did say that": in which words, and whether to remember what they were."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QSizePolicy, QVBoxLayout

from mlprep_gui.ui.advice_words import write_refusal
from mlprep_gui.ui.pages.review.visit import Lesson
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.words import Words

_ASK = "Mark the words in the transcript that say it."
_SHOWN = 60


class MarkingCard(QFrame):
    """Asks for words.

    Signals:
        marked: the marked words (True), or none of them (False) say the point.
        left: the user does not want to say anything after all.
    """

    marked = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._text = Words(_ASK)
        self._use = Button("&Use these words", ButtonKind.PRIMARY)
        self._none = Button("I cannot &find them", name="I said it, but cannot find the words")
        self._cancel = Button("Cancel", ButtonKind.QUIET)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        down.setSpacing(GAP_S)
        down.addWidget(self._text)
        down.addWidget(FlexibleRow(self._use, self._none, self._cancel))
        self._use.clicked.connect(self._on_use)
        self._none.clicked.connect(self._on_none)
        self._cancel.clicked.connect(self.left)

    def show_marked(self, marked: str) -> None:
        """Say what is marked now, "" for nothing."""
        short = marked if len(marked) <= _SHOWN else f"{marked[:_SHOWN]}…"
        self._text.setText(f"You marked “{short}”." if marked else _ASK)
        self._use.setEnabled(bool(marked))

    def _on_use(self) -> None:
        self.marked.emit(True)

    def _on_none(self) -> None:
        self.marked.emit(False)


class LessonCard(QFrame):
    """Offers to remember how the recogniser wrote a term.

    Signals:
        taught: what was heard, and the term.
        left: nothing is to be remembered.
    """

    taught = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._heard = QLineEdit()
        self._term = QComboBox()
        self._refusal = Words()
        self._remember = Button("&Remember")
        self._leave = Button("No, thanks", ButtonKind.QUIET)
        self._build()
        self._remember.clicked.connect(self._on_remember)
        self._heard.returnPressed.connect(self._on_remember)
        self._leave.clicked.connect(self.left)

    def show_lesson(self, lesson: Lesson, *, is_new: bool) -> None:
        """Offer this one."""
        if is_new:
            self._heard.setText(lesson.heard)
            self._term.clear()
            self._term.addItems(list(lesson.terms))
        refusal = "" if lesson.problem is None else write_refusal(lesson.problem)
        self._refusal.setVisible(bool(refusal))
        self._refusal.setText(refusal)
        if refusal:
            announce(self, refusal)

    def _build(self) -> None:
        self._heard.setAccessibleName("What was written down")
        self._heard.setPlaceholderText("what was written down")
        self._term.setAccessibleName("The term that you said")
        self._term.setEditable(True)
        self._term.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._term.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._refusal.set_tone("warn")
        self._refusal.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        down.setSpacing(GAP_S)
        down.addWidget(Words("Was a term misheard? MLPrep can remember it for all your answers."))
        down.addWidget(Words("When it writes", "small"))
        down.addWidget(self._heard)
        down.addWidget(Words("you said", "small"))
        down.addWidget(self._term)
        down.addWidget(self._refusal)
        down.addWidget(FlexibleRow(self._remember, self._leave))

    def _on_remember(self) -> None:
        self.taught.emit(self._heard.text(), self._term.currentText())
