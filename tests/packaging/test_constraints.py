"""constraints.txt pins exactly, names no place to download from, and leaves out no dependency."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pin_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_each_line_is_one_exact_pin() -> None:
    wrong = [line for line in pin_lines() if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)]
    assert wrong == []


def test_each_dependency_of_the_project_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked_for = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {normalise(re.split(r"[^\w.-]", entry)[0]) for entry in asked_for}
    pinned = {normalise(line.partition("==")[0]) for line in pin_lines()}
    assert names - pinned == set()
