"""Crash reports: enough to find the mistake, nothing that was said."""

import platform
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from mlprep_gui import __version__
from mlprep_gui.adapters.files.crash_reports import write_crash_report
from mlprep_gui.domain.errors import FaultCode, StorageFault

NOW = datetime(2026, 11, 22, 16, 5, 9, tzinfo=UTC)


def fail_while_holding(answer: str) -> None:
    length = len(answer)
    raise LookupError("no such point") from ZeroDivisionError(f"after {length} letters")


def catch() -> LookupError:
    with pytest.raises(LookupError) as raised:
        fail_while_holding("I once let a model overfit")
    return raised.value


def test_it_has_the_traceback_and_the_versions(tmp_path: Path) -> None:
    path = write_crash_report(tmp_path, catch(), NOW)
    text = path.read_text("utf-8")
    assert path == tmp_path / "crash-20261122T160509Z.txt"
    assert path.stat().st_mode & 0o777 == 0o600
    assert text.startswith(f"MLPrep {__version__}\n2026-11-22 16:05:09 UTC\n")
    assert platform.python_version() in text
    assert "in fail_while_holding" in text
    assert "ZeroDivisionError: after 26 letters" in text
    assert text.endswith("LookupError: no such point\n")


def test_it_has_no_values_of_variables(tmp_path: Path) -> None:
    text = write_crash_report(tmp_path, catch(), NOW).read_text("utf-8")
    assert "answer = " not in text
    assert text.count("I once let a model overfit") == 1, "once, as this test's own source"


def test_it_does_not_name_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(Path(__file__).parent))
    text = write_crash_report(tmp_path, catch(), NOW).read_text("utf-8")
    assert f'"~/{Path(__file__).name}"' in text
    assert str(Path(__file__).parent) not in text


def test_two_in_a_second(tmp_path: Path) -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    first = write_crash_report(tmp_path, ValueError("first"), NOW)
    second = write_crash_report(tmp_path, ValueError("second"), tokyo)
    assert second.name == "crash-20261122T160509Z-2.txt"
    assert "first" in first.read_text()


def test_any_message_can_be_written(tmp_path: Path) -> None:
    path = write_crash_report(tmp_path, ValueError("half \ud83d"), NOW)
    assert "ValueError: half" in path.read_text("utf-8")


def test_a_read_only_folder(read_only: Path) -> None:
    with pytest.raises(StorageFault) as raised:
        write_crash_report(read_only, ValueError("x"), NOW)
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
