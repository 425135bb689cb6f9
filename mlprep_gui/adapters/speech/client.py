"""The Transcriber port on a speech child: lazily started, kept warm, let go when idle, killed."""

import threading
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.child import SpeechChild, worker_command
from mlprep_gui.adapters.speech.messages import Done, EngineName, Failed, Heard, Progress, Ready
from mlprep_gui.adapters.speech.models import ModelShelf, Selection, select_engine
from mlprep_gui.adapters.speech.runs import Run
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports.speech import EngineInfo, TranscriptionJob, TranscriptionListener

# A stretch of thirty seconds, decoded twice by a large model on a slow machine, and its loading.
PATIENCE_S = 300.0
RELEASE_AFTER_S = 600.0
_TRIES = 2
_JOIN_S = 5.0
_AUDIO_FAULTS = {FaultCode.FILE_MISSING, FaultCode.NOT_AUDIO, FaultCode.AUDIO_EMPTY}


class ChildTranscriber:
    """The ``Transcriber`` port; see there. A context manager that closes itself.

    What happens to a job when its child misbehaves:
    it ends by itself (a crash): once more in a new child, from the last stretch that was done,
    then ENGINE_CRASHED, or ENGINE_KILLED where the system ended it;
    it says nothing of a stretch for ``patience_s``: it is killed, ENGINE_TIMED_OUT;
    the job is cancelled or the transcriber closed: it is killed, CANCELLED.
    Other jobs go on in a new child; their finished stretches are kept.

    A thread of its own owns the child and all jobs; what callers ask for and what the child
    reports is posted to it. It also calls the listeners.

    Args:
        shelf: where Whisper models may lie.
        pronunciations: words that PocketSphinx's dictionary lacks.
        scripted: say what the script beside each recording says, instead of recognising.
        patience_s: for how long the child may be silent over a stretch.
        release_after_s: asked for how long the child may be idle until its memory is given back.
    """

    def __init__(
        self,
        shelf: ModelShelf,
        pronunciations: Path,
        *,
        scripted: bool = False,
        patience_s: float = PATIENCE_S,
        release_after_s: Callable[[], float] = lambda: RELEASE_AFTER_S,
    ) -> None:
        self._shelf = shelf
        self._pronunciations = pronunciations
        self._scripted = scripted
        self._patience_s = patience_s
        self._release_after_s = release_after_s
        self._inbox: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="speech", daemon=True)
        # Guards these, and that the thread is started once.
        self._lock = threading.Lock()
        self._under_way: set[str] = set()
        self._closed = False
        # What follows is the thread's.
        self._runs: dict[str, Run] = {}
        self._numbers = count(1)
        self._child: SpeechChild | None = None
        self._at_work_on: str | None = None
        self._last_s = 0.0
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # On any thread -----------------------------------------------------------------------------

    def engine_for(self, choice: EngineChoice, model: str) -> EngineInfo:
        """See ``Transcriber``."""
        return self._select(choice, model).info

    def warm_up(
        self, choice: EngineChoice = EngineChoice.AUTO, model: str = "", *, hints: bool = True
    ) -> None:
        """See ``Transcriber``: start the child, where there is none, and load the engine."""
        self._post(partial(self._prepare, choice, model, hints))

    def start(self, job: TranscriptionJob, listener: TranscriptionListener) -> None:
        """See ``Transcriber``; raises RuntimeError for a job under way, or after ``close``."""
        with self._lock:
            if self._closed or job.id in self._under_way:
                raise RuntimeError("closed" if self._closed else "the job is under way")
            self._under_way.add(job.id)
        self._post(partial(self._begin, job, listener))

    def grown(self, job_id: str) -> None:
        """See ``Transcriber``."""
        self._post(partial(self._tell_child, job_id, messages.Grown))

    def finish(self, job_id: str) -> None:
        """See ``Transcriber``."""
        self._post(partial(self._finish, job_id))

    def drop(self, job_id: str) -> None:
        """See ``Transcriber``."""
        self._forget_id(job_id)
        self._post(partial(self._drop, job_id))

    def cancel(self, job_id: str) -> None:
        """See ``Transcriber``; harmless for a job that does not run."""
        self._post(partial(self._cancel, job_id))

    def close(self) -> None:
        """See ``Transcriber``; jobs that run fail with CANCELLED."""
        with self._lock:
            was_closed, self._closed = self._closed, True
            is_running = self._thread.is_alive()
        if self._thread is threading.current_thread():
            # A listener closes: nothing that the child has reported since counts.
            self._end()
        elif is_running:
            if not was_closed:
                self._inbox.put(self._end)
            self._thread.join(_JOIN_S)

    def _post(self, deed: Callable[[], None]) -> None:
        with self._lock:
            if self._closed:
                return
            if not self._thread.is_alive():
                self._thread.start()
            self._inbox.put(deed)

    def _forget_id(self, job_id: str) -> None:
        with self._lock:
            self._under_way.discard(job_id)

    # What callers ask for, on the thread -------------------------------------------------------

    def _serve(self) -> None:
        while not self._is_over:
            try:
                deed = self._inbox.get(timeout=self._time_left_s())
            except Empty:
                deed = self._on_silence
            deed()
        # Whoever asked for something in the last moment is told that nothing comes of it.
        while not self._inbox.empty():
            self._inbox.get()()

    def _prepare(self, choice: EngineChoice, model: str, hints: bool) -> None:
        if self._runs or self._is_over:
            return
        try:
            selection = self._select(choice, model)
            child = self._living_child()
        except (Fault, OSError):
            return
        folder = str(selection.folder or "")
        child.send(messages.Prepare(self._name(selection), folder, hints))

    def _begin(self, job: TranscriptionJob, listener: TranscriptionListener) -> None:
        try:
            if self._is_over:
                raise SpeechFault(FaultCode.CANCELLED)
            selection = self._select(job.choice, job.model)
        except Fault as fault:
            self._forget_id(job.id)
            listener.on_failed(job.id, fault)
            return
        name, mark = self._name(selection), f"{job.id}.{next(self._numbers)}"
        run = Run(job, listener, selection, name, job.is_growing, mark)
        self._runs[job.id] = run
        self._hand_over(run)

    def _finish(self, job_id: str) -> None:
        run = self._runs.get(job_id)
        if run is not None:
            run.is_growing = False
            self._tell_child(job_id, messages.Finish)

    def _drop(self, job_id: str) -> None:
        run = self._runs.pop(job_id, None)
        if run is not None and self._child is not None:
            self._child.send(messages.Drop(run.mark))

    def _cancel(self, job_id: str) -> None:
        run = self._runs.pop(job_id, None)
        if run is None:
            return
        if self._at_work_on == run.mark or not self._runs:
            self._end_child()
            self._go_on()
        elif self._child is not None:
            self._child.send(messages.Drop(run.mark))
        self._tell_end(run, SpeechFault(FaultCode.CANCELLED))

    def _end(self) -> None:
        self._is_over = True
        self._end_child()
        runs, self._runs = tuple(self._runs.values()), {}
        for run in runs:
            self._tell_end(run, SpeechFault(FaultCode.CANCELLED))

    # What the child reports, on the thread -----------------------------------------------------

    def _hear(self, child: SpeechChild, report: messages.Report | None) -> None:
        if child is not self._child:
            return
        self._last_s = time.monotonic()
        match report:
            case Ready():
                pass
            case None:
                self._on_crash()
            case Progress() | Heard() | Done() | Failed():
                self._at_work_on = report.job if isinstance(report, Progress) else None
                run = self._marked(report.job)
                if run is not None:
                    self._take(run, report)

    def _take(self, run: Run, report: Progress | Heard | Done | Failed) -> None:
        match report:
            case Progress():
                run.listener.on_progress(run.job.id, report.done_s, report.total_s)
            case Heard():
                run.keep(report)
                run.listener.on_heard(run.job.id, report.segments)
            case Done():
                self._end_run(run, run.outcome(report))
            case Failed():
                self._end_run(run, _fault(report))

    def _on_crash(self) -> None:
        """The child has ended by itself."""
        child = self._child
        assert child is not None
        run = self._culprit()
        reason = self._end_child()
        if run is not None:
            run.crashes += 1
            if run.crashes >= _TRIES:
                engine = run.engine.value
                self._end_run(
                    run,
                    SpeechFault(FaultCode.ENGINE_KILLED, engine=engine)
                    if child.was_killed
                    else SpeechFault(FaultCode.ENGINE_CRASHED, engine=engine, reason=reason),
                )
        self._go_on()

    def _on_silence(self) -> None:
        """Nothing was heard for as long as may be."""
        if not self._runs:
            self._end_child()
            return
        run = self._culprit()
        assert run is not None
        self._end_child()
        seconds = self._patience_s
        fault = SpeechFault(FaultCode.ENGINE_TIMED_OUT, engine=run.engine.value, seconds=seconds)
        self._end_run(run, fault)
        self._go_on()

    def _culprit(self) -> Run | None:
        """The job that the child was at work on; the oldest where that is not known."""
        at_work_on = self._marked(self._at_work_on)
        return at_work_on or next(iter(self._runs.values()), None)

    def _marked(self, mark: str | None) -> Run | None:
        return next((run for run in self._runs.values() if run.mark == mark), None)

    def _time_left_s(self) -> float | None:
        """Until ``_on_silence`` is due; None where the child has nothing to do but to wait."""
        if self._child is None:
            return None
        if self._at_work_on is None and any(run.is_growing for run in self._runs.values()):
            return None
        limit_s = self._patience_s if self._runs else self._release_after_s()
        return max(0.0, self._last_s + limit_s - time.monotonic())

    def _end_run(self, run: Run, outcome: Transcript | Fault) -> None:
        del self._runs[run.job.id]
        self._tell_end(run, outcome)

    def _tell_end(self, run: Run, outcome: Transcript | Fault) -> None:
        self._forget_id(run.job.id)
        if isinstance(outcome, Transcript):
            run.listener.on_done(run.job.id, outcome)
        else:
            run.listener.on_failed(run.job.id, outcome)

    # The child ---------------------------------------------------------------------------------

    def _hand_over(self, run: Run) -> None:
        request = run.request()
        try:
            child = self._living_child()
            if run.is_growing and len(self._runs) == 1:
                # There is time to load the engine before the first stretch is complete.
                child.send(messages.Prepare(request.engine, request.model, request.hints))
            child.send(request)
        except OSError as error:
            fault = SpeechFault(
                FaultCode.ENGINE_CRASHED, engine=run.engine.value, reason=str(error)
            )
            self._end_run(run, fault)

    def _go_on(self) -> None:
        """Hand the jobs of a child that has ended to a new one."""
        for run in tuple(self._runs.values()):
            self._hand_over(run)

    def _tell_child(self, job_id: str, kind: type[messages.Grown] | type[messages.Finish]) -> None:
        run = self._runs.get(job_id)
        if run is not None and self._child is not None:
            if kind is messages.Finish:
                self._last_s = time.monotonic()
            self._child.send(kind(run.mark))

    def _living_child(self) -> SpeechChild:
        """The child, a new one where there is none; raises OSError."""
        if self._child is None:
            child = SpeechChild(self._command(), self._report)
            child.start()
            self._child = child
        self._last_s = time.monotonic()
        return self._child

    def _command(self) -> list[str]:
        return [*worker_command(), "--pronunciations", str(self._pronunciations)]

    def _report(self, child: SpeechChild, report: messages.Report | None) -> None:
        """Called by the child's own thread."""
        self._inbox.put(partial(self._hear, child, report))

    def _end_child(self) -> str:
        """End the child, if there is one; returns why it ended."""
        child, self._child = self._child, None
        self._at_work_on = None
        return child.end() if child is not None else ""

    # What is asked for -------------------------------------------------------------------------

    def _select(self, choice: EngineChoice, model: str) -> Selection:
        if self._scripted:
            rough = choice is EngineChoice.SPHINX
            return Selection(
                EngineInfo(EngineChoice.SPHINX)
                if rough
                else EngineInfo(EngineChoice.WHISPER, EngineName.SCRIPTED.value)
            )
        return select_engine(self._shelf, choice, model)

    def _name(self, selection: Selection) -> EngineName:
        if self._scripted:
            return EngineName.SCRIPTED
        return EngineName(selection.info.engine.value)


def _fault(failed: Failed) -> Fault:
    kind = AudioFault if failed.code in _AUDIO_FAULTS else SpeechFault
    return kind(failed.code, **failed.params)
