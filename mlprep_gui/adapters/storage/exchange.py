"""How all of the user's data is exchanged or erased, so that a kill leaves the old or the new.

What is new is staged in a folder of its own. Renaming that folder is the one moment that decides.
From then on ``settle`` puts each thing in its place by renaming; whatever is still in the folder
is still to be placed, so it can be killed and started again at every step. The program calls it
before it opens anything.
"""

import json
import shutil
from pathlib import Path

from mlprep_gui.adapters.storage.estate import (
    ALIASES,
    DATABASE,
    QUESTIONS,
    RECORDINGS,
    SETTINGS,
    Estate,
    database_files,
)
from mlprep_gui.durable_files import replace_file, sync_folder

_STAGED = "restore.part"
_ACCEPTED = "restore.ready"
_PLAN = "plan.json"
_ERASE = "erase.json"
_REPLACED = "replaced-"
_ASIDE = (_REPLACED, "damaged-")


class Exchange:
    """The steps; OSError comes out as it is.

    Args:
        estate: what is exchanged.
    """

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self.staged = estate.data / _STAGED
        self._accepted = estate.data / _ACCEPTED
        self._erase = estate.data / _ERASE

    def begin(self) -> Path:
        """An empty folder to stage in."""
        self.drop()
        self.staged.mkdir(mode=0o700)
        return self.staged

    def drop(self) -> None:
        """Forget what is staged."""
        _remove(self.staged)

    def accept(self, keep_as: str) -> None:
        """Decide for what is staged; what it replaces will be kept in a folder of this name."""
        replace_file(self.staged / _PLAN, json.dumps({"keep": keep_as}).encode())
        for folder in (self.staged, *(path for path in self.staged.iterdir() if path.is_dir())):
            sync_folder(folder)
        _remove(self._accepted)
        self.staged.rename(self._accepted)
        sync_folder(self._estate.data)

    def ask_to_erase(self, *, with_own_questions: bool) -> None:
        """Decide for an end of everything."""
        replace_file(self._erase, json.dumps({"own_questions": with_own_questions}).encode())

    def settle(self) -> bool:
        """Finish what was decided, whoever began it; whether there was anything to do."""
        self.drop()
        settled = False
        plan = self._accepted / _PLAN
        if plan.exists():
            kept = self._estate.data / json.loads(plan.read_bytes())["keep"]
            self._place(kept)
            self._forget_older(kept)
            settled = True
        # Without its plan the folder has been emptied before.
        _remove(self._accepted)
        if self._erase.exists():
            self._erase_all(json.loads(self._erase.read_bytes())["own_questions"])
            settled = True
        return settled

    def put_aside(self) -> tuple[Path, ...]:
        """The folders in which replaced and damaged things are kept."""
        folders = self._estate.data.iterdir()
        return tuple(sorted(path for path in folders if path.name.startswith(_ASIDE)))

    def _place(self, kept: Path) -> None:
        kept.mkdir(mode=0o700, exist_ok=True)
        for name in (RECORDINGS, QUESTIONS, ALIASES, DATABASE):
            new = self._accepted / name
            if not new.exists():
                continue
            place = self._estate.place_of(name)
            for old in database_files(place) if name == DATABASE else (place,):
                _keep(old, kept)
            new.rename(place)
            sync_folder(place.parent)
        self._place_settings(kept)

    def _forget_older(self, kept: Path) -> None:
        """Only what was replaced last is kept; what was damaged is kept for ever."""
        for folder in self.put_aside():
            if folder.name.startswith(_REPLACED) and folder != kept:
                _remove(folder)

    def _place_settings(self, kept: Path) -> None:
        """By copying: the settings may lie on another disk."""
        new, place = self._accepted / SETTINGS, self._estate.settings
        if not new.exists():
            return
        if place.exists() and not (kept / SETTINGS).exists():
            replace_file(kept / SETTINGS, place.read_bytes())
        replace_file(place, new.read_bytes())
        new.unlink()

    def _erase_all(self, own_questions: bool) -> None:
        estate = self._estate
        aside = (estate.copies, estate.aliases, *estate.derived, *self.put_aside())
        for path in (*database_files(estate.database), *aside):
            _remove(path)
        for copy in estate.data.glob(f"{estate.database.name}.*.bak"):
            _remove(copy)
        for folder in (estate.recordings, *((estate.questions,) if own_questions else ())):
            _empty(folder)
        if own_questions:
            _remove(estate.settings)
        self._erase.unlink()
        sync_folder(estate.data)


def _keep(old: Path, kept: Path) -> None:
    """Move a thing aside under its name, or under another where that is taken already."""
    if not old.exists():
        return
    if old.is_dir() and not any(old.iterdir()):
        # Made anew by a start between two steps.
        old.rmdir()
        return
    target, number = kept / old.name, 1
    while target.exists():
        number += 1
        target = kept / f"{old.name}-{number}"
    old.rename(target)
    sync_folder(kept)


def _empty(folder: Path) -> None:
    for path in folder.iterdir() if folder.is_dir() else ():
        _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
