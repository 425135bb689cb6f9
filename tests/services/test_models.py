"""The queue of downloads and measurements, and what is recommended for which computer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from mlprep_gui.adapters.speech.catalogue import read_catalogue
from mlprep_gui.adapters.speech.library import DiskLibrary
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.models import ModelDesk, ModelNews, ModelState, Reason, recommend
from mlprep_gui.services.ports.models import (
    DownloadListener,
    DownloadProgress,
    Machine,
    ModelFacts,
)
from tests.adapters.speech.test_models import put_model

CATALOGUE = read_catalogue(resource_folder() / "speech" / "models.toml")


@dataclass
class ManualDownloader:
    """Downloads end when the test says so."""

    started: list[str] = field(default_factory=list)
    listener: DownloadListener | None = None
    cancelled: int = 0

    def start(self, facts: ModelFacts, listener: DownloadListener) -> None:
        self.started.append(facts.name)
        self.listener = listener

    def cancel(self) -> None:
        self.cancelled += 1

    def close(self) -> None:
        """Nothing runs."""


@dataclass
class ManualMeter:
    """Measurements end when the test says so."""

    done: Callable[[float], None] = lambda _: None
    failed: Callable[[Fault], None] = lambda _: None
    asked: list[str] = field(default_factory=list)

    def measure(
        self, model: str, done: Callable[[float], None], failed: Callable[[Fault], None]
    ) -> None:
        self.asked.append(model)
        self.done, self.failed = done, failed

    def close(self) -> None:
        """Nothing runs."""


@dataclass
class Bench:
    desk: ModelDesk
    downloader: ManualDownloader
    meter: ManualMeter
    news: list[ModelNews]
    own: Path

    def state(self, name: str) -> ModelState:
        return next(line.state for line in self.desk.sheet().lines if line.name == name)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    own = tmp_path / "own"
    library = DiskLibrary(ModelShelf(own=own, cache=tmp_path / "cache"), CATALOGUE)
    downloader, meter, news = ManualDownloader(), ManualMeter(), list[ModelNews]()
    desk = ModelDesk(library, downloader, meter, lambda work: work(), news.append)
    return Bench(desk, downloader, meter, news, own)


def test_downloads_come_one_after_the_other(bench: Bench) -> None:
    for name in ("tiny.en", "base.en", "tiny.en"):
        bench.desk.download(name)
    assert bench.downloader.started == ["tiny.en"]
    assert bench.state("tiny.en") is ModelState.LOADING
    assert bench.state("base.en") is ModelState.WAITING
    put_model(bench.own / "tiny.en")
    bench.desk.on_done("tiny.en")
    assert bench.downloader.started == ["tiny.en", "base.en"]
    assert bench.state("tiny.en") is ModelState.READY
    assert bench.state("base.en") is ModelState.LOADING


def test_a_download_that_failed_lets_the_next_one_go_on(bench: Bench) -> None:
    bench.desk.download("tiny.en")
    bench.desk.download("base.en")
    fault = SpeechFault(FaultCode.HUB_UNREACHABLE, host="hub", reason="no")
    bench.desk.on_failed("tiny.en", fault)
    assert bench.news[-1] == ModelNews("tiny.en", fault=fault)
    assert bench.state("tiny.en") is ModelState.ABSENT
    assert bench.downloader.started[-1] == "base.en"


def test_cancelled_is_no_fault(bench: Bench) -> None:
    bench.desk.download("tiny.en")
    put_model(bench.own / "tiny.en.download")
    bench.desk.cancel("tiny.en")
    assert bench.downloader.cancelled == 1
    bench.desk.on_failed("tiny.en", SpeechFault(FaultCode.CANCELLED))
    assert bench.news[-1] == ModelNews("tiny.en")
    assert bench.state("tiny.en") is ModelState.BEGUN


def test_what_waits_can_be_taken_back(bench: Bench) -> None:
    bench.desk.download("tiny.en")
    bench.desk.download("base.en")
    bench.desk.cancel("base.en")
    bench.desk.cancel("base.en")
    assert bench.downloader.cancelled == 0
    assert bench.state("base.en") is ModelState.ABSENT


def test_progress_is_handed_on(bench: Bench) -> None:
    bench.desk.on_progress("tiny.en", DownloadProgress(1, 2))
    assert bench.news == [ModelNews("tiny.en", DownloadProgress(1, 2))]


def test_a_new_model_is_measured(bench: Bench) -> None:
    bench.desk.download("tiny.en")
    put_model(bench.own / "tiny.en")
    bench.desk.on_done("tiny.en")
    assert bench.meter.asked == ["tiny.en"]
    assert next(line for line in bench.desk.sheet().lines if line.is_measuring).name == "tiny.en"
    bench.meter.done(8.0)
    line = next(line for line in bench.desk.sheet().lines if line.name == "tiny.en")
    assert line.disk is not None
    assert (line.disk.speed, line.is_measuring) == (8.0, False)


def test_a_measurement_that_failed_is_told(bench: Bench) -> None:
    fault = SpeechFault(FaultCode.MODEL_TOO_LARGE, model="tiny.en", needed_mb=2, available_mb=1)
    bench.desk.measure("tiny.en")
    bench.desk.measure("base.en")
    bench.meter.failed(fault)
    assert bench.news[-1].fault is fault
    assert bench.meter.asked == ["tiny.en", "base.en"]


def test_models_that_the_catalogue_does_not_have_are_listed_last(bench: Bench) -> None:
    put_model(bench.own / "my own")
    line = bench.desk.sheet().lines[-1]
    assert (line.name, line.state, line.facts) == ("my own", ModelState.READY, None)


def test_a_broken_model_is_listed_as_such(bench: Bench) -> None:
    put_model(bench.own / "tiny.en", without="model.bin")
    assert bench.state("tiny.en") is ModelState.BROKEN
    assert bench.desk.sheet().best == ""


LAPTOP = Machine(memory_mb=8000, available_mb=4000, processors=4, free_disk_mb=50_000)


@pytest.mark.parametrize(
    ("machine", "name", "reason"),
    [
        (LAPTOP, "small.en", Reason.BEST_THAT_KEEPS_UP),
        (replace(LAPTOP, memory_mb=64_000, processors=16), "small.en", Reason.BEST_THAT_KEEPS_UP),
        (replace(LAPTOP, processors=1), "tiny.en", Reason.FEW_PROCESSORS),
        (replace(LAPTOP, memory_mb=2000), "base.en", Reason.LITTLE_MEMORY),
        (replace(LAPTOP, memory_mb=500), "tiny.en", Reason.LITTLE_MEMORY),
    ],
)
def test_what_is_recommended(machine: Machine, name: str, reason: Reason) -> None:
    recommended = recommend(CATALOGUE, machine)
    assert (recommended.name, recommended.reason) == (name, reason)


def test_a_model_larger_than_the_memory_does_not_fit(bench: Bench) -> None:
    facts = CATALOGUE[-1]
    assert facts.memory_mb > 3000
    line = bench.desk._line(facts.name, facts, None, {}, replace(LAPTOP, memory_mb=2000))
    assert not line.fits
