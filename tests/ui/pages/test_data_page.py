"""The page of the user's data, on real files: what it says before it does it, and what is left."""

import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.estate import Estate
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.services.ports.safekeeping import Watch
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.services.records.retention import RetentionDesk
from mlprep_gui.ui.main_thread import Lane, MainThreadDoor
from mlprep_gui.ui.pages.data.erase_dialog import EraseDialog
from mlprep_gui.ui.pages.data.page import DataPage
from mlprep_gui.ui.pages.data.presenter import DataTools
from tests.ui.pages.conftest import DEADLINE_S, Workplace, end_page
from tests.ui.pages.looking_back import START, keep_answer

PATIENCE_MS = 20_000
SOUND = b"sound" * 400_000


@dataclass
class Place:
    """The page, and what a person sees and does there."""

    workplace: Workplace
    page: DataPage
    safe: FileSafe
    keeper: PreferenceKeeper
    home: Path
    archive: Lane
    bot: QtBot

    def answer(self, day: int) -> None:
        """An answer to an own day's recording."""
        question = self.workplace.bank.get("regularization")
        (self.home / "recordings" / f"{day}.wav").write_bytes(SOUND)
        self.workplace.stored(
            lambda: keep_answer(
                self.workplace.store, question, "cumm", day=day, recording=f"{day}.wav"
            )
        )

    def show(self) -> None:
        self.page.on_shown()
        self.settle()

    def settle(self) -> None:
        """Wait for both workers, and for what came of it here."""
        done: list[None] = []
        for lane in (self.workplace.storage, self.archive):
            lane.run(lambda: None, done.append, lambda fault: pytest.fail(fault.code))
        self.bot.waitUntil(lambda: len(done) == 2, timeout=PATIENCE_MS)

    @property
    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def reads(self, *texts: str) -> None:
        self.bot.waitUntil(lambda: all(text in self.words for text in texts), timeout=PATIENCE_MS)

    def button(self, text: str) -> QAbstractButton:
        found = [b for b in self.page.findChildren(QAbstractButton) if b.isVisible()]
        (button,) = [b for b in found if b.text() == text]
        return button

    def press(self, text: str) -> None:
        self.bot.mouseClick(self.button(text), Qt.MouseButton.LeftButton)

    def keep_for(self, text: str) -> None:
        box = self.page.findChild(QComboBox)
        assert box is not None
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())
        self.settle()

    @property
    def kept_for(self) -> str:
        box = self.page.findChild(QComboBox)
        assert box is not None
        return box.currentText()

    def boxes(self) -> list[QMessageBox]:
        return [b for b in self.page.findChildren(QMessageBox) if b.isVisible()]

    def answer_question(self, text: str) -> str:
        """Press a button of the question that is asked; returns all that it says."""
        self.bot.waitUntil(lambda: bool(self.boxes()), timeout=PATIENCE_MS)
        (box,) = self.boxes()
        said = f"{box.text()} {box.informativeText()}"
        (button,) = [b for b in box.buttons() if b.text().replace("&", "") == text]
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        return said

    def recordings(self) -> set[str]:
        return {path.stem for path in (self.home / "recordings").iterdir()}

    def listed(self) -> int:
        """How many answers the database on the disk has."""
        with Database(self.home / "mlprep.db") as database:
            return len(SqliteAttemptStore(database).history())


@pytest.fixture
def place(workplace: Workplace, tmp_path: Path, qtbot: QtBot) -> Iterator[Place]:
    crashes: list[BaseException] = []
    door = MainThreadDoor()
    settings = tmp_path / "settings.toml"
    (tmp_path / "questions").mkdir()
    estate = Estate(
        data=tmp_path,
        database=workplace.database.path,
        recordings=workplace.folder.path,
        questions=tmp_path / "questions",
        settings=settings,
    )
    safe, keeper = FileSafe(estate, workplace.clock), PreferenceKeeper(SettingsFile(settings))
    workplace.clock.moment = START + timedelta(days=30)
    with Lane("slow", door, crashes.append) as archive:
        history = SqliteHistoryStore(workplace.database)
        tools = DataTools(
            retention=RetentionDesk(history, workplace.store, workplace.folder, workplace.clock),
            models_bytes=lambda: 464_000_000,
            safe=safe,
            keeper=keeper,
            storage=workplace.storage,
            archive=archive,
            folder=tmp_path,
        )
        page = DataPage(tools, workplace.icons)
        qtbot.addWidget(page)
        page.resize(960, 640)
        page.show()
        qtbot.waitExposed(page)
        yield Place(workplace, page, safe, keeper, tmp_path, archive, qtbot)
        end_page(page)
    door.close()
    assert crashes == []


