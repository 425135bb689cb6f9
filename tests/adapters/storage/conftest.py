"""A place for a database, a world that refuses to write, and migrations yet to come."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.database import SHIPPED_MIGRATIONS

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mlprep.sqlite3"


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """The shipped migrations in a folder to which a test can add."""
    folder = tmp_path / "migrations"
    with as_file(SHIPPED_MIGRATIONS) as shipped:
        shutil.copytree(shipped, folder)
    return folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder that every user can reach, unlike tmp_path."""
    folder = Path(tempfile.mkdtemp(prefix="mlprep-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def without_rights(open_folder: Path) -> Iterator[None]:
    """Whoever runs the tests may not write where the mode forbids it, not even root."""
    if os.name != "posix":
        pytest.skip("modes of files bind nobody on this system")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can make a small disk here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
