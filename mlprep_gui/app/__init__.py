"""The program with a window, put together; only this package names concrete parts.

The steps, from top to bottom; each is left in the reverse order when the window is closed:

1. the folders and the lock on them (a second start ends here);
2. the way to the window's thread, and crash reports;
3. the window with its rail, still without pages, so that it is seen at once;
4. the workers: for the database and the files, for sound, for what takes long, for imports;
5. on the first worker: all that takes time to import, the log, the database, the questions;
6. the pages on top of them; what an earlier run left unfinished is taken up again;
7. what is slow and not needed yet: the other pages, and the recogniser's process.

Steps 5 to 7 stand in ``workshop``.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.ui.crash import CrashDesk
from mlprep_gui.ui.garbage import WindowThreadCollector
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.instance import SingleInstance
from mlprep_gui.ui.main_thread import Announcer, Lane, MainThreadDoor
from mlprep_gui.ui.main_window import MainWindow
from mlprep_gui.ui.theme import Theme

if TYPE_CHECKING:
    from mlprep_gui.app.workshop import Workshop
    from mlprep_gui.services.ports.safekeeping import CheckedCopy
    from mlprep_gui.services.ports.sound import Recorder
    from mlprep_gui.ui.assembly.ties import Assembly


@dataclass(frozen=True, slots=True)
class Options:
    """How the program is started.

    Attributes:
        microphone_file: a sound file that stands in for the microphone; None for the real one.
        qt: further arguments, for Qt.
        recorder: takes the place of any microphone, for tests.
    """

    microphone_file: Path | None = None
    qt: tuple[str, ...] = ()
    recorder: "Recorder | None" = None


@dataclass(slots=True)
class Program:
    """The running program, for whoever opened it.

    Attributes:
        window: on the screen, without pages at first.
        storage, sound, intake: the workers for data, for sound, and for files to be read in.
        assembly: the pages; None until the database and the questions are there.
        fault: why there will be none.
    """

    window: MainWindow
    storage: Lane
    sound: Lane
    intake: Lane
    assembly: "Assembly | None" = None
    fault: Fault | None = None

    @property
    def opens_another(self) -> bool:
        """Whether the program is to open anew after its end, on data that have changed."""
        is_stuck = self.sound.is_stuck or self.storage.is_stuck
        return self.window.wants_another and not is_stuck


def run(options: Options) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    application = make_application(options.qt)
    folders = Folders.find(os.environ)
    try:
        while True:
            with open_program(application, folders, options) as program:
                status = application.exec()
            if not program.opens_another:
                break
            program.window.deleteLater()
    except Fault as fault:
        return _end_with(application, fault)
    if program.sound.is_stuck or program.storage.is_stuck:
        # Whatever hangs there would hold the interpreter's exit for ever. What counts is saved.
        sys.stderr.flush()
        os._exit(status)
    return 1 if program.fault is not None else status


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one application object, before anything else of Qt's."""
    application = QApplication(["mlprep", *arguments])
    application.setApplicationName("mlprep")
    application.setApplicationDisplayName("MLPrep")
    application.setDesktopFileName("mlprep")
    application.setStyle("fusion")
    return application


@contextmanager
def open_program(
    application: QApplication, folders: Folders, options: Options
) -> Iterator[Program]:
    """The program with its window shown; the pages follow as soon as the event loop runs.

    Raises:
        StorageFault: FOLDER_UNUSABLE, DISK_FULL or ALREADY_RUNNING; nothing was opened then.
    """
    with ExitStack() as stack:
        folders.create()
        instance = stack.enter_context(SingleInstance(folders.data))

        collector = stack.enter_context(WindowThreadCollector())
        door = MainThreadDoor()
        stack.callback(door.close)
        crashes = stack.enter_context(CrashDesk(door, lambda e: _write_report(folders, e)))

        preferences, settings_fault = _read_settings(folders.settings_file)
        theme, icons, window = _show_window(application, preferences)
        crashes.speak_over(window)
        instance.rung.connect(window.raise_up)

        workshops: list[Workshop] = []
        stack.callback(_for_each, workshops, lambda workshop: workshop.close_sound())
        slow = stack.enter_context(Lane("slow", door, crashes.report, patience_s=5.0))
        storage = stack.enter_context(Lane("storage", door, crashes.report))
        sound = stack.enter_context(Lane("sound", door, crashes.report, patience_s=5.0))
        intake = stack.enter_context(Lane("intake", door, crashes.report, patience_s=1.0))
        program = Program(window, storage, sound, intake)

        def open_shop() -> "Workshop":
            workshop = _make_workshop(
                folders, (storage, sound, slow, intake), Announcer(door), options
            )
            workshops.append(workshop)
            workshop.open()
            return workshop

        def on_open(workshop: "Workshop") -> None:
            program.fault = None
            workshop.keeper.subscribe(lambda now: theme.apply(now.appearance, now.zoom))
            program.assembly = workshop.open_pages(window, icons)
            if settings_fault is not None:
                program.assembly.tell(settings_fault)
            _build_when_idle(window, program.assembly, collector.spare_what_stays)

        def on_failed(fault: Fault) -> None:
            program.fault = fault
            if fault.code is FaultCode.DATABASE_BROKEN:
                offer_copy(fault, workshops[-1])
            else:
                _show_end(window, fault)

        def offer_copy(fault: Fault, workshop: "Workshop") -> None:
            def go_on() -> None:
                storage.run(workshop.open_with_copy, on_open, on_failed)

            def on_found(found: "CheckedCopy | None") -> None:
                if found is not None:
                    _show_rescue(window, fault, found, go_on)
                else:
                    _show_end(window, fault)

            safe = workshop.archive.safe
            storage.run(safe.newest_sound_copy, on_found, partial(_show_end, window))

        # The window is drawn before the imports begin to compete with it.
        QTimer.singleShot(0, lambda: storage.run(open_shop, on_open, on_failed))
        # What was opened on the storage thread is closed on it, before the thread ends.
        stack.callback(_close_on, storage, workshops)
        yield program


