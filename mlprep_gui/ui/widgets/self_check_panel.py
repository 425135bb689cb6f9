"""A form about body language: one tap an item, and what to try next time."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from mlprep_gui.domain.self_checks import SelfCheck, SelfCheckAnswer, SelfCheckItem
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.words import Words


class SelfCheckPanel(QWidget):
    """``answered`` brings all answers so far: item id -> answer id."""

    answered = Signal(object)

    def __init__(self, self_check: SelfCheck) -> None:
        super().__init__()
        self._self_check = self_check
        self._fine = Button("All &fine", name="All fine: the best answer to all of these")
        self._items = {item.id: _ItemField(item) for item in self_check.items}
        self.setAccessibleName(self_check.title)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        if self_check.introduction:
            down.addWidget(Words(self_check.introduction, "muted"))
        down.addWidget(FlexibleRow(self._fine))
        for field in self._items.values():
            down.addWidget(field)
            field.answered.connect(self._on_answered)
        self._fine.clicked.connect(self._on_fine)

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show kept answers, without telling anybody."""
        for item_id, field in self._items.items():
            field.show_answer(answers.get(item_id, ""))
        self._offer_fine()

    @property
    def _answers(self) -> dict[str, str]:
        answers = {item_id: field.answer_id for item_id, field in self._items.items()}
        return {item_id: answer for item_id, answer in answers.items() if answer}

    def _on_answered(self) -> None:
        self._offer_fine()
        self.answered.emit(self._answers)

    def _on_fine(self) -> None:
        """Leave what was answered, and give the rest the answer to hope for."""
        for item_id, answer_id in self._self_check.all_fine(self._answers).items():
            self._items[item_id].show_answer(answer_id)
        self._on_answered()

    def _offer_fine(self) -> None:
        count = len(self._answers)
        self._fine.setText("All the rest was &fine" if count else "All &fine")
        self._fine.setAccessibleName(self._fine.text().replace("&", ""))
        self._fine.setEnabled(count < len(self._items))


class _ItemField(QWidget):
    """One item with its answers side by side."""

    answered = Signal()

    def __init__(self, item: SelfCheckItem) -> None:
        super().__init__()
        self._item = item
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._hint = Words(role="muted")
        self._build()
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def answer_id(self) -> str:
        """The chosen answer, "" for none."""
        chosen = (id_ for id_, button in self._buttons.items() if button.isChecked())
        return next(chosen, "")

    def show_answer(self, answer_id: str) -> None:
        """Show an answer as chosen; none where the item does not have it."""
        # An exclusive group does not let go of its last choice.
        self._group.setExclusive(False)
        for id_, button in self._buttons.items():
            button.setChecked(id_ == answer_id)
        self._group.setExclusive(True)
        self._show_hint(self._item.answer(answer_id))

    def _build(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        down.addWidget(Words(self._item.text))
        down.addWidget(Words(self._item.reason, "small"))
        for answer in self._item.answers:
            button = QRadioButton(answer.text)
            button.setAccessibleName(f"{self._item.text}: {answer.text}")
            self._group.addButton(button)
            self._buttons[answer.id] = button
        down.addWidget(FlexibleRow(*self._buttons.values(), gap=GAP_L))
        down.addWidget(self._hint)

    def _show_hint(self, answer: SelfCheckAnswer | None) -> None:
        self._hint.setText(answer.hint if answer else "")
        self._hint.setVisible(bool(answer and answer.hint))

    def _on_clicked(self) -> None:
        self._show_hint(self._item.answer(self.answer_id))
        self.answered.emit()
