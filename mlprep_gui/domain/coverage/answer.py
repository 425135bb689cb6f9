"""One answer seen through one question: what its cues found, with the words that carry it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mlprep_gui.domain.coverage.compilation import CompiledPoint, CompiledQuestion
from mlprep_gui.domain.coverage.guards import set_guards
from mlprep_gui.domain.coverage.index import build_index
from mlprep_gui.domain.coverage.keywords import KeywordShare, find_keywords
from mlprep_gui.domain.coverage.matching import Match, find_best, find_each, overlap
from mlprep_gui.domain.coverage.normalise import Heard, Normaliser
from mlprep_gui.domain.coverage.verdicts import Evidence, MistakeSaid
from mlprep_gui.domain.questions import KeyPoint

_GAP_IN_EVIDENCE = 3
_MANY_CUES = 8
_AGREEING_CUES = 2
# How evidence is chosen; these overlap most of the quotes in the labelled answers.
_OWN_WORTH = 2.0
_LOOSE_COST = 0.3
# From which part of the best stretch's worth on another one is evidence too: people come back to
# what they have said. Half of it adds a second quote to one point in four.
_SECOND_WORTH = 0.5


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue that matched, for ``mlprep score --explain``.

    Attributes:
        owner: the id of the point or mistake.
        pattern: the cue as the pack has it.
        evidence: the whole match.
        slots: the words that filled each slot.
        is_sure: False where a near word or a hint makes it unsure.
        is_void: an ``unless`` cue touches it.
    """

    owner: str
    pattern: str
    evidence: Evidence
    slots: tuple[str, ...]
    is_sure: bool
    is_void: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What carries a point, best stretch first, and whether it does so surely."""

    evidence: tuple[Evidence, ...]
    is_sure: bool


class IndexedAnswer:
    """The words of one answer, indexed for one question."""

    def __init__(self, question: CompiledQuestion, text: str, heard: Heard) -> None:
        self._question = question
        self._text = text
        self._heard = heard
        self._guards = set_guards(heard, question.prompt_shingles)
        self._index = build_index(question, heard, self._guards)

    def find(self, point: CompiledPoint, *, needs_agreement: bool = False) -> Finding | None:
        """What carries a point.

        With ``needs_agreement`` a single cue leaves a point unsure, if it has many cues: two of
        them must agree.
        """
        matches = self._matches(point)
        chosen = _choose(matches)
        if not chosen:
            return None
        match = chosen[0]
        is_sure = match.is_sure
        if needs_agreement and len(point.cues) >= _MANY_CUES:
            agreeing = {
                other.cue.pattern for other in matches if other.is_sure and overlap(other, match)
            }
            is_sure = is_sure and len(agreeing) >= _AGREEING_CUES
        return Finding(tuple(self._stretch(m.first, m.last) for m in chosen), is_sure)

    def _matches(self, point: CompiledPoint) -> list[Match]:
        voids = self._voids(point)
        return [
            match
            for cue in point.cues
            for match in find_each(cue, self._index, self._guards, voids)
        ]

    def mistakes(self) -> tuple[MistakeSaid, ...]:
        """The typical mistakes that were made; what is warned of or taken back is none."""
        said = []
        by_id = {mistake.id: mistake for mistake in self._question.question.mistakes}
        for compiled in self._question.mistakes:
            claims = [m for m in self._matches(compiled) if not self._guards.disowns(m.filled)]
            chosen = _choose([claim for claim in claims if claim.is_sure])
            if chosen:
                mistake = by_id[compiled.id]
                quote = self._stretch(chosen[0].first, chosen[0].last)
                said.append(MistakeSaid(mistake.id, mistake.correction, mistake.contradicts, quote))
        return tuple(said)

    def hits(self, owner: CompiledPoint) -> list[CueHit]:
        """The best match of each cue, whether or not something voids it."""
        voids = self._voids(owner)
        hits = []
        for cue in owner.cues:
            match = find_best(cue, self._index, self._guards)
            if match is None:
                continue
            allowed = find_best(cue, self._index, self._guards, voids)
            shown = allowed or match
            hits.append(
                CueHit(
                    owner=owner.id,
                    pattern=cue.pattern,
                    evidence=self._stretch(shown.first, shown.last),
                    slots=tuple(self._stretch(o.first, o.last).text for o in shown.filled),
                    is_sure=shown.is_sure,
                    is_void=allowed is None,
                )
            )
        return hits

    def share(self, point: KeyPoint, normaliser: Normaliser) -> KeywordShare:
        """How much of a point's keywords was said, apart from what the guards rule out."""
        return find_keywords(point.keywords, self._heard, normaliser, self._guards)

    def stretches(self, places: Sequence[tuple[int, int]]) -> tuple[Evidence, ...]:
        """The places of keywords as evidence; what is close together becomes one."""
        merged: list[tuple[int, int]] = []
        for first, last in places:
            if merged and first - merged[-1][1] <= _GAP_IN_EVIDENCE:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return tuple(self._stretch(first, last) for first, last in merged)

    def _stretch(self, first: int, last: int) -> Evidence:
        tokens = self._heard.tokens
        start, end = tokens[first].start, tokens[last].end
        return Evidence(self._text[start:end], start, end)

    def _voids(self, owner: CompiledPoint) -> list[Match]:
        return [
            match for cue in owner.unless for match in find_each(cue, self._index, self._guards)
        ]


def _choose(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The sure match, if there is one, where most cues agree; specific, tight and short.

    Behind it a second one that stands elsewhere, where it is worth nearly as much.
    """
    matches = [match for match in matches if match.is_sure] or matches
    support = _Support(matches)

    def worth(match: Match) -> float:
        return support.of(match) + _OWN_WORTH * (len(match.filled) - 1) - _LOOSE_COST * match.loose

    def best_of(some: Sequence[Match]) -> Match | None:
        return min(some, key=lambda m: (-worth(m), m.last - m.first), default=None)

    best = best_of(matches)
    if best is None:
        return ()
    second = best_of([match for match in matches if not overlap(match, best)])
    if second is None or worth(second) < _SECOND_WORTH * worth(best):
        return (best,)
    return best, second


class _Support:
    """How much other matches that overlap a match prove: each by its slots beyond the first."""

    def __init__(self, matches: Sequence[Match]) -> None:
        by_first = sorted((match.first, len(match.filled) - 1) for match in matches)
        by_last = sorted((match.last, len(match.filled) - 1) for match in matches)
        self._firsts = [first for first, _ in by_first]
        self._lasts = [last for last, _ in by_last]
        self._begun = list(accumulate((worth for _, worth in by_first), initial=0))
        self._ended = list(accumulate((worth for _, worth in by_last), initial=0))

    def of(self, match: Match) -> int:
        """What has begun by this match's end less what had ended before its start."""
        begun = self._begun[bisect_right(self._firsts, match.last)]
        return begun - self._ended[bisect_left(self._lasts, match.first)]
