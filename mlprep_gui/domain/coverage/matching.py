"""How a cue is found: slots filled close together, by a search whose work is bounded."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mlprep_gui.domain.coverage.compilation import CompiledCue
from mlprep_gui.domain.coverage.guards import Guards
from mlprep_gui.domain.coverage.index import Index, Occurrence

_SPOILING_DISTANCE = 3
_TOUCHING_DISTANCE = 2
_MOST_STEPS = 1500
"""Steps of search a cue may take in one text; ordinary answers need a few dozen."""

_WORST = (99, 1_000_000)
"""Near words and loose words of no match at all."""


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found: its filled slots, and the other words between them."""

    cue: CompiledCue
    filled: tuple[Occurrence, ...]
    loose: int

    @property
    def first(self) -> int:
        """The first token."""
        return min(occurrence.first for occurrence in self.filled)

    @property
    def last(self) -> int:
        """The last token."""
        return max(occurrence.last for occurrence in self.filled)

    @property
    def is_sure(self) -> bool:
        """A near word counts only where the cue's other slots are filled exactly."""
        near = sum(occurrence.is_near for occurrence in self.filled)
        return not self.cue.is_hint and (near == 0 or (near == 1 and len(self.filled) > 1))


def find_best(
    cue: CompiledCue, index: Index, guards: Guards, voids: Sequence[Match] = ()
) -> Match | None:
    """The surest, then tightest match of a cue that none of the voids touches."""
    best = None
    for match in _find(_Search(cue, index, guards, voids)):
        best = match
    return best


def find_each(
    cue: CompiledCue, index: Index, guards: Guards, voids: Sequence[Match] = ()
) -> Iterator[Match]:
    """The best match around each place where a cue is found and no void touches it."""
    search = _Search(cue, index, guards, voids)
    for match in _find(search):
        yield match
        search.best = _WORST


def _find(search: "_Search") -> Iterator[Match]:
    lists = search.lists
    if not all(lists):
        return
    anchor = min(range(len(lists)), key=lambda nth: len(lists[nth]))
    for occurrence in lists[anchor]:
        if search.steps >= _MOST_STEPS:
            return
        found = search.around(anchor, occurrence)
        if found is not None:
            yield found


class _Search:
    """Looks for the tightest filling of a cue's slots around one occurrence at a time."""

    def __init__(
        self, cue: CompiledCue, index: Index, guards: Guards, voids: Sequence[Match]
    ) -> None:
        self.lists = _slot_lists(cue, index)
        self.steps = 0
        self.best = _WORST  # near words, loose words
        self._cue = cue
        self._index = index
        self._guards = guards
        self._voids = voids
        self._found: Match | None = None
        self._chosen: list[Occurrence | None] = []
        self._order: list[int] = []

    def around(self, anchor: int, occurrence: Occurrence) -> Match | None:
        """A better match than all before that has this occurrence in it, or None."""
        self._found = None
        self._chosen = [None] * len(self.lists)
        self._chosen[anchor] = occurrence
        self._order = [nth for nth in range(len(self.lists)) if nth != anchor]
        self._fill(0, occurrence.first, occurrence.last, occurrence.last - occurrence.first + 1)
        return self._found

    def _fill(self, depth: int, first: int, last: int, covered: int) -> None:
        self.steps += 1
        if depth == len(self._order):
            self._accept(last - first + 1 - covered)
            return
        nth = self._order[depth]
        occurrences = self.lists[nth]
        room = self._cue.room if self.best[0] else min(self._cue.room, self.best[1])
        reach = room + 12  # the other slots' own words take room as well
        start = bisect_left(occurrences, last - reach, key=_first)
        for at in range(start, len(occurrences)):
            candidate = occurrences[at]
            if candidate.first > first + reach or self.steps >= _MOST_STEPS:
                return
            if self._collides(nth, candidate):
                continue
            new_first, new_last = min(first, candidate.first), max(last, candidate.last)
            new_covered = covered + candidate.last - candidate.first + 1
            open_slots = len(self._order) - depth - 1
            # Slots still open may fill up to three words of what is between.
            if new_last - new_first + 1 - new_covered - 3 * open_slots > room:
                self.steps += 1
                continue
            self._chosen[nth] = candidate
            self._fill(depth + 1, new_first, new_last, new_covered)
            self._chosen[nth] = None

    def _collides(self, nth: int, candidate: Occurrence) -> bool:
        for other, chosen in enumerate(self._chosen):
            if chosen is None:
                continue
            if candidate.first <= chosen.last and chosen.first <= candidate.last:
                return True
            if nth == other + 1 and self._cue.follows[other] and candidate.first < chosen.first:
                return True
            if other == nth + 1 and self._cue.follows[nth] and chosen.first < candidate.first:
                return True
        return False

    def _accept(self, loose: int) -> None:
        filled = tuple(o for o in self._chosen if o is not None)
        rank = (sum(o.is_near for o in filled), max(loose, 0))
        if loose > self._cue.room or rank >= self.best:
            return
        match = Match(self._cue, filled, loose)
        if self._is_spoilt(match):
            return
        self.best = rank
        self._found = match

    def _is_spoilt(self, match: Match) -> bool:
        first, last = match.first, match.last
        guards = self._guards
        if guards.negates(match.filled) or guards.are_listed(match.filled):
            return True
        if guards.lists(first, last) or any(touches(v, match, guards) for v in self._voids):
            return True
        if self._cue.spoilers is None:
            return False
        beside = 0 if self._cue.spoils_inside_only else _SPOILING_DISTANCE
        near, far = first - beside, last + beside
        return any(
            spoiler.last >= near and spoiler.first <= far
            for spoiler in self._index.occurrences(self._cue.spoilers)
            if not any(o.first <= spoiler.first and spoiler.last <= o.last for o in match.filled)
        )


def overlap(one: Match, other: Match) -> bool:
    """Whether two matches stand in the same place, at least in part."""
    return one.first <= other.last and other.first <= one.last


def touches(one: Match, other: Match, guards: Guards) -> bool:
    """Whether two matches overlap, or nearly do within a sentence."""
    if overlap(one, other):
        return True
    before, behind = (one, other) if one.first < other.first else (other, one)
    is_near = behind.first - before.last <= _TOUCHING_DISTANCE
    return is_near and not guards.are_apart(before.last, behind.first)


def _slot_lists(cue: CompiledCue, index: Index) -> list[list[Occurrence]]:
    """What fills each slot; stops at the first that nothing fills."""
    lists = []
    for slot in cue.slots:
        lists.append(index.occurrences(slot))
        if not lists[-1]:
            break
    return lists


def _first(occurrence: Occurrence) -> int:
    return occurrence.first
