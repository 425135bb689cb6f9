"""How soon the window is there, and whether it ever freezes: ``python -m tests.benchmarks.window``.

Start-up is timed from the start of the process to the first moment at which the event loop has
nothing else to do after the window was shown, in turns with a window of PySide6 alone. Freezing
is the longest gap between two beats of a 10 ms timer while the shipped answer is recorded, written
down by PocketSphinx and reviewed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.app import Options, make_application, open_program
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.resources import resource_folder

ROUNDS = 7
BEAT_MS = 10
OPENING_S = 3.0
RECORDED_S = 20.0
PATIENCE_S = 120.0

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1120, 740)
window.show()
def tell():
    print("shown", flush=True)
    application.quit()
QTimer.singleShot(0, tell)
application.exec()
"""

OURS = """
import os
from PySide6.QtCore import QTimer
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.app import Options, make_application, open_program
application = make_application()
with open_program(application, Folders.find(os.environ), Options()) as program:
    QTimer.singleShot(0, lambda: print("shown", flush=True))
    def look():
        if program.assembly is None:
            return
        timer.stop()
        print("usable", flush=True)
        application.quit()
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(1)
    application.exec()
"""


def time_words(code: str, home: Path) -> dict[str, float]:
    """Seconds from the start of a process to each word that it prints."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"MLPREP_HOME": str(home)},
    ) as process:
        assert process.stdout is not None
        times = {line.strip(): time.perf_counter() - began for line in process.stdout}
    if process.returncode != 0:
        raise RuntimeError(f"exit status {process.returncode}")
    return times


def measure_start() -> Iterator[str]:
    """Bare and ours in turns; medians and their ratios."""
    bare, shown, usable = [], [], []
    with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
        home = Path(folder)
        for _ in range(ROUNDS + 1):
            bare.append(time_words(BARE, home)["shown"])
            ours = time_words(OURS, home)
            shown.append(ours["shown"])
            usable.append(ours["usable"])
    # The first of each filled the disk's caches.
    base = statistics.median(bare[1:])
    yield f"bare PySide6 window          {base:6.3f} s"
    for name, times in (("window shown", shown), ("question on the page", usable)):
        median = statistics.median(times[1:])
        yield f"{name:28} {median:6.3f} s   {median / base:4.2f} times the bare window"


class Beat:
    """A 10 ms timer that remembers the longest gap between two of its beats."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        self.longest_ms = 0.0
        self._clock.start()
        self._timer.start(BEAT_MS)

    def _on_beat(self) -> None:
        self.longest_ms = max(self.longest_ms, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()

    @property
    def stall_ms(self) -> float:
        """By how much the latest beat was late."""
        return max(self.longest_ms - BEAT_MS, 0.0)


def wait(condition: Callable[[], bool]) -> None:
    """Let the window live until the condition holds."""
    loop, timer, until = QEventLoop(), QTimer(), time.monotonic() + PATIENCE_S

    def look() -> None:
        if condition() or time.monotonic() > until:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(BEAT_MS)
    loop.exec()
    if not condition():
        raise TimeoutError


def rest(seconds: float) -> None:
    """Let the window live for a while."""
    until = time.monotonic() + seconds
    wait(lambda: time.monotonic() > until)


def press(window: QWidget, name: str) -> None:
    """Press the button of this name as soon as it can be pressed."""

    def found() -> list[QAbstractButton]:
        buttons = window.findChildren(QAbstractButton)
        return [
            b for b in buttons if b.accessibleName() == name and b.isVisible() and b.isEnabled()
        ]

    wait(lambda: bool(found()))
    found()[0].click()


def measure_stalls() -> Iterator[str]:
    """The longest stall of the event loop in each part of an answer's way."""
    application, beat = make_application(), Beat()
    sample = resource_folder() / "samples" / "regularization.flac"
    with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
        folders = Folders.find({"MLPREP_HOME": folder})
        folders.create()
        SettingsFile(folders.settings_file).save(
            Preferences(thinking_s=0.0, engine=EngineChoice.SPHINX)
        )
        with open_program(application, folders, Options(sample)) as program:
            beat.start()
            rest(OPENING_S)
            yield _line("opening", beat)
            beat.start()
            press(program.window, "Record answer")
            rest(RECORDED_S)
            yield _line("recording", beat)
            beat.start()
            press(program.window, "Stop")
            wait(lambda: program.window.front == "review")
            yield _line("writing down, PocketSphinx", beat)
            program.window.close()


def _line(name: str, beat: Beat) -> str:
    return f"{name:28} {beat.stall_ms:6.0f} ms longest stall"


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"Platform: {os.environ['QT_QPA_PLATFORM']}; medians of {ROUNDS} starts")
    for text in measure_start():
        print(text)
    for text in measure_stalls():
        print(text)


if __name__ == "__main__":
    main()
