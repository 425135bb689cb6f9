"""Crash reports: what a mistake of ours leaves behind, without the values that it happened to."""

import os
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from mlprep_gui import __version__
from mlprep_gui.domain.disk_faults import disk_fault


def write_crash_report(folder: Path, error: BaseException, now: datetime) -> Path:
    """Write a report on an exception into a new file and return its path.

    It has the traceback without the values of variables, the versions and the system; the user's
    home folder is written as "~".

    Raises:
        StorageFault: FOLDER_UNUSABLE or DISK_FULL.
    """
    now = now.astimezone(UTC)
    try:
        path, handle = _create(folder, f"crash-{now:%Y%m%dT%H%M%S}Z")
        with open(handle, "w", encoding="utf-8", errors="replace") as file:  # noqa: PTH123  a handle
            file.write(_compose(error, now))
    except OSError as failure:
        raise disk_fault(failure, folder) from failure
    return path


def _create(folder: Path, stem: str) -> tuple[Path, int]:
    """A new file for the user's eyes only, under the first name that is free."""
    number = 1
    while True:
        path = folder / (f"{stem}.txt" if number == 1 else f"{stem}-{number}.txt")
        try:
            return path, os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            number += 1


def _compose(error: BaseException, now: datetime) -> str:
    trace = "".join(traceback.TracebackException.from_exception(error).format())
    home = os.path.expanduser("~")  # noqa: PTH111  Path.home raises where there is none
    if len(home) > 1:
        trace = trace.replace(home + os.sep, "~" + os.sep)
    return (
        f"MLPrep {__version__}\n"
        f"{now:%Y-%m-%d %H:%M:%S} UTC\n"
        f"Python {platform.python_version()} on {platform.platform()}\n"
        f"\n{trace}"
    )
