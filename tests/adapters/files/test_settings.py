"""The settings file when it is broken, cannot be written, or is written while it is read."""

import logging
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from mlprep_gui.adapters.files import settings as settings_module
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.preferences import Preferences


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def load_and_fail(path: Path) -> StorageFault:
    with pytest.raises(StorageFault) as raised:
        SettingsFile(path).load()
    return raised.value


def test_every_preference_can_be_stored() -> None:
    assert list(settings_module._KINDS) == [field.name for field in fields(Preferences)]


def test_whole_numbers_are_numbers(path: Path) -> None:
    path.write_text("thinking_s = 20\nlimit_s = 90\n")
    assert SettingsFile(path).load() == Preferences(thinking_s=20.0, limit_s=90.0)


def test_unknown_keys_are_passed_over(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.write_text('zoom = 1.5\ncolour_of_tomorrow = "#fff"\n')
    with caplog.at_level(logging.INFO):
        assert SettingsFile(path).load() == Preferences(zoom=1.5)
    assert "colour_of_tomorrow" in caplog.text
    assert "#fff" not in caplog.text


def test_all_problems_are_told_together(path: Path) -> None:
    path.write_text(
        'thinking_s = -1\nlimit_s = true\nstop_at_limit = "yes"\nmicrophone = 7\n'
        'engine = "parrot"\nzoom = nan\nmodel = "base.en"\n'
    )
    fault = load_and_fail(path)
    assert fault.code is FaultCode.SETTINGS_BROKEN
    assert fault.params["path"] == str(path)
    problems = str(fault.params["reason"]).split("; ")
    keys = [problem.partition(":")[0] for problem in problems]
    assert keys == ["thinking_s", "limit_s", "stop_at_limit", "microphone", "engine", "zoom"]


@pytest.mark.parametrize(
    "content",
    [
        b"zoom = ",
        b"zoom = 1\nzoom = 2\n",
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"zoom = inf",
        b"limit_s = 0",
        b"a = " + b"[" * 20_000,
    ],
)
def test_a_broken_file_is_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    fault = load_and_fail(path)
    kept = path.with_name("settings.broken-1.toml")
    assert fault.params["kept"] == str(kept)
    assert kept.read_bytes() == content
    assert SettingsFile(path).load() == Preferences()


def test_broken_files_do_not_replace_each_other(path: Path) -> None:
    for content in ("first = ", "second = "):
        path.write_text(content)
        load_and_fail(path)
    assert path.with_name("settings.broken-1.toml").read_text() == "first = "
    assert path.with_name("settings.broken-2.toml").read_text() == "second = "


def test_nothing_else_is_left_beside_it(path: Path) -> None:
    SettingsFile(path).save(Preferences())
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    assert load_and_fail(path).code is FaultCode.FOLDER_UNUSABLE


def test_a_read_only_folder(read_only: Path) -> None:
    path = read_only / "settings.toml"
    fault = load_and_fail(path)
    assert (fault.code, fault.params["kept"]) == (FaultCode.SETTINGS_BROKEN, "")
    with pytest.raises(StorageFault) as raised:
        SettingsFile(path).save(Preferences())
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
    assert raised.value.params == {"path": str(read_only), "reason": "Permission denied"}


def test_a_full_disk_leaves_the_old_settings(full_disk: Path) -> None:
    path = full_disk / "settings.toml"
    with pytest.raises(StorageFault) as raised:
        SettingsFile(path).save(Preferences(zoom=3.0))
    assert raised.value.code is FaultCode.DISK_FULL
    assert SettingsFile(path).load() == Preferences(zoom=2.0)
    assert sorted(file.name for file in full_disk.iterdir()) == ["ballast", "settings.toml"]


WRITER = """
import sys
from pathlib import Path
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.domain.preferences import Preferences
store = SettingsFile(Path(sys.argv[1]))
while True:
    for name in ("a", "b" * 5000):
        store.save(Preferences(microphone=name))
        print(flush=True)
"""


def test_the_file_is_whole_at_every_moment(path: Path) -> None:
    """It is read while another process writes it, and after that process was killed."""
    whole = {"a", "b" * 5000}
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline()
        seen = {SettingsFile(path).load().microphone for _ in range(300)}
        writer.kill()
    assert seen <= whole
    assert SettingsFile(path).load().microphone in whole
