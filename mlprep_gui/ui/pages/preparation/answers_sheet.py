"""Prepare answers: strengths, three areas to improve, and how the questions were practised."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from mlprep_gui.domain.interviews.day_plan import QuestionPractice
from mlprep_gui.domain.interviews.workbooks import Area, Jotting
from mlprep_gui.ui.pages.preparation.contents import ANSWERS, SHEETS, say_practice
from mlprep_gui.ui.pages.preparation.line_fields import LineFields
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.theme import GAP_M, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.surfaces import clear, row
from mlprep_gui.ui.widgets.words import Words, breakable


class AnswersSheet(Sheet):
    """``practice_wished`` brings the question that is to be practised."""

    practice_wished = Signal(str)

    def __init__(self, tools: SheetTools) -> None:
        super().__init__(
            tools,
            SHEETS[ANSWERS],
            "Speak them aloud: an answer that you have only thought is not ready.",
        )
        theme = tools.icons.theme
        self._practice: tuple[QuestionPractice, ...] = ()
        self._strengths = LineFields("Strength", theme)
        self._areas = [
            (
                KeptField(f"Area {number} to improve", theme),
                KeptField(f"What you do about area {number}", theme),
            )
            for number in (1, 2, 3)
        ]
        self._ground = QVBoxLayout()
        self._ground.setSpacing(GAP_M)
        self._build()

    def show_state(self, state: PreparationState) -> None:
        """See ``Sheet``."""
        if state.book is None:
            return
        self._strengths.show_lines(state.book.strengths)
        for fields, area in zip(self._areas, state.book.areas, strict=True):
            fields[0].show_text(area.text)
            fields[1].show_text(area.action)
        if state.practice != self._practice:
            self._show_practice(state.practice)

    def _show_practice(self, practice: tuple[QuestionPractice, ...]) -> None:
        self._practice = practice
        clear(self._ground)
        for one in practice:
            title, state = Words(breakable(one.title)), Words(say_practice(one), "small")
            for words in (title, state):
                words.let_height_follow()
            texts = QVBoxLayout()
            texts.setSpacing(GAP_XS)
            texts.addWidget(title)
            texts.addWidget(state)
            button = Button("Practise", ButtonKind.SMALL, name=f"Practise: {one.title}")
            button.setAccessibleDescription(state.text())
            button.clicked.connect(partial(self.practice_wished.emit, one.question_id))
            line = row()
            line.addLayout(texts, 1)
            line.addWidget(button)
            self._ground.addLayout(line)

    def _build(self) -> None:
        self.body.addWidget(Words("Your strengths, with an example for each", "eyebrow"))
        self.body.addWidget(self._strengths)
        self.body.addWidget(Words("Three areas to improve", "eyebrow"))
        for fields in self._areas:
            for field in fields:
                self.body.addWidget(field)
                field.kept.connect(self._on_area_kept)
        self.body.addWidget(Words("The questions", "eyebrow"))
        self.body.addLayout(self._ground)
        self._strengths.kept.connect(self._on_strengths_kept)

    def _on_strengths_kept(self, _lines: list[Jotting], stretch: str) -> None:
        self._save(stretch)

    def _on_area_kept(self, _text: str, stretch: str) -> None:
        self._save(stretch)

    def _save(self, stretch: str) -> None:
        areas = [Area(text.text, action.text) for text, action in self._areas]
        self._do.save_answers([one.text for one in self._strengths.lines], areas, stretch)
