"""The keys that move about in the recording, wherever on the page the focus is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from mlprep_gui.ui.pages.review.playing import Playing


def press_player_key(playing: Playing, event: QKeyEvent) -> bool:
    """Do what a key means; whether it means anything."""
    acts: dict[int, Callable[[], None]] = {
        Qt.Key.Key_Space: playing.toggle,
        Qt.Key.Key_L: playing.switch_loop,
        Qt.Key.Key_BracketLeft: playing.loop_from_here,
        Qt.Key.Key_BracketRight: playing.loop_to_here,
        Qt.Key.Key_Less: partial(playing.step_speed, -1),
        Qt.Key.Key_Greater: partial(playing.step_speed, 1),
    }
    act = acts.get(event.key())
    # Brackets need a third level on many keyboards.
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    if act is None or modifiers != Qt.KeyboardModifier.NoModifier:
        return False
    act()
    return True
