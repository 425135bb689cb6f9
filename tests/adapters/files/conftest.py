"""Folders and disks that refuse a settings file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.conftest import as_nobody, small_disk


@pytest.fixture
def read_only(open_folder: Path) -> Iterator[Path]:
    """A folder into which whoever runs the tests may not write."""
    (open_folder / "settings.toml").write_text("zoom = 'large'\n")
    open_folder.chmod(0o555)
    with as_nobody():
        yield open_folder


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk without room for another page."""
    with small_disk(tmp_path / "disk", "8k") as folder:
        (folder / "settings.toml").write_text("zoom = 2.0\n")
        (folder / "ballast").write_bytes(bytes(4096))
        yield folder
