"""What a recogniser's habits cost at most, on the labelled answers that were tuned on."""

import random
from dataclasses import replace

from mlprep_gui.domain.coverage import Judge
from mlprep_gui.domain.questions import QuestionBank
from tests.benchmarks.coverage_quality import read_answers
from tests.benchmarks.coverage_robustness import f1, misheard, similar_words, without_punctuation

ANSWERS = read_answers("tuning")


def test_punctuation_and_case_are_worth_next_to_nothing(bank: QuestionBank) -> None:
    judge = Judge(bank)
    bare = [replace(a, text=without_punctuation(a.text)) for a in ANSWERS]
    assert bare != ANSWERS
    assert abs(f1(bank, ANSWERS, judge) - f1(bank, bare, judge)) <= 0.02


def test_every_twentieth_word_misheard_costs_little(bank: QuestionBank) -> None:
    judge = Judge(bank)
    similar = similar_words(answer.text for answer in ANSWERS)
    chance = random.Random(7)
    slips = [replace(a, text=misheard(a.text, similar, chance)) for a in ANSWERS]
    changed = sum(
        one != other
        for a, b in zip(ANSWERS, slips, strict=True)
        for one, other in zip(a.text.split(), b.text.split(), strict=True)
    )
    words = sum(len(answer.text.split()) for answer in ANSWERS)
    assert changed / words > 0.04
    assert f1(bank, ANSWERS, judge) - f1(bank, slips, judge) <= 0.05
