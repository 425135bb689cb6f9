"""The downloading child: the only process that uses the network, and only to bring one model.

It goes on with what an earlier try left, checks every file against the hub's own word and the
weights against the catalogue's, and moves the whole folder to its place when all is well. To
cancel it, it is killed: what is on the disk is either checked or the beginning of a file.
"""

import hashlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast
from urllib.parse import urlsplit

from mlprep_gui.adapters.speech import download_messages as messages
from mlprep_gui.adapters.speech.download_messages import Advanced, Failed, Fetched, Order
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault, StorageFault

if TYPE_CHECKING:
    from huggingface_hub.hf_api import RepoSibling

WANTED = frozenset(
    {
        *("model.bin", "config.json", "tokenizer.json", "preprocessor_config.json"),
        *("vocabulary.json", "vocabulary.txt"),
    }
)
"""The files of a repository that make up a model."""

_MB = 1_000_000
_SPARE_MB = 100
_PART = ".part"
_REVISION = "revision"
_TELL_EVERY_S = 0.2
_RATE_OVER_S = 3.0
_BLOCK = 1 << 20
_CHUNK = 1 << 17
_METADATA_S = 30.0
_OFF = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    # Plain HTTP goes through any proxy, and can be resumed.
    "HF_HUB_DISABLE_XET": "1",
}


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the model as the hub describes it; ``sha1`` is git's, of files kept in git."""

    name: str
    size: int
    sha256: str
    sha1: str


def main() -> int:
    """Do the order on stdin, report to stdout; returns the exit status."""
    reports = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    line = _first_line()
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    prepare_environment(os.environ)

    def report(message: messages.Report) -> None:
        reports.write(messages.encode(message))
        reports.flush()

    order = messages.decode_order(line)
    try:
        _Download(order, report).run()
    except Fault as fault:
        report(Failed(fault.code, dict(fault.params)))
    else:
        report(Fetched())
    return 0


def prepare_environment(environment: MutableMapping[str, str]) -> None:
    """Nothing but the download, and the certificates that the user's other programs heed.

    Proxy variables and SSL_CERT_FILE are heeded by the library itself.
    """
    environment.update(_OFF)
    bundle = environment.get("REQUESTS_CA_BUNDLE") or environment.get("CURL_CA_BUNDLE") or ""
    if bundle and not {"SSL_CERT_FILE", "SSL_CERT_DIR"} & environment.keys():
        key = "SSL_CERT_DIR" if Path(bundle).is_dir() else "SSL_CERT_FILE"
        environment[key] = bundle


class _Download:
    """One order."""

    def __init__(self, order: Order, report: Callable[[messages.Report], None]) -> None:
        self._order = order
        self._partial = Path(order.partial)
        self._meter = _Meter(report)

    def run(self) -> None:
        """Bring, check and put in place; raises Fault."""
        try:
            with _naming_faults(self._order):
                revision, files = self._describe()
                self._make_room(revision, files)
                for file in files:
                    self._fetch(file, revision)
            folder = Path(self._order.folder)
            if folder.exists():
                shutil.rmtree(folder)  # A broken copy: whole ones are not downloaded again.
            self._partial.rename(folder)
        except OSError as error:
            raise disk_fault(error, self._partial.parent) from error

    def _describe(self) -> tuple[str, tuple[_File, ...]]:
        """The commit and its files."""
        # After the environment is prepared.
        from huggingface_hub import HfApi, constants  # noqa: PLC0415

        # Ten megabytes at a time are minutes without a sign of life on a slow line.
        constants.DOWNLOAD_CHUNK_SIZE = _CHUNK

        info = HfApi(token=False).model_info(
            self._order.repository,
            revision=self._order.revision or None,
            files_metadata=True,
            timeout=_METADATA_S,
        )
        files = tuple(_file(s) for s in info.siblings or () if s.rfilename in WANTED)
        weights = next((file for file in files if file.name == "model.bin"), None)
        if weights is None or not self._is_expected(weights):
            raise SpeechFault(FaultCode.DOWNLOAD_DAMAGED, model=self._order.name, file="model.bin")
        return info.sha or self._order.revision, files

    def _is_expected(self, weights: _File) -> bool:
        order = self._order
        return order.weights_bytes in (0, weights.size) and (
            order.weights_sha256 in ("", weights.sha256)
        )

    def _make_room(self, revision: str, files: tuple[_File, ...]) -> None:
        """The folder for what comes, without what another commit left; enough space for it."""
        note = self._partial / _REVISION
        if self._partial.exists() and _read(note) != revision:
            shutil.rmtree(self._partial)
        self._partial.mkdir(parents=True, exist_ok=True)
        note.write_text(revision, encoding="ascii")
        total = sum(file.size for file in files)
        here = sum(self._size_of(file) for file in files)
        self._meter.begin(here, total)
        needed = round((total - here) / _MB) + _SPARE_MB
        free = shutil.disk_usage(self._partial).free // _MB
        if needed > free:
            raise StorageFault(
                FaultCode.DOWNLOAD_NO_ROOM,
                path=str(self._partial.parent),
                needed_mb=needed,
                free_mb=free,
            )

    def _size_of(self, file: _File) -> int:
        """How much of a file is here."""
        whole, part = self._partial / file.name, self._partial / (file.name + _PART)
        for path in (whole, part):
            with suppress(OSError):
                return min(path.stat().st_size, file.size)
        return 0

    def _fetch(self, file: _File, revision: str) -> None:
        """Bring what is lacking of a file, and check the whole of it."""
        from huggingface_hub import hf_hub_url  # noqa: PLC0415 - as above
        from huggingface_hub.file_download import http_get  # noqa: PLC0415

        whole = self._partial / file.name
        if whole.exists():
            return  # It got its name when it had been checked.
        part = self._partial / (file.name + _PART)
        if part.exists() and part.stat().st_size > file.size:
            part.unlink()
        with part.open("ab") as rest:
            http_get(
                hf_hub_url(self._order.repository, file.name, revision=revision),
                rest,
                resume_size=rest.tell(),
                expected_size=file.size,
                displayed_filename=file.name,
                tqdm_class=cast("Any", self._meter.bar),
            )
        self._meter.check()
        if not _is_intact(part, file):
            part.unlink()
            raise SpeechFault(FaultCode.DOWNLOAD_DAMAGED, model=self._order.name, file=file.name)
        part.rename(whole)


