"""Closing the window at any step from the microphone to the review loses nothing."""

import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.answers import name_recording
from mlprep_gui.services.records.history import HistoryFilter
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver
from tests.end_to_end.test_answer import record


def hold_up(driver: Driver) -> threading.Event:
    """Let the database's worker wait until the event is set."""
    gate = threading.Event()
    driver.program.storage.run(lambda: gate.wait(20.0), lambda _ok: None, lambda _fault: None)
    return gate


def has_child() -> bool:
    """Whether this process has started another one that is still there."""
    threads = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return any(thread.read_text().strip() for thread in threads)


def close(driver: Driver) -> None:
    driver.window.close()
    driver.wait(lambda: not driver.window.isVisible())


@pytest.mark.parametrize(
    "moment",
    [
        "while recording",
        "at once after Stop",
        "before it is stored",
        "while it is written down",
    ],
)
def test_an_answer_is_written_down_by_the_next_start(
    start: Start, quick: Preferences, moment: str
) -> None:
    driver = start(quick)
    driver.practice.choose("regularization")
    record(driver)
    match moment:
        case "while recording":
            driver.window.close()
            driver.answer("Keep it and quit")
            driver.wait(lambda: not driver.window.isVisible())
        case "at once after Stop":
            driver.click("Stop")
            close(driver)
        case "before it is stored":
            gate = hold_up(driver)
            driver.click("Stop")
            driver.window.close()
            assert driver.window.isVisible()
            gate.set()
            driver.wait(lambda: not driver.window.isVisible())
        case _:
            driver.click("Stop")
            driver.wait(lambda: driver.sees_button_that_begins("Cancel writing down"))
            close(driver)
    # The one before is closed first.
    driver = start()
    driver.wait(lambda: only_state(driver) is AttemptState.TRANSCRIBED)


def only_state(driver: Driver) -> AttemptState:
    """How far the one answer is, asked on the database's own worker."""
    states: list[AttemptState] = []
    assert driver.program.assembly is not None
    desk = driver.program.assembly.practice._services.history
    driver.program.storage.run(
        lambda: [attempt.state for attempt in desk.attempts(desk.find(HistoryFilter()))],
        states.extend,
        lambda _fault: None,
    )
    driver.wait(lambda: states)
    assert len(states) == 1
    return states[0]


def test_a_recording_that_the_database_does_not_know_is_offered(
    start: Start, quick: Preferences, folders: Folders, short_answer: Path
) -> None:
    folders.create()
    shutil.copy(short_answer, folders.recordings / name_recording("lost", "ensembles"))
    driver = start(quick)
    driver.wait(lambda: driver.reads("Your answer to “Ensembles” was saved: 5 seconds."))
    assert driver.reads("the history did not list it")
    driver.click("Write it down: Ensembles")
    driver.wait(lambda: driver.sees_button("Review: Ensembles"))


def test_many_such_recordings_are_told_in_one_sentence(
    start: Start, quick: Preferences, folders: Folders, short_answer: Path
) -> None:
    folders.create()
    for number in range(5):
        shutil.copy(short_answer, folders.recordings / name_recording(str(number), "ensembles"))
    driver = start(quick)
    driver.wait(lambda: driver.reads("5 recordings were found that the history did not list."))
    assert not driver.sees_button_that_begins("Write it down")


def test_one_whose_question_nobody_knows_can_be_opened(
    start: Start, quick: Preferences, folders: Folders, short_answer: Path
) -> None:
    folders.create()
    shutil.copy(short_answer, folders.recordings / "0a1b2c.wav")
    driver = start(quick)
    driver.click("Open the saved answer: an unknown question")
    driver.wait(lambda: driver.window.front == "review")
    driver.window.show_page("history")
    driver.window.show_page("practice")


def test_the_recogniser_is_got_ready_again_when_practice_comes_to_the_front(
    start: Start, quick: Preferences
) -> None:
    driver = start(quick)
    assert driver.program.assembly is not None
    driver.wait(has_child)
    driver.program.assembly.change(replace(quick, release_after_s=0.5))
    driver.window.show_page("history")
    driver.wait(lambda: not has_child())
    driver.window.show_page("practice")
    driver.wait(has_child)
