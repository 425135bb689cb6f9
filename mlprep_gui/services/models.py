"""Whisper models for the user: what there is, what suits this computer, downloads in a queue.

``ModelDesk`` is used on the storage thread; reports of downloads come to it there too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.services.ports.models import (
    Downloader,
    DownloadProgress,
    Machine,
    ModelFacts,
    ModelLibrary,
    ModelOnDisk,
    SpeedMeter,
)

# A recogniser is a guest: it shall not take more than a third of the memory.
_SHARE_OF_MEMORY = 3
# Best first, each with the processors that it needs to keep up with a speaker.
_SUITABLE = (("small.en", 2), ("base.en", 2), ("tiny.en", 1))


class ModelState(StrEnum):
    """What can be done with a model now."""

    ABSENT = "absent"  # download it
    BEGUN = "begun"  # go on with its download
    WAITING = "waiting"  # another download comes first
    LOADING = "loading"  # it is being downloaded
    BROKEN = "broken"  # files are missing
    READY = "ready"


class Reason(StrEnum):
    """Why a model is recommended."""

    BEST_THAT_KEEPS_UP = "best-that-keeps-up"
    FEW_PROCESSORS = "few-processors"
    LITTLE_MEMORY = "little-memory"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The model for this computer, and why."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One model as the page lists it.

    Attributes:
        name: such as "small.en".
        state: what can be done with it.
        facts: None for a model that is not in the catalogue.
        disk: None for one that is not here.
        done_bytes: what an unfinished download has brought.
        is_measuring: whether its speed is being measured.
        fits: whether this computer has the memory for it.
    """

    name: str
    state: ModelState
    facts: ModelFacts | None = None
    disk: ModelOnDisk | None = None
    done_bytes: int = 0
    is_measuring: bool = False
    fits: bool = True


@dataclass(frozen=True, slots=True)
class ModelSheet:
    """All that the page shows.

    Attributes:
        lines: the catalogue in its order, then what else is here.
        machine: what this computer has.
        recommended: what suits it.
        folder: the program's own folder for models.
        best: the whole model that is used unless one is chosen, "" where there is none.
    """

    lines: tuple[ModelLine, ...]
    machine: Machine
    recommended: Recommendation
    folder: Path
    best: str = ""


@dataclass(frozen=True, slots=True)
class ModelNews:
    """What happened to a model.

    Attributes:
        name: which.
        progress: of its download; None where the sheet is to be asked for anew.
        fault: why it ended; None where all is well.
        has_arrived: whether its download has just been finished.
    """

    name: str
    progress: DownloadProgress | None = None
    fault: Fault | None = None
    has_arrived: bool = False


@dataclass(slots=True)
class _Queue:
    loading: str = ""
    waiting: list[str] = field(default_factory=list)
    measuring: str = ""
    to_measure: list[str] = field(default_factory=list)