def test_where_it_is_and_how_much(place: Place) -> None:
    place.answer(1)
    place.answer(29)
    place.show()
    place.reads("Recordings (2)", "4.0 MB", "Whisper models", "464.0 MB", "In all")
    assert str(place.home) in place.words.replace("\u200b", "")


# Retention ---------------------------------------------------------------------------------------


def test_what_would_be_deleted_is_said_before(place: Place) -> None:
    place.answer(1)
    place.answer(29)
    place.show()
    place.keep_for("2 weeks")
    assert place.keeper.current.keep_recordings is Retention.FOREVER
    said = place.answer_question("Keep them")
    assert "1 recording is older than that" in said
    assert "2.0 MB" in said
    assert place.recordings() == {"1", "29"}
    assert place.kept_for == "Until I delete them"
    assert place.keeper.current.keep_recordings is Retention.FOREVER


def test_old_recordings_go_and_transcripts_stay(place: Place) -> None:
    place.answer(1)
    place.answer(29)
    place.show()
    place.keep_for("2 weeks")
    place.answer_question("Delete them")
    place.reads("1 recording was deleted: 2.0 MB became free.", "Recordings (1)")
    assert place.recordings() == {"29"}
    assert place.kept_for == "2 weeks"
    assert place.keeper.current.keep_recordings is Retention.WEEKS_2
    assert len(place.workplace.stored(place.workplace.store.history)) == 2


def test_nothing_is_asked_where_nothing_goes(place: Place) -> None:
    place.answer(29)
    place.show()
    place.keep_for("3 months")
    assert place.boxes() == []
    place.reads("Recordings are kept for 3 months.")
    assert place.keeper.current.keep_recordings is Retention.MONTHS_3
    place.keep_for("Until I delete them")
    place.reads("Recordings stay until you delete them.")
    assert place.recordings() == {"29"}


# Backups -----------------------------------------------------------------------------------------


def test_a_backup_comes_back(place: Place, tmp_path: Path) -> None:
    place.answer(1)
    place.show()
    target = tmp_path / "elsewhere.zip"
    place.page.back_up(target)
    place.reads("The backup is complete: 1 answer and 1 recording.", str(target))
    place.answer(2)
    place.page.restore(target)
    with place.bot.waitSignal(place.page.start_again_requested, timeout=PATIENCE_MS):
        said = place.answer_question("Restore")
    assert "31 Mar 2026" in said
    assert "1 answer and 1 recording" in said
    assert place.recordings() == {"1", "2"}
    place.workplace.stored(lambda: place.workplace.database.__exit__(None, None, None))
    assert place.safe.settle()
    assert place.recordings() == {"1"}
    assert place.listed() == 1
    place.workplace.stored(place.workplace.database.__enter__)


def test_a_restore_that_is_not_wanted_leaves_nothing(place: Place, tmp_path: Path) -> None:
    place.answer(1)
    target = tmp_path / "elsewhere.zip"
    place.safe.back_up(target, Watch())
    place.page.restore(target)
    place.answer_question("Cancel")
    assert not place.safe.settle()
    assert not list(place.home.glob("restore.*"))
    assert place.button("Restore from a file…").isEnabled()


def test_a_file_that_is_no_backup_is_refused(place: Place, tmp_path: Path) -> None:
    source = tmp_path / "holiday.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("beach.txt", "sun")
    place.page.restore(source)
    place.reads("cannot be used", "Nothing was changed.")
    assert place.boxes() == []


def test_cancelling_a_backup_leaves_no_file(place: Place, tmp_path: Path) -> None:
    """The worker is held until the user has pressed the button: no race with a fast disk."""
    place.answer(1)
    place.show()
    target = tmp_path / "elsewhere.zip"
    pressed = threading.Event()
    place.archive.run(
        lambda: pressed.wait(DEADLINE_S), lambda _done: None, lambda fault: pytest.fail(fault.code)
    )
    place.page.back_up(target)
    assert "Backing up…" in place.words
    bars = place.page.findChildren(QProgressBar)
    assert [bar.accessibleName() for bar in bars if bar.isVisible()] == ["Backing up…"]
    assert not place.button("Back up to a file…").isEnabled()
    place.press("Cancel")
    pressed.set()
    place.reads("Cancelled.")
    assert not target.exists()
    assert place.button("Back up to a file…").isEnabled()


