"""Garbage is collected on the window's thread only: widgets must not die on another one."""

import gc
from types import TracebackType
from typing import Self

from PySide6.QtCore import QTimer

_LOOK_EVERY_MS = 1000


class WindowThreadCollector:
    """Takes the collector's place while it is entered, on the window's thread.

    Python collects cycles on whatever thread happens to allocate; a widget in such a cycle would
    then be destroyed on a worker, which Qt answers with a crash.
    """

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.timeout.connect(self._on_timeout)
        self._was_enabled = True

    def __enter__(self) -> Self:
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer.start(_LOOK_EVERY_MS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.stop()
        gc.unfreeze()
        # What is left of the window must not be found by the next thread that allocates.
        gc.collect()
        if self._was_enabled:
            gc.enable()

    def spare_what_stays(self) -> None:
        """Look no more at what is there now: modules, pages and questions live to the end.

        Without them a look takes about a millisecond instead of dozens.
        """
        gc.freeze()

    def _on_timeout(self) -> None:
        """Collect as Python itself would: older things less often."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                break
