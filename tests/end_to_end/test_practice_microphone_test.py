"""The test of the microphone: three seconds, and what is said about them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.ui.microphone_test.dialog import MicrophoneTestDialog
from mlprep_gui.ui.widgets.level_meter import LevelMeter
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver
from tests.end_to_end.microphones import SHOUT, SILENCE, VOICE, WHISPER, MicrophoneRack


@pytest.fixture
def rack(tmp_path: Path) -> MicrophoneRack:
    return MicrophoneRack(tmp_path / "sounds")


def open_test(driver: Driver) -> MicrophoneTestDialog:
    driver.click("Test the microphone")
    driver.wait(lambda: driver.window.findChildren(MicrophoneTestDialog))
    (dialog,) = driver.window.findChildren(MicrophoneTestDialog)
    driver.wait(dialog.isActiveWindow)
    return dialog


def read(dialog: MicrophoneTestDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize(
    ("amplitude", "said"),
    [
        (VOICE, ("Your microphone works well.", "easy to understand")),
        (WHISPER, ("Your voice is too quiet.", "Move closer")),
        (SHOUT, ("It is too loud: the sound is cut off.", "Move back")),
        (SILENCE, ("Nothing was heard.", "not muted")),
    ],
)
def test_the_verdict_is_said_in_words(
    start: Start,
    quick: Preferences,
    rack: MicrophoneRack,
    amplitude: float,
    said: tuple[str, str],
) -> None:
    rack.plug("Desk microphone", amplitude, speed=4.0)
    driver = start(quick, rack)
    dialog = open_test(driver)
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: all(words in read(dialog) for words in said))


def test_the_level_is_seen_and_the_test_can_be_left(
    start: Start, quick: Preferences, rack: MicrophoneRack
) -> None:
    rack.plug("Desk microphone")
    driver = start(quick, rack)
    dialog = open_test(driver)
    assert driver.focus_name() == "Start the test"
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: "Speak now" in read(dialog))
    driver.wait(lambda: dialog.findChildren(LevelMeter)[0].shown > 0)
    driver.press(Qt.Key.Key_Space)
    assert dialog.isVisible()
    driver.press(Qt.Key.Key_Escape)
    driver.wait(lambda: not driver.window.findChildren(MicrophoneTestDialog))
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Speak now"))


def test_it_is_in_the_menu_but_not_while_an_answer_is_recorded(
    start: Start, quick: Preferences, rack: MicrophoneRack
) -> None:
    rack.plug("Desk microphone")
    driver = start(quick, rack)
    titles = [action.text() for action in driver.window.menuBar().actions()]
    assert titles == ["&File", "&Edit", "&Practice", "&View", "&Tools", "&Help"]
    test = driver.practice.commands.test
    assert test.isEnabled()
    driver.click("Record answer")
    driver.wait(lambda: driver.find(QAbstractButton, "Stop"))
    assert not test.isEnabled()
