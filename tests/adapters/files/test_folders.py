"""Where things lie."""

from dataclasses import astuple
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.domain.errors import FaultCode, StorageFault


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    folders = Folders.find({"MLPREP_HOME": str(tmp_path / "stick")})
    assert all(folder.is_relative_to(tmp_path / "stick") for folder in astuple(folders))
    assert folders.database.parent == tmp_path / "stick"
    assert folders.settings_file == tmp_path / "stick" / "settings.toml"


def test_the_variable_may_be_relative_or_start_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    assert Folders.find({"MLPREP_HOME": "here"}).data == tmp_path / "here"
    assert Folders.find({"MLPREP_HOME": "~/there"}).data == tmp_path / "me" / "there"


@pytest.mark.parametrize("environment", [{}, {"MLPREP_HOME": ""}])
def test_the_systems_own_folders(environment: dict[str, str]) -> None:
    for folder in astuple(Folders.find(environment)):
        assert folder.is_absolute()
        assert "mlprep" in folder.parts
        assert not {"Documents", "Desktop", "Music"} & set(folder.parts)


def test_finding_makes_nothing(tmp_path: Path) -> None:
    Folders.find({"MLPREP_HOME": str(tmp_path / "stick")})
    assert list(tmp_path.iterdir()) == []


def test_folders_are_for_the_user_only(tmp_path: Path) -> None:
    folders = Folders.find({"MLPREP_HOME": str(tmp_path / "stick")})
    for _ in range(2):
        folders.create()
    for folder in astuple(folders):
        assert folder.stat().st_mode & 0o777 == 0o700, folder


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    Folders.find({"MLPREP_HOME": str(tmp_path)}).create()
    assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "recordings").write_text("")
    with pytest.raises(StorageFault) as raised:
        Folders.find({"MLPREP_HOME": str(tmp_path)}).create()
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
    assert raised.value.params["path"] == str(tmp_path / "recordings")


def test_a_read_only_place(read_only: Path) -> None:
    with pytest.raises(StorageFault) as raised:
        Folders.find({"MLPREP_HOME": str(read_only)}).create()
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
    assert raised.value.params == {"path": str(read_only), "reason": "Permission denied"}
