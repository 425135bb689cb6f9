"""The models page: what it says, and a model that comes from a hub on this machine."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.speech.catalogue import read_catalogue
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.downloads import ChildDownloader
from mlprep_gui.adapters.speech.library import DiskLibrary
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.adapters.speech.speed import SampleSpeedMeter
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.models import (
    ModelDesk,
    ModelLine,
    ModelSheet,
    ModelState,
    Reason,
    Recommendation,
)
from mlprep_gui.services.ports.models import DownloadProgress, Machine, ModelOnDisk
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Announcer, Lane, MainThreadDoor
from mlprep_gui.ui.pages.models.card import ModelCard
from mlprep_gui.ui.pages.models.contents import Act, lines_of, recommend, say_progress
from mlprep_gui.ui.pages.models.page import ModelsPage, ModelTools
from mlprep_gui.ui.theme import Theme
from tests.hub_server import REPOSITORY, REVISION, HubServer
from tests.ui.pages.conftest import end_page
from tests.whisper_model import write_model

W = TypeVar("W", bound=QWidget)

PATIENCE_MS = 60_000
SPEECH = resource_folder() / "speech"
SAMPLE = resource_folder() / "samples" / "regularization.flac"
CATALOGUE = read_catalogue(SPEECH / "models.toml")
LITTLE = replace(
    CATALOGUE[0],
    name="little.en",
    repository=REPOSITORY,
    revision=REVISION,
    weights_bytes=0,
    weights_sha256="",
)
SECOND = replace(LITTLE, name="second.en")
MACHINE = Machine(memory_mb=8000, available_mb=4000, processors=4, free_disk_mb=50_000)


@dataclass
class Place:
    """The page with real parts behind it, and what a person sees of it."""

    page: ModelsPage
    keeper: PreferenceKeeper
    own: Path
    hub: HubServer
    bot: QtBot

    def card(self, name: str) -> ModelCard:
        cards = self.page.findChildren(ModelCard)
        return next(c for c in cards if c.accessibleName() == f"Whisper model {name}")

    def words(self, name: str) -> str:
        labels = self.card(name).findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def wait_for(self, name: str, words: str) -> None:
        self.bot.waitUntil(lambda: words in self.words(name), timeout=PATIENCE_MS)

    def wait_for_act(self, name: str, act: Act) -> None:
        self.bot.waitUntil(lambda: self.card(name).button(act) is not None, timeout=PATIENCE_MS)

    def press(self, name: str, act: Act) -> None:
        self.wait_for_act(name, act)
        button = self.card(name).button(act)
        assert button is not None
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def answer(self, text: str) -> str:
        """Press a button of the question that is asked; returns all that it says."""
        boxes = [b for b in self.page.findChildren(QMessageBox) if b.isVisible()]
        (box,) = boxes
        (button,) = [b for b in box.buttons() if b.text().replace("&", "") == text]
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)
        return f"{box.text()} {box.informativeText()}"

    def download(self, name: str) -> str:
        self.press(name, Act.DOWNLOAD)
        return self.answer("Download")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("hub") / "little.en", "hello there")


@pytest.fixture
def place(
    tmp_path: Path,
    source: Path,
    theme: Theme,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Place]:
    crashes: list[BaseException] = []
    door = MainThreadDoor()
    shelf = ModelShelf(own=tmp_path / "own", cache=tmp_path / "cache")
    shelf.own.mkdir()
    keeper = PreferenceKeeper(SettingsFile(tmp_path / "settings.toml"))
    downloader = ChildDownloader(shelf.own)
    meter = SampleSpeedMeter(lambda: ChildTranscriber(shelf, SPEECH / "pronunciations.txt"), SAMPLE)
    with Lane("storage", door, crashes.append) as storage, HubServer(source) as hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        news = Announcer(door)
        desk = ModelDesk(
            DiskLibrary(shelf, (LITTLE, SECOND, *CATALOGUE[2:5])),
            downloader,
            meter,
            post=lambda work: storage.run(work, lambda _none: None, lambda _fault: None),
            news=news.tell,
        )
        page = ModelsPage(ModelTools(desk, keeper, storage), IconBook(theme))
        news.told.connect(page.take_news)
        qtbot.addWidget(page)
        page.resize(960, 640)
        page.show()
        page.on_shown()
        opened = Place(page, keeper, shelf.own, hub, qtbot)
        qtbot.waitUntil(lambda: bool(page.findChildren(ModelCard)), timeout=PATIENCE_MS)
        yield opened
        downloader.close()
        meter.close()
        end_page(page)
    door.close()
    assert crashes == []


def test_a_model_is_downloaded_measured_and_used(place: Place) -> None:
    asked = place.download("little.en")
    assert "only time that MLPrep uses the network" in asked
    assert REPOSITORY in asked
    assert str(place.own) in asked
    place.wait_for("little.en", "10 seconds of speech take")
    assert "“little.en” is on this computer" in place.page._notice.text
    assert "In use" in place.words("little.en")
    assert (place.own / "little.en" / "model.bin").exists()


def test_not_now_means_no_request(place: Place) -> None:
    place.press("little.en", Act.DOWNLOAD)
    place.answer("Not now")
    assert place.hub.asked == []
    assert place.card("little.en").button(Act.DOWNLOAD) is not None


def test_two_downloads_and_a_cancel(place: Place) -> None:
    """The second waits; the first is cancelled and gone on with later."""
    go_on = threading.Event()
    sent = iter(range(10_000))
    place.hub.trouble.wait = lambda: next(sent) > 40 and go_on.wait(30)
    place.download("little.en")
    place.download("second.en")
    place.wait_for("second.en", "Waiting")
    place.wait_for("little.en", " MB")
    bar = place.card("little.en").findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    place.bot.waitUntil(bar.isVisible, timeout=PATIENCE_MS)
    place.press("little.en", Act.CANCEL)
    go_on.set()
    place.wait_for("second.en", "10 seconds of speech take")
    assert not bar.isVisible()
    place.download("little.en")
    place.wait_for("little.en", "10 seconds of speech take")


def test_a_download_that_fails_is_told_with_what_to_do(place: Place) -> None:
    place.hub.trouble.metadata_status = 503
    place.download("little.en")
    place.bot.waitUntil(lambda: "answer 503" in place.page._notice.text, timeout=PATIENCE_MS)
    assert "Try again later" in place.page._notice.text
    place.wait_for_act("little.en", Act.DOWNLOAD)


def test_a_model_is_deleted_after_a_question(place: Place) -> None:
    write_model(place.own / "second.en", "hello there")
    place.page.on_shown()
    place.press("second.en", Act.DELETE)
    assert "Your answers stay" in place.answer("Delete")
    place.bot.waitUntil(lambda: not (place.own / "second.en").exists(), timeout=PATIENCE_MS)
    place.wait_for("second.en", "to download")


def test_another_model_is_used(place: Place) -> None:
    write_model(place.own / "little.en", "hello there")
    write_model(place.own / "second.en", "hello there")
    place.keeper.change(replace(place.keeper.current, engine=EngineChoice.SPHINX))
    place.page.on_shown()
    place.press("second.en", Act.USE)
    assert place.keeper.current.model == "second.en"
    assert place.keeper.current.engine is EngineChoice.WHISPER
    place.wait_for("second.en", "In use")


def test_every_button_says_what_it_does_without_its_card(place: Place) -> None:
    buttons = [
        card.button(act)
        for card in place.page.findChildren(ModelCard)
        for act in Act
        if card.button(act) is not None
    ]
    names = [button.accessibleName() for button in buttons if button is not None]
    assert len(names) == len(set(names)) >= 5


# What is said ----------------------------------------------------------------------------------


def sheet(*lines: ModelLine, best: str = "") -> ModelSheet:
    recommended = Recommendation("small.en", Reason.BEST_THAT_KEEPS_UP)
    return ModelSheet(lines, MACHINE, recommended, Path("/models"), best)


def on_disk(name: str = "small.en", speed: float | None = None) -> ModelLine:
    disk = ModelOnDisk(name, Path("/models") / name, True, (), 486_000_000, speed)
    return ModelLine(name, ModelState.READY, CATALOGUE[4], disk)


def test_the_recommendation_names_the_reason_and_the_computer() -> None:
    said = recommend(sheet())
    for words in ("“small.en”", "keeps up with a speaker", "8.0 GB of memory", "4 processors"):
        assert words in said


def test_a_model_that_is_not_here() -> None:
    line = ModelLine("small.en", ModelState.ABSENT, CATALOGUE[4])
    said = lines_of(line, sheet(line), Preferences())
    assert said.facts == (
        "486 MB to download · needs about 1.4 GB of memory · English only · licence MIT · "
        "speed not measured"
    )
    assert [label.text for label in said.labels] == ["Recommended"]
    assert said.warning == ""


def test_a_measured_model() -> None:
    said = lines_of(on_disk(speed=4.0), sheet(on_disk(), best="small.en"), Preferences())
    assert "10 seconds of speech take 2.5 s here" in said.facts
    assert [label.text for label in said.labels] == ["In use", "Recommended"]


@pytest.mark.parametrize(
    ("line", "warning"),
    [
        (on_disk(speed=0.5), "slower than you speak"),
        (replace(on_disk(), fits=False), "too large for the memory"),
        (ModelLine("large-v3", ModelState.ABSENT, CATALOGUE[-1]), ""),
    ],
)
def test_warnings(line: ModelLine, warning: str) -> None:
    assert warning in lines_of(line, sheet(line), Preferences()).warning


def test_too_little_disk_is_said_before_the_download() -> None:
    line = ModelLine("large-v3", ModelState.ABSENT, CATALOGUE[-1])
    small = replace(sheet(line), machine=replace(MACHINE, free_disk_mb=2000))
    assert "too little space" in lines_of(line, small, Preferences()).warning


@pytest.mark.parametrize(
    ("preferences", "used"),
    [
        (Preferences(), True),
        (Preferences(model="small.en"), True),
        (Preferences(model="/models/small.en"), True),
        (Preferences(model="tiny.en"), False),
        (Preferences(engine=EngineChoice.SPHINX), False),
    ],
)
def test_which_model_is_in_use(preferences: Preferences, used: bool) -> None:
    labels = lines_of(on_disk(), sheet(on_disk(), best="small.en"), preferences).labels
    assert ("In use" in [label.text for label in labels]) is used


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (DownloadProgress(0, 486_000_000), "0 of 486 MB"),
        (
            DownloadProgress(86_000_000, 486_000_000, 2_000_000.0),
            "86 of 486 MB, 2.0 MB a second, 3 minutes left",
        ),
        (
            DownloadProgress(485_000_000, 486_000_000, 2_000_000.0),
            "485 of 486 MB, 2.0 MB a second, less than a minute left",
        ),
        (
            DownloadProgress(486_000_000, 486_000_000, is_checking=True),
            "486 of 486 MB. Checking that nothing was damaged on the way…",
        ),
    ],
)
def test_progress_in_words(progress: DownloadProgress, said: str) -> None:
    assert say_progress(progress) == said
