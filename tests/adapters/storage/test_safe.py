"""Backups, copies and their return; above all what is not believed of a foreign file."""

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.copies import KEPT
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.safe import FileSafe
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.services.ports.safekeeping import CheckedCopy, Watch
from tests.adapters.conftest import small_disk
from tests.adapters.storage.dying import FixedClock, estate_in, safe_in
from tests.adapters.storage.test_kills import fill, read, whole


class MovingClock(FixedClock):
    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    fill(folder, "a1 a2 a3")
    return folder


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of somebody with two attempts."""
    other = tmp_path / "other"
    fill(other, "b1 b2")
    safe_in(other).back_up(tmp_path / "backup.zip", Watch())
    return tmp_path / "backup.zip"


def restore(home: Path, backup: Path) -> None:
    safe = safe_in(home)
    safe.stage_backup(backup, Watch())
    safe.accept()
    assert safe.settle()


def refuse(home: Path, backup: Path) -> StorageFault:
    with pytest.raises(StorageFault) as raised:
        safe_in(home).stage_backup(backup, Watch())
    assert read(home) == whole("a1 a2 a3")
    assert not (home / "restore.part").exists()
    return raised.value


def test_everything_comes_back(home: Path, backup: Path) -> None:
    restore(home, backup)
    assert read(home) == whole("b1 b2")
    (kept,) = home.glob("replaced-*")
    assert read(kept) == whole("a1 a2 a3")


def test_only_what_was_replaced_last_is_kept(home: Path, backup: Path) -> None:
    clock = MovingClock(datetime(2026, 11, 1, tzinfo=UTC))
    safe = FileSafe(estate_in(home), clock)
    for _ in range(3):
        safe.stage_backup(backup, Watch())
        safe.accept()
        safe.settle()
        clock.moment += timedelta(hours=1)
    (kept,) = home.glob("replaced-*")
    assert kept.name == "replaced-20261101-020000"


def test_nothing_is_replaced_before_it_is_accepted(home: Path, backup: Path) -> None:
    safe = safe_in(home)
    summary = safe.stage_backup(backup, Watch())
    assert (summary.attempts, summary.recordings) == (2, 2)
    safe.drop()
    assert not safe.settle()
    assert read(home) == whole("a1 a2 a3")


def test_a_backup_of_a_database_in_use(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    with Database(home / "mlprep.sqlite3") as database:
        SqliteAttemptStore(database).remove("a3")
        assert safe_in(home).back_up(target, Watch()).attempts == 2
    assert target.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in home.glob("backup*")] == []
    restore(home, target)
    assert read(home)[0] == {"a1", "a2"}


def test_progress_is_told_up_to_the_end(home: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    watch = Watch(report=lambda done, total: told.append((done, total)))
    safe_in(home).back_up(tmp_path / "backup.zip", watch)
    assert told[-1][0] == told[-1][1] > 30_000
    assert told == sorted(told)
    told.clear()
    safe_in(home).stage_backup(tmp_path / "backup.zip", watch)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("blocks", [0, 1, 3])
def test_stopping_leaves_nothing_behind(home: Path, backup: Path, blocks: int) -> None:
    left = [blocks] * 2

    def stopped_after(which: int) -> Callable[[], bool]:
        def stopped() -> bool:
            left[which] -= 1
            return left[which] < 0

        return stopped

    before = backup.read_bytes()
    with pytest.raises(StorageFault) as raised:
        safe_in(home).back_up(backup, Watch(stopped=stopped_after(0)))
    assert raised.value.code is FaultCode.CANCELLED
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.glob("backup*")] == [backup.name]
    with pytest.raises(StorageFault) as raised:
        safe_in(home).stage_backup(backup, Watch(stopped=stopped_after(1)))
    assert raised.value.code is FaultCode.CANCELLED
    assert not (home / "restore.part").exists()


def test_links_are_not_followed(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (home / "recordings" / "link.wav").symlink_to(secret)
    safe_in(home).back_up(tmp_path / "backup.zip", Watch())
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        assert not [name for name in archive.namelist() if "link" in name]


Members = list[tuple[zipfile.ZipInfo, bytes]]
Change = Callable[[dict[str, Any], Members], None]


def rewrite(backup: Path, change: Change) -> None:
    """The same backup with a changed manifest and changed members."""
    with zipfile.ZipFile(backup) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    (_, text) = members.pop()
    manifest = json.loads(text)
    change(manifest, members)
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in members:
            archive.writestr(info, content)
        archive.writestr("manifest.json", json.dumps(manifest))


@pytest.mark.parametrize(
    "name",
    [
        "../escaped.txt",
        "/tmp/escaped.txt",  # noqa: S108  that is the attack
        "recordings/../../escaped.txt",
        "recordings/..",
        "recordings/a/b.wav",
        "recordings\\..\\escaped.wav",
        "C:escaped.txt",
        "questions/C:escaped.toml",
        "questions/nul.toml",
        "recordings/ends.",
        "recordings/",
        "models/other.bin",
        "erase.json",
        "recordings/line\nbreak.wav",
        "recordings/" + "x" * 300,
    ],
)
def test_names_that_lead_elsewhere_are_refused(home: Path, backup: Path, name: str) -> None:
    def add(manifest: dict[str, Any], members: Members) -> None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        members.append((info, b"evil"))
        digest = hashlib.sha256(b"evil").hexdigest()
        manifest["members"].append({"name": name, "size": 4, "sha256": digest})

    rewrite(backup, add)
    assert refuse(home, backup).code is FaultCode.BACKUP_BROKEN
    assert not list(home.parent.rglob("*escaped*"))


def make_link(manifest: dict[str, Any], members: Members) -> None:
    members[-1][0].external_attr = (stat.S_IFLNK | 0o777) << 16


def add_unlisted(manifest: dict[str, Any], members: Members) -> None:
    members.append((zipfile.ZipInfo("recordings/more.wav"), b"x"))


def drop_one(manifest: dict[str, Any], members: Members) -> None:
    members.pop()


def drop_database(manifest: dict[str, Any], members: Members) -> None:
    members[:] = [member for member in members if "sqlite" not in member[0].filename]
    manifest["members"] = [m for m in manifest["members"] if "sqlite" not in m["name"]]


def change_content(manifest: dict[str, Any], members: Members) -> None:
    info, content = members[-1]
    members[-1] = (info, content[:-1] + b"?")


def change_size(manifest: dict[str, Any], members: Members) -> None:
    manifest["members"][-1]["size"] += 1


def make_bomb(manifest: dict[str, Any], members: Members) -> None:
    info, _ = members[-1]
    info.compress_type = zipfile.ZIP_DEFLATED
    bomb = bytes(300 << 20)
    members[-1] = (info, bomb)
    manifest["members"][-1]["size"] = len(bomb)
    manifest["members"][-1]["sha256"] = hashlib.sha256(bomb).hexdigest()


def use_other_case(manifest: dict[str, Any], members: Members) -> None:
    info, content = members[-1]
    other = zipfile.ZipInfo(info.filename.upper().replace("RECORDINGS", "recordings"))
    members.append((other, content))
    manifest["members"].append(manifest["members"][-1] | {"name": other.filename})


def break_database(manifest: dict[str, Any], members: Members) -> None:
    (at,) = [i for i, m in enumerate(members) if "sqlite" in m[0].filename]
    info, content = members[at]
    broken = content[:4096] + b"\xa5" * (len(content) - 4096)
    members[at] = (info, broken)
    manifest["members"][at]["sha256"] = hashlib.sha256(broken).hexdigest()


def spoil_time(manifest: dict[str, Any], members: Members) -> None:
    manifest["made_at"] = "yesterday"


def spoil_members(manifest: dict[str, Any], members: Members) -> None:
    manifest["members"] = "all"


@pytest.mark.parametrize(
    "change",
    [
        make_link,
        add_unlisted,
        drop_one,
        drop_database,
        change_content,
        change_size,
        make_bomb,
        use_other_case,
        break_database,
        spoil_time,
        spoil_members,
    ],
)
def test_what_does_not_fit_is_refused(
    home: Path,
    backup: Path,
    change: Change,
) -> None:
    rewrite(backup, change)
    fault = refuse(home, backup)
    assert fault.code is FaultCode.BACKUP_BROKEN
    assert fault.params["reason"]


@pytest.mark.parametrize("length", [0, 10, 3000, -30])
def test_a_file_that_was_cut_off_is_refused(home: Path, backup: Path, length: int) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[:length])
    assert refuse(home, backup).code is FaultCode.BACKUP_BROKEN


def test_a_damaged_byte_does_no_harm_anywhere(home: Path, backup: Path) -> None:
    """Some bytes mean nothing to us, such as a time; where one does, the backup is refused."""
    content = backup.read_bytes()
    places = range(50, len(content), len(content) // 25)
    refused = harmless = 0
    for at in places:
        backup.write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            safe_in(home).stage_backup(backup, Watch())
        except StorageFault as fault:
            refused += fault.code is FaultCode.BACKUP_BROKEN
        else:
            harmless += read(home / "restore.part") == whole("b1 b2")
    assert refused + harmless == len(places)
    assert refused > harmless


def test_a_backup_of_a_later_program(home: Path, backup: Path) -> None:
    rewrite(backup, lambda manifest, _members: manifest.update(form=99))
    fault = refuse(home, backup)
    assert fault.code is FaultCode.BACKUP_NEWER
    assert fault.params["version"] == 99


def test_a_later_database_in_a_backup(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    fill(other, "b1")
    with closing(sqlite3.connect(other / "mlprep.sqlite3")) as connection:
        connection.execute("PRAGMA user_version = 999")
    safe_in(other).back_up(tmp_path / "late.zip", Watch())
    assert refuse(home, tmp_path / "late.zip").code is FaultCode.BACKUP_NEWER


def test_no_room_to_unpack(backup: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", "4m") as disk:
        fill(disk / "home", "a1 a2 a3")
        assert refuse(disk / "home", backup).code is FaultCode.DISK_FULL


def test_a_damaged_database_gives_way_to_the_newest_sound_copy(home: Path) -> None:
    clock = MovingClock(datetime(2026, 11, 1, tzinfo=UTC))
    safe = FileSafe(estate_in(home), clock)
    safe.look_after(Watch())
    with Database(home / "mlprep.sqlite3") as database:
        SqliteAttemptStore(database).remove("a3")
    clock.moment += timedelta(days=2)
    safe.look_after(Watch())
    newest, sound = safe.copies()
    newest.path.write_bytes(newest.path.read_bytes()[:5000])
    with pytest.raises(StorageFault) as raised:
        safe.check_copy(newest)
    assert raised.value.code is FaultCode.BACKUP_BROKEN
    assert safe.newest_sound_copy() == CheckedCopy(sound, 3)
    damaged = (home / "mlprep.sqlite3").read_bytes()[:9000]
    (home / "mlprep.sqlite3").write_bytes(damaged)
    safe.stage_newest_copy()
    safe.accept()
    safe.settle()
    assert read(home) == whole("a1 a2 a3")
    (kept,) = home.glob("damaged-*")
    assert (kept / "mlprep.sqlite3").read_bytes() == damaged


def test_no_copy_is_sound(home: Path) -> None:
    assert safe_in(home).newest_sound_copy() is None
    with pytest.raises(StorageFault) as raised:
        safe_in(home).stage_newest_copy()
    assert raised.value.code is FaultCode.BACKUP_BROKEN


def test_a_copy_a_day_and_not_too_many(home: Path) -> None:
    clock = MovingClock(datetime(2026, 11, 1, tzinfo=UTC))
    safe = FileSafe(estate_in(home), clock)
    for _ in range(20):
        safe.look_after(Watch())
        clock.moment += timedelta(hours=9)
    copies = safe.copies()
    assert len(copies) == KEPT
    gaps = {copies[i].made_at - copies[i + 1].made_at for i in range(KEPT - 1)}
    assert gaps == {timedelta(hours=27)}


def test_a_damaged_database_costs_no_copy(home: Path) -> None:
    clock = MovingClock(datetime(2026, 11, 1, tzinfo=UTC))
    safe = FileSafe(estate_in(home), clock)
    safe.look_after(Watch())
    before = safe.copies()
    clock.moment += timedelta(days=2)
    content = (home / "mlprep.sqlite3").read_bytes()
    (home / "mlprep.sqlite3").write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))
    with pytest.raises(StorageFault) as raised:
        safe.look_after(Watch())
    assert raised.value.code is FaultCode.DATABASE_BROKEN
    assert safe.copies() == before


def test_disk_use(home: Path, backup: Path) -> None:
    use = safe_in(home).disk_use()
    assert (use.recordings, use.recording_files) == (30_000, 3)
    assert use.database == (home / "mlprep.sqlite3").stat().st_size
    assert use.copies == 0
    safe_in(home).look_after(Watch())
    restore(home, backup)
    assert safe_in(home).disk_use().copies > use.database + use.recordings


def test_delete_everything_keeps_own_questions_if_wished(home: Path, backup: Path) -> None:
    safe_in(home).look_after(Watch())
    restore(home, backup)
    safe_in(home).ask_to_erase(with_own_questions=False)
    assert safe_in(home).settle()
    left = {path.name for path in home.iterdir()}
    assert left == {"recordings", "questions", "out", "settings.toml"}
    assert not list((home / "recordings").iterdir())
    assert {path.stem for path in (home / "questions").iterdir()} == {"b1", "b2"}


def test_settings_on_another_disk(home: Path, backup: Path, tmp_path: Path) -> None:
    elsewhere = Path("/dev/shm")  # noqa: S108  another file system where there is one
    if not elsewhere.is_dir() or elsewhere.stat().st_dev == home.stat().st_dev:
        pytest.skip("one disk only")
    folder = elsewhere / f"mlprep-{os.getpid()}"
    folder.mkdir()
    try:
        estate = replace(estate_in(home), settings=folder / "settings.toml")
        safe = FileSafe(estate, FixedClock())
        safe.stage_backup(backup, Watch())
        safe.accept()
        safe.settle()
        assert (folder / "settings.toml").read_text() == 'microphone = "b1 b2"'
    finally:
        shutil.rmtree(folder)


def test_what_the_recogniser_writes_for_terms_is_kept_and_erased_too(
    home: Path, tmp_path: Path
) -> None:
    aliases = home / "aliases.toml"
    aliases.write_text("mine", "utf-8")
    safe = safe_in(home)
    safe.back_up(tmp_path / "own.zip", Watch())
    aliases.write_text("later", "utf-8")
    restore(home, tmp_path / "own.zip")
    assert aliases.read_text("utf-8") == "mine"
    safe.ask_to_erase(with_own_questions=False)
    safe.settle()
    assert not aliases.exists()
