"""Models are brought whole, checked and resumable, from a hub on this machine and nowhere else."""

import errno
import hashlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mlprep_gui import __main__ as entry
from mlprep_gui.adapters.speech import download_worker
from mlprep_gui.adapters.speech.download_messages import (
    DOWNLOAD_ARGUMENT,
    Advanced,
    Order,
    Report,
)
from mlprep_gui.adapters.speech.download_worker import prepare_environment
from mlprep_gui.adapters.speech.downloads import PARTIAL, ChildDownloader
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.services.ports.models import DownloadProgress, ModelFacts
from tests.adapters.speech.listening import PRONUNCIATIONS, SAMPLE, hear
from tests.hub_server import REPOSITORY, REVISION, HubServer
from tests.whisper_model import write_model

DEADLINE_S = 60.0
SAID = "Dropout sets random neurons to zero."
ALWAYS = 1_000
LITTLE = ModelFacts(
    name="little.en",
    remark="",
    repository=REPOSITORY,
    revision=REVISION,
    download_bytes=0,
    weights_bytes=0,
    weights_sha256="",
    languages=1,
    licence="MIT",
    memory_mb=1,
)


class Download:
    """The listener to one download."""

    def __init__(self) -> None:
        self.progress: list[DownloadProgress] = []
        self.outcome: Fault | None = None
        self.moved = threading.Event()
        self.ended = threading.Event()

    def on_progress(self, name: str, progress: DownloadProgress) -> None:
        self.progress.append(progress)
        if progress.done_bytes > 0:
            self.moved.set()

    def on_done(self, name: str) -> None:
        self.ended.set()

    def on_failed(self, name: str, fault: Fault) -> None:
        self.outcome = fault
        self.ended.set()

    def succeed(self) -> None:
        assert self.ended.wait(DEADLINE_S), "the download never ended"
        assert self.outcome is None, (self.outcome, dict(self.outcome.params))

    def fail(self, code: FaultCode) -> Fault:
        assert self.ended.wait(DEADLINE_S), "the download never ended"
        assert self.outcome is not None
        assert self.outcome.code is code, dict(self.outcome.params)
        return self.outcome


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("hub") / "little.en", SAID)


@pytest.fixture
def hub(source: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HubServer]:
    with HubServer(source) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        # Whatever the downloader asks of anybody else comes to this server too, and is seen.
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, server.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        yield server
        mine = server.url.removeprefix("http://")
        assert {asked.host for asked in server.asked} <= {mine}
        paths = (f"/api/models/{REPOSITORY}", f"/{REPOSITORY}/resolve/")
        assert all(asked.path.startswith(paths) for asked in server.asked)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def downloader(own: Path) -> Iterator[ChildDownloader]:
    opened = ChildDownloader(own)
    yield opened
    opened.close()


def download(downloader: ChildDownloader, facts: ModelFacts = LITTLE) -> Download:
    listener = Download()
    downloader.start(facts, listener)
    return listener


def same_files(folder: Path, source: Path) -> bool:
    return all((folder / p.name).read_bytes() == p.read_bytes() for p in source.iterdir())


def test_a_downloaded_model_is_found_and_works(
    hub: HubServer, downloader: ChildDownloader, own: Path, source: Path
) -> None:
    from mlprep_gui.adapters.speech.client import ChildTranscriber  # noqa: PLC0415 - only here

    download(downloader).succeed()
    assert same_files(own / "little.en", source)
    with ChildTranscriber(ModelShelf(own=own, cache=own / "none"), PRONUNCIATIONS) as transcriber:
        heard = hear(transcriber, SAMPLE, model="little.en").transcript()
    assert heard.engine == "whisper little.en"
    assert heard.text.startswith(SAID)


def test_the_pinned_commit_is_asked_for_and_remembered(
    hub: HubServer, downloader: ChildDownloader, own: Path
) -> None:
    download(downloader).succeed()
    assert all(REVISION in asked.path for asked in hub.asked)
    assert (own / "little.en" / "revision").read_text() == REVISION


def test_without_a_pin_the_newest_commit_is_remembered(
    hub: HubServer, downloader: ChildDownloader, own: Path
) -> None:
    download(downloader, replace(LITTLE, revision="")).succeed()
    assert (own / "little.en" / "revision").read_text() == REVISION


