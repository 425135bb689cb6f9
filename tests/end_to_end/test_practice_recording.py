"""Recording with what may come between: pauses, warnings, lost and found microphones."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.assembly import makers
from mlprep_gui.ui.permission import MicrophonePermission
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver
from tests.end_to_end.microphones import SHOUT, SILENCE, MicrophoneRack
from tests.ui.test_permission import Answer, StrictOffice

DESK, HEADSET = "Desk microphone", "Headset"


@pytest.fixture
def rack(tmp_path: Path) -> MicrophoneRack:
    """One microphone that hears somebody speak."""
    rack = MicrophoneRack(tmp_path / "sounds")
    rack.plug(DESK)
    return rack


def record(driver: Driver, until: str = "0:01") -> None:
    """Answer until the clock shows this."""
    driver.click("Record answer")
    driver.wait(lambda: driver.reads(until))


def seconds_kept(driver: Driver, folders: Folders) -> float:
    """Wait until the one answer is kept; how long it is."""
    driver.wait(lambda: not driver.practice.commands.discard.isEnabled())
    (path,) = folders.recordings.glob("*.wav")
    return float(soundfile.info(path).duration)


def offered(driver: Driver, name: str) -> list[str]:
    """What a list offers."""
    box = driver.find(ChoiceBox, name)
    return [box.itemText(at) for at in range(box.count())]


def pick(driver: Driver, name: str, text: str) -> None:
    """Choose a line of a list."""
    box = driver.find(ChoiceBox, name)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def look_for_devices(driver: Driver) -> None:
    """At once, as whoever comes to the page does; otherwise it happens every few seconds."""
    driver.window.show_page("practice")


def lose(rack: MicrophoneRack, driver: Driver) -> None:
    """Record until the cable is pulled out after a second, and another microphone is there."""
    rack.plug(DESK, unplugged_after_s=1.0)
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Speak now"))
    rack.unplug(DESK)
    rack.plug(HEADSET)
    driver.wait(lambda: driver.reads("The recording was interrupted"))


def test_what_is_said_in_a_pause_is_not_recorded(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders
) -> None:
    rack.plug(DESK, seconds=3.0)
    driver = start(quick, rack)
    record(driver)
    driver.press(Qt.Key.Key_P)
    driver.wait(lambda: driver.reads("Paused"))
    assert driver.focus_name() == "Go on with the answer"
    driver.wait(lambda: rack.has_ended(DESK))
    assert driver.reads("0:01")
    driver.press(Qt.Key.Key_P)
    driver.wait(lambda: driver.focus_name() == "Stop")
    driver.press(Qt.Key.Key_Space)
    assert 1.0 <= seconds_kept(driver, folders) < 2.5


def test_a_pause_by_its_button_can_be_the_end(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders
) -> None:
    driver = start(quick, rack)
    record(driver)
    driver.click("Pause")
    driver.wait(lambda: driver.reads("Nothing is recorded now. What you have said is kept."))
    driver.click("Finish")
    assert seconds_kept(driver, folders) >= 1.0


def test_the_letter_p_is_a_letter_where_one_types(
    start: Start, quick: Preferences, rack: MicrophoneRack
) -> None:
    driver = start(quick, rack)
    driver.press_control(Qt.Key.Key_F)
    driver.press(Qt.Key.Key_P)
    assert not driver.reads("Paused")
    driver.press(Qt.Key.Key_F1)
    driver.wait(lambda: driver.reads("Pause or go on"))


@pytest.mark.parametrize(
    ("amplitude", "words"),
    [
        (SILENCE, "Nothing is heard. If you are speaking, check the microphone."),
        (SHOUT, "Too loud: the sound is cut off. Move back a little."),
    ],
)
def test_warnings_stand_beside_the_meter(
    start: Start,
    quick: Preferences,
    rack: MicrophoneRack,
    amplitude: float,
    words: str,
) -> None:
    rack.plug(DESK, amplitude, speed=5.0)
    driver = start(quick, rack)
    driver.click("Record answer")
    driver.wait(lambda: driver.reads(words))
    assert driver.box is None
    assert driver.focus_name() == "Stop"


def test_an_interrupted_answer_goes_on_with_another_microphone(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders
) -> None:
    driver = start(quick, rack)
    lose(rack, driver)
    assert driver.reads("The microphone stopped after 1 second")
    driver.wait(lambda: driver.sees_button(f"Go on with {HEADSET}"))
    driver.wait(lambda: driver.focus_name() == f"Go on with {HEADSET}")
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.reads("0:02") and driver.reads(f"Microphone: {HEADSET}"))
    driver.click("Stop")
    assert seconds_kept(driver, folders) >= 2.0


def test_an_interrupted_answer_can_be_left_as_it_is(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders
) -> None:
    driver = start(quick, rack)
    lose(rack, driver)
    driver.click("Finish with what is there")
    assert 1.0 <= seconds_kept(driver, folders) < 2.0


def test_an_interrupted_answer_is_discarded_only_when_asked(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders
) -> None:
    driver = start(quick, rack)
    lose(rack, driver)
    driver.press(Qt.Key.Key_Escape)
    driver.answer("Keep on")
    driver.wait(lambda: driver.box is None)
    driver.click("Discard")
    driver.answer("Discard")
    driver.wait(lambda: driver.sees_button("Record answer"))
    assert list(folders.recordings.glob("*.wav")) == []


def test_without_any_microphone_an_interrupted_answer_waits_for_one(
    start: Start, quick: Preferences, rack: MicrophoneRack
) -> None:
    driver = start(quick, rack)
    lose(rack, driver)
    rack.unplug(HEADSET)
    look_for_devices(driver)
    driver.wait(lambda: driver.reads("No microphone is connected. Plug one in to go on."))
    assert not driver.sees_button_that_begins("Go on")
    rack.plug(HEADSET)
    # The page looks by itself every few seconds.
    driver.wait(lambda: driver.sees_button(f"Go on with {HEADSET}"))


@pytest.mark.parametrize("halted_by", ["a pause", "a lost microphone"])
def test_closing_keeps_an_answer_that_was_halted(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders, halted_by: str
) -> None:
    driver = start(quick, rack)
    if halted_by == "a pause":
        record(driver)
        driver.click("Pause")
    else:
        lose(rack, driver)
    driver.window.close()
    driver.answer("Stay")
    driver.wait(lambda: driver.box is None)
    driver.window.close()
    driver.answer("Keep it and quit")
    driver.wait(lambda: not driver.window.isVisible())
    (path,) = folders.recordings.glob("*.wav")
    assert soundfile.info(path).duration >= 1.0


def test_the_list_follows_plugging(
    start: Start, quick: Preferences, rack: MicrophoneRack, folders: Folders
) -> None:
    driver = start(quick, rack)
    driver.wait(lambda: driver.reads("Microphone"))
    assert offered(driver, "Microphone") == [f"System default ({DESK})", DESK]
    rack.plug(HEADSET)
    look_for_devices(driver)
    driver.wait(lambda: HEADSET in offered(driver, "Microphone"))
    pick(driver, "Microphone", HEADSET)
    driver.wait(lambda: SettingsFile(folders.settings_file).load().microphone == HEADSET)
    record(driver)
    assert driver.reads(f"Microphone: {HEADSET}")
    driver.click("Stop")
    driver.wait(lambda: not driver.practice.commands.discard.isEnabled())
    rack.unplug(HEADSET)
    look_for_devices(driver)
    driver.wait(lambda: driver.reads(f"The microphone “{HEADSET}” is not connected."))
    assert driver.reads(f"“{DESK}” is used until it is back.")


def test_a_remembered_microphone_that_is_not_there_is_named(
    start: Start, rack: MicrophoneRack
) -> None:
    wanted = Preferences(thinking_s=0.0, engine=EngineChoice.SPHINX, microphone=HEADSET)
    driver = start(wanted, rack)
    driver.wait(lambda: driver.reads(f"The microphone “{HEADSET}” is not connected."))
    record(driver)
    assert driver.reads(f"“{HEADSET}” is not connected; recording with “{DESK}”.")


def test_recording_is_possible_as_soon_as_a_microphone_is_plugged_in(
    start: Start, quick: Preferences, rack: MicrophoneRack
) -> None:
    rack.unplug(DESK)
    driver = start(quick, rack)
    driver.wait(lambda: driver.reads("No microphone was found."))
    rack.plug(HEADSET)
    look_for_devices(driver)
    driver.wait(lambda: driver.reads(f"The microphone “{HEADSET}” is there now."))
    record(driver)


def test_where_the_system_forbids_it_the_page_says_how_to_allow_it(
    start: Start, quick: Preferences, rack: MicrophoneRack, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = StrictOffice(Qt.PermissionStatus.Undetermined)
    monkeypatch.setattr(makers, "make_permission", lambda: MicrophonePermission(office))
    driver = start(quick, rack)
    driver.click("Record answer")
    (answer,) = office.asked
    answer(Answer(Qt.PermissionStatus.Denied))
    driver.wait(lambda: driver.reads("Your system does not let MLPrep use the microphone."))
    assert driver.reads("Privacy & Security")
    office.known = Qt.PermissionStatus.Granted
    record(driver)


def test_what_was_heard_so_far_shows_below_and_goes_with_the_answer(
    start: Start, quick: Preferences, rack: MicrophoneRack
) -> None:
    """Whoever tells it heeds the setting; without words nothing shows."""
    driver = start(quick, rack)
    record(driver)
    assert not driver.reads("Written down so far")
    attempt = Attempt(
        id="under-way",
        question_id="regularization",
        started_at=datetime(2026, 1, 2, tzinfo=UTC),
        state=AttemptState.RECORDING,
        source=AnswerSource.MICROPHONE,
    )
    long_ago = "first words " + "and many more " * 20
    driver.practice.hear(TranscriptionNews(attempt, heard=f"{long_ago}to the last word"))
    assert driver.reads("Written down so far")
    assert driver.reads("to the last word")
    assert not driver.reads("first words")
    driver.click("Discard")
    driver.answer("Discard")
    driver.wait(lambda: driver.sees_button("Record answer"))
    assert not driver.reads("Written down so far")
