"""Which question an answer speaks about, by its words: an answer to another one covers nothing."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from mlprep_gui.domain.coverage.normalise import Heard, Normaliser
from mlprep_gui.domain.questions import Question

# Of 200 answers to their own question none comes near these; another question's model answer is
# at 0.85 or more, and six times as like as to the question asked.
_LEAST_LIKENESS = 0.3
_LEAST_RATIO = 2.5
_MOST_COVERED = 0.5
_LEAST_SHARED = 8
_RECITED_LIKENESS = 0.6
_PROMPT_WEIGHT = 3


class Topics:
    """The words of every question of a bank, weighted by how few questions use them."""

    def __init__(self, questions: Iterable[Question], normaliser: Normaliser) -> None:
        counts = {q.id: _count_words(q, normaliser) for q in questions}
        used_in = Counter(stem for words in counts.values() for stem in words)
        self._rarity = {
            stem: math.log(len(counts) / used)
            for stem, used in used_in.items()
            if used < len(counts)
        }
        self._profiles = {key: self._profile(words) for key, words in counts.items()}

    def is_about_another(self, question_id: str, heard: Heard, covered_share: float) -> bool:
        """Whether a text is clearly an answer to another question of the bank.

        Args:
            question_id: the question that was asked.
            heard: the answer.
            covered_share: the part of the points, 0 to 1, that it seems to cover: an answer that
                covers most of them is an answer to another question only if it recites that one's
                model answer.
        """
        if question_id not in self._profiles:
            return False
        profile = self._profile(_content(heard))
        own = _likeness(profile, self._profiles[question_id])
        nearest = max(self._profiles.values(), key=lambda other: _likeness(profile, other))
        best = _likeness(profile, nearest)
        enough = _LEAST_LIKENESS if covered_share <= _MOST_COVERED else _RECITED_LIKENESS
        shared = len(profile.keys() & nearest.keys())
        return best >= enough and best >= _LEAST_RATIO * own and shared >= _LEAST_SHARED

    def _profile(self, words: Mapping[str, int]) -> dict[str, float]:
        weights = {
            stem: (1 + math.log(count)) * self._rarity[stem]
            for stem, count in words.items()
            if stem in self._rarity
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {stem: weight / length for stem, weight in weights.items()}


def _count_words(question: Question, normaliser: Normaliser) -> Counter[str]:
    asked = _content(normaliser.listen(f"{question.title} {question.prompt}"))
    meanings = " ".join(f"{p.meaning} {' '.join(p.terms)}" for p in question.points)
    said = _content(normaliser.listen(f"{question.model_answer} {meanings}"))
    for stem, count in asked.items():
        said[stem] += _PROMPT_WEIGHT * count
    return said


def _content(heard: Heard) -> Counter[str]:
    return Counter(
        token.form.stem
        for token in heard.tokens
        if not (token.form.is_function or token.form.is_number)
    )


def _likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
