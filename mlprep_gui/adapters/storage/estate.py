"""Where all that is the user's lies, and by what name each thing goes in a backup."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATABASE = "mlprep.sqlite3"
RECORDINGS = "recordings"
QUESTIONS = "questions"
SETTINGS = "settings.toml"
ALIASES = "aliases.toml"


@dataclass(frozen=True, slots=True)
class Estate:
    """The user's files.

    Attributes:
        data: the folder of the database, in which things are staged and put aside.
        database, recordings, questions, settings: see ``adapters.files.folders``.
        derived: folders of what was made of recordings and can be made again; in no backup.
    """

    data: Path
    database: Path
    recordings: Path
    questions: Path
    settings: Path
    derived: tuple[Path, ...] = ()

    @property
    def copies(self) -> Path:
        """The folder of the database's copies."""
        return self.data / "copies"

    @property
    def aliases(self) -> Path:
        """The file of what the recogniser writes for the user's terms."""
        return self.data / ALIASES

    def place_of(self, name: str) -> Path:
        """Where the thing of this name in a backup belongs."""
        return {
            DATABASE: self.database,
            RECORDINGS: self.recordings,
            QUESTIONS: self.questions,
            SETTINGS: self.settings,
            ALIASES: self.aliases,
        }[name]


def files_in(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The plain files of a folder that may not be there; links and folders are passed over."""
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if entry.is_file(follow_symlinks=False))
    except FileNotFoundError:
        return


def database_files(database: Path) -> tuple[Path, ...]:
    """The database's side files, then itself: the order in which they may be taken away."""
    sides = ("-wal", "-shm", "-journal")
    return (*(database.with_name(database.name + side) for side in sides), database)