# Copies ------------------------------------------------------------------------------------------


def test_going_back_to_a_copy(place: Place) -> None:
    place.answer(1)
    place.safe.look_after(Watch())
    place.answer(2)
    place.show()
    place.press("Go back to it…")
    with place.bot.waitSignal(place.page.start_again_requested, timeout=PATIENCE_MS):
        said = place.answer_question("Go back")
    assert "It holds 1 answer." in said
    assert "31 Mar 2026" in said
    place.workplace.stored(lambda: place.workplace.database.__exit__(None, None, None))
    assert place.safe.settle()
    assert place.listed() == 1
    assert place.recordings() == {"1", "2"}
    place.workplace.stored(place.workplace.database.__enter__)


def test_a_damaged_copy_is_told(place: Place) -> None:
    place.answer(1)
    place.safe.look_after(Watch())
    (copy,) = place.safe.copies()
    copy.path.write_bytes(copy.path.read_bytes()[:5000])
    place.show()
    place.press("Go back to it…")
    place.reads("cannot be used", "Nothing was changed.")
    assert place.boxes() == []


def test_without_copies(place: Place) -> None:
    place.show()
    place.reads("There is no copy yet.")


# The end of everything ---------------------------------------------------------------------------


def erase_dialog(place: Place) -> EraseDialog:
    place.press("Delete everything…")
    dialog = place.page.findChild(EraseDialog)
    assert dialog is not None
    return dialog


def test_everything_is_deleted_only_after_a_typed_word(place: Place) -> None:
    place.answer(1)
    place.safe.look_after(Watch())
    place.show()
    dialog = erase_dialog(place)
    entry = dialog.findChild(QLineEdit)
    assert entry is not None
    (erase,) = [b for b in dialog.findChildren(QAbstractButton) if b.text() == "Delete everything"]
    assert not erase.isEnabled()
    place.bot.keyClicks(entry, "delet")
    place.bot.keyClick(entry, Qt.Key.Key_Return)
    assert dialog.isVisible()
    place.bot.keyClicks(entry, "e")
    assert erase.isEnabled()
    with place.bot.waitSignal(place.page.leave_requested, timeout=PATIENCE_MS):
        place.bot.mouseClick(erase, Qt.MouseButton.LeftButton)
    assert place.recordings() == {"1"}
    place.workplace.stored(lambda: place.workplace.database.__exit__(None, None, None))
    assert place.safe.settle()
    assert place.recordings() == set()
    assert not place.workplace.database.path.exists()
    assert place.safe.copies() == ()
    place.workplace.stored(place.workplace.database.__enter__)


def test_own_questions_go_only_if_wished(place: Place) -> None:
    own = place.home / "questions" / "own.toml"
    own.write_text("", "utf-8")
    place.show()
    dialog = erase_dialog(place)
    box = dialog.findChild(QCheckBox)
    entry = dialog.findChild(QLineEdit)
    assert box is not None
    assert entry is not None
    assert not box.isChecked()
    box.click()
    place.bot.keyClicks(entry, "DELETE")
    with place.bot.waitSignal(place.page.leave_requested, timeout=PATIENCE_MS):
        place.bot.keyClick(entry, Qt.Key.Key_Return)
    place.workplace.stored(lambda: place.workplace.database.__exit__(None, None, None))
    place.safe.settle()
    assert not own.exists()
    place.workplace.stored(place.workplace.database.__enter__)


def test_escape_deletes_nothing(place: Place) -> None:
    place.show()
    dialog = erase_dialog(place)
    place.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not place.safe.settle()


def test_every_control_has_a_name(place: Place) -> None:
    place.answer(1)
    place.safe.look_after(Watch())
    place.show()
    controls = [
        w
        for kind in (QAbstractButton, QComboBox)
        for w in place.page.findChildren(kind)
        if w.isVisible()
    ]
    assert len(controls) > 6
    assert [w for w in controls if not w.accessibleName()] == []
