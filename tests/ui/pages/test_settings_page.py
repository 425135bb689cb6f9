"""The settings page: each control shows its setting, changes it at once, and has a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.audio.playback import SilentPlayer
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Lane, MainThreadDoor
from mlprep_gui.ui.pages.settings.page import SettingsPage, SettingsTools
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.seconds_box import SecondsBox
from tests.ui.pages.conftest import SAMPLE, end_page

W = TypeVar("W", bound=QWidget)


@dataclass
class Place:
    """The page with real parts behind it."""

    page: SettingsPage
    keeper: PreferenceKeeper
    file: SettingsFile
    models: Path

    def find(self, kind: type[W], name: str) -> W:
        (found,) = [w for w in self.page.findChildren(kind) if w.accessibleName() == name]
        return found

    def tick(self, text: str) -> QCheckBox:
        (found,) = [w for w in self.page.findChildren(QCheckBox) if w.text() == text]
        return found

    def pick(self, name: str, text: str) -> None:
        box = self.find(ChoiceBox, name)
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())

    @property
    def kept(self) -> Preferences:
        return self.file.load()


@pytest.fixture
def place(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Place]:
    crashes: list[BaseException] = []
    door = MainThreadDoor()
    models = tmp_path / "models"
    file = SettingsFile(tmp_path / "settings.toml")
    keeper = PreferenceKeeper(file)
    with (
        Lane("storage", door, crashes.append) as storage,
        Lane("sound", door, crashes.append) as sound,
        ChildTranscriber(
            ModelShelf(models, tmp_path / "cache"),
            resource_folder() / "speech" / "pronunciations.txt",
        ) as transcriber,
    ):
        tools = SettingsTools(
            keeper=keeper,
            devices=DeviceWatch(SyntheticMicrophone(SAMPLE), SilentPlayer(), sound, SystemClock()),
            transcriber=transcriber,
            find_models=lambda: tuple(m.name for m in ModelShelf(models, tmp_path).models()),
            data_folder=tmp_path,
            storage=storage,
        )
        page = SettingsPage(tools, IconBook(theme))
        qtbot.addWidget(page)
        page.resize(960, 640)
        page.show()
        page.on_shown()
        yield Place(page, keeper, file, models)
        end_page(page)
    door.close()
    assert crashes == []


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("Stop recording at the limit", "stop_at_limit"),
        ("Ask for my own estimate first", "estimate_first"),
        ("Tell Whisper general words of machine learning", "use_hints"),
        ("Show what is recognised while I speak", "show_while_speaking"),
    ],
)
def test_boxes_to_tick(place: Place, text: str, setting: str) -> None:
    before = getattr(Preferences(), setting)
    assert place.tick(text).isChecked() is before
    place.tick(text).click()
    assert getattr(place.kept, setting) is not before
    place.keeper.change(Preferences())
    assert place.tick(text).isChecked() is before


def test_minutes_until_the_memory_is_given_back(place: Place) -> None:
    box = place.find(SecondsBox, "Free the memory after so many minutes")
    assert box.text() == "10 min"
    box.setValue(25)
    assert place.kept.release_after_s == 1500


def test_the_limit_is_the_question_s_or_one_s_own(place: Place) -> None:
    limit = place.find(SecondsBox, "Time limit in seconds")
    assert not limit.isEnabled()
    place.tick("Use each question’s own limit").click()
    assert limit.isEnabled()
    limit.setValue(90)
    assert place.kept.limit_s == 90
    place.tick("Use each question’s own limit").click()
    assert place.kept.limit_s is None


def test_hints_and_models_are_whisper_s(place: Place) -> None:
    place.pick("Recogniser", "PocketSphinx")
    assert place.kept.engine is EngineChoice.SPHINX
    assert not place.find(ChoiceBox, "Whisper model").isEnabled()
    assert not place.tick("Tell Whisper general words of machine learning").isEnabled()


def test_devices_show_when_they_have_been_looked_for(place: Place, qtbot: QtBot) -> None:
    box = place.find(ChoiceBox, "Microphone")
    names = [device.name for device in SyntheticMicrophone(SAMPLE).devices()]
    qtbot.waitUntil(lambda: all(box.findText(name) >= 0 for name in names))
    place.pick("Microphone", names[0])
    assert place.kept.microphone == names[0]


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("Whisper models…", "models_requested"),
        ("Your data, backups…", "data_requested"),
        ("Test the microphone…", "microphone_test_requested"),
    ],
)
def test_what_lies_elsewhere_is_asked_for(
    place: Place, qtbot: QtBot, button: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(place.page, signal)):
        place.find(QAbstractButton, button).click()


def test_every_control_has_a_name(place: Place) -> None:
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox)
    controls = [w for kind in kinds for w in place.page.findChildren(kind) if w.isVisible()]
    unnamed = [w for w in controls if not w.accessibleName() and not getattr(w, "text", str)()]
    assert len(controls) > 12
    assert unnamed == []
