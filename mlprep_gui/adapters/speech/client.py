"""The Transcriber port on a speech child: lazily started, kept warm, killed to cancel."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.child import SpeechChild
from mlprep_gui.adapters.speech.messages import Done, EngineName, Failed, Progress, Ready
from mlprep_gui.adapters.speech.models import ModelShelf, Selection, select_engine
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports import EngineInfo, TranscriptionJob, TranscriptionListener

# A window of thirty seconds, decoded twice by a large model on a slow machine, and its loading.
PATIENCE_S = 300.0
_TRIES = 2
_JOIN_S = 3.0
_AUDIO_FAULTS = {FaultCode.FILE_MISSING, FaultCode.NOT_AUDIO, FaultCode.AUDIO_EMPTY}


class _Run:
    """The job in hand and the thread that follows it."""

    def __init__(
        self,
        job: TranscriptionJob,
        listener: TranscriptionListener,
        follow: Callable[["_Run"], None],
    ) -> None:
        self.job = job
        self.listener = listener
        self.cancelled = False
        self.thread = threading.Thread(target=follow, args=(self,), name="speech job", daemon=True)


class ChildTranscriber:
    """The ``Transcriber`` port; see there. A context manager that closes itself.

    What happens to a job when its child misbehaves:
    it ends by itself (a crash): once more in a new child, then ENGINE_CRASHED;
    it says nothing for ``patience_s``: it is killed, ENGINE_TIMED_OUT;
    the job is cancelled or the transcriber closed: it is killed, CANCELLED.

    Args:
        shelf: where Whisper models may lie.
        pronunciations: words that PocketSphinx's dictionary lacks.
        scripted: say what the script beside each recording says, instead of recognising.
        patience_s: for how long the child may be silent.
    """

    def __init__(
        self,
        shelf: ModelShelf,
        pronunciations: Path,
        *,
        scripted: bool = False,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._shelf = shelf
        self._pronunciations = pronunciations
        self._scripted = scripted
        self._patience_s = patience_s
        # Guards the three below. Never held while a listener is called or a process is waited for.
        self._lock = threading.Lock()
        self._child: SpeechChild | None = None
        self._run: _Run | None = None
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def engine_for(self, choice: EngineChoice, model: str) -> EngineInfo:
        """See ``Transcriber``."""
        return self._select(choice, model).info

    def warm_up(self, choice: EngineChoice = EngineChoice.AUTO, model: str = "") -> None:
        """Start the child and load the engine before it is needed; returns at once.

        Faults are left to the job that follows. Does nothing while a job runs.
        """
        try:
            selection = self._select(choice, model)
        except Fault:
            return
        request = messages.Prepare(self._name(selection), str(selection.folder or ""))
        with self._lock, contextlib.suppress(OSError):
            if self._run is None and not self._closed:
                self._living_child().send(request)

    def start(self, job: TranscriptionJob, listener: TranscriptionListener) -> None:
        """See ``Transcriber``; raises RuntimeError while a job runs or after ``close``."""
        run = _Run(job, listener, self._do)
        with self._lock:
            if self._closed or self._run is not None:
                raise RuntimeError("closed" if self._closed else "one job at a time")
            self._run = run
            run.thread.start()

    def cancel(self, job_id: str) -> None:
        """See ``Transcriber``; harmless for a job that does not run."""
        with self._lock:
            if self._run is not None and self._run.job.id == job_id:
                self._cancel_run(self._run)

    def close(self) -> None:
        """See ``Transcriber``; a job that runs fails with CANCELLED."""
        with self._lock:
            self._closed = True
            run = self._run
            if run is not None:
                self._cancel_run(run)
        if run is None:
            self._drop_child()
        elif run.thread is not threading.current_thread():
            run.thread.join(_JOIN_S)

    # On the job's thread -----------------------------------------------------------------------

    def _do(self, run: _Run) -> None:
        outcome: Transcript | Fault
        try:
            outcome = self._transcribe(run)
        except Fault as fault:
            outcome = fault
        finally:
            with self._lock:
                self._run = None
        if run.cancelled:
            self._drop_child()
            outcome = SpeechFault(FaultCode.CANCELLED)
        if isinstance(outcome, Transcript):
            run.listener.on_done(run.job.id, outcome)
        else:
            run.listener.on_failed(run.job.id, outcome)

    def _transcribe(self, run: _Run) -> Transcript:
        selection = self._select(run.job.choice, run.job.model)
        request = messages.Transcribe(
            job=run.job.id,
            audio=str(run.job.audio),
            engine=self._name(selection),
            model=str(selection.folder or ""),
            terms=run.job.terms,
        )
        reason = ""
        for _ in range(_TRIES):
            child = self._child_for(run, request.engine)
            child.send(request)
            last = self._follow(child, run, request.engine)
            if isinstance(last, Failed):
                raise _fault(last)
            if last is not None:
                return Transcript(last.segments, self._label(last, selection), last.spotted)
            reason = self._drop_child()
        raise SpeechFault(FaultCode.ENGINE_CRASHED, engine=request.engine.value, reason=reason)

    def _follow(self, child: SpeechChild, run: _Run, engine: EngineName) -> Done | Failed | None:
        """Hand on progress until the job's last report; None when the child ended without one."""
        while True:
            try:
                report = child.next_report(self._patience_s)
            except TimeoutError as error:
                self._drop_child()
                raise SpeechFault(
                    FaultCode.ENGINE_TIMED_OUT, engine=engine.value, seconds=self._patience_s
                ) from error
            match report:
                case Progress():
                    run.listener.on_progress(run.job.id, report.done_s, report.total_s)
                case Ready():
                    pass
                case None | Done() | Failed():
                    return report

    def _child_for(self, run: _Run, engine: EngineName) -> SpeechChild:
        """A living child, unless the job has been cancelled; from now on a cancel kills it."""
        with self._lock:
            if run.cancelled:
                raise SpeechFault(FaultCode.CANCELLED)
            try:
                return self._living_child()
            except OSError as error:
                raise SpeechFault(
                    FaultCode.ENGINE_CRASHED, engine=engine.value, reason=str(error)
                ) from error

    # The child ---------------------------------------------------------------------------------

    def _living_child(self) -> SpeechChild:
        """The child, a new one where there is none; under the lock. Raises OSError.

        A child that ended by itself is let go of here, which takes moments.
        """
        if self._child is not None and self._child.ended.is_set():
            self._child.end()
            self._child = None
        if self._child is None:
            child = SpeechChild(self._pronunciations)
            child.start()
            self._child = child
        return self._child

    def _drop_child(self) -> str:
        """End the child, if there is one; returns why it ended."""
        with self._lock:
            child, self._child = self._child, None
        return child.end() if child is not None else ""

    def _cancel_run(self, run: _Run) -> None:
        """Under the lock."""
        run.cancelled = True
        if self._child is not None:
            self._child.kill()

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

    def _label(self, done: Done, selection: Selection) -> str:
        """How the transcript names its engine: "sphinx", "whisper <model>" or "scripted"."""
        if self._scripted or not selection.info.model:
            return done.engine
        return f"{done.engine} {selection.info.model}"


def _fault(failed: Failed) -> Fault:
    kind = AudioFault if failed.code in _AUDIO_FAULTS else SpeechFault
    return kind(failed.code, **failed.params)
