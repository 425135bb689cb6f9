"""Ticks survive a kill, and an earlier version's ticks go to the lists without an interview."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import open_house

CHILD = "tests.adapters.storage.ticking_child"
ROOT = Path(__file__).parents[3]
OLD = ROOT / "tests" / "data" / "databases" / "version-1.sql"


@pytest.mark.parametrize("ticked_before", [1, 17])
def test_a_kill_loses_no_tick(tmp_path: Path, ticked_before: int) -> None:
    path = tmp_path / "mlprep.sqlite3"
    command = [sys.executable, "-m", CHILD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        said = [line.strip() for line in islice(child.stdout, ticked_before)]
        child.kill()
        said += [line.strip() for line in child.stdout if line.endswith("\n")]
    assert child.returncode == -signal.SIGKILL
    assert len(said) >= ticked_before
    with open_house(path) as house:
        items = house.services.lists.view(NO_INTERVIEW).get("dress").items
    assert set(said) <= {item.id for item in items if item.is_ticked}


def test_ticks_of_version_1_are_there_without_an_interview(tmp_path: Path) -> None:
    path = tmp_path / "mlprep.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text("utf-8"))
        before = connection.execute("SELECT * FROM ticks ORDER BY 1, 2").fetchall()
    assert before
    with open_house(path) as house:
        items = house.services.lists.view(NO_INTERVIEW).get("day-before").items
        assert {"cv", "alarm"} <= {item.id for item in items if item.is_ticked}
        one = house.add()
        assert house.services.lists.view(one).ticked == 0
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT checklist_id, item_id, ticked_at FROM ticks WHERE set_id = '' ORDER BY 1, 2"
        assert connection.execute(query).fetchall() == before
