"""A replaced file is the old one or the new one, and belongs to the user only."""

from pathlib import Path

import pytest

from mlprep_gui.durable_files import replace_file, writing_file


def test_makes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"first", b"second"):
        replace_file(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def fail_while_writing(path: Path) -> None:
    with writing_file(path) as file:
        file.write(b"half")
        raise RuntimeError("stopped")


def test_what_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="stopped"):
        fail_while_writing(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
