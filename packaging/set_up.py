"""Knows what `.venv` must hold before a target of the Makefile can do its job, and whether it does.

A set-up that ends well is recorded in a stamp inside `.venv`; while that matches, nothing is done.
During an installation the stamp says "unfinished", so that a set-up which was cut off begins anew.
"""

import argparse
import enum
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from system_packages import provide_packages

ROOT = Path(__file__).resolve().parent.parent
INPUTS = ("pyproject.toml", "constraints.txt")
STAMP_NAME = "mlprep-set-up.json"
UNFINISHED = "unfinished\n"
INTERRUPTED_STATUS = 130  # what a shell reports for Ctrl-C


@dataclass(frozen=True)
class Goal:
    """What a target needs: groups of system packages, and whether the development tools."""

    system_groups: tuple[str, ...]
    dev: bool


GOALS = {
    "run": Goal(("venv", "run"), dev=False),
    "test": Goal(("venv", "run", "test"), dev=True),
    "lint": Goal(("venv",), dev=True),
}


@dataclass(frozen=True)
class Stamp:
    """A finished set-up: for which Python and place, from which inputs, and what it installed.

    The place counts because a venv cannot be moved.
    """

    python: str
    root: str
    inputs: str
    dev: bool
    distributions: tuple[str, ...] = ()


class Work(enum.Enum):
    """How much there is to do."""

    NOTHING = enum.auto()
    INSTALL = enum.auto()
    REBUILD = enum.auto()


class SetUpError(Exception):
    """The set-up cannot go on; the message says why, to people."""


def wanted_stamp(root: Path, *, dev: bool) -> Stamp:
    """Describe the set-up that a goal asks for, without what will be in it."""
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((root / name).read_bytes())
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Stamp(python=python, root=str(root), inputs=digest.hexdigest(), dev=dev)


def read_stamp(text: str) -> Stamp | None:
    """Read a stamp's text; None where it is not a finished set-up's."""
    try:
        fields = json.loads(text)
        return Stamp(**{**fields, "distributions": tuple(fields["distributions"])})
    except (ValueError, TypeError, KeyError):
        return None


def installed_distributions(environment: Path) -> tuple[str, ...]:
    """Return names and versions of what is installed in a venv, sorted."""
    return tuple(
        sorted(path.name for path in environment.glob("lib/python*/site-packages/*.dist-info"))
    )


def has_pip(environment: Path, python: str) -> bool:
    """Say whether a venv's Python starts, is the version `python` ("3.11") and has pip."""
    script = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [environment / "bin" / "python", "-c", script],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == python


def needed_work(environment: Path, wanted: Stamp) -> Work:
    """Compare a venv with what is wanted; one made by hand, without a stamp, is kept if usable."""
    stamp_file = environment / STAMP_NAME
    if stamp_file.is_file():
        stamp = read_stamp(stamp_file.read_text(encoding="utf-8"))
        if stamp is None or (stamp.python, stamp.root) != (wanted.python, wanted.root):
            return Work.REBUILD
        fits = stamp.inputs == wanted.inputs and stamp.dev >= wanted.dev
        whole = set(stamp.distributions) <= set(installed_distributions(environment))
        if fits and whole and (environment / "bin" / "python").exists():
            return Work.NOTHING
    return Work.INSTALL if has_pip(environment, wanted.python) else Work.REBUILD


def make_environment(environment: Path) -> None:
    """Make an empty venv, in the place of whatever is there."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SetUpError(f"Without Python's module ensurepip {environment} cannot be made.")
    print(f"Making {environment.name} with Python {sys.version.split()[0]}", file=sys.stderr)
    if environment.is_dir() and not environment.is_symlink():
        shutil.rmtree(environment)
    else:
        environment.unlink(missing_ok=True)
    environment.mkdir()
    (environment / STAMP_NAME).write_text(UNFINISHED, encoding="utf-8")
    try:
        venv.EnvBuilder(symlinks=True, with_pip=True).create(environment)
    except subprocess.CalledProcessError as error:
        raise SetUpError(f"{environment} could not be made: {error}") from error


def run_pip(environment: Path, arguments: Sequence[str], *, root: Path) -> None:
    """Run the venv's pip in the project's folder, showing what it says only where it fails."""
    pip = [
        str(environment / "bin" / "python"),
        *("-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"),
    ]
    finished = subprocess.run(
        [*pip, *arguments], cwd=root, capture_output=True, check=False, errors="replace"
    )
    if finished.returncode != 0:
        raise SetUpError(
            f"{finished.stdout}{finished.stderr}"
            "The Python packages could not be installed, see above. The same command tries again."
        )


def install_project(environment: Path, wanted: Stamp, *, root: Path) -> None:
    """Install the project and what it needs into a venv, and stamp it.

    A venv that was whole keeps its stamp when pip fails in it, for want of a network, say.
    """
    stamp_file = environment / STAMP_NAME
    former = stamp_file.read_text(encoding="utf-8") if stamp_file.is_file() else ""
    had_dev = (stamp := read_stamp(former)) is not None and stamp.dev
    dev = wanted.dev or had_dev
    stamp_file.write_text(UNFINISHED, encoding="utf-8")
    print(
        "Installing Python packages (the first time some 250 MB: this takes a while)",
        file=sys.stderr,
    )
    try:
        run_pip(
            environment,
            ["install", "--constraint", "constraints.txt", "--editable", ".[dev]" if dev else "."],
            root=root,
        )
    except SetUpError:
        if former:
            stamp_file.write_text(former, encoding="utf-8")
        else:
            stamp_file.unlink()
        raise
    done = {**asdict(wanted), "dev": dev, "distributions": installed_distributions(environment)}
    stamp_file.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


@contextmanager
def only_one_at_a_time(root: Path) -> Iterator[None]:
    """Keep a second set-up of the same tree waiting until the first has ended."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def set_up(goal: Goal, root: Path = ROOT) -> None:
    """Do what a goal still needs.

    Raises:
        SetUpError: there is no usable venv with the project's packages in it.
    """
    environment = root / ".venv"
    with only_one_at_a_time(root):
        provide_packages(goal.system_groups)
        wanted = wanted_stamp(root, dev=goal.dev)
        work = needed_work(environment, wanted)
        if work is Work.REBUILD:
            make_environment(environment)
        if work is not Work.NOTHING:
            install_project(environment, wanted, root=root)


def main(arguments: Sequence[str]) -> int:
    """Set up for the goal that the command line names, and return the exit status."""
    parser = argparse.ArgumentParser(description="Set up .venv for a target of the Makefile.")
    parser.add_argument("goal", choices=GOALS)
    goal = GOALS[parser.parse_args(arguments).goal]
    try:
        set_up(goal)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up interrupted. The same command takes it up again.", file=sys.stderr)
        return INTERRUPTED_STATUS
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
