"""The SpeedMeter port: how long a model takes for ten seconds of speech, in a child of its own."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import soundfile

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import Segment, Transcript
from mlprep_gui.services.ports.speech import TranscriptionJob

SAMPLE_S = 10
_JOB = "speed"


class SampleSpeedMeter:
    """See the module's docstring and ``SpeedMeter``.

    The recogniser's process is ended after each measurement: the memory is wanted elsewhere.

    Args:
        make_transcriber: a new recogniser, not started.
        sample: a recording of ten seconds of speech or more.
    """

    def __init__(self, make_transcriber: Callable[[], ChildTranscriber], sample: Path) -> None:
        self._make_transcriber = make_transcriber
        self._sample = sample
        self._run: _Run | None = None

    def measure(
        self, model: str, done: Callable[[float], None], failed: Callable[[Fault], None]
    ) -> None:
        """See ``SpeedMeter``."""
        self._run = _Run(self._make_transcriber(), done, failed)
        self._run.start(model, self._sample)

    def close(self) -> None:
        """See ``SpeedMeter``."""
        if self._run is not None:
            self._run.end()


class _Run:
    """One measurement: the listener to its job."""

    def __init__(
        self,
        transcriber: ChildTranscriber,
        done: Callable[[float], None],
        failed: Callable[[Fault], None],
    ) -> None:
        self._transcriber = transcriber
        self._done = done
        self._failed = failed
        self._folder = tempfile.TemporaryDirectory(prefix="mlprep-speed-")
        self._began_s: float | None = None

    def start(self, model: str, sample: Path) -> None:
        audio = Path(self._folder.name) / "speech.wav"
        with soundfile.SoundFile(sample) as file:
            sound = file.read(SAMPLE_S * file.samplerate)
            soundfile.write(audio, sound, file.samplerate)
        # Loading the model is no part of its speed: it happens once.
        self._transcriber.warm_up(EngineChoice.WHISPER, model)
        job = TranscriptionJob(_JOB, audio, EngineChoice.WHISPER, model)
        self._transcriber.start(job, self)

    def end(self) -> None:
        self._transcriber.close()
        self._folder.cleanup()

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        """The first report comes when the model is there and the sound is read."""
        del job_id, done_s, total_s
        if self._began_s is None:
            self._began_s = time.monotonic()

    def on_heard(self, job_id: str, segments: tuple[Segment, ...]) -> None:
        """What it says does not matter."""

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        """Whatever it wrote, it has done the work."""
        del job_id, transcript
        took_s = time.monotonic() - (self._began_s or time.monotonic())
        self.end()
        self._done(SAMPLE_S / max(took_s, 0.01))

    def on_failed(self, job_id: str, fault: Fault) -> None:
        """See ``TranscriptionListener``."""
        del job_id
        self.end()
        self._failed(fault)
