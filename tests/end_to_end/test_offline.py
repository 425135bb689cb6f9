"""The whole practice way opens no socket to any network.

Covered: the window's process and the speech child, from the start of the program over a spoken
answer to its review, with Whisper (hints on) and with PocketSphinx. Any attempt by Python code to
look up a name, to connect or to send over IP raises there and is written down; on Linux the
sockets that native code may hold are looked at as well. Not covered: the download of a model,
which is the one thing that uses the network, and what the operating system does by itself.
"""

import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver
from tests.whisper_model import write_model

SAID = "Dropout sets random neurons to zero."

# Also what every child of this process runs first, so it stands alone.
GUARD = """
import os, socket, sys

_LOCAL = {getattr(socket, "AF_UNIX", None)}
_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_USES = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}

def forbid(event, arguments):
    record = os.environ.get("MLPREP_TEST_FORBIDDEN")
    if not record:
        return
    if event in _LOOKUPS or (event in _USES and arguments[0].family not in _LOCAL):
        with open(record, "a", encoding="utf-8") as lines:
            lines.write(f"{os.getpid()} {event} {arguments[1:]}\\n")
        raise PermissionError(f"{event} is forbidden here")

sys.addaudithook(forbid)
"""
_TABLES = ("tcp", "tcp6", "udp", "udp6")


@dataclass
class Guard:
    """What was tried in spite of it.

    Attributes:
        record: a line an attempt, of any process.
    """

    record: Path

    def attempts(self) -> str:
        return self.record.read_text("utf-8") if self.record.exists() else ""


@pytest.fixture(scope="module")
def guarded_process() -> None:
    """This process listens to itself; it does so for good, and heeds the variable only."""
    exec(compile(GUARD, "guard", "exec"), {})  # noqa: S102 - the same text that children run


@pytest.fixture
def guard(
    guarded_process: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Guard]:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(textwrap.dedent(GUARD), encoding="utf-8")
    guard = Guard(tmp_path / "forbidden.txt")
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("MLPREP_TEST_FORBIDDEN", str(guard.record))
    yield guard
    monkeypatch.undo()


def children(pid: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    found = {int(line) for line in listed.stdout.split()}
    return found | {deeper for child in found for deeper in children(child)}


def sockets_of(pid: int) -> set[str]:
    """The internet sockets that a process holds, whoever opened them, by number."""
    tables = [Path(f"/proc/{pid}/net/{name}") for name in _TABLES]
    try:
        inodes = {
            line.split()[9]
            for table in tables
            if table.exists()
            for line in table.read_text("ascii").splitlines()[1:]
        }
        links = list(Path(f"/proc/{pid}/fd").iterdir())
    except OSError:
        return set()  # It has ended, or may not be looked at.
    held = set()
    for link in links:
        with suppress(OSError):  # The folder's own one is closed by now.
            held.add(str(link.readlink()))
    return {inode for inode in inodes if f"socket:[{inode}]" in held}


def answer(driver: Driver) -> set[str]:
    """Answer a question aloud; returns the internet sockets that were seen on the way."""
    mine = os.getpid()
    before = sockets_of(mine)
    seen: set[str] = set()

    def look() -> None:
        for pid in {mine, *children(mine)}:
            seen.update(sockets_of(pid))

    driver.practice.choose("regularization")
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("0:03"))
    look()
    driver.click("Stop")
    driver.wait(lambda: driver.window.front == "review")
    look()
    return seen - before


def test_a_whisper_answer_needs_no_network(start: Start, guard: Guard, folders: Folders) -> None:
    write_model(folders.models / "little.en", SAID)
    driver = start(Preferences(thinking_s=0.0, engine=EngineChoice.WHISPER, estimate_first=False))
    assert answer(driver) == set()
    driver.wait(lambda: driver.reads("Whisper (little.en)"))
    driver.window.show_page("settings")
    driver.window.show_page("models")
    driver.wait(lambda: driver.reads("On this computer"))
    assert guard.attempts() == ""


def test_a_pocketsphinx_answer_needs_no_network(
    start: Start, guard: Guard, quick: Preferences
) -> None:
    driver = start(replace(quick, estimate_first=False))
    assert answer(driver) == set()
    driver.wait(lambda: driver.reads("PocketSphinx"))
    assert guard.attempts() == ""


def test_the_guard_sees_this_process(guard: Guard) -> None:
    """The tests above mean something only if an attempt would be noticed."""
    with pytest.raises(PermissionError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    with pytest.raises(PermissionError):
        socket.getaddrinfo("localhost", 80)
    assert guard.attempts().count("\n") == 2


def test_the_guard_sees_a_child(guard: Guard) -> None:
    """Started the way in which the speech child is."""
    attempt = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    ended = subprocess.run([sys.executable, "-P", "-c", attempt], capture_output=True, check=False)
    assert b"is forbidden here" in ended.stderr
    assert guard.attempts()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets on this system")
def test_the_guard_lets_a_second_start_find_the_first(guard: Guard, tmp_path: Path) -> None:
    """That is how a second start finds the first: it reaches no network."""
    with socket.socket(socket.AF_UNIX) as listening, socket.socket(socket.AF_UNIX) as calling:
        listening.bind(str(tmp_path / "s"))
        listening.listen()
        calling.connect(str(tmp_path / "s"))
    assert guard.attempts() == ""


@pytest.mark.skipif(not Path("/proc/self/net").exists(), reason="only Linux lists sockets there")
def test_sockets_of_native_code_would_be_seen() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert sockets_of(os.getpid())
