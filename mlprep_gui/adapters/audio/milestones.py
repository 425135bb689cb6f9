"""How often somebody who waits for a sound file is told how far it is."""

from mlprep_gui.services.ports.sound import Progress

_STEPS = 200
_STEP_WHERE_UNKNOWN_S = 5.0


class Milestones:
    """Tells of every half per cent, or every five seconds of sound where the end is unknown.

    Files are read in steps of a tenth of a second; whoever shows them all has no time for more.

    Args:
        progress: told of seconds done and in all.
        total_s: what the file announces, 0.0 for nothing.
    """

    def __init__(self, progress: Progress, total_s: float) -> None:
        self._progress = progress
        self._total_s = total_s
        self._step_s = total_s / _STEPS if total_s > 0.0 else _STEP_WHERE_UNKNOWN_S
        self._next_s = 0.0

    def passed(self, done_s: float) -> None:
        """So many seconds are done; a header that announced too few is corrected."""
        if done_s >= self._next_s:
            self._next_s = done_s + self._step_s
            total_s = max(self._total_s, done_s) if self._total_s > 0.0 else 0.0
            self._progress(done_s, total_s)