def test_no_secret_of_other_programs_is_sent(
    hub: HubServer, downloader: ChildDownloader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    download(downloader).succeed()
    assert {asked.authorization for asked in hub.asked} == {""}


def test_progress_grows_to_the_whole(
    hub: HubServer, downloader: ChildDownloader, source: Path
) -> None:
    listener = download(downloader)
    listener.succeed()
    done = [p.done_bytes for p in listener.progress]
    assert done == sorted(done)
    assert done[-1] == listener.progress[-1].total_bytes
    assert done[-1] == sum(p.stat().st_size for p in source.iterdir())


def test_a_cut_in_the_middle_is_resumed_by_itself(
    hub: HubServer, downloader: ChildDownloader, own: Path, source: Path
) -> None:
    hub.trouble.cut_after, hub.trouble.cuts = 600_000, 1
    download(downloader).succeed()
    first, second = hub.fetches("model.bin")
    assert (first.first, second.first > 0) == (0, True)
    assert same_files(own / "little.en", source)


def test_cancelled_and_gone_on_with_later(
    hub: HubServer, downloader: ChildDownloader, own: Path, source: Path
) -> None:
    """Killed in the middle, the download leaves what it has, and no model that looks whole."""
    go_on = threading.Event()
    sent = iter(range(10_000))
    hub.trouble.wait = lambda: next(sent) > 40 and go_on.wait(DEADLINE_S)
    listener = download(downloader)
    part = own / f"little.en{PARTIAL}" / "model.bin.part"
    assert listener.moved.wait(DEADLINE_S)
    downloader.cancel()
    listener.fail(FaultCode.CANCELLED)
    go_on.set()
    assert ModelShelf(own=own, cache=own / "none").models() == ()
    kept = part.stat().st_size if part.exists() else 0
    download(downloader).succeed()
    assert hub.fetches("model.bin")[-1].first == kept
    assert same_files(own / "little.en", source)


def test_what_is_there_is_not_fetched_again(
    hub: HubServer, downloader: ChildDownloader, own: Path, source: Path
) -> None:
    partial = own / f"little.en{PARTIAL}"
    partial.mkdir()
    (partial / "revision").write_text(REVISION)
    whole = (source / "model.bin").read_bytes()
    (partial / "model.bin.part").write_bytes(whole[:1_000_000])
    (partial / "config.json").write_bytes((source / "config.json").read_bytes())
    listener = download(downloader)
    listener.succeed()
    assert [asked.first for asked in hub.fetches("model.bin")] == [1_000_000]
    assert hub.fetches("config.json") == []
    assert listener.progress[0].done_bytes > 1_000_000


def test_the_rest_of_another_commit_is_thrown_away(
    hub: HubServer, downloader: ChildDownloader, own: Path, source: Path
) -> None:
    partial = own / f"little.en{PARTIAL}"
    partial.mkdir()
    (partial / "revision").write_text("f" * 40)
    (partial / "model.bin.part").write_bytes(b"x" * 1000)
    download(downloader).succeed()
    assert same_files(own / "little.en", source)


def test_a_broken_copy_is_replaced(
    hub: HubServer, downloader: ChildDownloader, own: Path, source: Path
) -> None:
    (own / "little.en").mkdir()
    (own / "little.en" / "config.json").write_text("{}")
    download(downloader).succeed()
    assert same_files(own / "little.en", source)


def test_damaged_on_the_way(hub: HubServer, downloader: ChildDownloader, own: Path) -> None:
    """The damaged file goes, the others stay, and no model is there."""
    hub.trouble.spoil = lambda content: content[:-1] + bytes([content[-1] ^ 1])
    fault = download(downloader).fail(FaultCode.DOWNLOAD_DAMAGED)
    assert (fault.params["model"], fault.params["file"]) == ("little.en", "model.bin")
    left = {path.name for path in (own / f"little.en{PARTIAL}").iterdir()}
    assert left == {"revision", "config.json"}
    hub.trouble.spoil = bytes
    download(downloader).succeed()


@pytest.mark.parametrize(
    "facts", [replace(LITTLE, weights_sha256="0" * 64), replace(LITTLE, weights_bytes=7)]
)
def test_weights_other_than_the_catalogue_s_are_not_even_fetched(
    hub: HubServer, downloader: ChildDownloader, facts: ModelFacts
) -> None:
    download(downloader, facts).fail(FaultCode.DOWNLOAD_DAMAGED)
    assert hub.fetches("model.bin") == []


def test_weights_as_the_catalogue_has_them(
    hub: HubServer, downloader: ChildDownloader, source: Path
) -> None:
    content = (source / "model.bin").read_bytes()
    facts = replace(
        LITTLE,
        weights_bytes=len(content),
        weights_sha256=hashlib.sha256(content).hexdigest(),
    )
    download(downloader, facts).succeed()


@pytest.mark.parametrize("status", [404, 503])
def test_the_hub_refuses(hub: HubServer, downloader: ChildDownloader, status: int) -> None:
    hub.trouble.metadata_status = status
    fault = download(downloader).fail(FaultCode.HUB_REFUSED)
    assert dict(fault.params) == {"host": "127.0.0.1", "model": "little.en", "status": status}


@pytest.mark.parametrize("status", [404, 503])
def test_the_hub_refuses_a_file(hub: HubServer, downloader: ChildDownloader, status: int) -> None:
    hub.trouble.statuses = [status]
    fault = download(downloader).fail(FaultCode.HUB_REFUSED)
    assert fault.params["status"] == status
    download(downloader).succeed()


def test_no_connection(
    hub: HubServer, downloader: ChildDownloader, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody may listen on this port without being root.
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    fault = download(downloader).fail(FaultCode.HUB_UNREACHABLE)
    assert fault.params["host"] == "127.0.0.1"


def test_the_user_s_wish_to_stay_offline_is_heeded(
    hub: HubServer, downloader: ChildDownloader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    fault = download(downloader).fail(FaultCode.HUB_UNREACHABLE)
    assert "HF_HUB_OFFLINE" in str(fault.params["reason"])
    assert hub.asked == []


def test_through_a_proxy(
    source: Path, downloader: ChildDownloader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hub's name need not even be known here: the proxy is asked for everything."""
    with HubServer(source) as proxy:
        monkeypatch.setenv("HF_ENDPOINT", "http://hub.invalid")
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        download(downloader).succeed()
        assert {asked.host for asked in proxy.asked} == {"hub.invalid"}


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_certificate_bundles_of_other_programs_are_heeded(tmp_path: Path, name: str) -> None:
    bundle = tmp_path / "certificates.pem"
    bundle.touch()
    environment = {name: str(bundle)}
    prepare_environment(environment)
    assert environment["SSL_CERT_FILE"] == str(bundle)
    folder = {name: str(tmp_path)}
    prepare_environment(folder)
    assert folder["SSL_CERT_DIR"] == str(tmp_path)
    own = {name: str(bundle), "SSL_CERT_FILE": "mine.pem"}
    prepare_environment(own)
    assert own["SSL_CERT_FILE"] == "mine.pem"


def test_nothing_is_reported_to_anybody() -> None:
    environment: dict[str, str] = {}
    prepare_environment(environment)
    assert environment["HF_HUB_DISABLE_TELEMETRY"] == "1"


def order(own: Path) -> Order:
    return Order("little.en", REPOSITORY, REVISION, 0, "", str(own / "a"), str(own / "a.download"))


def test_too_little_room_is_told_before_anything_is_fetched(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Report] = []
    work = download_worker._Download(order(own), told.append)
    usage = type("Usage", (), {"free": 150_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    file = download_worker._File("model.bin", 3_000_000_000, "", "")
    with pytest.raises(Fault) as caught:
        work._make_room(REVISION, (file,))
    assert caught.value.code is FaultCode.DOWNLOAD_NO_ROOM
    assert caught.value.params == {"path": str(own), "needed_mb": 3100, "free_mb": 150}
    assert told == [Advanced(0, 3_000_000_000)]


def test_the_disk_is_full(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(download_worker._Download, "_describe", fill)
    with pytest.raises(Fault) as caught:
        download_worker._Download(order(own), lambda _: None).run()
    assert caught.value.code is FaultCode.DISK_FULL


def test_it_ends_with_the_program(hub: HubServer, own: Path) -> None:
    """Whoever started it is gone: nobody wants the model any more."""
    go_on = threading.Event()
    hub.trouble.wait = lambda: go_on.wait(DEADLINE_S)
    downloader = ChildDownloader(own)
    listener = download(downloader)
    process = downloader._process
    assert process is not None
    assert process.stdin is not None
    assert listener.moved.wait(DEADLINE_S)
    process.stdin.close()
    try:
        assert process.wait(DEADLINE_S) == 0
    finally:
        go_on.set()
    listener.fail(FaultCode.DOWNLOAD_CUT)


def test_a_frozen_program_starts_itself_as_the_downloader() -> None:
    """Without an order there is nothing to do, and no window opens."""
    assert entry.DOWNLOAD_ARGUMENT == DOWNLOAD_ARGUMENT
    ended = subprocess.run(
        [sys.executable, "-m", "mlprep_gui", DOWNLOAD_ARGUMENT],
        stdin=subprocess.DEVNULL,
        timeout=DEADLINE_S,
        check=False,
    )
    assert ended.returncode == 0
