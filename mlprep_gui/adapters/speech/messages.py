"""What is said between the program and the speech child: one JSON object a line.

Try it by hand (requests on stdin, reports on stdout, everything else on stderr)::

    $ python -m mlprep_gui.adapters.speech.worker --pronunciations FILE
    {"type":"transcribe","job":"1","audio":"answer.wav","engine":"sphinx","terms":["dropout"]}
"""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct, json

from mlprep_gui.domain.errors import FaultCode, Parameter
from mlprep_gui.domain.transcripts import Segment, SpottedTerm

# A frozen program cannot run a module by its name: it starts itself with this argument instead.
WORKER_ARGUMENT = "--speech-worker"


class EngineName(StrEnum):
    """The engines that the child knows."""

    WHISPER = "whisper"
    SPHINX = "sphinx"
    SCRIPTED = "scripted"


class Prepare(Struct, frozen=True, tag="prepare", tag_field="type"):
    """Load an engine, for a job is likely to come; answered by ``Ready``, or not at all.

    Attributes:
        engine: which.
        model: the Whisper model's folder, "" for other engines.
        hints: whether it is told general terms of machine learning.
    """

    engine: EngineName
    model: str = ""
    hints: bool = True


class Transcribe(Struct, frozen=True, tag="transcribe", tag_field="type"):
    """Write down a recording; answered by ``Progress`` and ``Heard``, then ``Done`` or ``Failed``.

    Attributes:
        job: comes back with every report.
        audio: the sound file.
        engine: which.
        model: the Whisper model's folder, "" for other engines.
        terms: terms of art to listen for.
        hints: as in ``Prepare``.
        from_s: where to begin: what lies before is known from an earlier child.
        is_growing: whether the recording goes on; its job ends after ``Finish`` only.
        gives_way: whether it waits while there is any other job.
    """

    job: str
    audio: str
    engine: EngineName
    model: str = ""
    terms: tuple[str, ...] = ()
    hints: bool = True
    from_s: float = 0.0
    is_growing: bool = False
    gives_way: bool = False


class Grown(Struct, frozen=True, tag="grown", tag_field="type"):
    """There is more to read in the file of a growing recording."""

    job: str


class Finish(Struct, frozen=True, tag="finish", tag_field="type"):
    """A growing recording is whole now."""

    job: str


class Drop(Struct, frozen=True, tag="drop", tag_field="type"):
    """Nobody wants this job any more; nothing more is reported of it once this was read."""

    job: str


class ShutDown(Struct, frozen=True, tag="shut-down", tag_field="type"):
    """End now, whatever is under way; the end of stdin means the same."""


class Ready(Struct, frozen=True, tag="ready", tag_field="type"):
    """An engine has been loaded."""

    engine: EngineName
    model: str


class Progress(Struct, frozen=True, tag="progress", tag_field="type"):
    """So many seconds are written down; the first of a stretch says that work on it begins."""

    job: str
    done_s: float
    total_s: float


class Heard(Struct, frozen=True, tag="heard", tag_field="type"):
    """A stretch has been written down, and with it all before ``end_s``.

    Attributes:
        job: which.
        end_s: seconds from the start of the recording, as are all times below.
        segments: the stretch's words; none where nobody speaks.
        spotted: terms heard in it.
        speech: when a voice was heard, start and end.
    """

    job: str
    end_s: float
    segments: tuple[Segment, ...] = ()
    spotted: tuple[SpottedTerm, ...] = ()
    speech: tuple[tuple[float, float], ...] = ()


class Done(Struct, frozen=True, tag="done", tag_field="type"):
    """All stretches of a job have been reported."""

    job: str
    engine: str


class Failed(Struct, frozen=True, tag="failed", tag_field="type"):
    """Why a job has no outcome: the parts of a ``Fault``."""

    job: str
    code: FaultCode
    params: dict[str, Parameter] = {}


Request: TypeAlias = Prepare | Transcribe | Grown | Finish | Drop | ShutDown
Report: TypeAlias = Ready | Progress | Heard | Done | Failed


def encode(message: Request | Report) -> bytes:
    """A message as one line, with its line break."""
    return json.encode(message) + b"\n"


def decode_request(line: bytes) -> Request:
    """The request in a line; raises msgspec.DecodeError for anything else."""
    request: Request = json.decode(line, type=Request)
    return request


def decode_report(line: bytes) -> Report:
    """The report in a line; raises msgspec.DecodeError for anything else."""
    report: Report = json.decode(line, type=Report)
    return report
