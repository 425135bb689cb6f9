"""An engine that says what a file beside the recording tells it to, for demonstrations and tests.

It runs in the same child behind the same protocol as the real ones, and can misbehave on demand.
"""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct

from mlprep_gui.adapters.speech.engines.base import OnProgress, Samples
from mlprep_gui.adapters.speech.waveform import RATE
from mlprep_gui.domain.errors import AudioFault, FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript, Word

_STEPS = 4


class Conduct(StrEnum):
    """How the engine behaves."""

    SPEAK = "speak"
    FAIL = "fail"  # with the script's fault
    CRASH = "crash"  # half way through, every time
    CRASH_ONCE = "crash-once"  # a file beside the script remembers it
    HANG = "hang"  # half way through, for ever
    CHATTER = "chatter"  # writes to stdout as careless libraries do, then speaks


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its recording a stretch lies.

    Attributes:
        start_s, end_s: seconds from the recording's start.
        is_last: whether the recording ends with it.
    """

    start_s: float
    end_s: float
    is_last: bool

    def holds(self, start_s: float) -> bool:
        """Whether what begins then is said in this stretch."""
        return self.start_s <= start_s and (self.is_last or start_s < self.end_s)


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """What to say, in ``<recording>.words.json``.

    Attributes:
        text: spread evenly over the recording when it has ended, where ``words`` is empty.
        words: words with their times, each said in the stretch in which it begins.
        spotted: terms that are reported as spotted.
        speech: when a voice is heard, in seconds of the recording.
        conduct: how to behave.
        fault: the fault for ``Conduct.FAIL``.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    spotted: tuple[SpottedTerm, ...] = ()
    speech: tuple[tuple[float, float], ...] = ()
    conduct: Conduct = Conduct.SPEAK
    fault: FaultCode = FaultCode.NO_SPEECH


def script_path(audio: Path) -> Path:
    """Where the script for a recording lies."""
    return audio.with_name(audio.name + ".words.json")


class ScriptedEngine:
    """See the module's docstring; made anew for every stretch.

    Attributes:
        audio: the recording, for its script.
        place: where the stretch lies in it.
    """

    def __init__(self, audio: Path, place: Place) -> None:
        self.audio = audio
        self.place = place

    def renew(self) -> None:
        """See ``Engine``; there is nothing to forget."""

    def transcribe(
        self, samples: Samples, terms: Sequence[str], on_progress: OnProgress
    ) -> Transcript:
        """See ``Engine``; ``terms`` change nothing."""
        del terms
        path = script_path(self.audio)
        if not path.is_file():
            raise AudioFault(FaultCode.FILE_MISSING, path=str(path))
        script = msgspec.json.decode(path.read_bytes(), type=Script)
        duration_s = samples.size / RATE
        for step in range(1, _STEPS + 1):
            on_progress(duration_s * step / _STEPS)
            if step == _STEPS // 2:
                self._behave(script)
        place = self.place
        if script.words:
            words = tuple(w for w in script.words if place.holds(w.start_s or 0.0))
        else:
            words = _spread(script.text.split(), place.end_s) if place.is_last else ()
        said = Transcript(
            (Segment(words),) if words else (),
            engine="scripted",
            spotted=tuple(s for s in script.spotted if place.holds(s.start_s)),
            speech=tuple(span for span in script.speech if place.holds(span[0])),
        )
        return said.moved(-place.start_s)

    def _behave(self, script: Script) -> None:
        match script.conduct:
            case Conduct.SPEAK:
                pass
            case Conduct.FAIL:
                raise SpeechFault(script.fault)
            case Conduct.CRASH:
                os.abort()
            case Conduct.CRASH_ONCE:
                memory = self.audio.with_name(self.audio.name + ".crashed")
                if not memory.exists():
                    memory.touch()
                    os.abort()
            case Conduct.HANG:
                threading.Event().wait()
            case Conduct.CHATTER:
                os.write(1, b'{"type":"done","job":"stray line of a library"}\nhalf a line')


def _spread(words: Sequence[str], duration_s: float) -> tuple[Word, ...]:
    """Words that follow each other without pauses from the first second to the last."""
    each_s = duration_s / max(1, len(words))
    return tuple(Word(w, i * each_s, (i + 1) * each_s) for i, w in enumerate(words))
