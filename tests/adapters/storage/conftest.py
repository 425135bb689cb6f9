"""A place for a database, disks that refuse it, and migrations yet to come."""

import shutil
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.database import SHIPPED_MIGRATIONS
from tests.adapters.conftest import as_nobody, small_disk


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
def without_rights(open_folder: Path) -> Iterator[None]:
    with as_nobody():
        yield


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "256k") as folder:
        yield folder
