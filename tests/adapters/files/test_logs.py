"""The log file."""

import logging
import re
from pathlib import Path

import pytest

from mlprep_gui.adapters.files import logs
from mlprep_gui.adapters.files.logs import open_log
from mlprep_gui.domain.errors import FaultCode, StorageFault

ours = logging.getLogger("mlprep_gui.somewhere")


def test_a_line_says_when_who_and_what(tmp_path: Path) -> None:
    with open_log(tmp_path) as path:
        ours.info("%d attempts – read", 3)
        ours.debug("detail")
        logging.getLogger("another.library").info("noise")
    (line,) = path.read_text("utf-8").splitlines()
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO MainThread mlprep_gui\.somewhere: "
        r"3 attempts – read",
        line,
    )
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_after_the_block(tmp_path: Path) -> None:
    before = list(logging.getLogger("mlprep_gui").handlers)
    with open_log(tmp_path) as path:
        pass
    ours.info("too late")
    assert path.read_text() == ""
    assert logging.getLogger("mlprep_gui").handlers == before


def test_lines_of_earlier_runs_stay(tmp_path: Path) -> None:
    for run in ("first", "second"):
        with open_log(tmp_path) as path:
            ours.info(run)
    assert [line.rpartition(" ")[2] for line in path.read_text().splitlines()] == [
        "first",
        "second",
    ]


def test_it_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_LARGEST_BYTES", 2000)
    with open_log(tmp_path) as path:
        for number in range(500):
            ours.info("line %d", number)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [path.name, *(f"{path.name}.{n}" for n in (1, 2, 3))]
    assert all(file.stat().st_size <= 2000 for file in files)
    assert "line 499" in path.read_text()


def test_a_read_only_folder(read_only: Path) -> None:
    with pytest.raises(StorageFault) as raised, open_log(read_only):
        pass
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