class _Meter:
    """Counts the bytes and tells of them, not too often."""

    def __init__(self, report: Callable[[messages.Report], None]) -> None:
        self._report = report
        self._done = self._total = 0
        self._told_s = 0.0
        self._marks: list[tuple[float, int]] = []

    def begin(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self._tell()

    def check(self) -> None:
        """A file is here, and its checksum is being computed."""
        self._report(Advanced(self._done, self._total, is_checking=True))

    def advance(self, count: int) -> None:
        self._done += count
        if time.monotonic() - self._told_s >= _TELL_EVERY_S or self._done >= self._total:
            self._tell()

    def bar(self, *_: Any, **__: Any) -> "_Bar":  # noqa: ANN401 - made by the library, as it likes
        """What the library takes for a progress bar."""
        return _Bar(self)

    def _tell(self) -> None:
        now_s = self._told_s = time.monotonic()
        self._marks = [m for m in self._marks if m[0] > now_s - _RATE_OVER_S]
        self._marks.append((now_s, self._done))
        then_s, before = self._marks[0]
        rate = max(0.0, (self._done - before) / (now_s - then_s)) if now_s > then_s else 0.0
        self._report(Advanced(self._done, self._total, rate))


class _Bar:
    """The part of tqdm's interface that the library uses."""

    def __init__(self, meter: _Meter) -> None:
        self._meter = meter

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is drawn."""

    def update(self, count: float | None = 1) -> None:
        """So many bytes more; less than none where the hub begins a file anew."""
        self._meter.advance(int(count or 0))


@contextmanager
def _naming_faults(order: Order) -> Iterator[None]:
    """Turn what the library raises into faults that name the host and the model."""
    try:
        yield
    except Exception as error:
        fault = _fault_for(error, order)
        if fault is None:
            raise
        raise fault from error


def _fault_for(error: BaseException, order: Order) -> Fault | None:
    """What an exception of the library's means; None where it is not the network's."""
    import httpx2  # noqa: PLC0415 - after the environment is prepared
    from huggingface_hub import constants  # noqa: PLC0415
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled  # noqa: PLC0415

    host = urlsplit(constants.ENDPOINT).hostname or constants.ENDPOINT
    match error:
        case HfHubHTTPError():
            status = error.response.status_code
            return SpeechFault(FaultCode.HUB_REFUSED, host=host, model=order.name, status=status)
        case OfflineModeIsEnabled():
            reason = "the variable HF_HUB_OFFLINE is set"
            return SpeechFault(FaultCode.HUB_UNREACHABLE, host=host, reason=reason)
        case httpx2.ConnectError() | httpx2.ConnectTimeout() | httpx2.ProxyError():
            reason = _plain(error) or "no connection"
            return SpeechFault(FaultCode.HUB_UNREACHABLE, host=host, reason=reason)
        case httpx2.HTTPError():
            reason = _plain(error) or "no answer in time"
            return SpeechFault(FaultCode.DOWNLOAD_CUT, model=order.name, reason=reason)
        case OSError() if error.errno is None and not isinstance(error, FileNotFoundError):
            # The library found fewer bytes than there should be.
            return SpeechFault(
                FaultCode.DOWNLOAD_CUT, model=order.name, reason="less came than was announced"
            )
    return None


def _plain(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".")


def _file(sibling: "RepoSibling") -> _File:
    lfs = sibling.lfs
    size = lfs.size if lfs else sibling.size or 0
    return _File(
        sibling.rfilename, size, lfs.sha256 if lfs else "", "" if lfs else sibling.blob_id or ""
    )


def _is_intact(path: Path, file: _File) -> bool:
    """Whether a file is what the hub says: its size and one of its checksums."""
    size = path.stat().st_size
    if size != file.size:
        return False
    if file.sha256:
        return _digest(path, hashlib.sha256()) == file.sha256
    # Git's names of files are no protection against ill will, but against damage they are.
    named = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    return not file.sha1 or _digest(path, named) == file.sha1


def _digest(path: Path, algorithm: "hashlib._Hash") -> str:
    with path.open("rb") as content:
        while block := content.read(_BLOCK):
            algorithm.update(block)
    return algorithm.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _first_line() -> bytes:
    """The order, read byte by byte so that the other thread gets all that follows."""
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            os._exit(0)
        line += byte
    return bytes(line)


def _leave_with_parent() -> NoReturn:
    """End when the parent lets go of the pipe, in whatever way it ended."""
    while os.read(0, 1):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
