"""What can be done with the chosen answers, as buttons that say why they are off."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.history_lines import HistoryLine
from mlprep_gui.ui.pages.history.flow_row import FlowRow
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind


@dataclass(frozen=True, slots=True)
class Abilities:
    """What can be done now.

    Attributes:
        chosen: how many answers are chosen.
        comparable: two answers to one question.
        practicable: one answer to a question of the bank.
        writable: one at least that is not written down.
    """

    chosen: int = 0
    comparable: bool = False
    practicable: bool = False
    writable: bool = False


def find_abilities(chosen: int, known: Sequence[HistoryLine]) -> Abilities:
    """What can be done with so many answers, of which these are known; the others may be any."""
    questions = {line.attempt.question_id for line in known}
    return Abilities(
        chosen=chosen,
        comparable=chosen == 2 and len(questions) <= 1,
        practicable=chosen == 1 and any(line.is_known for line in known),
        writable=chosen > len(known) or any(line.can_be_written_down for line in known),
    )


class ActionRow(FlowRow):
    """A signal a button."""

    opened = Signal()
    compared = Signal()
    practised = Signal()
    written = Signal()
    exported = Signal()
    deleted = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._open = Button("&Open", ButtonKind.PRIMARY, icons, "open")
        self._compare = Button("Co&mpare")
        self._practise = Button("Practise &again", ButtonKind.PLAIN, icons, "again")
        self._write = Button("&Write down", ButtonKind.PLAIN, icons, "type")
        self._export = Button("&Export…")
        self._delete = Button("&Delete", ButtonKind.PLAIN, icons, "discard")
        self._compare.setToolTip("Choose two answers to the same question")
        self._practise.setToolTip("Choose one answer")
        self._write.setToolTip("For answers that are not written down yet")
        for button, signal in (
            (self._open, self.opened),
            (self._compare, self.compared),
            (self._practise, self.practised),
            (self._write, self.written),
            (self._export, self.exported),
            (self._delete, self.deleted),
        ):
            button.clicked.connect(signal)
            self.add(button)

    def show_abilities(self, abilities: Abilities) -> None:
        """Offer what can be done."""
        self._open.setEnabled(abilities.chosen == 1)
        self._compare.setEnabled(abilities.comparable)
        self._practise.setEnabled(abilities.practicable)
        self._write.setEnabled(abilities.writable)
        self._export.setEnabled(abilities.chosen > 0)
        self._delete.setEnabled(abilities.chosen > 0)
