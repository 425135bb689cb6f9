"""The history page at 100,000 attempts of 200 words: ``python -m tests.benchmarks.history_page``.

The whole program runs on a made-up data folder: how soon the page shows its first rows, how long
the window stands still while one scrolls, sorts, searches, chooses all and deletes, and how much
memory that takes beyond the same in an empty folder. ``--attempts`` makes it smaller.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QTimerEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.estate import Estate
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.app import Options, Program, make_application, open_program
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.ui.pages.history.page import HistoryPage
from mlprep_gui.ui.pages.history.table import AttemptView
from tests.benchmarks.history import line, most_memory
from tests.benchmarks.large_history import ATTEMPTS, make_large_history
from tests.benchmarks.window import BEAT_MS, Beat, rest, wait

STEPS = 300
"""Into so many steps the way from the first row to the last one is cut."""

STEP_MS = 16
TYPED = "data model "
OPENED = 5
RESTED_S = 3.0


class Painted(QObject):
    """Notices when the rows in sight have been painted with what they hold."""

    def __init__(self, view: AttemptView) -> None:
        super().__init__()
        self.at: float | None = None
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Paint and self.at is None and self._is_read():
            # When the event loop is next at rest, the picture is complete.
            QTimer.singleShot(0, self._note)
        return super().eventFilter(watched, event)

    def _is_read(self) -> bool:
        model = self._view.model()
        first, last = self._view.rows_in_sight()
        return model.rowCount() > 0 and all(
            model.index(row, 0).data() != "…" for row in range(first, last + 1)
        )

    def _note(self) -> None:
        if self.at is None:
            self.at = time.perf_counter()


class Effort(QObject):
    """The most computing time of the window's thread between two beats of a 10 ms timer."""

    def __init__(self) -> None:
        super().__init__()
        self.most_ms = 0.0
        self._before = time.thread_time()
        self.startTimer(BEAT_MS, Qt.TimerType.PreciseTimer)

    def timerEvent(self, _event: QTimerEvent) -> None:  # noqa: N802  Qt's name
        now = time.thread_time()
        self.most_ms = max(self.most_ms, (now - self._before) * 1000)
        self._before = now


