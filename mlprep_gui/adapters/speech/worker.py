"""The speech child: the process that owns the model, ends with its parent, and may crash alone.

``child`` starts it; a frozen program is started again with the hidden argument ``--speech-worker``.
See ``messages`` for how to try it by hand.
"""

import argparse
import contextlib
import ctypes
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
)
from mlprep_gui.adapters.speech.recording_job import Stretch
from mlprep_gui.adapters.speech.scribe import Scribe, Work
from mlprep_gui.domain.errors import FaultCode, SpeechFault

_LEXICON = "lexicon.txt"
_NICENESS = 5
# PR_SET_PDEATHSIG of Linux's prctl.
_SET_PARENT_DEATH_SIGNAL = 1
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
    _go_with_parent()
    _be_modest()
    requests: queue.SimpleQueue[Work] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), name="requests", daemon=True).start()

    def report(message: messages.Report) -> None:
        reports.write(messages.encode(message))
        reports.flush()

    try:
        scribe = Scribe(lambda wanted: _load(wanted, arguments.pronunciations), _script, report)
        _serve(scribe, requests)
    except BaseException:  # noqa: BLE001 - whatever it is, it ends this process and is shown
        traceback.print_exc()
        sys.stderr.flush()
        # The ordinary way out waits for the other thread, which waits for the parent.
        os._exit(1)


def _serve(scribe: Scribe, requests: queue.SimpleQueue[Work]) -> NoReturn:
    """Work while there is something to do; hear what was asked for between two stretches."""
    while True:
        scribe.take(requests.get())
        is_busy = True
        while is_busy:
            with contextlib.suppress(queue.Empty):
                while True:
                    scribe.take(requests.get_nowait())
            is_busy = scribe.work()


def _load(wanted: Prepare, pronunciations: Path) -> Engine:
    """Raises SpeechFault, ENGINE_MISSING and what the engines raise."""
    try:
        return _import_and_load(wanted, pronunciations)
    except ImportError as error:
        raise SpeechFault(
            FaultCode.ENGINE_MISSING, engine=wanted.engine.value, reason=str(error)
        ) from error


def _import_and_load(wanted: Prepare, pronunciations: Path) -> Engine:
    """Each engine is imported when it is asked for: together they take seconds."""
    match wanted.engine:
        case EngineName.WHISPER:
            from mlprep_gui.adapters.speech.engines.lexicon import read_lexicon  # noqa: PLC0415 - as above
            from mlprep_gui.adapters.speech.engines.whisper import WhisperEngine  # noqa: PLC0415 - as above

            hints = read_lexicon(pronunciations.with_name(_LEXICON)) if wanted.hints else ()
            return WhisperEngine.load(Path(wanted.model), _engine_threads(), hints)
        case EngineName.SPHINX:
            from mlprep_gui.adapters.speech.engines.sphinx import SphinxEngine  # noqa: PLC0415 - as above

            return SphinxEngine.load(pronunciations)
        case EngineName.SCRIPTED:
            raise ValueError("made anew for every stretch")


def _script(audio: Path, stretch: Stretch) -> Engine:
    from mlprep_gui.adapters.speech.engines.scripted import Place, ScriptedEngine  # noqa: PLC0415 - as above

    return ScriptedEngine(audio, Place(stretch.start_s, stretch.end_s, stretch.is_last))


def _take_stdout() -> BinaryIO:
    """Keep stdout for reports; whatever else is printed goes to stderr, even by native code."""
    reports = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return reports


def _go_with_parent() -> None:
    """Let Linux end this process with its parent, even in the middle of native code.

    Elsewhere the listening thread sees the end of the pipe, as soon as the engine lets it run.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


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


def _listen(requests: queue.SimpleQueue[Work]) -> NoReturn:
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
