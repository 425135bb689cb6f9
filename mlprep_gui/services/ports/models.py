"""Whisper models on this computer and on the hub: ports."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mlprep_gui.domain.errors import Fault


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is known of a model that can be downloaded.

    Attributes:
        name: such as "small.en".
        remark: a sentence on what to expect of it.
        repository: where it lies on the hub.
        revision: the commit that is downloaded, "" for the newest.
        download_bytes: all its files.
        weights_bytes, weights_sha256: its largest file, which must be exactly this one; 0 and ""
            where only the hub's own word can be taken.
        languages: how many it knows; 1 is English.
        licence: of the weights.
        memory_mb: what a recogniser's process takes with it.
    """

    name: str
    remark: str
    repository: str
    revision: str
    download_bytes: int
    weights_bytes: int
    weights_sha256: str
    languages: int
    licence: str
    memory_mb: int


@dataclass(frozen=True, slots=True)
class ModelOnDisk:
    """A model's folder on this computer.

    Attributes:
        name: as in the catalogue, or the folder's.
        folder: where its files lie.
        is_own: whether it lies in the program's own folder, and may be deleted.
        missing: the files that it lacks; empty for a whole model.
        size_bytes: of all its files.
        speed: seconds of speech that were written down in a second here; None if not measured.
    """

    name: str
    folder: Path
    is_own: bool
    missing: tuple[str, ...]
    size_bytes: int
    speed: float | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What this computer has for a recogniser.

    Attributes:
        memory_mb: all of its memory.
        available_mb: what is free now.
        processors: that may be used.
        free_disk_mb: where models are kept.
    """

    memory_mb: int
    available_mb: int
    processors: int
    free_disk_mb: int


class ModelLibrary(Protocol):
    """The models on this computer; asks the disk, so it is used on the storage thread."""

    @property
    def folder(self) -> Path:
        """The program's own folder for models."""

    def catalogue(self) -> tuple[ModelFacts, ...]:
        """All models that can be downloaded, small ones first."""

    def on_disk(self) -> tuple[ModelOnDisk, ...]:
        """All models that are here, the best first; broken ones too."""

    def begun(self) -> dict[str, int]:
        """Downloads that were not finished: name -> bytes that are here already."""

    def machine(self) -> Machine:
        """What this computer has."""

    def delete(self, name: str) -> None:
        """Delete a model, or what is left of its download, from the program's own folder.

        Raises:
            StorageFault: FOLDER_UNUSABLE.
        """

    def note_speed(self, name: str, speed: float) -> None:
        """Keep a measured speed; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a download is.

    Attributes:
        done_bytes, total_bytes: what earlier tries brought is counted in.
        bytes_per_s: lately; 0 where that cannot be told yet.
        is_checking: all is here, and its checksums are being computed.
    """

    done_bytes: int
    total_bytes: int
    bytes_per_s: float = 0.0
    is_checking: bool = False


class DownloadListener(Protocol):
    """Hears of a download; called from a thread of the downloader's, so it must only hand on."""

    def on_progress(self, name: str, progress: DownloadProgress) -> None:
        """Some more is here."""

    def on_done(self, name: str) -> None:
        """The model is here, whole and checked."""

    def on_failed(self, name: str, fault: Fault) -> None:
        """It ended without; what has been downloaded is kept for the next try."""


class Downloader(Protocol):
    """Brings models from the hub, one at a time. Nothing else in the program uses the network."""

    def start(self, facts: ModelFacts, listener: DownloadListener) -> None:
        """Begin, or go on with what an earlier try left; returns at once.

        Exactly one of ``on_done`` and ``on_failed`` follows.
        """

    def cancel(self) -> None:
        """End the download now; ``on_failed`` follows with CANCELLED. Harmless without one."""

    def close(self) -> None:
        """The same, and wait for it."""


class SpeedMeter(Protocol):
    """Tries how fast a model writes down ten seconds of speech on this computer."""

    def measure(
        self, model: str, done: Callable[[float], None], failed: Callable[[Fault], None]
    ) -> None:
        """Begin; returns at once. One of the two is called on a thread of the meter's.

        ``done`` gets how many seconds of speech are written down in a second.
        """

    def close(self) -> None:
        """End what is under way."""
