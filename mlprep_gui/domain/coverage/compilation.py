"""A question made ready for matching: its cues as sets of numbered leaves, found by word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from mlprep_gui.domain.coverage import cues, phonetics, slips
from mlprep_gui.domain.coverage.guards import shingles
from mlprep_gui.domain.coverage.normalise import Normaliser
from mlprep_gui.domain.questions import Cue, Question

ROOM_PER_JOINT = 6
"""So many other words may stand between two slots, unless the cue says otherwise."""

_MOST_COMBINATIONS = 600
_SHORTEST_FUZZY = 6


@dataclass(frozen=True, slots=True)
class CompiledCue:
    """A cue whose slots are numbers of ``CompiledQuestion.slots``."""

    pattern: str
    slots: tuple[int, ...]
    follows: tuple[bool, ...]
    room: int
    spoilers: int | None
    spoils_inside_only: bool
    is_hint: bool


@dataclass(frozen=True, slots=True)
class CompiledPoint:
    """The cues of one point or mistake, and those that void a match that they touch."""

    id: str
    cues: tuple[CompiledCue, ...]
    unless: tuple[CompiledCue, ...] = ()
    contradicted_by: tuple[str, ...] = ()


@dataclass(slots=True)
class Leaves:
    """Single alternatives, numbered, and how a word leads to them.

    An element of a leaf is a stem, ``stem*`` for a beginning, ``=word`` for a word as it stands,
    ``#`` for any number, ``@`` for a word said again or ``*`` for any word.
    """

    by_first: dict[str, list[tuple[int, tuple[str, ...]]]] = field(default_factory=dict)
    elements: set[str] = field(default_factory=set)
    prefix_lengths: tuple[int, ...] = ()
    has_exact: bool = False
    has_repeat: bool = False
    terms_by_sound: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)

    def number(self, leaf: tuple[str, ...]) -> int:
        """The number of a leaf; a new one gets the next."""
        known = self._numbers.get(leaf)
        if known is None:
            known = self._numbers[leaf] = len(self._numbers)
            self.by_first.setdefault(leaf[0], []).append((known, leaf[1:]))
            self.elements.update(leaf)
        return known

    def close(self, terms: Mapping[str, str]) -> None:
        """Derives what matching needs once all leaves are known.

        Args:
            terms: terms of art by their stems; those that a cue listens for may be heard nearly.
        """
        prefixes = [element for element in self.elements if element.endswith("*")]
        self.prefix_lengths = tuple(
            sorted({len(prefix) - 1 for prefix in prefixes if prefix != "*"})
        )
        self.has_exact = any(element.startswith("=") for element in self.elements)
        self.has_repeat = "@" in self.elements
        for stem in sorted(self.elements & terms.keys()):
            word = terms[stem]
            if len(word) >= _SHORTEST_FUZZY:
                self.terms_by_sound.setdefault(phonetics.skeleton(word), []).append((word, stem))


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """Everything that judging an answer to one question needs.

    Attributes:
        points, mistakes: in the question's order.
        leaves: alternatives by their words.
        slots: each a set of leaves.
        prompt_shingles: runs of stems of the prompt; an answer that repeats one reads it back.
        terms: for each point id, stems of the terms that a recogniser may have spotted.
    """

    question: Question
    points: tuple[CompiledPoint, ...]
    mistakes: tuple[CompiledPoint, ...]
    leaves: Leaves
    slots: tuple[frozenset[int], ...]
    prompt_shingles: frozenset[tuple[str, ...]]
    terms: Mapping[str, frozenset[str]]


def compile_question(question: Question, normaliser: Normaliser) -> CompiledQuestion:
    """Raises CueError on a cue that cannot be understood."""
    compiler = CueCompiler(dict(question.word_sets), normaliser)
    points = tuple(
        CompiledPoint(
            point.id,
            compiler.compile_all(point.cues),
            compiler.compile_all(point.unless),
            tuple(m.id for m in question.mistakes if point.id in m.contradicts),
        )
        for point in question.points
    )
    mistakes = tuple(
        CompiledPoint(m.id, compiler.compile_all(m.cues), compiler.compile_all(m.unless))
        for m in question.mistakes
    )
    terms = {
        point.id: frozenset(term_key(term, normaliser) for term in point.terms)
        for point in question.points
    }
    art = {stem: stem for stems in terms.values() for stem in stems}
    art.update((normaliser.form(term).stem, term) for term in sorted(slips.terms()))
    compiler.leaves.close(art)
    stems = [token.form.stem for token in normaliser.listen(question.prompt).tokens]
    prompt_shingles = frozenset(shingles(stems))
    return CompiledQuestion(
        question, points, mistakes, compiler.leaves, compiler.slots, prompt_shingles, terms
    )


def term_key(term: str, normaliser: Normaliser) -> str:
    """A term's words run together, by which spotted terms are compared."""
    return normaliser.form("".join(t.form.word for t in normaliser.listen(term).tokens) or "-").stem


