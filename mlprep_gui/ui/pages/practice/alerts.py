"""Which warnings about the sound are shown, and for how long; no Qt here."""

from collections.abc import Iterable
from dataclasses import dataclass

from mlprep_gui.services.practice.view import RecordingWarning


@dataclass(frozen=True, slots=True)
class _Alert:
    """How a warning is shown.

    Attributes:
        words: the sentence.
        hold_s: how long it stays after its reason has gone; long enough to be read, but silence
            is over as soon as somebody speaks.
    """

    words: str
    hold_s: float


# The weightiest first.
_ALERTS = {
    RecordingWarning.OVERFLOW: _Alert(
        "Some sound was lost. Close programs that keep the computer busy.", 6.0
    ),
    RecordingWarning.CLIPPING: _Alert("Too loud: the sound is cut off. Move back a little.", 4.0),
    RecordingWarning.SILENT: _Alert(
        "Nothing is heard. If you are speaking, check the microphone.", 0.5
    ),
}


class AlertBoard:
    """Keeps warnings from flickering: each stands for a while after it was last true."""

    def __init__(self) -> None:
        self._until_s: dict[RecordingWarning, float] = {}

    def show(self, warnings: Iterable[RecordingWarning], now_s: float) -> tuple[str, ...]:
        """The sentences to show now.

        Args:
            warnings: those that are true now.
            now_s: seconds of the monotonic clock.
        """
        for warning in warnings:
            self._until_s[warning] = now_s + _ALERTS[warning].hold_s
        return tuple(
            alert.words
            for warning, alert in _ALERTS.items()
            if self._until_s.get(warning, float("-inf")) > now_s
        )

    def clear(self) -> None:
        """Forget all: another recording begins."""
        self._until_s.clear()
