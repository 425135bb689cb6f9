"""The child tried by hand: requests in, reports out, nothing else on stdout."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.messages import EngineName, Prepare, ShutDown, Transcribe
from tests.adapters.speech.listening import PRONUNCIATIONS, write_noise, write_script

MODULE = "mlprep_gui.adapters.speech.worker"
# What a frozen program's entry does with its hidden argument.
FROZEN = f"import sys; from {MODULE} import main; sys.exit(main(sys.argv[1:]))"


class Child:
    """A worker and its pipes."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(
            [*command, "--pronunciations", str(PRONUNCIATIONS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ask(self, *requests: messages.Request) -> tuple[list[messages.Report], bytes]:
        """All reports and the stderr of a child that is told to shut down at the end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        for request in requests:
            self.process.stdin.write(messages.encode(request))
        self.process.stdin.flush()
        reports = []
        for line in self.process.stdout:
            reports.append(messages.decode_report(line))
            if isinstance(reports[-1], messages.Done | messages.Failed):
                break
        _, errors = self.process.communicate(messages.encode(ShutDown()), timeout=20)
        return reports, errors


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    path = write_noise(tmp_path / "answer.wav")
    write_script(path, text="hidden words")
    return path


@pytest.fixture(params=["module", "frozen"])
def child(request: pytest.FixtureRequest) -> Iterator[Child]:
    commands = {
        "module": [sys.executable, "-m", MODULE],
        "frozen": [sys.executable, "-c", FROZEN, messages.WORKER_ARGUMENT],
    }
    started = Child(commands[request.param])
    yield started
    with started.process:
        started.process.kill()


def test_a_job_from_request_to_report(child: Child, audio: Path) -> None:
    request = Transcribe("7", str(audio), EngineName.SCRIPTED)
    reports, errors = child.ask(request)
    assert [type(report).__name__ for report in reports] == [
        *("Progress",) * 5,
        *("Heard", "Done"),
    ]
    done = reports[-1]
    assert isinstance(done, messages.Done)
    assert (done.job, done.engine) == ("7", "scripted")
    assert child.process.returncode == 0
    assert errors == b""


def test_an_engine_is_loaded_once(child: Child, audio: Path, tmp_path: Path) -> None:
    write_noise(audio)
    requests = (Prepare(EngineName.SPHINX), Transcribe("1", str(audio), EngineName.SPHINX))
    reports, _ = child.ask(*requests)
    kinds = [type(report).__name__ for report in reports]
    assert kinds == ["Ready", "Progress", "Heard", "Done"]


def test_what_cannot_be_prepared_is_left_to_the_job(child: Child, tmp_path: Path) -> None:
    audio = write_noise(tmp_path / "noise.wav")
    model = str(tmp_path / "nowhere")
    reports, errors = child.ask(
        Prepare(EngineName.WHISPER, model), Transcribe("1", str(audio), EngineName.WHISPER, model)
    )
    assert isinstance(reports[-1], messages.Failed)
    assert b"Traceback" not in errors


def test_the_end_of_stdin_ends_it(child: Child) -> None:
    assert child.process.stdin is not None
    child.process.stdin.close()
    assert child.process.wait(20) == 0


def test_it_leaves_the_window_its_processor(child: Child, audio: Path) -> None:
    """Looks while it hangs: its priority is lower than ours."""
    if not hasattr(os, "getpriority"):
        pytest.skip("no priorities on this system")
    write_script(audio, conduct="hang")
    assert child.process.stdin is not None
    assert child.process.stdout is not None
    child.process.stdin.write(messages.encode(Transcribe("1", str(audio), EngineName.SCRIPTED)))
    child.process.stdin.flush()
    child.process.stdout.readline()
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    theirs = os.getpriority(os.PRIO_PROCESS, child.process.pid)
    assert theirs > ours or theirs == 19
