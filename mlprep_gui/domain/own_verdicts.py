"""How the user's own word on a point stands to the verdict that was computed: it comes first."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlprep_gui.domain.coverage.verdicts import Coverage, Verdict


@dataclass(frozen=True, slots=True)
class PointCounts:
    """How many points of an answer have which verdict."""

    covered: int
    unsure: int
    missing: int

    @property
    def total(self) -> int:
        """How many points there are."""
        return self.covered + self.unsure + self.missing


def settle_verdict(computed: Verdict, said: bool | None) -> Verdict:
    """The verdict that counts; ``said`` is the user's word, None where there is none."""
    if said is None:
        return computed
    return Verdict.COVERED if said else Verdict.MISSING


def settle_points(coverage: Coverage, said: Mapping[str, bool]) -> dict[str, Verdict]:
    """Point id -> the verdict that counts, in the question's order."""
    return {
        point.point_id: settle_verdict(point.verdict, said.get(point.point_id))
        for point in coverage.points
    }


def count_points(coverage: Coverage, said: Mapping[str, bool]) -> PointCounts:
    """How many points have which verdict; ``said``: point id -> the user's word."""
    verdicts = list(settle_points(coverage, said).values())
    return PointCounts(
        covered=verdicts.count(Verdict.COVERED),
        unsure=verdicts.count(Verdict.UNSURE),
        missing=verdicts.count(Verdict.MISSING),
    )
