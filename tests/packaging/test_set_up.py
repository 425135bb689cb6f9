"""What the set-up finds to do in a venv, and what it leaves behind, with a stand-in for pip."""

import dataclasses
import json
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from set_up import (
    STAMP_NAME,
    UNFINISHED,
    Stamp,
    Work,
    install_project,
    needed_work,
    read_stamp,
    wanted_stamp,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the Makefile is not for Windows")

PACKAGING = Path(__file__).parents[2] / "packaging"
PIP = """
import os, signal, sys
from pathlib import Path
site = Path(__file__).parent.parent
if (site / "fails").exists():
    sys.exit("pip: no network")
if (site / "is-killed").exists():
    os.kill(os.getppid(), signal.SIGKILL)
    sys.exit()
with (site / "calls").open("a") as calls:
    print(*sys.argv[1:], file=calls)
(site / "one-1.0.dist-info").mkdir(exist_ok=True)
"""


class Project:
    """A project in a folder with a space in its name, whose `.venv` has a stand-in for pip."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = root / ".venv"
        python = f"python{sys.version_info.major}.{sys.version_info.minor}"
        self.site = self.environment / "lib" / python / "site-packages"
        self.stamp_file = self.environment / STAMP_NAME

    def make(self) -> None:
        shutil.copytree(
            PACKAGING, self.root / "packaging", ignore=shutil.ignore_patterns("__pycache__")
        )
        self.change("pyproject.toml", "[project]\n")
        self.change("constraints.txt", "one==1.0\n")
        venv.EnvBuilder(symlinks=True).create(self.environment)
        (self.site / "pip").mkdir()
        (self.site / "pip" / "__init__.py").touch()
        (self.site / "pip" / "__main__.py").write_text(PIP, encoding="utf-8")

    def change(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def set_up(self, goal: str) -> subprocess.CompletedProcess[str]:
        script = self.root / "packaging" / "set_up.py"
        return subprocess.run(
            [sys.executable, script, goal], capture_output=True, text=True, check=False
        )

    def pip_calls(self) -> list[str]:
        calls = self.site / "calls"
        return calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []

    def wanted(self, *, dev: bool = False) -> Stamp:
        return wanted_stamp(self.root, dev=dev)

    def install(self, *, dev: bool = False) -> None:
        install_project(self.environment, self.wanted(dev=dev), root=self.root)

    def work(self, *, dev: bool = False) -> Work:
        return needed_work(self.environment, self.wanted(dev=dev))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "a project"
    root.mkdir()
    made = Project(root)
    made.make()
    return made


def test_the_second_set_up_has_nothing_to_do(project: Project) -> None:
    first = project.set_up("lint")
    assert first.returncode == 0, first.stderr
    (call,) = project.pip_calls()
    assert call.endswith("install --constraint constraints.txt --editable .[dev]")
    second = project.set_up("lint")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert len(project.pip_calls()) == 1


def test_development_tools_are_added_and_stay(project: Project) -> None:
    project.install()
    assert project.work() is Work.NOTHING
    assert project.work(dev=True) is Work.INSTALL
    project.install(dev=True)
    assert project.work() is Work.NOTHING
    project.change("constraints.txt", "one==1.1\n")
    project.install()
    assert project.work(dev=True) is Work.NOTHING
    assert [call.split()[-1] for call in project.pip_calls()] == [".", ".[dev]", ".[dev]"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_input_is_installed(project: Project, name: str) -> None:
    project.install()
    project.change(name, "# other\n")
    assert project.work() is Work.INSTALL


def test_a_lost_package_is_installed_again(project: Project) -> None:
    project.install()
    (project.site / "one-1.0.dist-info").rmdir()
    assert project.work() is Work.INSTALL


def test_a_venv_made_by_hand_is_kept(project: Project) -> None:
    assert project.work() is Work.INSTALL


@pytest.mark.parametrize("part", ["bin", "lib", "."])
def test_half_a_venv_is_made_anew(project: Project, part: str) -> None:
    project.install()
    shutil.rmtree(project.environment / part)
    assert project.work() is Work.REBUILD


def test_a_file_in_the_place_of_the_venv(project: Project) -> None:
    shutil.rmtree(project.environment)
    project.environment.touch()
    assert project.work() is Work.REBUILD


def test_a_venv_without_pip_is_made_anew(project: Project) -> None:
    shutil.rmtree(project.site / "pip")
    assert project.work() is Work.REBUILD


def test_a_moved_project_gets_a_new_venv(project: Project) -> None:
    project.install()
    moved = Project(project.root.rename(project.root.with_name("elsewhere")))
    assert moved.work() is Work.REBUILD


def test_another_python_gets_a_new_venv(project: Project) -> None:
    project.install()
    other = dataclasses.replace(project.wanted(), python="3.10")
    assert needed_work(project.environment, other) is Work.REBUILD


def test_a_killed_set_up_begins_anew(project: Project) -> None:
    """The stand-in for pip kills the set-up and has installed nothing."""
    (project.site / "is-killed").touch()
    assert project.set_up("lint").returncode == -signal.SIGKILL
    assert project.stamp_file.read_text(encoding="utf-8") == UNFINISHED
    assert project.work(dev=True) is Work.REBUILD


def test_a_failed_installation_says_why_and_leaves_a_whole_venv_whole(project: Project) -> None:
    project.install(dev=True)
    before = project.stamp_file.read_text(encoding="utf-8")
    project.change("pyproject.toml", "[project]\nname = 'other'\n")
    (project.site / "fails").touch()
    finished = project.set_up("lint")
    assert finished.returncode == 1
    assert "pip: no network" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert project.stamp_file.read_text(encoding="utf-8") == before
    assert project.work(dev=True) is Work.INSTALL


def test_a_stamp_is_read_as_it_was_written(project: Project) -> None:
    project.install(dev=True)
    stamp = read_stamp(project.stamp_file.read_text(encoding="utf-8"))
    assert stamp == dataclasses.replace(
        project.wanted(dev=True), distributions=("one-1.0.dist-info",)
    )


@pytest.mark.parametrize(
    "text", ["", UNFINISHED, "{", "[]", "{}", json.dumps({"distributions": [], "colour": "blue"})]
)
def test_what_is_no_finished_stamp(text: str) -> None:
    assert read_stamp(text) is None


def test_an_unknown_goal_is_refused(project: Project) -> None:
    finished = project.set_up("fly")
    assert finished.returncode == 2
    assert "fly" in finished.stderr
