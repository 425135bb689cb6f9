"""The speech child: the process that owns the model, ends with its parent, and may crash alone.

``child`` starts it; a frozen program is started again with the hidden argument ``--speech-worker``.
See ``messages`` for how to try it by hand.
"""

import argparse
import logging
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NoReturn

from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.engines.base import Engine
from mlprep_gui.adapters.speech.messages import (
    WORKER_ARGUMENT,
    EngineName,
    Prepare,
    ShutDown,
    Transcribe,
)
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Transcript

_LOG = logging.getLogger(__name__)
_NICENESS = 5
# Where the process cannot be made to wait for the window by its priority, these processors' worth
# of threads would starve it.
_SPARED_PROCESSORS = 1


def main(argv: Sequence[str]) -> int:
    """Serve requests until the parent goes away.

    Args:
        argv: the arguments behind the program's name, with or without ``WORKER_ARGUMENT``.
    """
    parser = argparse.ArgumentParser(prog=WORKER_ARGUMENT)
    parser.add_argument(WORKER_ARGUMENT, action="store_true")
    parser.add_argument("--pronunciations", type=Path, required=True)
    arguments = parser.parse_args(argv)
    reports = _take_stdout()
    _be_modest()
    requests: queue.SimpleQueue[Prepare | Transcribe] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), name="requests", daemon=True).start()
    worker = _Worker(arguments.pronunciations, reports)
    try:
        while True:
            worker.serve(requests.get())
    except BaseException:  # noqa: BLE001 - whatever it is, it ends this process and is shown
        traceback.print_exc()
        sys.stderr.flush()
        # The ordinary way out waits for the other thread, which waits for the parent.
        os._exit(1)


class _Worker:
    """Does one request after the other; keeps the last engine loaded."""

    def __init__(self, pronunciations: Path, reports: BinaryIO) -> None:
        self._pronunciations = pronunciations
        self._reports = reports
        self._loaded: tuple[EngineName, str, Engine] | None = None

    def serve(self, request: Prepare | Transcribe) -> None:
        match request:
            case Prepare():
                try:
                    self._engine(request.engine, request.model)
                except Fault as fault:
                    # The job that follows meets the same fault and reports it.
                    _LOG.warning("cannot prepare %s: %s", request.engine, fault)
            case Transcribe():
                self._report(self._transcribe(request))

    def _transcribe(self, request: Transcribe) -> messages.Done | messages.Failed:
        try:
            samples = read_samples(Path(request.audio))
            total_s = samples.size / RATE

            def tell(done_s: float) -> None:
                self._report(messages.Progress(request.job, min(done_s, total_s), total_s))

            tell(0.0)
            engine = self._engine(request.engine, request.model, request.audio)
            transcript = engine.transcribe(samples, request.terms, tell)
            if not transcript.words and not transcript.spotted:
                raise SpeechFault(FaultCode.NO_SPEECH)
        except Fault as fault:
            return messages.Failed(request.job, fault.code, dict(fault.params))
        return _done(request.job, transcript)

    def _engine(self, name: EngineName, model: str, audio: str = "") -> Engine:
        if self._loaded is not None and self._loaded[:2] == (name, model):
            return self._loaded[2]
        # The old model goes before the new one comes: both at once may not fit.
        self._loaded = None
        engine = _load(name, model, audio, self._pronunciations)
        self._report(messages.Ready(name, model))
        if name is not EngineName.SCRIPTED:
            self._loaded = (name, model, engine)
        return engine

    def _report(self, report: messages.Report) -> None:
        self._reports.write(messages.encode(report))
        self._reports.flush()


def _load(name: EngineName, model: str, audio: str, pronunciations: Path) -> Engine:
    """Raises SpeechFault: ENGINE_MISSING, MODEL_BROKEN."""
    try:
        return _import_and_load(name, model, audio, pronunciations)
    except ImportError as error:
        raise SpeechFault(FaultCode.ENGINE_MISSING, engine=name.value, reason=str(error)) from error


def _import_and_load(name: EngineName, model: str, audio: str, pronunciations: Path) -> Engine:
    """Each engine is imported when it is asked for: together they take seconds."""
    match name:
        case EngineName.WHISPER:
            from mlprep_gui.adapters.speech.engines.whisper import WhisperEngine  # noqa: PLC0415 - as above

            return WhisperEngine.load(Path(model), threads=_engine_threads())
        case EngineName.SPHINX:
            from mlprep_gui.adapters.speech.engines.sphinx import SphinxEngine  # noqa: PLC0415 - as above

            return SphinxEngine.load(pronunciations)
        case EngineName.SCRIPTED:
            from mlprep_gui.adapters.speech.engines.scripted import ScriptedEngine  # noqa: PLC0415 - as above

            return ScriptedEngine(Path(audio))


def _done(job: str, transcript: Transcript) -> messages.Done:
    return messages.Done(job, transcript.engine, transcript.segments, transcript.spotted)


def _take_stdout() -> BinaryIO:
    """Keep stdout for reports; whatever else is printed goes to stderr, even by native code."""
    reports = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return reports


def _be_modest() -> None:
    """Leave the window its processor, Ctrl+C to the parent, and the network alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    os.environ["OMP_NUM_THREADS"] = str(_engine_threads())
    # A missing file makes the libraries below Whisper look for it on the network, for seconds.
    os.environ["HF_HUB_OFFLINE"] = "1"


def _engine_threads() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (usable or 1) - _SPARED_PROCESSORS)


def _listen(requests: queue.SimpleQueue[Prepare | Transcribe]) -> NoReturn:
    """Queue requests; leave the process at once when the parent has gone or says so.

    Runs beside the busy engine: nothing is lost by leaving in the middle of its work.
    """
    # By its number: a frozen program without a console may have no sys.stdin.
    with os.fdopen(0, "rb") as lines:
        for line in lines:
            request = messages.decode_request(line)
            if isinstance(request, ShutDown):
                break
            requests.put(request)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
