"""What is said between the program and the downloading child: one JSON object a line.

The child reads one ``Order`` and reports until ``Fetched`` or ``Failed``; the end of its stdin
means that nobody wants the model any more.
"""

from typing import TypeAlias

from msgspec import Struct, json

from mlprep_gui.domain.errors import FaultCode, Parameter

# A frozen program cannot run a module by its name: it starts itself with this argument instead.
DOWNLOAD_ARGUMENT = "--model-download"


class Order(Struct, frozen=True):
    """Bring a model.

    Attributes:
        name: for faults.
        repository, revision: where it lies; revision "" for the newest.
        weights_bytes, weights_sha256: what model.bin must be; 0 and "" where nobody knows.
        folder: where its files shall lie in the end; there is nothing yet.
        partial: where they lie until then; what an earlier try left there is used.
    """

    name: str
    repository: str
    revision: str
    weights_bytes: int
    weights_sha256: str
    folder: str
    partial: str


class Advanced(Struct, frozen=True, tag="advanced", tag_field="type"):
    """So many bytes are here."""

    done_bytes: int
    total_bytes: int
    bytes_per_s: float = 0.0
    is_checking: bool = False


class Fetched(Struct, frozen=True, tag="fetched", tag_field="type"):
    """The model is in its folder, whole and checked."""


class Failed(Struct, frozen=True, tag="failed", tag_field="type"):
    """Why there is no model: the parts of a ``Fault``."""

    code: FaultCode
    params: dict[str, Parameter] = {}


Report: TypeAlias = Advanced | Fetched | Failed


def encode(message: Order | Report) -> bytes:
    """A message as one line, with its line break."""
    return json.encode(message) + b"\n"


def decode_order(line: bytes) -> Order:
    """The order in a line; raises msgspec.DecodeError for anything else."""
    return json.decode(line, type=Order)


def decode_report(line: bytes) -> Report:
    """The report in a line; raises msgspec.DecodeError for anything else."""
    report: Report = json.decode(line, type=Report)
    return report
