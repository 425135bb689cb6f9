"""Which question comes next."""

from dataclasses import replace
from random import Random

from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.services.practice.question_choice import choose_next, choose_random
from tests.services.conftest import NETS


def test_next_is_the_first_that_was_not_practised() -> None:
    other = replace(NETS, id="other")
    bank = QuestionBank((NETS, other))
    assert choose_next(bank, {"nets"}) is other
    assert choose_next(bank, {"nets", "other"}) is None


def test_random_never_repeats_the_question_on_the_page() -> None:
    bank = QuestionBank((NETS, replace(NETS, id="b"), replace(NETS, id="c")))
    drawn = {choose_random(bank, "b", Random(seed)) for seed in range(50)}
    assert {question.id for question in drawn if question} == {"nets", "c"}
    assert choose_random(QuestionBank((NETS,)), "nets", Random(1)) is NETS
    assert choose_random(QuestionBank(()), None, Random(1)) is None
