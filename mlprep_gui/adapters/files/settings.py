"""The settings file: which values it may hold, and how it is replaced without ever being half."""

import logging
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import msgspec
import tomli_w

from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.preferences import Appearance, EngineChoice, Preferences, Retention
from mlprep_gui.durable_files import replace_file

logger = logging.getLogger(__name__)

# A preference that is None is a key that is not there: TOML has no word for nothing.
_KINDS: dict[str, Any] = {
    "thinking_s": Annotated[float, msgspec.Meta(ge=0, le=3600)],
    "limit_s": Annotated[float, msgspec.Meta(gt=0, le=24 * 3600)],
    "stop_at_limit": bool,
    "microphone": str,
    "loudspeaker": str,
    "engine": EngineChoice,
    "model": str,
    "release_after_s": Annotated[float, msgspec.Meta(ge=10, le=24 * 3600)],
    "use_hints": bool,
    "show_while_speaking": bool,
    "estimate_first": bool,
    "keep_recordings": Retention,
    "appearance": Appearance,
    "zoom": Annotated[float, msgspec.Meta(ge=0.25, le=8)],
}


class SettingsFile:
    """The PreferencesStore port on a TOML file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Preferences:
        """The stored settings, defaults where there are none; unknown keys are passed over.

        Raises:
            StorageFault: SETTINGS_BROKEN with every problem of the file, which has then been
                moved to ``settings.broken-<n>.toml``; FOLDER_UNUSABLE.
        """
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return Preferences()
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error
        try:
            table = tomllib.loads(content.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise self._broken(["not text in UTF-8"]) from error
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise self._broken([str(error) or "nested too deeply"]) from error
        values, problems = _read_values(table)
        if problems:
            raise self._broken(problems)
        return Preferences(**values)

    def save(self, preferences: Preferences) -> None:
        """Keep the settings; the file holds the old ones or the new ones at every moment.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL; the old settings are then still there.
        """
        table = {key: value for key, value in asdict(preferences).items() if value is not None}
        # A file's name may hold bytes that are no text.
        content = tomli_w.dumps(table).encode("utf-8", "replace")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self._path, content)
        except OSError as error:
            raise disk_fault(error, self._path.parent) from error

    def _broken(self, problems: list[str]) -> StorageFault:
        """The fault to raise, with the file out of the way of the next start."""
        try:
            kept = str(_set_aside(self._path))
        except OSError as error:
            logger.info("broken settings stay where they are: %s", error.strerror)
            kept = ""
        return StorageFault(
            FaultCode.SETTINGS_BROKEN, path=str(self._path), reason="; ".join(problems), kept=kept
        )


def _read_values(table: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values that can be used, and what is wrong with the others."""
    values, problems = {}, []
    for key, value in table.items():
        if key not in _KINDS:
            logger.info("unknown setting %r passed over", key)
            continue
        try:
            values[key] = msgspec.convert(value, _KINDS[key])
        except msgspec.ValidationError as error:
            problems.append(f"{key}: {error}")
    return values, problems


def _set_aside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    return path.rename(kept)
