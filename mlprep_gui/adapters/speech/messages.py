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
    """

    engine: EngineName
    model: str = ""


class Transcribe(Struct, frozen=True, tag="transcribe", tag_field="type"):
    """Write down a recording; answered by any number of ``Progress``, then ``Done`` or ``Failed``.

    Attributes:
        job: comes back with every report.
        audio: the sound file.
        engine: which.
        model: the Whisper model's folder, "" for other engines.
        terms: terms of art to listen for.
    """

    job: str
    audio: str
    engine: EngineName
    model: str = ""
    terms: tuple[str, ...] = ()


class ShutDown(Struct, frozen=True, tag="shut-down", tag_field="type"):
    """End now, whatever is under way; the end of stdin means the same."""


class Ready(Struct, frozen=True, tag="ready", tag_field="type"):
    """An engine has been loaded."""

    engine: EngineName
    model: str


class Progress(Struct, frozen=True, tag="progress", tag_field="type"):
    """So many seconds of the recording are written down."""

    job: str
    done_s: float
    total_s: float


class Done(Struct, frozen=True, tag="done", tag_field="type"):
    """The outcome of a job, as the parts of a ``Transcript``; times in seconds."""

    job: str
    engine: str
    segments: tuple[Segment, ...]
    spotted: tuple[SpottedTerm, ...] = ()


class Failed(Struct, frozen=True, tag="failed", tag_field="type"):
    """Why a job has no outcome: the parts of a ``Fault``."""

    job: str
    code: FaultCode
    params: dict[str, Parameter] = {}


Request: TypeAlias = Prepare | Transcribe | ShutDown
Report: TypeAlias = Ready | Progress | Done | Failed


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
