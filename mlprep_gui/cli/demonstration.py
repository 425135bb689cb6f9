"""The main job in the terminal: one question, on the recorded answer that ships with MLPrep."""

import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.cli import reports
from mlprep_gui.cli.workbench import Listening, open_bank, open_transcriber, write_down
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.ports.sound import RecordingReport
from mlprep_gui.services.review import judge_transcript
from mlprep_gui.ui.wording import expect_of, name_engine

SAMPLE_QUESTION = "regularization"
_SPEED = 20.0
_POLL_S = 0.05


def demonstrate(out: TextIO = sys.stdout) -> int:
    """Ask, record, transcribe and review; returns the exit status.

    Raises:
        Fault: where one of the steps cannot be done.
    """
    for line in _steps():
        print(line, file=out, flush=True)
    return 0


def _steps() -> Iterator[str]:
    bank, problems = open_bank()
    yield from (f"Not usable: {problem}" for problem in problems)
    question = bank.get(SAMPLE_QUESTION)
    yield f"Question: {question.title}"
    yield from reports.wrap_text(question.prompt)
    sample = resource_folder() / "samples" / f"{SAMPLE_QUESTION}.flac"
    with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
        recording = Path(folder) / "answer.wav"
        yield f"Recording the answer that ships with MLPrep, at {_SPEED:.0f} times its speed ..."
        report = _record(sample, recording)
        yield f"  {report.duration_s:.0f} s recorded, peak {report.peak:.0%} of full scale."
        with open_transcriber() as transcriber:
            engine = transcriber.engine_for(EngineChoice.AUTO, "")
        yield f"Writing it down with {name_engine(engine)} ..."
        yield from reports.wrap_text(expect_of(engine))
        transcript = write_down(recording, Listening(), question)
    yield ""
    yield from reports.report_review(
        question, transcript, judge_transcript(Judge(bank), question, transcript)
    )


def _record(sample: Path, target: Path) -> RecordingReport:
    """Record the sample through the synthetic microphone until it has been played."""
    microphone = SyntheticMicrophone(sample, speed=_SPEED)
    recording = microphone.start(target, None)
    pause = threading.Event()
    while not microphone.has_ended:
        pause.wait(_POLL_S)
    return recording.stop()
