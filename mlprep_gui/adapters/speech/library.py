"""The ModelLibrary port on folders: what is there, how fast it was, what may be deleted."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from mlprep_gui.adapters.speech import memory
from mlprep_gui.adapters.speech.downloads import PARTIAL
from mlprep_gui.adapters.speech.models import ModelShelf, WhisperModel
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.services.ports.models import Machine, ModelFacts, ModelOnDisk

_SPEEDS = "speeds.json"


class DiskLibrary:
    """See the module's docstring and ``ModelLibrary``.

    Args:
        shelf: where models may lie.
        catalogue: those that can be downloaded.
    """

    def __init__(self, shelf: ModelShelf, catalogue: tuple[ModelFacts, ...]) -> None:
        self._shelf = shelf
        self._catalogue = catalogue

    @property
    def folder(self) -> Path:
        """See ``ModelLibrary``."""
        return self._shelf.own

    def catalogue(self) -> tuple[ModelFacts, ...]:
        """See ``ModelLibrary``."""
        return self._catalogue

    def on_disk(self) -> tuple[ModelOnDisk, ...]:
        """See ``ModelLibrary``."""
        speeds = self._speeds()
        return tuple(self._describe(model, speeds) for model in self._shelf.models())

    def begun(self) -> dict[str, int]:
        """See ``ModelLibrary``."""
        return {
            folder.name.removesuffix(PARTIAL): _size_of(folder)
            for folder in _folders_in(self._shelf.own)
            if folder.name.endswith(PARTIAL)
        }

    def machine(self) -> Machine:
        """See ``ModelLibrary``."""
        there = next(p for p in (self.folder, *self.folder.parents) if p.exists())
        return Machine(
            memory_mb=memory.total_mb(),
            available_mb=memory.available_mb(),
            processors=usable_processors(),
            free_disk_mb=shutil.disk_usage(there).free // memory.MB,
        )

    def delete(self, name: str) -> None:
        """See ``ModelLibrary``."""
        for model in self._shelf.models():
            if model.name == name and self._is_own(model):
                self._remove(model.folder)
        partial = self.folder / (name + PARTIAL)
        if partial.exists():
            self._remove(partial)

    def note_speed(self, name: str, speed: float) -> None:
        """See ``ModelLibrary``."""
        content = msgspec.json.encode(self._speeds() | {name: round(speed, 2)})
        path = self.folder / _SPEEDS
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_suffix(".tmp")
            unfinished.write_bytes(content)
            unfinished.replace(path)
        except OSError as error:
            raise disk_fault(error, self.folder) from error

    def _describe(self, model: WhisperModel, speeds: dict[str, float]) -> ModelOnDisk:
        return ModelOnDisk(
            name=model.name,
            folder=model.folder,
            is_own=self._is_own(model),
            missing=model.missing_files(),
            size_bytes=_size_of(model.folder),
            speed=speeds.get(model.name),
        )

    def _is_own(self, model: WhisperModel) -> bool:
        return model.folder.parent == self._shelf.own

    def _speeds(self) -> dict[str, float]:
        """Measured speeds by name; none where the file is missing or damaged: measure again."""
        try:
            content = (self.folder / _SPEEDS).read_bytes()
            return msgspec.json.decode(content, type=dict[str, float])
        except (OSError, msgspec.DecodeError):
            return {}

    def _remove(self, folder: Path) -> None:
        try:
            if folder.is_symlink():
                folder.unlink()
            else:
                shutil.rmtree(folder)
        except OSError as error:
            raise disk_fault(error, self.folder) from error


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size_of(folder: Path) -> int:
    """All files in a folder; links of the shared cache count as what they point to."""
    total = 0
    for path in _paths_in(folder):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def _folders_in(parent: Path) -> list[Path]:
    return [path for path in _paths_in(parent) if path.is_dir()]


def _paths_in(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
