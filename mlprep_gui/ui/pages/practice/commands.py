"""The menu entries of the practice page, and when each of them can be chosen."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from mlprep_gui.ui.menus import make_action


@dataclass(frozen=True, slots=True)
class PracticeCommands:
    """Actions for the File and the Practice menu.

    Attributes:
        open: open a recording.
        toggle: start or stop the answer.
        pause: halt the recording, or go on with it.
        discard: drop what is under way.
        type_answer: answer by keyboard.
        next_new, random: another question.
        test: test the microphone.
    """

    open: QAction
    toggle: QAction
    pause: QAction
    discard: QAction
    type_answer: QAction
    next_new: QAction
    random: QAction
    test: QAction

    @property
    def for_practice(self) -> list[QAction]:
        """In the order of the menu."""
        return [
            self.toggle,
            self.pause,
            self.discard,
            self.type_answer,
            self.next_new,
            self.random,
        ]

    def allow(self, *, idle: bool, pausable: bool, cancellable: bool) -> None:
        """Which of them make sense now."""
        for action in (self.open, self.type_answer, self.next_new, self.random, self.test):
            action.setEnabled(idle)
        self.pause.setEnabled(pausable)
        self.discard.setEnabled(cancellable)


_TEXTS_AND_KEYS = {
    "open": ("&Open a recording…", "Ctrl+O"),
    "toggle": ("&Start or stop the answer", "Ctrl+R"),
    "pause": ("&Pause or go on", "P"),
    "discard": ("&Discard or cancel", "Esc"),
    "type_answer": ("&Type the answer", "Ctrl+T"),
    "next_new": ("&Next new question", "Ctrl+N"),
    "random": ("&Random question", "Ctrl+Shift+N"),
    "test": ("Test the &microphone…", ""),
}


def make_commands(owner: QObject, acts: dict[str, Callable[[], object]]) -> PracticeCommands:
    """The actions; ``acts`` says for each attribute of ``PracticeCommands`` what it does."""
    return PracticeCommands(
        **{
            name: make_action(owner, text, keys, acts[name])
            for name, (text, keys) in _TEXTS_AND_KEYS.items()
        }
    )
