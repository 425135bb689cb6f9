"""The system's clocks: the time of day, and the one that nobody can set back."""

import time
from datetime import UTC, datetime


class SystemClock:
    """The Clock port."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Seconds that only grow, from an arbitrary start."""
        return time.monotonic()
