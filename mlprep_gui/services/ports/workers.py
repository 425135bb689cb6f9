"""What time it is, and work off the caller's thread: ports."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from mlprep_gui.domain.errors import Fault

T = TypeVar("T")


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""

    def monotonic_s(self) -> float:
        """Seconds that only grow, from an arbitrary start."""


class Background(Protocol):
    """One worker that does things off the caller's thread, one after the other."""

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Fault], None],
    ) -> None:
        """Do ``work`` and call ``then`` or ``failed`` with its outcome on the window's thread.

        An exception that is no Fault is a mistake of ours: it goes to the crash report.
        """