class CueCompiler:
    """Compiles cues that share word sets; alike slots are kept once."""

    def __init__(self, word_sets: Mapping[str, Sequence[str]], normaliser: Normaliser) -> None:
        self.leaves = Leaves()
        self._word_sets = word_sets
        self._normaliser = normaliser
        self._sets: dict[str, frozenset[tuple[str, ...]]] = {}
        self._open: list[str] = []
        self._slot_numbers: dict[frozenset[int], int] = {}
        self._slot_of_text: dict[cues.Slot, int] = {}

    @property
    def slots(self) -> tuple[frozenset[int], ...]:
        """All slots so far, by their numbers."""
        return tuple(self._slot_numbers)

    def compile_all(self, patterns: Iterable[Cue]) -> tuple[CompiledCue, ...]:
        """Raises CueError."""
        return tuple(self.compile(cue.pattern) for cue in patterns)

    def compile(self, pattern: str) -> CompiledCue:
        """Raises CueError."""
        parsed = cues.parse(pattern)
        slots = tuple(self._slot(slot) for slot in parsed.slots)
        usual_room = ROOM_PER_JOINT * (len(slots) - 1)
        return CompiledCue(
            pattern=pattern,
            slots=slots,
            follows=parsed.follows,
            room=usual_room if parsed.room is None else parsed.room,
            spoilers=None if parsed.spoilers is None else self._slot(parsed.spoilers),
            spoils_inside_only=parsed.spoils_inside_only,
            is_hint=parsed.is_hint,
        )

    def word_set(self, name: str) -> frozenset[tuple[str, ...]]:
        """The leaves of a named set; raises CueError, also where a set contains itself."""
        if name not in self._sets:
            if name not in self._word_sets:
                raise cues.unknown_name(name, self._word_sets)
            if name in self._open:
                raise cues.CueError(f"the word set ${name} contains itself")
            self._open.append(name)
            try:
                self._sets[name] = frozenset(
                    leaf
                    for text in self._word_sets[name]
                    for leaf in self._expand_slot(cues.parse_alternatives(text))
                )
            finally:
                self._open.pop()
        return self._sets[name]

    def _slot(self, slot: cues.Slot) -> int:
        known = self._slot_of_text.get(slot)
        if known is None:
            leaves = frozenset(self.leaves.number(leaf) for leaf in self._expand_slot(slot))
            known = self._slot_numbers.setdefault(leaves, len(self._slot_numbers))
            self._slot_of_text[slot] = known
        return known

    def _expand_slot(self, slot: cues.Slot) -> Iterable[tuple[str, ...]]:
        """The leaves of all alternatives; those of fillers alone are left out."""
        leaves = [leaf for words in slot.alternatives for leaf in self._expand(words) if leaf]
        if not leaves:
            words = " | ".join(" ".join(words) for words in slot.alternatives)
            raise cues.CueError(
                f"{words!r} has only words that are not listened for (articles, fillers)"
            )
        return leaves

    def _expand(self, words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        """An alternative as leaves: its own words, run together, and with sets filled in."""
        if len(words) == 1 and words[0].startswith("$"):
            return self.word_set(words[0][1:])
        if all(word.isalnum() for word in words):
            return self._normaliser.readings(" ".join(words))
        runs: list[Sequence[tuple[str, ...]]] = []
        plain: list[str] = []
        for word in (*words, ""):
            if word and word[0] not in "$#@=" and not word.endswith("*"):
                plain.append(word)
                continue
            if plain:
                runs.append(self._normaliser.readings(" ".join(plain)))
                plain = []
            if word:
                runs.append(self._special(word))
        combinations = 1
        for run in runs:
            combinations *= len(run)
        if combinations > _MOST_COMBINATIONS:
            raise cues.CueError(
                f"{' '.join(words)!r} stands for {combinations} phrases; split it into slots"
            )
        return [sum(choice, ()) for choice in product(*runs)]

    def _special(self, word: str) -> Sequence[tuple[str, ...]]:
        if word.startswith("$"):
            return sorted(self.word_set(word[1:]))
        if word in ("#", "*", "@"):
            return [(word,)]
        word = word.casefold()
        if word.startswith("="):
            return [(word,)]
        stem = word[:-1]
        american = stem[:-1] + "z*" if stem.endswith("is") else word
        return [(word,)] if american == word else [(word,), (american,)]
