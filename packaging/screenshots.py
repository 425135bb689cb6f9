"""Pictures of all pages, light and dark, in several sizes: ``python packaging/screenshots.py OUT``.

The pages show a program that has been used: typed answers of the last days, the recorded answer
that ships with it, written down by PocketSphinx, and an interview a week ahead. With
``--docs FOLDER`` the README's pictures are renewed as well.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.bank.packs import TomlPacks
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.app import Options, Program, make_application, open_program
from mlprep_gui.cli.interview_bench import open_interviews
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.interviews.interview import Interview, Interviewer, InterviewFormat
from mlprep_gui.domain.preferences import Appearance, EngineChoice, Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.ui.main_window import MainWindow
from mlprep_gui.ui.pages.comparison.page import ComparisonPage
from mlprep_gui.ui.pages.interviews.contents import name_interview
from mlprep_gui.ui.pages.preparation.page import PreparationPage

_SAMPLE = resource_folder() / "samples" / "regularization.flac"
_TYPED = {
    "regularization": "Regularization keeps the weights small, so that the model overfits less.",
    "data-splits": "We fit the model on the training set, tune it on the validation set, and "
    "look at the test set once, at the very end.",
    "ensembles": "Bagging trains many models on bootstrap samples and averages them, which "
    "lowers the variance. Boosting trains them one after the other.",
    "imbalanced-data": "Accuracy misleads when one class is rare, so I look at precision and "
    "recall, and I may weight the classes or oversample the small one.",
    "strengths": "I explain things simply. Last year I taught our sales people what a "
    "confusion matrix is, and they now ask for it.",
}
_README = {
    "screenshot-light.png": "light-1280x800-review",
    "screenshot-dark.png": "dark-1280x800-practice",
}
_PAGES = (
    "history",
    "progress",
    "interviews",
    "checklists",
    "questions",
    "settings",
    "models",
    "data",
)
_PATIENCE_MS = 60_000
_SPOKEN_MS = 6_000


class _StoppedClock(SystemClock):
    """Tells a time of day that somebody sets."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True, slots=True)
class Seeds:
    """What is in a new data folder.

    Attributes:
        pair: two tries at one question, the older first.
        interview, title: id and name of the one that is ahead.
    """

    pair: tuple[str, str]
    interview: str
    title: str


def seed(folders: Folders) -> Seeds:
    """Fill a new data folder; the recorded attempt is written down when the program starts."""
    interview = _seed_interview()
    return Seeds(_seed_answers(folders), interview.id, name_interview(interview))


def _seed_answers(folders: Folders) -> tuple[str, str]:
    folders.create()
    bank = TomlPacks(resource_folder() / "questions").load().bank
    recordings = RecordingsFolder(folders.recordings)
    clock = _StoppedClock(datetime.now(UTC).replace(hour=17, minute=40) - timedelta(days=7))
    with Database(folders.database) as database:
        store = SqliteAttemptStore(database)
        answers = AnswerBook(store, SoundFiles(), recordings, clock, lambda: uuid4().hex)
        review = ReviewDesk(store, bank, recordings)
        tries: list[str] = []
        for question_id, text in _TYPED.items():
            question = bank.get(question_id)
            attempt = answers.type_answer(question, text, partial(review.judge, question))
            tries.append(attempt.id)
            clock.time += timedelta(days=1, minutes=13)
        clock.time = datetime.now(UTC) - timedelta(minutes=3)
        recorded = answers.import_recording(bank.get("regularization"), _SAMPLE, 120.0)
        store.save(recorded.moved(AttemptState.QUEUED))
    return tries[0], recorded.id


def _seed_interview() -> Interview:
    """Keep an interview in the data folder that the environment names."""
    with open_interviews() as services:
        blank = services.interviews.new_details()
        details = replace(
            blank,
            company="Northwind Analytics",
            role="Machine learning engineer",
            day=datetime.now(UTC).date() + timedelta(days=7),
            clock=time(10, 30),
            format=InterviewFormat.VIDEO,
            place="https://meet.example.org/northwind",
            interviewers=(Interviewer("Asha Rao", "Team lead"),),
            notes="They work with time series.",
        )
        kept = services.interviews.add(details).interview
        assert kept is not None
        for line in services.lists.view(kept.id).lists[0].items[:3]:
            services.lists.tick(kept.id, (line.list_id, line.id), ticked=True)
        return kept


