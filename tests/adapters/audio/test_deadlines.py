"""Calls that come back too late, or never."""

import threading
from collections.abc import Iterator

import pytest

from mlprep_gui.adapters.audio.deadlines import CallThread, DeadlineExceededError
from tests.adapters.audio.waiting import wait_until


@pytest.fixture
def thread() -> Iterator[CallThread]:
    thread = CallThread("test")
    yield thread
    assert thread.close(5)


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    """Something to wait for that comes at the end of the test at the latest."""
    event = threading.Event()
    yield event
    event.set()


def test_gives_what_the_call_returns(thread: CallThread) -> None:
    assert thread.call(lambda: 7, 5) == 7


def test_raises_what_the_call_raises(thread: CallThread) -> None:
    with pytest.raises(ZeroDivisionError):
        thread.call(lambda: 1 // 0, 5)


def test_time_out_of_the_call_itself_is_no_deadline(thread: CallThread) -> None:
    def fail() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        thread.call(fail, 5)


def test_late_result_is_discarded(thread: CallThread, hang: threading.Event) -> None:
    discarded: list[str] = []

    def work() -> str:
        hang.wait()
        return "late"

    with pytest.raises(DeadlineExceededError):
        thread.call(work, 0.05, discarded.append)
    hang.set()
    wait_until(lambda: discarded == ["late"])


def test_everybody_is_refused_until_the_late_call_returns(
    thread: CallThread, hang: threading.Event
) -> None:
    with pytest.raises(DeadlineExceededError):
        thread.call(hang.wait, 0.05)
    done: list[int] = []
    with pytest.raises(DeadlineExceededError):
        thread.call(lambda: done.append(1), 60)
    hang.set()
    wait_until(lambda: thread.insist(lambda: done.append(2), 5))
    assert done == [2]


def test_insisting_gets_it_done_later(thread: CallThread, hang: threading.Event) -> None:
    done: list[int] = []
    with pytest.raises(DeadlineExceededError):
        thread.call(hang.wait, 0.05)
    assert not thread.insist(lambda: done.append(1), 0.05)
    hang.set()
    wait_until(lambda: done == [1])


def test_closing_does_not_wait_for_ever(hang: threading.Event) -> None:
    thread = CallThread("test")
    with pytest.raises(DeadlineExceededError):
        thread.call(hang.wait, 0.05)
    assert not thread.close(0.05)
