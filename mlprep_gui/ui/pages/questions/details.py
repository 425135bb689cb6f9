"""One question in full: its prompt, and for whoever asks its points and its model answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.questions import Question
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.pages.questions.presenter import QuestionsView
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, clear, row
from mlprep_gui.ui.widgets.words import Words


class QuestionDetails(ScrollColumn):
    """``practice_wished`` and the like, and whether the user wants to see points or answer."""

    practice_wished = Signal()
    edit_wished = Signal()
    deletion_wished = Signal()
    points_toggled = Signal(bool)
    answer_toggled = Signal(bool)

    def __init__(self, icons: IconBook) -> None:
        super().__init__(role="plain")
        self._topic = Words(role="eyebrow")
        self._prompt = Words(role="prompt", selectable=True)
        self._facts = Words(role="muted")
        self.practise = Button("Practise &this", ButtonKind.PRIMARY, icons, "practise")
        self._edit = Button("E&dit…", icons=icons, icon="edit", name="Edit this question")
        self._delete = Button("De&lete…", icons=icons, icon="discard", name="Delete this question")
        self._remark = Words()
        self._remark.set_tone("good")
        self._points_toggle = _toggle()
        self._answer_toggle = _toggle()
        self._points = QWidget()
        self._points_down = QVBoxLayout(self._points)
        self._answer = Words(selectable=True)
        self._build()
        self._connect()

    def show_view(self, view: QuestionsView) -> None:
        """Show the chosen question, as far as it is to be given away."""
        question = view.chosen
        if question is None:
            return
        self._topic.setText(question.topic)
        self._prompt.setText(question.prompt)
        self._facts.setText(_write_facts(question))
        self._edit.setVisible(view.is_own)
        self._delete.setVisible(view.is_own)
        self._remark.setText(view.remark)
        self._remark.setVisible(bool(view.remark))
        self._show_points(question)
        self._answer.setText(question.model_answer)
        self._points.setVisible(view.points_shown)
        self._answer.setVisible(view.answer_shown)
        _label(self._points_toggle, "key points", shown=view.points_shown)
        _label(self._answer_toggle, "model answer", shown=view.answer_shown)

    def _show_points(self, question: Question) -> None:
        clear(self._points_down)
        for number, point in enumerate(question.points, start=1):
            self._points_down.addWidget(Words(f"{number}. {point.meaning}", selectable=True))

    def _build(self) -> None:
        self._points_down.setContentsMargins(0, 0, 0, 0)
        self._points_down.setSpacing(GAP_S)
        self._answer.setAccessibleName("Model answer")
        for widget in (self._topic, self._prompt, self._facts):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.practise, self._edit, self._delete, None))
        self.body.addWidget(self._remark)
        self.body.addSpacing(GAP_M)
        self.body.addLayout(row(self._points_toggle, None))
        self.body.addWidget(self._points)
        self.body.addLayout(row(self._answer_toggle, None))
        self.body.addWidget(self._answer)

    def _connect(self) -> None:
        self.practise.clicked.connect(self.practice_wished)
        self._edit.clicked.connect(self.edit_wished)
        self._delete.clicked.connect(self.deletion_wished)
        self._points_toggle.clicked.connect(self.points_toggled)
        self._answer_toggle.clicked.connect(self.answer_toggled)


def _toggle() -> Button:
    button = Button("")
    button.setCheckable(True)
    return button


def _label(toggle: Button, what: str, *, shown: bool) -> None:
    text = f"{'Hide' if shown else 'Show'} the {what}"
    toggle.setText(text)
    toggle.setAccessibleName(text)
    toggle.setChecked(shown)


def _write_facts(question: Question) -> str:
    points = len(question.points)
    noun = "key point" if points == 1 else "key points"
    return f"{points} {noun} · suggested limit {write_clock(question.time_limit_s)} min"
