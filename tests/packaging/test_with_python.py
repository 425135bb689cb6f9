"""Which Python the set-up runs with, tried with stand-ins that tell a version and their name."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "with-python.sh"


def put_python(folder: Path, name: str, version: str) -> Path:
    file = folder / name
    file.write_text(
        f'#!/bin/sh\n[ "$1" = -c ] && echo {version} || echo "{name} ran $*"\n', encoding="utf-8"
    )
    file.chmod(0o755)
    return file


def run_script(folder: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", SCRIPT, "a script.py", "run"],
        env={"PATH": str(folder), "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


def test_python3_comes_first(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", "3.12")
    put_python(tmp_path, "python3.11", "3.11")
    assert run_script(tmp_path).stdout == "python3 ran a script.py run\n"


def test_another_name_where_python3_is_too_old(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", "3.9")
    put_python(tmp_path, "python3.13", "3.13")
    assert run_script(tmp_path).stdout == "python3.13 ran a script.py run\n"


def test_the_one_that_was_named(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", "3.12")
    elsewhere = tmp_path / "a folder"
    elsewhere.mkdir()
    mine = put_python(elsewhere, "mine", "3.11")
    assert run_script(tmp_path, str(mine)).stdout == "mine ran a script.py run\n"


def test_one_that_was_named_and_will_not_do_is_not_replaced(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", "3.12")
    finished = run_script(tmp_path, "python9")
    assert finished.returncode == 1
    assert "python9 is not there" in finished.stderr


def test_none_fits(tmp_path: Path) -> None:
    put_python(tmp_path, "python3", "3.9")
    finished = run_script(tmp_path)
    assert finished.returncode == 1
    assert finished.stdout == ""
    assert "MLPrep needs Python 3.11, 3.12 or 3.13: python3 is 3.9," in finished.stderr


@pytest.mark.parametrize("minor", range(9, 17))
def test_versions_are_those_of_the_project(tmp_path: Path, minor: int) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", project["requires-python"])
    assert bounds is not None
    put_python(tmp_path, "python3", f"3.{minor}")
    is_accepted = run_script(tmp_path).returncode == 0
    assert is_accepted == (int(bounds[1]) <= minor < int(bounds[2]))
