"""The real program in a temporary folder, hearing a recording instead of a microphone."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import soundfile
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.app import Options, open_program
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.ports.sound import Recorder
from tests.end_to_end.driving import Driver

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Start = Callable[..., Driver]


@pytest.fixture(scope="session")
def short_answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first five seconds of the shipped answer: enough to be recognised, and soon over."""
    sample = resource_folder() / "samples" / "regularization.flac"
    path = tmp_path_factory.mktemp("sound") / "short.wav"
    samples, rate = soundfile.read(sample, dtype="int16", frames=5 * 16_000)
    soundfile.write(path, samples, rate)
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "a home with a space"


@pytest.fixture
def folders(home: Path) -> Folders:
    return Folders.find({"MLPREP_HOME": str(home)})


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, folders: Folders, short_answer: Path
) -> Iterator[Start]:
    """Starts the program; again, once the one before was closed."""
    hearing_the_answer = SyntheticMicrophone(short_answer)
    with ExitStack() as running:

        def open_one(
            preferences: Preferences | None = None,
            microphone: Recorder | None = hearing_the_answer,
        ) -> Driver:
            running.close()
            if preferences is not None:
                SettingsFile(folders.settings_file).save(preferences)
            program = running.enter_context(
                open_program(qapp, folders, Options(recorder=microphone))
            )
            running.callback(program.window.deleteLater)
            driver = Driver(program, folders.logs, qtbot)
            driver.wait(lambda: program.assembly is not None or program.fault is not None)
            program.window.activateWindow()
            if program.assembly is not None:
                driver.wait(program.window.isActiveWindow)
                # From then on there is a question.
                driver.wait(lambda: driver.find(QAbstractButton, "Type the answer").isEnabled())
            return driver

        yield open_one
    assert not list(folders.logs.glob("crash*")), "the program crashed"


@pytest.fixture
def quick() -> Preferences:
    """No time to think, no question before the result, the recogniser that is always there."""
    return Preferences(thinking_s=0.0, engine=EngineChoice.SPHINX, estimate_first=False)
