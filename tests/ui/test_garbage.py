"""Cycles with widgets in them are collected, and on the window's thread only."""

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from mlprep_gui.ui.garbage import WindowThreadCollector


class Knot:
    """A cycle that tells on which thread it was collected."""

    def __init__(self, told: list[threading.Thread]) -> None:
        self.own = self
        weakref.finalize(self, lambda: told.append(threading.current_thread())).atexit = False


def tie_many(told: list[threading.Thread]) -> None:
    for _ in range(5000):
        Knot(told)


def test_a_worker_collects_nothing(qtbot: QtBot) -> None:
    told: list[threading.Thread] = []
    with WindowThreadCollector():
        worker = threading.Thread(target=tie_many, args=(told,))
        worker.start()
        worker.join(10)
        assert told == []
        qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert set(told) == {threading.main_thread()}


@pytest.mark.parametrize("was_enabled", [True, False])
def test_afterwards_everything_is_as_it_was(*, was_enabled: bool) -> None:
    (gc.enable if was_enabled else gc.disable)()
    with WindowThreadCollector() as collector:
        collector.spare_what_stays()
        assert not gc.isenabled()
    assert gc.isenabled() is was_enabled
    assert gc.get_freeze_count() == 0
    gc.disable()  # as all tests run


def test_what_is_left_at_the_end_is_collected_there() -> None:
    told: list[threading.Thread] = []
    with WindowThreadCollector():
        tie_many(told)
    assert set(told) == {threading.main_thread()}
