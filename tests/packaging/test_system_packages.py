"""What is missing, what is said about it, and how apt is called; nothing is installed."""

import os
import sys
from pathlib import Path

import pytest
from system_packages import (
    SystemPackage,
    command_for_people,
    describe_missing,
    install_with_apt,
    missing_packages,
    provide_packages,
    read_packages,
)

ABSENT = "no-such-thing-anywhere"


def write_program(file: Path, text: str) -> None:
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    file = tmp_path / "list.toml"
    file.write_text(
        f'[[run]]\npackage = "absent-library"\nlibrary = "{ABSENT}.so.0"\n'
        '[[test]]\npackage = "absent-command"\ncommand = "no-such-thing-anywhere"\n',
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize("group", ["venv", "run", "test"])
def test_each_listed_package_has_one_way_to_be_seen(group: str) -> None:
    packages = read_packages([group])
    assert packages
    for entry in packages:
        ways = [entry.library, entry.command, entry.module, entry.files]
        assert len([way for way in ways if way]) == 1, entry


def test_no_package_is_listed_twice() -> None:
    names = [entry.package for entry in read_packages(["venv", "run", "test"])]
    assert len(set(names)) == len(names)


def test_names_hold_the_version_of_this_python() -> None:
    (entry,) = read_packages(["venv"])
    assert entry.package == f"python3.{sys.version_info.minor}-venv"


@pytest.mark.skipif(sys.platform != "linux", reason="the library's name is Linux's")
def test_library() -> None:
    assert SystemPackage("here", library="libc.so.6").is_present()
    assert not SystemPackage("absent", library=f"{ABSENT}.so.0").is_present()


def test_command(programs: Path) -> None:
    entry = SystemPackage("tool", command="tool")
    assert not entry.is_present()
    write_program(programs / "tool", "exit 0")
    assert entry.is_present()


def test_module() -> None:
    assert SystemPackage("here", module="json").is_present()
    assert not SystemPackage("absent", module="no_such_module_anywhere").is_present()


def test_files_of_which_one_pattern_is_found(tmp_path: Path) -> None:
    entry = SystemPackage("plugin", files=(f"{tmp_path}/lib64/*.so", f"{tmp_path}/lib/*/a.so"))
    assert not entry.is_present()
    (tmp_path / "lib" / "x86").mkdir(parents=True)
    (tmp_path / "lib" / "x86" / "a.so").touch()
    assert entry.is_present()


def test_missing_packages_are_named_in_order(list_file: Path) -> None:
    packages = [
        *read_packages(["run"], list_file),
        SystemPackage("here", module="json"),
        *read_packages(["test"], list_file),
    ]
    assert missing_packages(packages) == ["absent-library", "absent-command"]


def test_people_get_one_command_that_holds_every_name() -> None:
    said = describe_missing(["libone", "libtwo"], has_apt=True)
    assert [line.strip() for line in said.splitlines() if "sudo" in line] == [
        command_for_people(["libone", "libtwo"])
    ]
    assert command_for_people(["libone", "libtwo"]).endswith(" libone libtwo")


def test_without_apt_no_apt_command_is_given() -> None:
    said = describe_missing(["libone"], has_apt=False)
    assert "libone" in said
    assert "apt" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux needs system packages")
def test_who_is_not_root_is_told_and_apt_is_left_alone(
    programs: Path,
    list_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    write_program(programs / "apt-get", f'echo called >>"{programs}/calls"')
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert provide_packages(["run", "test"], list_file) == ["absent-library", "absent-command"]
    assert command_for_people(["absent-library", "absent-command"]) in capfd.readouterr().err
    assert not (programs / "calls").exists()


def test_nothing_is_said_where_nothing_is_missing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "list.toml"
    file.write_text('[[run]]\npackage = "python3"\nmodule = "json"\n', encoding="utf-8")
    assert provide_packages(["run"], file) == []
    assert capfd.readouterr().err == ""


def test_apt_fetches_its_lists_only_when_it_fails_without(programs: Path) -> None:
    """The stand-in has no packages until its lists were fetched, as on a new machine."""
    write_program(
        programs / "apt-get",
        f'echo "$1 $DEBIAN_FRONTEND" >>"{programs}/calls"\n'
        f'[ "$1" = update ] && : >"{programs}/lists"\n'
        f'[ -e "{programs}/lists" ]',
    )
    assert install_with_apt(["libone"])
    assert install_with_apt(["libtwo"])
    calls = (programs / "calls").read_text(encoding="utf-8").splitlines()
    assert [call.split()[0] for call in calls] == ["install", "update", "install", "install"]
    assert {call.split()[1] for call in calls} == {"noninteractive"}


def test_what_apt_says_is_shown_when_it_fails(
    programs: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write_program(programs / "apt-get", 'echo "no room on the disk" >&2; exit 100')
    assert not install_with_apt(["libone"])
    assert "no room on the disk" in capfd.readouterr().err
