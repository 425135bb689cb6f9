"""What the child does next: which job is in hand, with which engine, one stretch at a time."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.cutting import SHORTEST_S, suitable_length_s
from mlprep_gui.adapters.speech.engines.base import Engine
from mlprep_gui.adapters.speech.messages import (
    Drop,
    EngineName,
    Finish,
    Grown,
    Prepare,
    Transcribe,
)
from mlprep_gui.adapters.speech.recording_job import RecordingJob, Stretch
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Transcript

Work: TypeAlias = Prepare | Transcribe | Grown | Finish | Drop


class Scribe:
    """Takes requests and does one stretch after the other; keeps the last engine loaded.

    An answer that is whole comes first, for somebody waits for it; then the one that is being
    spoken, as far as its stretches are complete; then whatever gives way.

    Args:
        load: loads the engines that are kept; raises SpeechFault.
        script: makes the engine that says what a script beside the recording says.
        report: tells the parent.
    """

    def __init__(
        self,
        load: Callable[[Prepare], Engine],
        script: Callable[[Path, Stretch], Engine],
        report: Callable[[messages.Report], None],
    ) -> None:
        self._load = load
        self._script = script
        self._report = report
        self._jobs: dict[str, RecordingJob] = {}
        self._loaded: tuple[Prepare, Engine] | None = None
        self._suitable_s = SHORTEST_S
        # Whose voice and microphone the engine has got used to.
        self._used_to = ""

    def take(self, request: Work) -> None:
        """Note what is asked for; only loading an engine is done at once."""
        match request:
            case Prepare():
                self._prepare(request)
            case Transcribe():
                self._jobs[request.job] = RecordingJob(request)
            case Drop():
                self._jobs.pop(request.job, None)
            case Grown() | Finish():
                job = self._jobs.pop(request.job, None)
                if job is not None:
                    job.may_have_more = True
                    job.is_growing = job.is_growing and not isinstance(request, Finish)
                    # Whoever stopped speaking first is served first.
                    self._jobs[request.job] = job

    def work(self) -> bool:
        """Do one stretch of the job that matters most; False where there is nothing to do."""
        while (job := self._choose()) is not None:
            try:
                stretch = job.next_stretch(self._suitable_s)
                if stretch is not None:
                    self._write_down(job, stretch)
                    return True
            except Fault as fault:
                name = job.request.job
                del self._jobs[name]
                self._report(messages.Failed(name, fault.code, dict(fault.params)))
                return True
            job.may_have_more = False
        return False

    def _choose(self) -> RecordingJob | None:
        jobs = self._jobs.values()
        ranks = (
            [job for job in jobs if not job.is_growing and not job.request.gives_way],
            [job for job in jobs if job.is_growing],
            [job for job in jobs if job.request.gives_way],
        )
        for rank in ranks:
            # As long as somebody speaks, the processor is kept for what is said.
            if rank:
                return next((job for job in rank if job.may_have_more), None)
        return None

    def _prepare(self, request: Prepare) -> None:
        if request.engine is not EngineName.SCRIPTED:
            try:
                self._engine(request)
            except Fault:
                # The job that follows meets the same fault and reports it.
                return

    def _write_down(self, job: RecordingJob, stretch: Stretch) -> None:
        name, total_s = job.request.job, max(job.total_s, stretch.end_s)
        self._report(messages.Progress(name, stretch.start_s, total_s))

        def tell(done_s: float) -> None:
            done_s = min(stretch.start_s + done_s, stretch.end_s)
            self._report(messages.Progress(name, done_s, total_s))

        heard = self._hear(job, stretch, tell)
        self._report(_placed(name, stretch, heard))
        if stretch.is_last:
            del self._jobs[name]
            self._report(messages.Done(name, job.request.engine.value))

    def _hear(
        self, job: RecordingJob, stretch: Stretch, tell: Callable[[float], None]
    ) -> Transcript:
        nothing = Transcript((), engine=job.request.engine.value)
        is_scripted = job.request.engine is EngineName.SCRIPTED
        # What is scripted for an answer is said by its last stretch, though that may be silent.
        if stretch.is_silent and (stretch.is_whole or not is_scripted):
            return nothing
        if is_scripted:
            engine = self._script(Path(job.request.audio), stretch)
        else:
            asked = job.request
            engine = self._engine(Prepare(asked.engine, asked.model, asked.hints))
            if self._used_to != asked.job:
                self._used_to = asked.job
                engine.renew()
        began_s = time.monotonic()
        try:
            heard = engine.transcribe(stretch.samples, job.request.terms, tell)
        except SpeechFault as fault:
            if fault.code is not FaultCode.NO_SPEECH:
                raise
            # That the whole recording holds none is for the parent to find.
            return nothing
        took_s = time.monotonic() - began_s
        self._suitable_s = suitable_length_s(took_s, self._suitable_s)
        return heard

    def _engine(self, wanted: Prepare) -> Engine:
        if self._loaded is not None and self._loaded[0] == wanted:
            return self._loaded[1]
        # The old model goes before the new one comes: both at once may not fit.
        self._loaded = None
        self._suitable_s = SHORTEST_S
        self._used_to = ""
        engine = self._load(wanted)
        self._report(messages.Ready(wanted.engine, wanted.model))
        self._loaded = (wanted, engine)
        return engine


def _placed(job: str, stretch: Stretch, heard: Transcript) -> messages.Heard:
    """What was heard in a stretch, in seconds of the recording."""
    placed = heard.moved(stretch.start_s)
    return messages.Heard(job, stretch.end_s, placed.segments, placed.spotted, placed.speech)
