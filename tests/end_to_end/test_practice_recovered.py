"""What an earlier run left behind is offered, and what can be done with the offer."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver


@pytest.fixture
def cut_off(folders: Folders, short_answer: Path) -> None:
    """Two answers whose program was killed in the middle."""
    folders.create()
    recordings = RecordingsFolder(folders.recordings)
    bank = load_bank(resource_folder() / "questions").bank
    numbers = count()
    with Database(folders.database) as database:
        store = SqliteAttemptStore(database)
        answers = AnswerBook(
            store, SoundFiles(), recordings, SystemClock(), lambda: f"cut-off-{next(numbers)}"
        )
        attempts = [answers.begin(bank.get(name), 120.0) for name in ("ensembles", "data-splits")]
    for attempt in attempts:
        shutil.copy(short_answer, recordings.path_of(attempt))


def sees_offer(driver: Driver, title: str) -> bool:
    return driver.reads(f"Your answer to “{title}” was saved: 5 seconds.")


@pytest.mark.usefixtures("cut_off")
def test_each_answer_is_named_with_its_length(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.wait(lambda: sees_offer(driver, "Ensembles"))
    assert sees_offer(driver, "Training, validation and test sets")
    # Nothing is done with them unasked.
    assert not driver.sees_button_that_begins("Cancel writing down")
    assert driver.sees_button("Record answer")


@pytest.mark.usefixtures("cut_off")
def test_an_offer_can_be_taken_up(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.click("Write it down: Ensembles")
    driver.wait(lambda: driver.sees_button("Review: Ensembles"))
    assert not sees_offer(driver, "Ensembles")
    driver.click("Open the saved answer: Training, validation and test sets")
    driver.wait(lambda: driver.window.front == "review")
    driver.window.show_page("practice")
    assert not sees_offer(driver, "Training, validation and test sets")


@pytest.mark.usefixtures("cut_off")
def test_a_dismissed_answer_stays_in_the_history(
    start: Start, quick: Preferences, folders: Folders
) -> None:
    driver = start(quick)
    driver.click("Dismiss the offer: Ensembles")
    driver.wait(lambda: not sees_offer(driver, "Ensembles"))
    assert len(list(folders.recordings.glob("*.wav"))) == 2


@pytest.mark.usefixtures("cut_off")
def test_offers_wait_while_an_answer_is_recorded(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.wait(lambda: sees_offer(driver, "Ensembles"))
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Speak now"))
    assert not sees_offer(driver, "Ensembles")
    driver.click("Discard")
    driver.answer("Discard")
    driver.wait(lambda: sees_offer(driver, "Ensembles"))
