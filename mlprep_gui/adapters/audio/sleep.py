"""Whether the computer slept while somebody waited for a moment only."""

import time

SLEPT_S = 5.0
"""A wait of a tenth of a second that took longer was no wait."""

# Linux goes on with the first while it sleeps, macOS with the second. Windows has neither, and
# goes on with Python's own. The time of day would not do: it can be set in mid-answer.
_CLOCKS = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC")


def read_clocks() -> tuple[float, ...]:
    """Seconds on clocks of which at least one goes on while the computer sleeps."""
    known = (getattr(time, name) for name in _CLOCKS if hasattr(time, name))
    return time.monotonic(), *map(time.clock_gettime, known)


def has_slept(before: tuple[float, ...], now: tuple[float, ...]) -> bool:
    """Whether any clock has gone on for longer than ``SLEPT_S`` between two readings."""
    return any(later - earlier > SLEPT_S for earlier, later in zip(before, now, strict=True))
