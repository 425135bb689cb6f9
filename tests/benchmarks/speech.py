"""How fast PocketSphinx writes down the shipped answer: seconds of work for a second of sound.

Run as ``python -m tests.benchmarks.speech``; the child process, its start included, is measured
from the outside, as a user waits for it.
"""

import sys
import tempfile
import threading
import time
from pathlib import Path

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import Segment, Transcript
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.ports.speech import TranscriptionJob

TERMS = ("overfitting", "generalise", "l1", "l2", "weight decay", "dropout", "early stopping")


class Stopwatch:
    """Listens to a job and notes when it ended."""

    def __init__(self) -> None:
        self.audio_s = 0.0
        self.outcome: Transcript | Fault | None = None
        self.ended_s = 0.0
        self.ended = threading.Event()

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        del job_id, done_s
        self.audio_s = total_s

    def on_heard(self, job_id: str, segments: tuple[Segment, ...]) -> None:
        """Only the end counts."""

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        del job_id
        self._end(transcript)

    def on_failed(self, job_id: str, fault: Fault) -> None:
        del job_id
        self._end(fault)

    def _end(self, outcome: Transcript | Fault) -> None:
        self.ended_s = time.perf_counter()
        self.outcome = outcome
        self.ended.set()


def measure(transcriber: ChildTranscriber, audio: Path) -> tuple[Stopwatch, float]:
    """One job; its stopwatch and the seconds that it took."""
    watch = Stopwatch()
    began_s = time.perf_counter()
    transcriber.start(TranscriptionJob("bench", audio, EngineChoice.SPHINX, terms=TERMS), watch)
    watch.ended.wait()
    return watch, watch.ended_s - began_s


def main() -> int:
    """Print the figures; status 1 where the recogniser failed."""
    audio = resource_folder() / "samples" / "regularization.flac"
    pronunciations = resource_folder() / "speech" / "pronunciations.txt"
    with tempfile.TemporaryDirectory() as empty:
        shelf = ModelShelf(own=Path(empty), cache=Path(empty))
        with ChildTranscriber(shelf, pronunciations) as transcriber:
            for state in ("cold", "warm"):
                watch, took_s = measure(transcriber, audio)
                if not isinstance(watch.outcome, Transcript):
                    sys.stdout.write(f"PocketSphinx failed: {watch.outcome!r}\n")
                    return 1
                sys.stdout.write(
                    f"PocketSphinx, {state}: {watch.audio_s:.1f} s of sound in {took_s:.1f} s,"
                    f" real-time factor {took_s / watch.audio_s:.2f}\n"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