class Visit:
    """Uses the page as a person would, somewhat faster."""

    def __init__(self, program: Program) -> None:
        self._window = program.window
        page = self._window.page("history")
        assert isinstance(page, HistoryPage)
        self.page = page
        view = page.findChild(AttemptView)
        assert isinstance(view, AttemptView)
        self.view = view
        self.figures: dict[str, float] = {}

    def settled(self) -> bool:
        return self.page._presenter.is_settled

    def open(self) -> None:
        """From the wish to the picture, several times; the first one counts."""
        times = [self._open_once() for _ in range(OPENED)]
        self._window.show_page("history")
        wait(self.settled)
        self.figures["open first"], self.figures["open again"] = times[0], min(times[1:])

    def _open_once(self) -> float:
        """Milliseconds; the practice page is in front before and afterwards."""
        painted, began = Painted(self.view), time.perf_counter()
        self._window.show_page("history")
        wait(lambda: painted.at is not None and self.settled())
        assert painted.at is not None
        self.view.viewport().removeEventFilter(painted)
        self._window.show_page("practice")
        rest(0.2)
        return (painted.at - began) * 1000

    def measure(self, name: str, work: Callable[[], None]) -> None:
        beat, effort = Beat(), Effort()
        beat.start()
        work()
        wait(self.settled)
        rest(0.1)
        self.figures[name], self.figures[f"{name} work"] = beat.stall_ms, effort.most_ms

    def stand_still(self) -> None:
        """What other programs on this computer cost by themselves."""
        beat = Beat()
        beat.start()
        rest(RESTED_S)
        self.figures["rest"] = beat.stall_ms

    def scroll(self) -> None:
        """Drag the bar from the first row to the last one and back."""
        bar = self.view.verticalScrollBar()
        stops = [round(bar.maximum() * step / STEPS) for step in range(STEPS + 1)]
        stops += stops[::-1]
        timer = QTimer()
        timer.setInterval(STEP_MS)
        timer.timeout.connect(lambda: bar.setValue(stops.pop(0)) if stops else timer.stop())
        timer.start()
        wait(lambda: not stops)

    def turn_pages(self) -> None:
        for _ in range(60):
            QTest.keyClick(self.view, Qt.Key.Key_PageDown)
            rest(0.02)

    def sort(self) -> None:
        for section in range(self.view.model().columnCount()):
            self.view.headings.setSortIndicator(section, Qt.SortOrder.AscendingOrder)
            wait(self.settled)
        self.view.headings.setSortIndicator(0, Qt.SortOrder.DescendingOrder)

    def search(self) -> None:
        field = self.page.search_field()
        assert isinstance(field, QLineEdit)
        for letter in TYPED:
            QTest.keyClicks(field, letter)
            rest(0.15)
        wait(self.settled)
        field.clear()
        rest(0.2)

    def choose_all(self) -> None:
        self.view.selectAll()

    def delete_and_undo(self) -> None:
        """A hundred of them."""
        before = self.view.model().rowCount()
        self.view.scrollToTop()
        self.view.selectRow(100)
        for _ in range(99):
            QTest.keyClick(self.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(self.view, Qt.Key.Key_Delete)
        wait(lambda: self.view.model().rowCount() == before - 100)
        self.page.undo()
        wait(lambda: self.view.model().rowCount() == before)


def use(home: Path) -> None:
    """Run the program on a data folder and print what was measured as JSON."""
    folders = Folders.find({"MLPREP_HOME": str(home)})
    folders.create()
    application = make_application()
    with open_program(application, folders, Options()) as program:
        wait(lambda: program.assembly is not None)
        rest(3.0)
        visit = Visit(program)
        if folders.database.stat().st_size > 1_000_000:
            visit.stand_still()
            visit.open()
            visit.measure("scroll", visit.scroll)
            visit.measure("pages", visit.turn_pages)
            visit.measure("search", visit.search)
            visit.measure("sort", visit.sort)
            visit.measure("all", visit.choose_all)
            visit.measure("delete", visit.delete_and_undo)
        else:
            program.window.show_page("history")
            wait(lambda: visit.page._presenter.is_read)
            rest(1.0)
        visit.figures["memory"] = most_memory()
        print(json.dumps(visit.figures))
        program.window.close()


def measure(home: Path) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.history_page", "--use", str(home)]
    outcome = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(outcome.stdout.splitlines()[-1])
    return figures


def furnish(home: Path, attempts: int) -> None:
    """A data folder with many attempts, of today's form, checked and copied for today."""
    folders = Folders.find({"MLPREP_HOME": str(home)})
    folders.create()
    make_large_history(folders.database, attempts)
    Database(folders.database).__enter__().__exit__(None, None, None)
    estate = Estate(
        folders.data, folders.database, folders.recordings, folders.packs, folders.settings_file
    )
    FileSafe(estate, SystemClock()).look_after(Watch())


def report(large: dict[str, float], empty: dict[str, float]) -> None:
    """The figures beside their goals."""
    line("opening, to the first rows painted", f"{large['open first']:.0f} ms", "200 ms")
    line("  once more", f"{large['open again']:.0f} ms")
    # What other programs on this computer cost by themselves; beside each stall below stands
    # how much this program's window computed in one go, which they do not change.
    line("nothing done, longest stall", f"{large['rest']:.0f} ms")
    for name, title in (
        ("scroll", "dragged through all rows, longest stall"),
        ("pages", "page by page, longest stall"),
        ("search", "typing a search, longest stall"),
        ("sort", "by every column, longest stall"),
        ("all", "choosing all, longest stall"),
        ("delete", "100 deleted and back, longest stall"),
    ):
        figure = f"{large[name]:.0f} ms ({large[f'{name} work']:.0f})"
        line(title, figure, "50 ms")
    more = large["memory"] - empty["memory"]
    line("memory beyond that of an empty start", f"{more:.0f} MiB", "100 MiB")


def main() -> None:
    """Print the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser()
    parser.add_argument("--attempts", type=int, default=ATTEMPTS)
    parser.add_argument("--home", type=Path, help="a folder furnished before, or to be kept")
    parser.add_argument("--use", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.use:
        use(options.use)
        return
    with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
        home = options.home or Path(folder) / "many"
        if not home.exists():
            furnish(home, options.attempts)
        report(measure(home), measure(Path(folder) / "none"))


if __name__ == "__main__":
    main()
