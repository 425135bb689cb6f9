"""What makes an alias: which phrases may stand for a term of art, and which are refused."""

from collections.abc import Iterable
from enum import StrEnum, auto

from rapidfuzz import fuzz

from mlprep_gui.domain.coverage import slips
from mlprep_gui.domain.coverage.aliases import Alias
from mlprep_gui.domain.coverage.normalise import Normaliser
from mlprep_gui.domain.coverage.spelling import words_in

MOST_WORDS = 5
"""A longer stretch is a sentence, not one term misheard."""

# So usual in answers that an alias made of them alone would find its term everywhere.
_COMMON = words_in(
    "able add answer ask average bad bank base become before begin being better big bit book call "
    "car case change check city class come company compare cost count data day different do easy "
    "effect end error even every example fact far feature few find first fit five follow four "
    "fraction function game general give good great group grow hand happen hard have help high "
    "hold home house idea important increase input interesting job keep kind know large last layer "
    "lead learn less let level life light line list little live long look loss lot low main man "
    "manage matter mean measure method model money month more move name near new next nice now "
    "number often old once one open order output parameter part pay people person place plan play "
    "point possible predict problem process project question quick range rate read ready real "
    "reason result right run sample say score second see set show side simple single size small "
    "something sort start state step still stop story study sure system take talk task team tell "
    "test thing think third three time today together top total train true try turn two type "
    "understand value want water way week weight wish word work world write year yes"
)


class AliasProblem(StrEnum):
    """Why a heard phrase cannot stand for a term."""

    EMPTY = auto()
    SAME = auto()
    TOO_LONG = auto()
    TOO_COMMON = auto()
    OTHER_TERM = auto()


def make_alias(heard: str, term: str) -> Alias:
    """An alias of two phrases as they stand on the page."""
    return Alias(bare(heard), bare(term))


def bare(phrase: str) -> str:
    """A phrase in lower case without punctuation."""
    kept = (letter if letter.isalnum() else " " for letter in phrase.casefold())
    return " ".join("".join(kept).split())


def find_problem(alias: Alias, terms: Iterable[str]) -> AliasProblem | None:
    """Why an alias is refused, None for a good one.

    Args:
        alias: see there.
        terms: every term of art of the bank; none of them may stand for another.
    """
    heard = alias.heard.split()
    if not heard or not alias.term:
        return AliasProblem.EMPTY
    joined, term = "".join(heard), "".join(alias.term.split())
    if joined == term:
        return AliasProblem.SAME
    if len(heard) > MOST_WORDS:
        return AliasProblem.TOO_LONG
    if _are_common(heard):
        return AliasProblem.TOO_COMMON
    readings = slips.find_variants(heard)
    if any(after - first == len(heard) and other != term for first, after, other, _ in readings):
        return AliasProblem.OTHER_TERM
    others = {"".join(bare(known).split()) for known in terms} | slips.terms()
    return AliasProblem.OTHER_TERM if joined in others - {term} else None


def rank_terms(heard: str, terms: Iterable[str]) -> tuple[str, ...]:
    """The terms, the one that reads most like what was heard first."""
    phrase = bare(heard)
    return tuple(sorted(terms, key=lambda term: -fuzz.ratio(phrase, bare(term))))


def _are_common(words: Iterable[str]) -> bool:
    """Whether all of the words are so usual that they would be found everywhere."""
    normaliser = Normaliser()
    stems = {normaliser.form(word).stem for word in _COMMON}
    forms = [normaliser.form(word) for word in words]
    return all(
        form.surface.isdecimal() or form.is_function or form.is_dropped or form.stem in stems
        for form in forms
    )
