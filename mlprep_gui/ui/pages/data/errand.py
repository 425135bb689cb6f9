"""Work that takes long, seen from the window: how far it is, and that it is to stop. No Qt here."""

import threading

from mlprep_gui.services.ports.safekeeping import Watch


class Errand:
    """One piece of work.

    Args:
        title: what is done, for people.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self._progress = (0, 0)
        self._stop = threading.Event()

    @property
    def watch(self) -> Watch:
        """For the worker."""
        return Watch(report=self._report, stopped=self._stop.is_set)

    @property
    def progress(self) -> tuple[int, int]:
        """Bytes done and bytes in all, 0 as long as they are not known; for the window."""
        return self._progress

    def stop(self) -> None:
        """Give up, soon."""
        self._stop.set()

    def _report(self, done: int, total: int) -> None:
        # One assignment: whoever reads sees the old pair or the new one.
        self._progress = (done, total)
