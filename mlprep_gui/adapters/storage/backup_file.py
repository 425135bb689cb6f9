"""A backup as one zip file: what it holds, and how little of a foreign one is believed.

The last member is a manifest with the size and the SHA-256 of every other one. Recordings are
stored as they are, the rest is deflated. A backup is unpacked only by the names, the number and
the sizes that its manifest vouches for.
"""

import hashlib
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec

from mlprep_gui.adapters.storage.estate import (
    ALIASES,
    DATABASE,
    QUESTIONS,
    RECORDINGS,
    SETTINGS,
    Estate,
    files_in,
)
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.durable_files import sync_file, writing_file
from mlprep_gui.services.ports.safekeeping import Watch

FORM = 1
"""The number of this form; a later program may write another."""

_MANIFEST = "manifest.json"
_BLOCK = 1 << 20
_LARGEST_MANIFEST = 64 << 20
# Databases shrink to a third or so. More than this is made to fill the disk.
_LARGEST_RATIO = 200
_ROOM_LEFT = 64 << 20
_FOLDERS = (RECORDINGS, QUESTIONS)
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_FORBIDDEN = frozenset('<>:"/\\|?*')


class Member(msgspec.Struct, frozen=True):
    """One file of a backup."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself.

    Attributes:
        form: see ``FORM``.
        program: the version of the program that wrote it.
        made_at: UTC, in ISO 8601.
        database_version: of the database in it.
        attempts: how many are in the database.
        members: all other files.
    """

    form: int
    program: str
    made_at: str
    database_version: int
    attempts: int
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """Bytes, unpacked."""
        return sum(member.size for member in self.members)

    @property
    def recordings(self) -> int:
        """How many."""
        return sum(member.name.startswith(f"{RECORDINGS}/") for member in self.members)

    @property
    def time(self) -> datetime:
        """When it was made; ValueError for what is none."""
        return datetime.fromisoformat(self.made_at).astimezone(UTC)


def write_backup(
    target: Path, manifest: Manifest, sources: dict[str, Path], watch: Watch
) -> Manifest:
    """Write the sources into a new file, which takes the place of ``target`` when it is whole.

    Args:
        target: the file.
        manifest: without members.
        sources: name in the backup -> file.
        watch: see there.

    Raises:
        StorageFault: CANCELLED.
        OSError: as it comes.
    """
    total = sum(path.stat().st_size for path in sources.values())
    done, members = 0, []
    with (
        writing_file(target) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
    ):
        for name, path in sources.items():
            info = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
            is_sound = name.startswith(f"{RECORDINGS}/")
            info.compress_type = zipfile.ZIP_STORED if is_sound else zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o600) << 16
            digest, before = hashlib.sha256(), done
            with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as sink:
                for block in _blocks(source, watch):
                    digest.update(block)
                    sink.write(block)
                    done += len(block)
                    watch.report(done, total)
            members.append(Member(name, done - before, digest.hexdigest()))
        whole = msgspec.structs.replace(manifest, members=tuple(members))
        archive.writestr(_MANIFEST, msgspec.json.encode(whole))
    return whole


def sources_of(estate: Estate, database: Path) -> dict[str, Path]:
    """All that belongs into a backup by its name there; ``database`` is a copy at rest."""
    sources = {DATABASE: database}
    for name in (SETTINGS, ALIASES):
        if estate.place_of(name).is_file():
            sources[name] = estate.place_of(name)
    for folder in _FOLDERS:
        names = sorted(entry.name for entry in files_in(estate.place_of(folder)))
        place = estate.place_of(folder)
        sources |= {f"{folder}/{name}": place / name for name in names if _is_plain(name)}
    return sources


def read_manifest(source: Path) -> Manifest:
    """What a backup says of itself, once everything that can be told without unpacking is right.

    Raises:
        StorageFault: BACKUP_BROKEN or BACKUP_NEWER.
        OSError: as it comes.
    """
    with _opened(source) as archive:
        return _read_manifest(archive, source)


