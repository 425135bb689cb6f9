"""The menu entries of the practice page, and when each of them can be chosen."""

from dataclasses import dataclass

from PySide6.QtGui import QAction


@dataclass(frozen=True, slots=True)
class PracticeCommands:
    """Actions for the File and the Practice menu.

    Attributes:
        open: open a recording.
        toggle: start or stop the answer.
        discard: drop what is under way.
        type_answer: answer by keyboard.
        next_new, random: another question.
    """

    open: QAction
    toggle: QAction
    discard: QAction
    type_answer: QAction
    next_new: QAction
    random: QAction

    @property
    def for_practice(self) -> list[QAction]:
        """In the order of the menu."""
        return [self.toggle, self.discard, self.type_answer, self.next_new, self.random]

    def allow(self, *, idle: bool, cancellable: bool) -> None:
        """Which of them make sense now."""
        for action in (self.open, self.type_answer, self.next_new, self.random):
            action.setEnabled(idle)
        self.discard.setEnabled(cancellable)
