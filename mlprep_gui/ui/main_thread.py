"""The one door by which other threads reach the window, and the workers that use it."""

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from types import TracebackType
from typing import Self, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mlprep_gui.domain.errors import Fault

T = TypeVar("T")


class MainThreadDoor(QObject):
    """Takes closures from any thread and runs them on the thread that made the door.

    Closures run in the order in which they were posted, each from an event of its own, so that
    one which raises keeps none of the others from running. After ``close`` they are dropped: the
    widgets that they speak of are gone.
    """

    _knocked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_open = True
        self._knocked.connect(self._on_knocked, Qt.ConnectionType.QueuedConnection)

    def post(self, closure: Callable[[], None]) -> None:
        """Run ``closure`` on the window's thread, soon; returns at once."""
        with self._lock:
            if not self._is_open:
                return
            self._waiting.append(closure)
            # Under the lock: after ``close`` nobody may touch the signal any more.
            self._knocked.emit()

    def close(self) -> None:
        """Drop what waits and what is still to come."""
        with self._lock:
            self._is_open = False
            self._waiting.clear()

    @Slot()
    def _on_knocked(self) -> None:
        with self._lock:
            closure = self._waiting.popleft() if self._waiting else None
        if closure is not None:
            closure()


class Lane:
    """One worker thread behind the port ``Background``; its outcomes come back by the door.

    Used as a context manager. Leaving it finishes what is queued, but waits no longer than
    ``patience_s``: a sound system that hangs must not keep the program from ending. The thread is
    a daemon for the same reason.

    What happens to a job: it returns - ``then`` on the window's thread; it raises a Fault -
    ``failed`` on the window's thread; it raises anything else - ``crashed`` on the window's
    thread, and the lane goes on with the next job.

    Args:
        name: the thread's name, for logs and crash reports.
        door: brings outcomes to the window's thread.
        crashed: told of exceptions that are no Fault: mistakes of ours.
        patience_s: how long leaving may wait for queued work.
    """

    def __init__(
        self,
        name: str,
        door: MainThreadDoor,
        crashed: Callable[[BaseException], None],
        patience_s: float = 10.0,
    ) -> None:
        self._door = door
        self._crashed = crashed
        self._patience_s = patience_s
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._jobs.put(None)
        self._thread.join(self._patience_s)

    @property
    def is_stuck(self) -> bool:
        """Whether the thread is still at work after the lane was left."""
        return self._thread.is_alive()

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Fault], None],
    ) -> None:
        """See ``Background.run``; any thread may call it."""

        def do() -> None:
            try:
                outcome = work()
            except Fault as fault:
                self._door.post(partial(failed, fault))
            except Exception as error:  # noqa: BLE001  whatever it is, it goes to the crash report
                self._door.post(partial(self._crashed, error))
            else:
                self._door.post(partial(then, outcome))

        self._jobs.put(do)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


class Announcer(QObject):
    """Brings what a worker has to tell to whoever listens on the window's thread.

    Signals:
        told: whatever was told.
    """

    told = Signal(object)

    def __init__(self, door: MainThreadDoor) -> None:
        super().__init__()
        self._door = door

    def tell(self, news: object) -> None:
        """Emit ``told`` on the window's thread; any thread may call it."""
        self._door.post(partial(self.told.emit, news))

    def another(self) -> "Announcer":
        """One for news of another kind, by the same door."""
        return Announcer(self._door)