class Photographer:
    """Uses the window and takes pictures of it."""

    def __init__(self, program: Program, out: Path) -> None:
        self._program = program
        self._out = out

    @property
    def window(self) -> MainWindow:
        """The program's window."""
        return self._program.window

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window live until the condition holds."""
        loop, clock, timer = QEventLoop(), QElapsedTimer(), QTimer()
        clock.start()
        timer.timeout.connect(
            lambda: loop.quit() if condition() or clock.elapsed() > _PATIENCE_MS else None
        )
        timer.start(20)
        loop.exec()
        if not condition():
            raise TimeoutError("the window did not come to what was waited for")

    def rest(self, milliseconds: int = 300) -> None:
        """Let what was begun come to its end."""
        clock = QElapsedTimer()
        clock.start()
        self.wait(lambda: clock.elapsed() > milliseconds)

    def take(self, name: str) -> None:
        """Keep a picture of the window as it is now."""
        self.rest()
        path = self._out / f"{name}.png"
        self.window.grab().save(str(path))
        print(path)

    def show(self, page: str) -> None:
        """Go to a page."""
        self.window.show_page(page)

    def compare(self, one: str, other: str) -> None:
        """Set two answers side by side."""
        page = self.window.page("comparison")
        assert isinstance(page, ComparisonPage)
        page.open_pair(one, other)
        self.show("comparison")

    def prepare(self, interview: str) -> None:
        """Show what is prepared for an interview."""
        page = self.window.page("preparation")
        assert isinstance(page, PreparationPage)
        page.open_set(interview)
        self.show("preparation")

    def sees(self, name: str) -> bool:
        """Whether there is a button of this name that can be pressed."""
        return self._find(name) is not None

    def press(self, name: str) -> None:
        """Press it."""
        self.wait(lambda: self.sees(name))
        button = self._find(name)
        assert button is not None
        button.click()

    def _find(self, name: str) -> QAbstractButton | None:
        """In a dialog first, if there is one."""
        modal = QApplication.activeModalWidget() or self.window
        for button in modal.findChildren(QAbstractButton):
            names = {button.accessibleName(), button.text()}
            if name in names and button.isVisible() and button.isEnabled():
                return button
        return None


@dataclass(frozen=True, slots=True)
class Variant:
    """One look of the program."""

    appearance: Appearance
    size: tuple[int, int]
    zoom: float = 1.0
    scale: float = 1.0

    @property
    def name(self) -> str:
        """The beginning of its pictures' names."""
        width, height = self.size
        zoom = f"-zoom{self.zoom:.0%}".rstrip("%") if self.zoom != 1 else ""
        scale = f"-scale{self.scale:.0f}" if self.scale != 1 else ""
        return f"{self.appearance}-{width}x{height}{zoom}{scale}"


VARIANTS = (
    Variant(Appearance.LIGHT, (960, 640)),
    Variant(Appearance.DARK, (960, 640)),
    Variant(Appearance.LIGHT, (1280, 800)),
    Variant(Appearance.DARK, (1280, 800)),
    Variant(Appearance.LIGHT, (960, 640), scale=2.0),
    Variant(Appearance.LIGHT, (960, 640), zoom=2.0),
)


def _walk(photographer: Photographer, seeds: Seeds) -> Iterator[str]:
    """Go from page to page; yields the name of each picture."""
    yield from _walk_answer(photographer)
    photographer.compare(*seeds.pair)
    photographer.rest(500)
    yield "comparison"
    photographer.show("interviews")
    photographer.press(f"Open {seeds.title}")
    photographer.rest(500)
    yield "interview"
    photographer.press("All interviews")
    photographer.prepare(seeds.interview)
    photographer.rest(500)
    yield "preparation"
    for page in _PAGES:
        photographer.show(page)
        photographer.rest(500)
        yield page


def _walk_answer(photographer: Photographer) -> Iterator[str]:
    """From a question to the review of its answer."""
    photographer.wait(lambda: photographer.sees("Review: Regularization"))
    yield "practice"
    photographer.press("Review: Regularization")
    photographer.rest(1000)
    yield "review-estimate"
    photographer.press("2 of 5 points")
    photographer.rest(500)
    yield "review"
    photographer.show("practice")
    photographer.press("Checklist: Body language")
    yield "practice-checklist"
    photographer.press("Close the checklist")
    photographer.press("Type the answer")
    yield "practice-typing"
    photographer.press("Cancel")
    photographer.press("Record answer")
    yield "practice-thinking"
    photographer.press("Start speaking now")
    photographer.rest(_SPOKEN_MS)
    yield "practice-recording"
    photographer.press("Discard")
    photographer.press("Discard")
    photographer.wait(lambda: photographer.sees("Record answer"))


def photograph(out: Path, variant: Variant) -> None:
    """All pages in one variant."""
    application = make_application()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mlprep-")))
        folders = Folders.find({"MLPREP_HOME": str(home)})
        os.environ["MLPREP_HOME"] = str(home)
        seeds = seed(folders)
        SettingsFile(folders.settings_file).save(
            Preferences(
                engine=EngineChoice.SPHINX, appearance=variant.appearance, zoom=variant.zoom
            )
        )
        program = stack.enter_context(open_program(application, folders, Options(_SAMPLE)))
        program.window.resize(*variant.size)
        photographer = Photographer(program, out)
        for name in _walk(photographer, seeds):
            photographer.take(f"{variant.name}-{name}")
        program.window.close()


def shrink(picture: Path) -> QImage:
    """A picture with the 256 colours that it has most of: a third of the size, none of the look."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    colours, counts = np.unique(np.frombuffer(image.constBits(), np.uint32), return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-counts)][:256]]
    nearest = Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, nearest)


def main() -> int:
    """Take all pictures, each variant in a process of its own: scale is a matter of its start."""
    parser = argparse.ArgumentParser(description="Take pictures of every page.")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--only", metavar="VARIANT", choices=[v.name for v in VARIANTS])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--docs", type=Path, help="also renew the README's pictures in here")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for variant in VARIANTS:
        if options.only not in {None, variant.name}:
            continue
        if options.here:
            photograph(options.out, variant)
            continue
        environment = os.environ | {"QT_SCALE_FACTOR": str(variant.scale)}
        again = [sys.executable, __file__, str(options.out)]
        subprocess.run([*again, "--only", variant.name, "--here"], env=environment, check=True)
    if options.docs is not None:
        for name, picture in _README.items():
            shrink(options.out / f"{picture}.png").save(str(options.docs / name), quality=0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
