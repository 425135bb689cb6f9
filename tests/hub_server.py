"""A model hub on 127.0.0.1: one folder behind the hub's own paths, with every kind of trouble."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

REPOSITORY = "somebody/faster-whisper-little.en"
REVISION = "0123456789abcdef0123456789abcdef01234567"
_BLOCK = 16_384


@dataclass
class Trouble:
    """What goes wrong, and how often.

    Attributes:
        status: answers files with this status, once for each time in ``statuses``.
        cut_after: closes the connection behind so many bytes of an answer.
        cuts: how often it does so; more than any test asks for means always.
        wait: called before each block of ``model.bin``.
        spoil: changes the bytes of ``model.bin`` on their way.
        metadata_status: the status for the question which files there are.
    """

    statuses: list[int] = field(default_factory=list)
    cut_after: int = 0
    cuts: int = 0
    wait: Callable[[], object] = lambda: None
    spoil: Callable[[bytes], bytes] = bytes
    metadata_status: int = 200


@dataclass(frozen=True)
class Asked:
    """A request that came.

    Attributes:
        path: without what stands behind the question mark.
        first: the first byte that was asked for.
        host: the host that was meant; another one where the hub is used as a proxy.
        authorization: a secret that was sent along.
    """

    path: str
    first: int
    host: str
    authorization: str


class HubServer:
    """Serves the files of ``folder``; a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trouble = Trouble()
        self.asked: list[Asked] = []
        handler = type("Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def fetches(self, name: str) -> list[Asked]:
        """The requests for a file."""
        return [asked for asked in self.asked if asked.path.endswith("/" + name)]

    def metadata(self) -> bytes:
        siblings = []
        for path in sorted(self.folder.iterdir()):
            content = path.read_bytes()
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
            sibling = {
                "rfilename": path.name,
                "size": len(content),
                "blobId": blob.hexdigest(),
            }
            if path.name == "model.bin":
                sha256 = hashlib.sha256(content).hexdigest()
                sibling["lfs"] = {"size": len(content), "sha256": sha256, "pointerSize": 134}
            siblings.append(sibling)
        return json.dumps({"id": REPOSITORY, "sha": REVISION, "siblings": siblings}).encode()


class _Handler(BaseHTTPRequestHandler):
    hub: HubServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = unquote(split.path)
        ranged = self.headers.get("Range", "bytes=0-")
        first = int(ranged.removeprefix("bytes=").partition("-")[0])
        host = split.netloc or self.headers["Host"]
        secret = self.headers.get("Authorization", "")
        self.hub.asked.append(Asked(path, first, host, secret))
        trouble = self.hub.trouble
        if path.startswith("/api/models/"):
            if trouble.metadata_status != 200:
                self._refuse(trouble.metadata_status)
            else:
                self._answer(self.hub.metadata(), 0)
        elif trouble.statuses:
            self._refuse(trouble.statuses.pop(0))
        else:
            name = path.rpartition("/")[2]
            content = (self.hub.folder / name).read_bytes()
            if name == "model.bin":
                content = trouble.spoil(content)
            self._answer(content, first, is_weights=name == "model.bin")

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, content: bytes, first: int, *, is_weights: bool = False) -> None:
        rest = content[first:]
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(rest)))
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        sent = 0
        trouble = self.hub.trouble
        for at in range(0, len(rest), _BLOCK):
            if is_weights:
                trouble.wait()
            if is_weights and trouble.cuts and sent >= trouble.cut_after:
                trouble.cuts -= 1
                self.close_connection = True
                return
            try:
                self.wfile.write(rest[at : at + _BLOCK])
            except OSError:
                return  # The downloader has been killed.
            sent += _BLOCK

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""
