"""The whole program, killed in mid-answer, offers the answer at the next start."""

import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.domain.preferences import Preferences
from tests.adapters.audio.waiting import wait_until
from tests.end_to_end.conftest import Start

_RECORD = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.app import Options, make_application, open_program

application = make_application()
options = Options(microphone_file=Path(sys.argv[1]))
with open_program(application, Folders.find(os.environ), options) as program:
    timer = QTimer()

    def press():
        for button in program.window.findChildren(QAbstractButton):
            is_it = button.accessibleName() == "Record answer"
            if is_it and button.isVisible() and button.isEnabled():
                timer.stop()
                button.click()

    timer.timeout.connect(press)
    timer.start(50)
    application.exec()
"""


def seconds_in(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def test_an_answer_that_was_cut_off_is_offered_at_the_next_start(
    start: Start, quick: Preferences, folders: Folders, home: Path, short_answer: Path
) -> None:
    folders.create()
    SettingsFile(folders.settings_file).save(quick)
    with subprocess.Popen(
        [sys.executable, "-c", _RECORD, str(short_answer)],
        env=os.environ | {"MLPREP_HOME": str(home)},
    ) as child:
        try:
            wait_until(lambda: bool(list(folders.recordings.glob("*.wav"))), deadline_s=60)
            (recording,) = folders.recordings.glob("*.wav")
            wait_until(lambda: seconds_in(recording) > 1.5)
        finally:
            os.kill(child.pid, signal.SIGKILL)
    kept_s = SoundFiles().duration_s(recording)
    driver = start()
    driver.wait(lambda: driver.reads("was saved"))
    assert [path.name for path in folders.recordings.glob("*.wav")] == [recording.name]
    assert SoundFiles().duration_s(recording) == kept_s > 1.5
