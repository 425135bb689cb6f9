"""Why a recording ended by itself, with all that the sentence of any such fault names."""

from pathlib import Path

from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.services.ports.sound import RecordingReport


def explain_end(report: RecordingReport, path: Path, microphone: str) -> Fault:
    """The fault of a report; NO_SPEECH where it has none.

    Args:
        report: of the recording that has ended.
        path: its file.
        microphone: the device that was heard.
    """
    code = report.fault or FaultCode.NO_SPEECH
    if code is FaultCode.MICROPHONE_LOST and report.duration_s <= 0:
        # It was open and gave nothing: other programs, a switch, or the system's permission.
        return AudioFault(
            FaultCode.MICROPHONE_FAILED, device=microphone, reason="no sound comes from it"
        )
    return AudioFault(
        code,
        path=str(path),
        reason="the disk does not answer",
        seconds=round(report.duration_s),
        minutes=round(report.duration_s / 60),
        limit_minutes=round(report.duration_s / 60),
    )