def _show_window(
    application: QApplication, preferences: Preferences
) -> tuple[Theme, IconBook, MainWindow]:
    """The window with its rail, still without pages."""
    theme = Theme(application)
    theme.apply(preferences.appearance, preferences.zoom)
    icons = IconBook(theme)
    window = MainWindow(icons)
    window.show()
    return theme, icons, window


def _make_workshop(
    folders: Folders, lanes: tuple[Lane, Lane, Lane, Lane], announcer: Announcer, options: Options
) -> "Workshop":
    """The concrete parts, not opened yet; on the storage thread, because the import is slow."""
    from mlprep_gui.app.workshop import Bench, Workshop  # noqa: PLC0415  see above, 5.

    bench = Bench(folders, *lanes, announcer)
    return Workshop(bench, options.recorder, options.microphone_file)


def _close_on(storage: Lane, workshops: "list[Workshop]") -> None:
    """Close on the storage thread; whoever leaves the lane waits for it."""
    storage.run(
        lambda: _for_each(workshops, lambda workshop: workshop.close()),
        lambda _none: None,
        lambda _fault: None,
    )


def _for_each(workshops: "list[Workshop]", act: "Callable[[Workshop], None]") -> None:
    """Do something with the workshop, if it came into being."""
    for workshop in workshops:
        act(workshop)


def _read_settings(path: Path) -> tuple[Preferences, Fault | None]:
    """The settings, or the defaults and why they could not be read."""
    if not path.exists():
        return Preferences(), None
    from mlprep_gui.adapters.files.settings import SettingsFile  # noqa: PLC0415  opens sooner

    try:
        return SettingsFile(path).load(), None
    except Fault as fault:
        return Preferences(), fault


def _write_report(folders: Folders, error: BaseException) -> Path:
    from mlprep_gui.adapters.files.crash_reports import (  # noqa: PLC0415  seldom needed
        write_crash_report,
    )

    return write_crash_report(folders.logs, error, datetime.now(UTC))


def _build_when_idle(window: MainWindow, assembly: "Assembly", then: Callable[[], None]) -> None:
    """Build the other pages one by one, each from an event of its own, while there is a window."""

    def build() -> None:
        if assembly.build_next():
            QTimer.singleShot(0, window, build)
        else:
            then()

    QTimer.singleShot(0, window, build)


def _show_end(window: MainWindow, fault: Fault) -> None:
    """Nothing works without the database: say why, and offer the only thing left to do."""
    from mlprep_gui.ui.widgets.empty_state import EmptyState  # noqa: PLC0415  seldom needed

    sentence, remedy = _say(fault)
    end = EmptyState(sentence, remedy, "Quit")
    end.acted.connect(window.close)
    window.setCentralWidget(end)


def _show_rescue(
    window: MainWindow, fault: Fault, copy: "CheckedCopy", go_on: Callable[[], None]
) -> None:
    """The database is damaged: offer its newest copy, in the place of the pages to come."""
    from mlprep_gui.ui.rescue import RescuePage  # noqa: PLC0415  seldom needed

    _say(fault)
    page = RescuePage(copy)
    pages = window.takeCentralWidget()

    def on_accepted() -> None:
        if pages is not None:
            window.setCentralWidget(pages)
        go_on()

    page.accepted.connect(on_accepted)
    page.left.connect(window.close)
    window.setCentralWidget(page)


def _end_with(application: QApplication, fault: Fault) -> int:
    """Say why there is no window; the exit status."""
    sentence, remedy = _say(fault)
    # The window of the other program has come to the front instead.
    if fault.code is not FaultCode.ALREADY_RUNNING:
        box = QMessageBox(QMessageBox.Icon.Warning, "MLPrep", sentence)
        box.setInformativeText(remedy)
        box.show()
        application.exec()
    return 1


def _say(fault: Fault) -> tuple[str, str]:
    """Sentence and remedy, which go to the terminal as well."""
    from mlprep_gui.ui.fault_words import describe  # noqa: PLC0415  seldom needed here

    wording = describe(fault)
    sys.stderr.write(f"{wording}\n")
    return wording.sentence, wording.remedy
