"""What the practice page asks before something is lost."""

from mlprep_gui.services.practice.view import Phase
from mlprep_gui.ui.widgets.confirmation import Choice

DISCARD = Choice("Discard this answer?", "What you have said will be lost.", "Discard", "Keep on")
KEEP_AND_QUIT = Choice(
    "You are recording an answer.",
    "It will be kept; you find it in the history when you come back.",
    "Keep it and quit",
    "Go on recording",
)
KEEP_HALTED_AND_QUIT = Choice(
    "Your answer is not finished.",
    "What you have said will be kept; you find it in the history when you come back.",
    "Keep it and quit",
    "Stay",
)
LOSE_TYPED = Choice(
    "Quit without the typed answer?", "It has not been checked yet.", "Quit", "Stay"
)
BEFORE_QUITTING = {
    Phase.RECORDING: KEEP_AND_QUIT,
    Phase.PAUSED: KEEP_HALTED_AND_QUIT,
    Phase.INTERRUPTED: KEEP_HALTED_AND_QUIT,
}
"""What is asked in each phase in which something has been said."""