def unpack(source: Path, folder: Path, watch: Watch) -> Manifest:
    """Unpack a backup into an empty folder, each file checked against the manifest.

    Raises:
        StorageFault: BACKUP_BROKEN, BACKUP_NEWER, DISK_FULL, CANCELLED.
        OSError: as it comes.
    """
    with _opened(source) as archive:
        manifest = _read_manifest(archive, source)
        if manifest.size + _ROOM_LEFT > shutil.disk_usage(folder).free:
            raise StorageFault(FaultCode.DISK_FULL, path=str(folder))
        done = 0
        for name in _FOLDERS:
            (folder / name).mkdir(mode=0o700)
        for member in manifest.members:
            target = folder.joinpath(*member.name.split("/"))
            digest, size = hashlib.sha256(), 0
            target.touch(mode=0o600)
            with (
                _telling_damage(source),
                archive.open(member.name) as packed,
                target.open("wb") as file,
            ):
                for block in _blocks(packed, watch):
                    size += len(block)
                    if size > member.size:
                        break
                    digest.update(block)
                    file.write(block)
                    watch.report(done + size, manifest.size)
            if (size, digest.hexdigest()) != (member.size, member.sha256):
                raise _broken(source, f"{member.name} differs from the list of contents")
            sync_file(target)
            done += size
    return manifest


def _read_manifest(archive: zipfile.ZipFile, source: Path) -> Manifest:
    infos = archive.infolist()
    packed = next((info for info in infos if info.filename == _MANIFEST), None)
    if packed is None or packed.file_size > _LARGEST_MANIFEST:
        raise _broken(source, "no list of contents")
    with _telling_damage(source), archive.open(packed) as file:
        text = file.read(_LARGEST_MANIFEST)
    try:
        form = msgspec.json.decode(text, type=dict[str, msgspec.Raw]).get("form")
        number = msgspec.json.decode(form or b"0", type=int)
        if number > FORM:
            raise StorageFault(
                FaultCode.BACKUP_NEWER, path=str(source), version=number, supported=FORM
            )
        manifest = msgspec.json.decode(text, type=Manifest)
        _ = manifest.time
    except (ValueError, OverflowError) as error:
        raise _broken(source, f"the list of contents cannot be read: {error}") from error
    problem = _find_problem(manifest, infos, source.stat().st_size)
    if problem:
        raise _broken(source, problem)
    return manifest


def _find_problem(manifest: Manifest, infos: list[zipfile.ZipInfo], packed_bytes: int) -> str:
    """Why the members are not what a backup may hold, "" where they are."""
    sizes = {member.name: member.size for member in manifest.members}
    folded = {name.casefold() for name in sizes}
    present = [info for info in infos if info.filename != _MANIFEST]
    if len(infos) != len(present) + 1 or len(folded) != len(manifest.members):
        return "a name is there twice"
    if sorted(info.filename for info in present) != sorted(sizes):
        return "the list of contents names other files"
    if DATABASE not in sizes:
        return "no database"
    if manifest.size > _LARGEST_RATIO * packed_bytes:
        return "it would unpack to more than a backup can hold"
    problems = (_find_member_problem(info, sizes[info.filename]) for info in present)
    return next(filter(None, problems), "")


def _find_member_problem(info: zipfile.ZipInfo, size: int) -> str:
    if not _is_allowed(info.filename):
        return f"the name {info.filename[:80]!r}"
    if stat.S_ISLNK(info.external_attr >> 16) or info.is_dir() or info.flag_bits & 1:
        return f"{info.filename} is no plain file"
    if size < 0 or info.file_size != size:
        return f"{info.filename} has another size"
    return ""


def _is_allowed(name: str) -> bool:
    folder, _, rest = name.partition("/")
    if not rest:
        return name in {DATABASE, SETTINGS, ALIASES}
    return folder in _FOLDERS and _is_plain(rest)


def _is_plain(name: str) -> bool:
    """Whether a name stays in its folder on every system."""
    return (
        0 < len(name) <= 200
        and name not in {".", ".."}
        and name.isprintable()
        and not _FORBIDDEN.intersection(name)
        and not name.endswith((".", " "))
        and name.partition(".")[0].casefold() not in _RESERVED
    )


def _blocks(source: IO[bytes], watch: Watch) -> Iterator[bytes]:
    while block := source.read(_BLOCK):
        if watch.stopped():
            raise StorageFault(FaultCode.CANCELLED)
        yield block


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    with _telling_damage(source):
        archive = zipfile.ZipFile(source)
    with archive:
        yield archive


@contextmanager
def _telling_damage(source: Path) -> Iterator[None]:
    """What the library raises on a file that is no sound zip, as one fault."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        struct.error,
    ) as error:
        raise _broken(source, str(error) or type(error).__name__) from error


def _broken(source: Path, reason: str) -> StorageFault:
    return StorageFault(FaultCode.BACKUP_BROKEN, path=str(source), reason=reason)
