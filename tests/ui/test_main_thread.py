"""The door to the window's thread, and the lanes that use it."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.ui.main_thread import Announcer, Lane, MainThreadDoor

DEADLINE_S = 5.0


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[MainThreadDoor]:
    door = MainThreadDoor()
    yield door
    door.close()


def test_closures_run_in_order_on_the_window_thread(door: MainThreadDoor, qtbot: QtBot) -> None:
    seen: list[tuple[int, threading.Thread]] = []

    def note(number: int) -> None:
        seen.append((number, threading.current_thread()))

    def post_all() -> None:
        for number in range(100):
            door.post(partial(note, number))

    poster = threading.Thread(target=post_all)
    poster.start()
    poster.join(DEADLINE_S)
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 100)
    assert seen == [(number, threading.main_thread()) for number in range(100)]


def test_one_that_raises_keeps_no_other_from_running(door: MainThreadDoor, qtbot: QtBot) -> None:
    seen: list[str] = []

    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as exceptions:
        door.post(fail)
        door.post(lambda: seen.append("after"))
        qtbot.waitUntil(lambda: seen == ["after"])
    assert [kind for kind, *_ in exceptions] == [ZeroDivisionError]


def test_a_closed_door_drops_everything(door: MainThreadDoor, qtbot: QtBot) -> None:
    seen: list[str] = []
    door.post(lambda: seen.append("before"))
    door.close()
    door.post(lambda: seen.append("after"))
    other = MainThreadDoor()
    other.post(lambda: seen.append("other"))
    qtbot.waitUntil(lambda: "other" in seen)
    assert seen == ["other"]


def test_an_announcer_tells_on_the_window_thread(door: MainThreadDoor, qtbot: QtBot) -> None:
    announcer = Announcer(door)
    seen: list[tuple[object, threading.Thread]] = []
    announcer.told.connect(lambda news: seen.append((news, threading.current_thread())))
    teller = threading.Thread(target=announcer.tell, args=("news",))
    teller.start()
    teller.join(DEADLINE_S)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("news", threading.main_thread())]


class Outcomes:
    def __init__(self) -> None:
        self.results: list[object] = []
        self.faults: list[Fault] = []
        self.crashes: list[BaseException] = []


@pytest.fixture
def outcomes() -> Outcomes:
    return Outcomes()


@pytest.fixture
def lane(door: MainThreadDoor, outcomes: Outcomes) -> Iterator[Lane]:
    with Lane("test", door, outcomes.crashes.append) as lane:
        yield lane


def test_a_result_comes_back(lane: Lane, outcomes: Outcomes, qtbot: QtBot) -> None:
    lane.run(threading.current_thread, outcomes.results.append, outcomes.faults.append)
    qtbot.waitUntil(lambda: bool(outcomes.results))
    (worker,) = outcomes.results
    assert worker is not threading.main_thread()


def test_jobs_run_one_after_the_other(lane: Lane, outcomes: Outcomes, qtbot: QtBot) -> None:
    for number in range(50):
        lane.run(partial(abs, number), outcomes.results.append, outcomes.faults.append)
    qtbot.waitUntil(lambda: len(outcomes.results) == 50)
    assert outcomes.results == list(range(50))


def test_a_fault_and_a_crash_go_their_ways_and_the_lane_goes_on(
    lane: Lane, outcomes: Outcomes, qtbot: QtBot
) -> None:
    fault = Fault(FaultCode.NO_SPEECH)

    def blame_the_world() -> None:
        raise fault

    def blame_us() -> None:
        raise ZeroDivisionError

    for work in (blame_the_world, blame_us, lambda: None):
        lane.run(work, outcomes.results.append, outcomes.faults.append)
    qtbot.waitUntil(lambda: bool(outcomes.results))
    assert outcomes.faults == [fault]
    assert [type(crash) for crash in outcomes.crashes] == [ZeroDivisionError]


def test_leaving_finishes_what_is_queued(door: MainThreadDoor, outcomes: Outcomes) -> None:
    done: list[int] = []
    with Lane("test", door, outcomes.crashes.append) as lane:
        for number in range(20):
            lane.run(
                partial(done.append, number),
                outcomes.results.append,
                outcomes.faults.append,
            )
    assert done == list(range(20))
    assert not lane.is_stuck


def test_leaving_does_not_wait_for_a_call_that_hangs(
    door: MainThreadDoor, outcomes: Outcomes
) -> None:
    release = threading.Event()
    with Lane("test", door, outcomes.crashes.append, patience_s=0.05) as lane:
        lane.run(release.wait, outcomes.results.append, outcomes.faults.append)
    assert lane.is_stuck
    release.set()