class ModelDesk:
    """See the module's docstring.

    Args:
        library: the models on this computer.
        downloader: brings others.
        meter: measures them.
        post: runs something on the storage thread, from any thread.
        news: told of every ``ModelNews``.
    """

    def __init__(
        self,
        library: ModelLibrary,
        downloader: Downloader,
        meter: SpeedMeter,
        post: Callable[[Callable[[], None]], None],
        news: Callable[[ModelNews], None],
    ) -> None:
        self._library = library
        self._downloader = downloader
        self._meter = meter
        self._post = post
        self._news = news
        self._queue = _Queue()

    def sheet(self) -> ModelSheet:
        """What the page shows."""
        facts = self._library.catalogue()
        machine = self._library.machine()
        here = self._library.on_disk()
        best = next((model.name for model in here if not model.missing), "")
        on_disk = {model.name: model for model in here}
        begun = self._library.begun()
        lines = [self._line(f.name, f, on_disk.pop(f.name, None), begun, machine) for f in facts]
        lines += [self._line(name, None, disk, begun, machine) for name, disk in on_disk.items()]
        recommended = recommend(facts, machine)
        return ModelSheet(tuple(lines), machine, recommended, self._library.folder, best)

    def download(self, name: str) -> None:
        """Download a model, after those that were asked for before."""
        if name != self._queue.loading and name not in self._queue.waiting:
            self._queue.waiting.append(name)
            self._start_next()
            self._news(ModelNews(name))

    def cancel(self, name: str) -> None:
        """End a download, or take it out of the queue; what has come is kept."""
        if name == self._queue.loading:
            self._downloader.cancel()
        elif name in self._queue.waiting:
            self._queue.waiting.remove(name)
            self._news(ModelNews(name))

    def delete(self, name: str) -> None:
        """Delete a model of the program's own; raises StorageFault(FOLDER_UNUSABLE)."""
        self._library.delete(name)
        self._news(ModelNews(name))

    def measure(self, name: str) -> None:
        """Measure a model's speed, after those that were asked for before."""
        if name != self._queue.measuring and name not in self._queue.to_measure:
            self._queue.to_measure.append(name)
            self._measure_next()
            self._news(ModelNews(name))

    # What the downloader tells, on its own thread -----------------------------------------------

    def on_progress(self, name: str, progress: DownloadProgress) -> None:
        """See ``DownloadListener``."""
        self._news(ModelNews(name, progress))

    def on_done(self, name: str) -> None:
        """See ``DownloadListener``."""
        self._post(partial(self._take_done, name))

    def on_failed(self, name: str, fault: Fault) -> None:
        """See ``DownloadListener``."""
        self._post(partial(self._take_failed, name, fault))

    # On the storage thread ----------------------------------------------------------------------

    def _take_done(self, name: str) -> None:
        self._end(ModelNews(name, has_arrived=True))
        self.measure(name)

    def _take_failed(self, name: str, fault: Fault) -> None:
        is_wanted = fault.code is FaultCode.CANCELLED
        self._end(ModelNews(name, fault=None if is_wanted else fault))

    def _end(self, news: ModelNews) -> None:
        self._queue.loading = ""
        self._start_next()
        self._news(news)

    def _start_next(self) -> None:
        if self._queue.loading or not self._queue.waiting:
            return
        name = self._queue.loading = self._queue.waiting.pop(0)
        facts = next(facts for facts in self._library.catalogue() if facts.name == name)
        self._downloader.start(facts, self)

    def _measure_next(self) -> None:
        if self._queue.measuring or not self._queue.to_measure:
            return
        name = self._queue.measuring = self._queue.to_measure.pop(0)
        self._meter.measure(
            name,
            lambda speed: self._post(partial(self._take_speed, name, speed)),
            lambda fault: self._post(partial(self._take_no_speed, name, fault)),
        )

    def _take_speed(self, name: str, speed: float) -> None:
        try:
            self._library.note_speed(name, speed)
        finally:
            self._take_no_speed(name, None)

    def _take_no_speed(self, name: str, fault: Fault | None) -> None:
        self._queue.measuring = ""
        self._measure_next()
        self._news(ModelNews(name, fault=fault))

    def _line(
        self,
        name: str,
        facts: ModelFacts | None,
        disk: ModelOnDisk | None,
        begun: dict[str, int],
        machine: Machine,
    ) -> ModelLine:
        if name == self._queue.loading:
            state = ModelState.LOADING
        elif name in self._queue.waiting:
            state = ModelState.WAITING
        elif disk is not None:
            state = ModelState.BROKEN if disk.missing else ModelState.READY
        else:
            state = ModelState.BEGUN if name in begun else ModelState.ABSENT
        return ModelLine(
            name=name,
            state=state,
            facts=facts,
            disk=disk,
            done_bytes=begun.get(name, 0),
            is_measuring=name in (self._queue.measuring, *self._queue.to_measure),
            fits=facts is None or facts.memory_mb <= machine.memory_mb,
        )


def recommend(catalogue: tuple[ModelFacts, ...], machine: Machine) -> Recommendation:
    """The best model that keeps up with a speaker on this computer without filling its memory."""
    facts = {model.name: model for model in catalogue}
    reason = Reason.BEST_THAT_KEEPS_UP
    for name, processors in _SUITABLE:
        if name not in facts:
            continue
        if facts[name].memory_mb * _SHARE_OF_MEMORY > machine.memory_mb:
            reason = Reason.LITTLE_MEMORY
        elif processors > machine.processors:
            reason = Reason.FEW_PROCESSORS
        else:
            return Recommendation(name, reason)
    return Recommendation(_SUITABLE[-1][0], reason)
