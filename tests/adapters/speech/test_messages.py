"""Each message is one line, and comes back as it was."""

import msgspec
import pytest

from mlprep_gui.adapters.speech import messages
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Word

WORD = Word("naïve\n“Bayes”", 0.25, 0.5, 0.75)


@pytest.mark.parametrize(
    "request_",
    [
        messages.Prepare(messages.EngineName.WHISPER, "models/base.en"),
        messages.Transcribe("1", "a b.wav", messages.EngineName.SPHINX, "", ("weight decay",)),
        messages.Transcribe(
            "1", "a.wav", messages.EngineName.WHISPER, from_s=28.5, is_growing=True, gives_way=True
        ),
        messages.Grown("1"),
        messages.Finish("1"),
        messages.Drop("1"),
        messages.ShutDown(),
    ],
    ids=lambda message: type(message).__name__,
)
def test_requests(request_: messages.Request) -> None:
    line = messages.encode(request_)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert messages.decode_request(line) == request_


@pytest.mark.parametrize(
    "report",
    [
        messages.Ready(messages.EngineName.SPHINX, ""),
        messages.Progress("1", 1.5, 30.0),
        messages.Heard(
            "1", 7.25, (Segment((WORD,)),), (SpottedTerm("relu", 1.0, 2.0),), ((0.5, 2.5),)
        ),
        messages.Done("1", "sphinx"),
        messages.Failed("1", FaultCode.MODEL_BROKEN, {"model": "x", "reason": "y"}),
    ],
    ids=lambda message: type(message).__name__,
)
def test_reports(report: messages.Report) -> None:
    line = messages.encode(report)
    assert line.count(b"\n") == 1
    assert messages.decode_report(line) == report


@pytest.mark.parametrize("line", [b"", b"\n", b"progress 3/4\n", b"{}\n", b'{"type":"done"}\n'])
def test_other_lines_are_refused(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        messages.decode_report(line)
