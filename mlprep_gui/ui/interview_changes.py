"""Changes to what is kept for an interview: one after the other, the last one's view is shown."""

from collections.abc import Callable
from typing import Generic, TypeVar

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.workers import Background

V = TypeVar("V")


class Changes(Generic[V]):
    """Lives on the window's thread; no Qt here.

    While changes are under way their views are old news: who ticks twice quickly must not see the
    second tick vanish for a moment. A change that fails is followed by reading all anew.

    Args:
        storage: where everything is done.
        read: gives the view as it is kept; done on ``storage``.
        show: told of each view that is the newest.
        failed: told why something could not be kept or read.
    """

    def __init__(
        self,
        storage: Background,
        read: Callable[[], V],
        show: Callable[[V], None],
        failed: Callable[[Fault], None],
    ) -> None:
        self._storage = storage
        self._read = read
        self._show = show
        self._failed = failed
        self._pending = 0

    def read(self) -> None:
        """Show what is kept."""
        self._run(self._read, self._failed)

    def make(self, work: Callable[[], V]) -> None:
        """Do a change, which gives the view after it."""

        def failed(fault: Fault) -> None:
            self._failed(fault)
            self.read()

        self._run(work, failed)

    def _run(self, work: Callable[[], V], failed: Callable[[Fault], None]) -> None:
        self._pending += 1

        def done(view: V) -> None:
            self._pending -= 1
            if not self._pending:
                self._show(view)

        def gone_wrong(fault: Fault) -> None:
            self._pending -= 1
            failed(fault)

        self._storage.run(work, done, gone_wrong)
