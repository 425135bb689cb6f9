"""Knows which packages of a Linux system MLPrep needs, which are missing, how apt brings them."""

import ctypes
import glob
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

LIST_FILE = Path(__file__).with_name("system-packages.toml")
APT_INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends")
# A new machine often runs its own first update: wait for it instead of failing.
APT_QUIETLY = ("-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0")


@dataclass(frozen=True)
class SystemPackage:
    """A package by its Debian name, and one way to see whether it is there (others are empty)."""

    package: str
    library: str = ""
    command: str = ""
    module: str = ""
    files: tuple[str, ...] = ()

    def is_present(self) -> bool:
        """Look for what the package brings, whichever way it may have come."""
        if self.library:
            return loads(self.library)
        if self.command:
            return shutil.which(self.command) is not None
        if self.module:
            importlib.invalidate_caches()
            return importlib.util.find_spec(self.module) is not None
        return any(glob.glob(pattern) for pattern in self.files)  # noqa: PTH207 - absolute patterns


def loads(library: str) -> bool:
    """Say whether the dynamic linker can load a library, given by its soname."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def read_packages(groups: Iterable[str], list_file: Path = LIST_FILE) -> list[SystemPackage]:
    """Read the packages of some groups, with this Python's version put into names that hold it."""
    lists = tomllib.loads(list_file.read_text(encoding="utf-8"))
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [
        SystemPackage(
            package=entry["package"].format(python=python),
            library=entry.get("library", ""),
            command=entry.get("command", ""),
            module=entry.get("module", ""),
            files=tuple(entry.get("files", ())),
        )
        for group in groups
        for entry in lists[group]
    ]


def missing_packages(packages: Iterable[SystemPackage]) -> list[str]:
    """Return the names of those packages that cannot be seen on this system."""
    return [entry.package for entry in packages if not entry.is_present()]


def command_for_people(names: Sequence[str]) -> str:
    """Return the one command that installs packages, to be typed by somebody who is not root."""
    return f"sudo apt-get update && sudo {' '.join((*APT_INSTALL, *names))}"


def describe_missing(names: Sequence[str], *, has_apt: bool) -> str:
    """Say what is missing and what to do about it."""
    if has_apt:
        return (
            "Some system packages are missing. This installs them:\n\n"
            f"    {command_for_people(names)}\n"
        )
    return (
        "Some system packages are missing. Please install your system's counterparts of these, "
        f"which are named as in Debian:\n\n    {' '.join(names)}\n"
    )


def install_with_apt(names: Sequence[str]) -> bool:
    """Install packages as root without a question, and say whether apt succeeded.

    The lists of packages are fetched only where it does not work without them, as on a new machine.
    """
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*APT_INSTALL, *APT_QUIETLY, *names]
    first = subprocess.run(install, env=environment, capture_output=True, check=False)
    if first.returncode == 0:
        return True
    subprocess.run(
        ["apt-get", "update", *APT_QUIETLY], env=environment, stdout=sys.stderr, check=False
    )
    second = subprocess.run(
        install, env=environment, capture_output=True, check=False, errors="replace"
    )
    if second.returncode != 0:
        print(second.stdout + second.stderr, file=sys.stderr)
    return second.returncode == 0


def provide_packages(groups: Iterable[str], list_file: Path = LIST_FILE) -> list[str]:
    """Bring a Linux system what it lacks, or say how to; return the names still missing."""
    if sys.platform != "linux":  # elsewhere the wheels bring everything
        return []
    packages = read_packages(groups, list_file)
    missing = missing_packages(packages)
    if not missing:
        return []
    has_apt = shutil.which("apt-get") is not None
    if has_apt and os.geteuid() == 0:
        print(f"Installing system packages: {' '.join(missing)}", file=sys.stderr)
        install_with_apt(missing)
        missing = missing_packages(packages)
    if missing:
        print(describe_missing(missing, has_apt=has_apt), file=sys.stderr)
    return missing
