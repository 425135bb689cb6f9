"""An answer that is written down while it grows, in a real child: kept, resumed and ended."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlprep_gui.__main__ import WORKER_ARGUMENT
from mlprep_gui.adapters.speech import child, messages
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.services.ports.speech import TranscriptionJob
from tests.adapters.audio.waiting import wait_until
from tests.adapters.speech.listening import (
    DEADLINE_S,
    PRONUNCIATIONS,
    SAMPLE,
    Hearing,
    empty_shelf,
    is_running,
    write_noise,
    write_script,
)
from tests.adapters.speech.test_client import child_pid

SPOKEN_S = 11.0


@pytest.fixture
def transcriber(tmp_path: Path) -> Iterator[ChildTranscriber]:
    with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS, scripted=True) as opened:
        yield opened


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """Six seconds of an answer of eleven."""
    path = write_noise(tmp_path / "answer.wav", 6.0)
    words = [{"text": f"w{n}", "start_s": n, "end_s": n + 1} for n in range(int(SPOKEN_S))]
    write_script(path, words=words)
    return path


def conduct(audio: Path, how: str) -> None:
    """Let the engine behave like this from now on."""
    words = [{"text": f"w{n}", "start_s": n, "end_s": n + 1} for n in range(int(SPOKEN_S))]
    write_script(audio, words=words, conduct=how)


def follow(transcriber: ChildTranscriber, audio: Path, job: str = "live") -> Hearing:
    """Begin to follow a growing recording."""
    hearing = Hearing()
    transcriber.start(TranscriptionJob(job, audio, is_growing=True), hearing)
    return hearing


def finish(transcriber: ChildTranscriber, audio: Path, job: str = "live") -> None:
    write_noise(audio, SPOKEN_S)
    transcriber.finish(job)


ALL = " ".join(f"w{n}" for n in range(int(SPOKEN_S)))


def test_what_is_said_is_written_down_before_the_end(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    hearing = follow(transcriber, audio)
    assert hearing.had_stretch.wait(DEADLINE_S)
    assert [w.text for s in hearing.heard for w in s.words][:5] == ["w0", "w1", "w2", "w3", "w4"]
    assert not hearing.ended.is_set()
    finish(transcriber, audio)
    assert hearing.transcript().text == ALL
    assert hearing.stretches == 2


def test_growth_is_looked_at_when_it_is_told(transcriber: ChildTranscriber, audio: Path) -> None:
    write_noise(audio, 2.0)
    hearing = follow(transcriber, audio)
    write_noise(audio, 6.0)
    transcriber.grown("live")
    assert hearing.had_stretch.wait(DEADLINE_S)


def test_a_recording_that_ends_early_is_whole_at_once(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    hearing = follow(transcriber, audio)
    transcriber.finish("live")
    assert hearing.transcript().text == ALL
    assert hearing.stretches == 1


def test_after_a_crash_finished_stretches_are_not_done_again(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    hearing = follow(transcriber, audio)
    assert hearing.had_stretch.wait(DEADLINE_S)
    first = child_pid(transcriber)
    os.kill(first, signal.SIGKILL)
    finish(transcriber, audio)
    assert hearing.transcript().text == ALL
    assert child_pid(transcriber) != first
    starts = [done_s for done_s, _ in hearing.progress]
    assert starts.count(0.0) == 1, "the first stretch was begun once"


def test_a_crash_over_one_stretch_is_resumed_once(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    conduct(audio, "crash-once")
    hearing = follow(transcriber, audio)
    finish(transcriber, audio)
    assert hearing.transcript().text == ALL


def test_a_child_that_is_killed_twice_fails_the_job_with_the_reason(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    conduct(audio, "hang")
    hearing = follow(transcriber, audio)
    assert hearing.began.wait(DEADLINE_S)
    first = child_pid(transcriber)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: child_pid(transcriber) != first)
    wait_until(lambda: len(hearing.progress) > 2)
    os.kill(child_pid(transcriber), signal.SIGKILL)
    assert hearing.fault(FaultCode.ENGINE_KILLED).params == {"engine": "scripted"}


def test_a_dropped_answer_leaves_the_child_warm(transcriber: ChildTranscriber, audio: Path) -> None:
    dropped = follow(transcriber, audio)
    assert dropped.had_stretch.wait(DEADLINE_S)
    pid = child_pid(transcriber)
    transcriber.drop("live")
    transcriber.finish("live")
    hearing = follow(transcriber, audio)
    finish(transcriber, audio)
    assert hearing.transcript().text == ALL
    assert child_pid(transcriber) == pid
    assert dropped.outcomes == []


def test_reports_on_what_was_dropped_are_none_on_the_same_job_begun_again(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    for _ in range(5):
        dropped = follow(transcriber, audio)
        assert dropped.had_stretch.wait(DEADLINE_S)
        transcriber.drop("live")
        hearing = follow(transcriber, audio)
        finish(transcriber, audio)
        assert hearing.transcript().text == ALL
        assert dropped.outcomes == []


def test_cancelling_one_job_resumes_the_other(
    transcriber: ChildTranscriber, audio: Path, tmp_path: Path
) -> None:
    live = follow(transcriber, audio)
    assert live.had_stretch.wait(DEADLINE_S)
    stuck_audio = write_noise(tmp_path / "stuck.wav", 2.0)
    write_script(stuck_audio, conduct="hang")
    stuck = Hearing()
    transcriber.start(TranscriptionJob("stuck", stuck_audio), stuck)
    assert stuck.began.wait(DEADLINE_S)
    transcriber.cancel("stuck")
    stuck.fault(FaultCode.CANCELLED)
    finish(transcriber, audio)
    assert live.transcript().text == ALL
    assert [done_s for done_s, _ in live.progress].count(0.0) == 1


def test_an_import_gives_way_to_an_answer(
    transcriber: ChildTranscriber, audio: Path, tmp_path: Path
) -> None:
    live = follow(transcriber, audio)
    assert live.had_stretch.wait(DEADLINE_S)
    imported_audio = write_noise(tmp_path / "imported.wav", 2.0)
    write_script(imported_audio, text="from a file")
    imported = Hearing()
    transcriber.start(TranscriptionJob("imported", imported_audio, gives_way=True), imported)
    finish(transcriber, audio)
    assert imported.transcript().text == "from a file"
    assert live.ended.is_set(), "it was served first"


def test_silence_between_stretches_is_no_fault(tmp_path: Path, audio: Path) -> None:
    """Somebody thinks for longer than the child may be silent over a stretch."""
    shelf = empty_shelf(tmp_path)
    with ChildTranscriber(shelf, PRONUNCIATIONS, scripted=True, patience_s=0.4) as transcriber:
        hearing = follow(transcriber, audio)
        assert hearing.had_stretch.wait(DEADLINE_S)
        assert not hearing.ended.wait(1.0)
        finish(transcriber, audio)
        assert hearing.transcript().text == ALL


def test_an_idle_child_is_let_go_of_and_comes_back(tmp_path: Path, audio: Path) -> None:
    shelf = empty_shelf(tmp_path)
    with ChildTranscriber(
        shelf, PRONUNCIATIONS, scripted=True, release_after_s=lambda: 0.3
    ) as transcriber:
        first = follow(transcriber, audio)
        assert first.began.wait(DEADLINE_S)
        pid = child_pid(transcriber)
        assert not first.ended.wait(0.6), "it is not idle while an answer grows"
        assert is_running(pid)
        finish(transcriber, audio)
        first.transcript()
        wait_until(lambda: not is_running(pid))
        second = follow(transcriber, audio)
        transcriber.finish("live")
        assert second.transcript().text == ALL


def test_a_frozen_bundle_starts_itself_as_its_child(
    tmp_path: Path, audio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundle's program stands for the interpreter, and runs the package's entry."""
    entry = tmp_path / "entry.py"
    entry.write_text(
        f"import sys\nsys.path.append({str(child._PACKAGES)!r})\n"
        "from mlprep_gui.__main__ import main\nsys.exit(main(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    program = tmp_path / "mlprep"
    # A shell's script: the first line of a Python script takes no path with a space in it.
    program.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(entry))} "$@"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert child.worker_command() == [str(program), WORKER_ARGUMENT]
    with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS, scripted=True) as transcriber:
        hearing = follow(transcriber, audio)
        finish(transcriber, audio)
        assert hearing.transcript().text == ALL


def test_the_entry_and_the_messages_agree_on_the_argument() -> None:
    assert messages.WORKER_ARGUMENT == WORKER_ARGUMENT


PARENT = """
import sys, threading
from pathlib import Path
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.services.ports.speech import TranscriptionJob
from tests.adapters.speech.listening import PRONUNCIATIONS, Hearing, empty_shelf

audio, scripted = Path(sys.argv[1]), sys.argv[2] == "scripted"
transcriber = ChildTranscriber(empty_shelf(audio.parent), PRONUNCIATIONS, scripted=scripted)
hearing = Hearing()
transcriber.start(TranscriptionJob("live", audio, is_growing=True), hearing)
(hearing.had_stretch if scripted else hearing.began).wait()
print(transcriber._child.pid, flush=True)
threading.Event().wait()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("engine", ["scripted", "sphinx"])
def test_a_child_that_follows_an_answer_goes_within_two_seconds_of_its_parent(
    audio: Path, engine: str
) -> None:
    """Between two stretches, and in the middle of one, in native code."""
    source = audio if engine == "scripted" else SAMPLE
    command = [sys.executable, "-c", PARENT, str(source), engine]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.kill()
        wait_until(lambda: not is_running(pid), deadline_s=2)
