"""What becomes of a job when its child crashes, hangs, chatters or loses its parent."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import SpottedTerm, Transcript
from mlprep_gui.services.ports.speech import TranscriptionJob
from tests.adapters.audio.waiting import wait_until
from tests.adapters.speech.listening import (
    DEADLINE_S,
    PRONUNCIATIONS,
    SAMPLE,
    Hearing,
    empty_shelf,
    hear,
    is_running,
    write_noise,
    write_script,
)

SAID = "a secret answer about dropout"


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    path = write_noise(tmp_path / "answer.wav")
    write_script(path, text=SAID)
    return path


@pytest.fixture
def transcriber(tmp_path: Path) -> Iterator[ChildTranscriber]:
    with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS, scripted=True) as opened:
        yield opened


def child_pid(transcriber: ChildTranscriber) -> int:
    """Of the child that runs, or is about to be started."""

    def pid() -> int:
        child = transcriber._child
        return child.pid if child is not None else 0

    wait_until(lambda: pid() != 0, deadline_s=10)
    return pid()


def test_the_script_is_said(transcriber: ChildTranscriber, audio: Path) -> None:
    words = [{"text": "weight", "start_s": 0.5, "end_s": 0.9, "probability": 0.25}]
    spotted = [{"term": "weight decay", "start_s": 0.5, "end_s": 1.25}]
    write_script(audio, words=words, spotted=spotted)
    transcript = hear(transcriber, audio).transcript()
    assert [(w.text, w.start_s, w.end_s, w.probability) for w in transcript.words] == [
        ("weight", 0.5, 0.9, 0.25)
    ]
    assert transcript.spotted == (SpottedTerm("weight decay", 0.5, 1.25),)


def test_modules_in_the_current_folder_are_not_ours(
    transcriber: ChildTranscriber, audio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("numpy.py", "queue.py", "mlprep_gui.py"):
        (audio.parent / name).write_text("raise SystemExit('not this one')", encoding="utf-8")
    monkeypatch.chdir(audio.parent)
    assert hear(transcriber, audio).transcript().text == SAID


def test_no_room_for_a_process_fails_the_job_only(
    transcriber: ChildTranscriber, audio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", str(audio.parent / "no-such-program"))
        fault = hear(transcriber, audio).fault(FaultCode.ENGINE_CRASHED)
    assert "no-such-program" in str(fault.params["reason"])
    assert hear(transcriber, audio).transcript().text == SAID


def test_a_script_that_says_nothing_is_no_speech(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    write_script(audio, text="")
    hear(transcriber, audio).fault(FaultCode.NO_SPEECH)


def test_a_fault_comes_with_its_code(transcriber: ChildTranscriber, audio: Path) -> None:
    write_script(audio, conduct="fail", fault="model-broken")
    hear(transcriber, audio).fault(FaultCode.MODEL_BROKEN)


def test_the_child_stays_warm_between_jobs(transcriber: ChildTranscriber, audio: Path) -> None:
    hear(transcriber, audio).transcript()
    first = child_pid(transcriber)
    hear(transcriber, audio).transcript()
    assert child_pid(transcriber) == first


def test_warmed_up_before_the_first_job(transcriber: ChildTranscriber, audio: Path) -> None:
    transcriber.warm_up()
    first = child_pid(transcriber)
    transcriber.warm_up()
    assert hear(transcriber, audio).transcript().text == SAID
    assert child_pid(transcriber) == first


def test_warming_up_what_is_not_there_is_left_to_the_job(tmp_path: Path, audio: Path) -> None:
    with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS) as transcriber:
        transcriber.warm_up(EngineChoice.WHISPER, "small.en")
        hearing = hear(transcriber, audio, EngineChoice.WHISPER, "small.en")
        assert hearing.fault(FaultCode.MODEL_NOT_FOUND).params["model"] == "small.en"


def test_a_crash_is_tried_once_more(transcriber: ChildTranscriber, audio: Path) -> None:
    write_script(audio, text=SAID, conduct="crash-once")
    hearing = hear(transcriber, audio)
    assert hearing.transcript().text == SAID
    assert [done_s for done_s, _ in hearing.progress].count(0.0) == 2


def test_a_second_crash_fails_the_job_only(transcriber: ChildTranscriber, audio: Path) -> None:
    write_script(audio, text=SAID, conduct="crash")
    hearing = hear(transcriber, audio)
    fault = hearing.fault(FaultCode.ENGINE_CRASHED)
    assert [done_s for done_s, _ in hearing.progress].count(0.0) == 2
    assert fault.params["engine"] == "scripted"
    assert "secret" not in str(fault.params["reason"])
    write_script(audio, text=SAID)
    assert hear(transcriber, audio).transcript().text == SAID


def test_a_mistake_of_ours_in_the_child_is_told_by_its_last_line(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    write_script(audio, text=SAID, unheard_of=1)
    reason = str(hear(transcriber, audio).fault(FaultCode.ENGINE_CRASHED).params["reason"])
    assert reason.startswith("exit status 1:")
    assert "unheard_of" in reason
    assert "secret" not in reason


def test_a_child_that_died_between_jobs_is_replaced(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    hear(transcriber, audio).transcript()
    first = child_pid(transcriber)
    os.kill(first, signal.SIGTERM)
    assert hear(transcriber, audio).transcript().text == SAID
    assert child_pid(transcriber) != first


def test_a_hanging_engine_is_cancelled_at_once(transcriber: ChildTranscriber, audio: Path) -> None:
    write_script(audio, conduct="hang")
    hearing = hear(transcriber, audio)
    assert hearing.began.wait(DEADLINE_S)
    pid = child_pid(transcriber)
    transcriber.cancel("job")
    assert hearing.ended.wait(2)
    hearing.fault(FaultCode.CANCELLED)
    assert not is_running(pid)


def test_a_silent_engine_times_out(tmp_path: Path, audio: Path) -> None:
    write_script(audio, conduct="hang")
    shelf = empty_shelf(tmp_path)
    with ChildTranscriber(shelf, PRONUNCIATIONS, scripted=True, patience_s=1.5) as transcriber:
        hearing = hear(transcriber, audio)
        assert hearing.began.wait(DEADLINE_S)
        pid = child_pid(transcriber)
        fault = hearing.fault(FaultCode.ENGINE_TIMED_OUT)
        assert dict(fault.params) == {"engine": "scripted", "seconds": 1.5}
        assert not is_running(pid)


def test_what_libraries_print_is_no_report(transcriber: ChildTranscriber, audio: Path) -> None:
    write_script(audio, text=SAID, conduct="chatter")
    hearing = hear(transcriber, audio)
    assert hearing.transcript().text == SAID
    assert hear(transcriber, audio).transcript().text == SAID


def test_closing_ends_the_process(transcriber: ChildTranscriber, audio: Path) -> None:
    hear(transcriber, audio).transcript()
    pid = child_pid(transcriber)
    transcriber.close()
    assert not is_running(pid)
    with pytest.raises(RuntimeError):
        hear(transcriber, audio)


def test_a_job_may_be_started_from_the_report_of_another(
    transcriber: ChildTranscriber, audio: Path
) -> None:
    """The transcription queue does this."""
    second = Hearing()

    class StartsAnother(Hearing):
        def on_done(self, job_id: str, transcript: Transcript) -> None:
            transcriber.start(TranscriptionJob("second", audio), second)
            super().on_done(job_id, transcript)

    transcriber.start(TranscriptionJob("first", audio), StartsAnother())
    second.transcript()
    assert second.jobs == {"second"}


def test_closing_from_a_report_does_not_hang(transcriber: ChildTranscriber, audio: Path) -> None:
    closed = threading.Event()

    class Closes(Hearing):
        def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
            transcriber.close()
            closed.set()

    hearing = Closes()
    transcriber.start(TranscriptionJob("job", audio), hearing)
    hearing.fault(FaultCode.CANCELLED)
    assert closed.is_set()


PARENT = """
import sys, threading
from pathlib import Path
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.services.ports.speech import TranscriptionJob
from tests.adapters.speech.listening import PRONUNCIATIONS, Hearing, empty_shelf

audio, scripted = Path(sys.argv[1]), sys.argv[2] == "scripted"
transcriber = ChildTranscriber(empty_shelf(audio.parent), PRONUNCIATIONS, scripted=scripted)
hearing = Hearing()
transcriber.start(TranscriptionJob("job", audio), hearing)
hearing.began.wait()
print(transcriber._child.pid, flush=True)
threading.Event().wait()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")
@pytest.mark.parametrize("engine", ["scripted", "sphinx"])
def test_a_busy_child_goes_within_two_seconds_of_its_parent(
    tmp_path: Path, audio: Path, engine: str
) -> None:
    if engine == "scripted":
        write_script(audio, conduct="hang")
    else:
        audio = SAMPLE
    command = [sys.executable, "-c", PARENT, str(audio), engine]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.kill()
        wait_until(lambda: not is_running(pid), deadline_s=2)
