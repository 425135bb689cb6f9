"""Calls that may never return, made by a thread of their own, with a deadline for the caller."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class DeadlineExceededError(Exception):
    """The call has not returned in time, or one before it still has not."""


class CallThread:
    """Makes calls one after the other.

    Nobody waits for a call that is overdue: until it returns, ``call`` fails at once. The thread
    is a daemon, so that a call that never returns does not keep the program from ending.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._overdue: Future[Any] | None = None

    def call(
        self,
        work: Callable[[], T],
        deadline_s: float,
        discard: Callable[[T], object] = lambda _: None,
    ) -> T:
        """What ``work`` returns or raises.

        Args:
            work: the call.
            deadline_s: how long to wait for it, calls before it included.
            discard: is given a result that came too late, on the thread.

        Raises:
            DeadlineExceededError: it did not return in time; if it had not begun, it never will.
        """
        with self._lock:
            if self._overdue is not None and not self._overdue.done():
                raise DeadlineExceededError
        future = self._submit(work)
        if self._is_in_time(future, deadline_s):
            return future.result()
        if not future.cancel():
            future.add_done_callback(lambda late: late.exception() or discard(late.result()))
        raise DeadlineExceededError

    def insist(self, work: Callable[[], None], deadline_s: float) -> bool:
        """Whether ``work`` has been done in time; if not, it will be as soon as it can."""
        future = self._submit(work)
        if not self._is_in_time(future, deadline_s):
            return False
        future.result()
        return True

    def close(self, deadline_s: float) -> bool:
        """End the thread; whether it has ended in time."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is None:
            return True
        self._calls.put(None)
        thread.join(deadline_s)
        return not thread.is_alive()

    def _submit(self, work: Callable[[], T]) -> "Future[T]":
        future: Future[T] = Future()
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._calls.put((future, work))
        return future

    def _is_in_time(self, future: "Future[T]", deadline_s: float) -> bool:
        try:
            future.exception(deadline_s)
        except TimeoutError:
            with self._lock:
                self._overdue = future
            return False
        return True

    def _run(self) -> None:
        while (job := self._calls.get()) is not None:
            future, work = job
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001  (raised where the result is asked for)
                future.set_exception(error)
            else:
                future.set_result(result)
