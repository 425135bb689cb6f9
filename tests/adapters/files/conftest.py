"""A world that refuses to write."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """An empty folder that every user can reach, unlike tmp_path."""
    folder = Path(tempfile.mkdtemp(prefix="mlprep-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def read_only(open_folder: Path) -> Iterator[Path]:
    """A folder into which whoever runs the tests may not write, not even root."""
    if os.name != "posix":
        pytest.skip("modes of files bind nobody on this system")
    (open_folder / "settings.toml").write_text("zoom = 'large'\n")
    open_folder.chmod(0o555)
    if os.geteuid() != 0:
        yield open_folder
        return
    os.seteuid(NOBODY)
    yield open_folder
    os.seteuid(0)


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk without room for another page."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can make a small disk here")
    (folder / "settings.toml").write_text("zoom = 2.0\n")
    (folder / "ballast").write_bytes(bytes(4096))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
