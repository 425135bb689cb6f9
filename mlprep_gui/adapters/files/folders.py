"""Where on this system the program's own files lie."""

import errno
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs

from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import FaultCode, StorageFault

HOME_VARIABLE = "MLPREP_HOME"
"""Names one folder for everything: for tests, and for a copy on a memory stick."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The program's folders; none of them is one that other programs share or synchronise.

    Attributes:
        data: the database.
        recordings: the recorded answers.
        packs: the user's own questions.
        models: Whisper models.
        logs: the log and crash reports.
        settings: the settings file.
    """

    data: Path
    recordings: Path
    packs: Path
    models: Path
    logs: Path
    settings: Path

    @classmethod
    def find(cls, environment: Mapping[str, str]) -> Self:
        """The system's folders for the user, or those in MLPREP_HOME; nothing is made yet."""
        home = environment.get(HOME_VARIABLE, "")
        if home:
            data = Path(home).expanduser().absolute()
            logs, settings = data / "logs", data
        else:
            system = PlatformDirs("mlprep", appauthor=False)
            data, logs, settings = (
                system.user_data_path,
                system.user_log_path,
                system.user_config_path,
            )
        return cls(
            data=data,
            recordings=data / "recordings",
            packs=data / "questions",
            models=data / "models",
            logs=logs,
            settings=settings,
        )

    @property
    def database(self) -> Path:
        """The database's file."""
        return self.data / "mlprep.sqlite3"

    @property
    def settings_file(self) -> Path:
        """The settings' file."""
        return self.settings / "settings.toml"

    def create(self) -> None:
        """Make the folders that are missing, for the user's eyes only.

        Folders that exist keep their mode: they may have been opened on purpose.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
        """
        for folder in (
            self.data,
            self.recordings,
            self.packs,
            self.models,
            self.logs,
            self.settings,
        ):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise disk_fault(error, folder) from error
            if not _is_usable(folder):
                reason = os.strerror(errno.EACCES)
                raise StorageFault(FaultCode.FOLDER_UNUSABLE, path=str(folder), reason=reason)


def _is_usable(folder: Path) -> bool:
    # The rights that count are those of the effective user, where the system knows of such.
    effective = os.access in os.supports_effective_ids
    return os.access(folder, os.R_OK | os.W_OK | os.X_OK, effective_ids=effective)
