"""Points of one's own questions: proposed from a model answer, judged softly by weighed words."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from mlprep_gui.domain.coverage.guards import Guards
from mlprep_gui.domain.coverage.normalise import Heard, Normaliser
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.questions import KeyPoint, Keyword, Question

COVERED_FROM = 0.6
UNSURE_FROM = 0.4

_PROMPT_WEIGHT = 0.3
_NEAR_LIKENESS = 75.0
_NEAR_WORTH = 0.7
_SHORTEST_NEAR = 4
_FEWEST_WORDS = 2
_SMALL_WORD_WORTH = 0.25
_LONGEST_MEANING = 300
_STATEMENT_END = re.compile(r"(?<=[.!?;:])\s+|\n+")


class Rarity:
    """How much a word tells, by how few of some texts use it."""

    def __init__(self, texts: Iterable[str], normaliser: Normaliser) -> None:
        stems = [
            {token.form.stem for token in normaliser.listen(text).tokens} for text in set(texts)
        ]
        self._used_in = Counter(stem for used in stems for stem in used)
        self._texts = len(stems)

    def weight(self, stem: str) -> float:
        """Above 0, and the higher the rarer."""
        return math.log((self._texts + 2) / (self._used_in[stem] + 0.5))


@dataclass(frozen=True, slots=True)
class KeywordShare:
    """How much of a point's keywords was said.

    Attributes:
        share: 0 to 1, by weight.
        places: first and last token of every keyword that was found.
    """

    share: float
    places: tuple[tuple[int, int], ...]

    @property
    def verdict(self) -> Verdict:
        """The share as a verdict."""
        if self.share >= COVERED_FROM:
            return Verdict.COVERED
        return Verdict.UNSURE if self.share >= UNSURE_FROM else Verdict.MISSING


def propose_points(question: Question, rarity: Rarity, normaliser: Normaliser) -> Question:
    """The question with a point for each statement of its model answer.

    A point's keywords are the statement's words, weighed by rarity; words of the prompt weigh
    little, since repeating those says nothing. Statements of fewer than two such words give none.
    """
    asked = {token.form.stem for token in normaliser.listen(question.prompt).tokens}
    points: list[KeyPoint] = []
    for statement in split_statements(question.model_answer):
        keywords = tuple(_keywords(statement, asked, rarity, normaliser))
        if len(keywords) >= _FEWEST_WORDS or not points:
            meaning = statement[:_LONGEST_MEANING].strip()
            points.append(KeyPoint(f"point-{len(points) + 1}", meaning, keywords=keywords))
    return replace(question, points=tuple(point for point in points if point.keywords))


def split_statements(model_answer: str) -> Iterator[str]:
    """The sentences of a text."""
    for statement in _STATEMENT_END.split(model_answer):
        stripped = statement.strip(" \t.;:")
        if stripped:
            yield stripped


def _keywords(
    statement: str, asked: set[str], rarity: Rarity, normaliser: Normaliser
) -> Iterator[Keyword]:
    tokens = normaliser.listen(statement).tokens
    only_small = all(token.form.is_function for token in tokens)
    seen: set[str] = set()
    for token in tokens:
        form = token.form
        if (form.is_function and not only_small) or form.stem in seen:
            continue
        seen.add(form.stem)
        weight = rarity.weight(form.stem) * (_PROMPT_WEIGHT if form.stem in asked else 1.0)
        yield Keyword((form.surface,), round(weight, 3))


def small_words(point: KeyPoint, normaliser: Normaliser) -> tuple[Keyword, ...]:
    """The words of grammar in a point's meaning, each at a quarter of what its keywords weigh.

    They do not decide whether a point was said, but an answer that says more of it also says more
    of them: on labelled answers they bring the number of ``Judge.soft_coverage`` nearer to people.
    """
    if not point.keywords:
        return ()
    weight = sum(keyword.weight for keyword in point.keywords) / len(point.keywords)
    forms = {token.form for token in normaliser.listen(point.meaning).tokens}
    return tuple(
        Keyword((form.surface,), weight * _SMALL_WORD_WORTH)
        for form in sorted(forms, key=lambda form: form.surface)
        if form.is_function
    )


def find_keywords(
    keywords: Sequence[Keyword],
    heard: Heard,
    normaliser: Normaliser,
    guards: Guards | None = None,
) -> KeywordShare:
    """How much of some keywords a text says; words that are nearly the same count in part."""
    total = sum(keyword.weight for keyword in keywords)
    if not total:
        return KeywordShare(0.0, ())
    stems = [
        "" if guards and (guards.masks(at, at) or guards.lists(at, at)) else token.form.stem
        for at, token in enumerate(heard.tokens)
    ]
    first_at: dict[str, int] = {}
    for at, stem in enumerate(stems):
        first_at.setdefault(stem, at)
    said = 0.0
    places = []
    for keyword in keywords:
        worth, place = _find(keyword, stems, first_at, normaliser)
        said += worth * keyword.weight
        if place is not None:
            places.append(place)
    return KeywordShare(said / total, tuple(sorted(places)))


def _find(
    keyword: Keyword, stems: Sequence[str], first_at: Mapping[str, int], normaliser: Normaliser
) -> tuple[float, tuple[int, int] | None]:
    """What a keyword is worth in a text, 0 to 1, and where it stands."""
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for alternative in keyword.alternatives:
        wanted = [token.form.stem for token in normaliser.listen(alternative).tokens]
        if not wanted:
            continue
        if wanted[0] in first_at:
            for at in range(first_at[wanted[0]], len(stems)):
                if list(stems[at : at + len(wanted)]) == wanted:
                    return 1.0, (at, at + len(wanted) - 1)
        if len(wanted) == 1 and len(wanted[0]) >= _SHORTEST_NEAR:
            nearest = process.extractOne(
                wanted[0], first_at.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_LIKENESS
            )
            if nearest is not None:
                best = (_NEAR_WORTH, (first_at[nearest[0]], first_at[nearest[0]]))
    return best
