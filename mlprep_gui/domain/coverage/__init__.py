"""Which key points an answer states: transcript text x question -> verdicts with evidence."""

from mlprep_gui.domain.coverage.answer import CueHit
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.coverage.verdicts import (
    Coverage,
    Evidence,
    MistakeSaid,
    PointVerdict,
    Verdict,
)

__all__ = ["Coverage", "CueHit", "Evidence", "Judge", "MistakeSaid", "PointVerdict", "Verdict"]
