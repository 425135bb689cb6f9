"""A listener that remembers, recordings to hear, and how to wait for what must happen."""

import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from mlprep_gui.adapters.speech.engines.scripted import script_path
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import Segment, Transcript
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.ports.speech import Transcriber, TranscriptionJob

PRONUNCIATIONS = resource_folder() / "speech" / "pronunciations.txt"
SAMPLE = resource_folder() / "samples" / "regularization.flac"
DEADLINE_S = 90.0


class Hearing:
    """The listener to one job."""

    def __init__(self) -> None:
        self.progress: list[tuple[float, float]] = []
        self.outcomes: list[Transcript | Fault] = []
        self.jobs: set[str] = set()
        self.heard: list[Segment] = []
        self.stretches = 0
        self.had_stretch = threading.Event()
        self.began = threading.Event()
        self.ended = threading.Event()

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        self.jobs.add(job_id)
        self.progress.append((done_s, total_s))
        self.began.set()

    def on_heard(self, job_id: str, segments: tuple[Segment, ...]) -> None:
        self.jobs.add(job_id)
        self.heard.extend(segments)
        self.stretches += 1
        self.had_stretch.set()

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        self.jobs.add(job_id)
        self.outcomes.append(transcript)
        self.ended.set()

    def on_failed(self, job_id: str, fault: Fault) -> None:
        self.jobs.add(job_id)
        self.outcomes.append(fault)
        self.ended.set()

    def transcript(self) -> Transcript:
        """Wait for the job to succeed."""
        assert self.ended.wait(DEADLINE_S), "the job never ended"
        (outcome,) = self.outcomes
        assert isinstance(outcome, Transcript), repr(outcome)
        return outcome

    def fault(self, code: FaultCode) -> Fault:
        """Wait for the job to fail with this code."""
        assert self.ended.wait(DEADLINE_S), "the job never ended"
        (outcome,) = self.outcomes
        assert isinstance(outcome, Fault), repr(outcome)
        assert outcome.code is code, (outcome.code, dict(outcome.params))
        return outcome


def hear(
    transcriber: Transcriber,
    audio: Path,
    choice: EngineChoice = EngineChoice.AUTO,
    model: str = "",
    terms: tuple[str, ...] = (),
) -> Hearing:
    """Start a job and return its listener."""
    hearing = Hearing()
    transcriber.start(TranscriptionJob("job", audio, choice, model, terms), hearing)
    return hearing


def empty_shelf(folder: Path) -> ModelShelf:
    """Places for models where there are none."""
    return ModelShelf(own=folder / "no-models", cache=folder / "no-cache")


def write_noise(path: Path, seconds: float = 2.0, level: float = 0.1) -> Path:
    """A recording of even noise, 16 kHz."""
    samples = np.random.default_rng(7).standard_normal(int(seconds * 16000)) * level
    soundfile.write(path, samples.astype(np.float32), 16000)
    return path


def write_script(audio: Path, **script: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """What the scripted engine does with a recording."""
    script_path(audio).write_text(json.dumps(script), encoding="utf-8")


def is_running(pid: int) -> bool:
    """Whether a process runs; one that ended and was not collected by its parent does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}
