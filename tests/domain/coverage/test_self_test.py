"""The self-test, on small questions and on the shipped bank."""

import pytest

from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.domain.coverage import Judge
from mlprep_gui.domain.coverage.self_test import SelfTestFailure, self_test
from mlprep_gui.domain.questions import Cue, KeyPoint, Mistake, Question, QuestionBank
from tests.benchmarks.coverage_quality import QUESTIONS

SHIPPED = [question.id for question in load_bank(QUESTIONS).bank]


def make(model_answer: str, *cues: str, prompt: str = "Which one?", **more: object) -> Question:
    point = KeyPoint("point", "The point.", cues=tuple(Cue(cue) for cue in cues))
    mistakes = more.get("mistakes", ())
    assert isinstance(mistakes, tuple)
    return Question("q", "Tests", "Things", prompt, model_answer, (point,), mistakes)


def failures(question: Question, *others: Question) -> list[SelfTestFailure]:
    return [finding.failure for finding in self_test(question, others, Judge())]


def test_a_good_question_has_no_findings() -> None:
    assert failures(make("Neurons go to zero.", "neuron + zero")) == []


def test_a_model_answer_that_lacks_its_point() -> None:
    assert failures(make("Nothing of it.", "neuron + zero")) == [SelfTestFailure.MODEL_ANSWER_LACKS]


def test_a_model_answer_that_makes_the_mistake() -> None:
    mistake = Mistake("wrong", "No.", cues=(Cue("neuron + zero"),))
    question = make("Neurons go to zero.", "neuron", mistakes=(mistake,))
    assert SelfTestFailure.MODEL_ANSWER_ERRS in failures(question)


def test_a_prompt_that_gives_the_point_away() -> None:
    question = make("Neurons go to zero.", "neuron", prompt="Why neurons?")
    assert failures(question) == [SelfTestFailure.PROMPT_COVERS]


def test_another_answer_that_covers_the_point() -> None:
    other = Question("other", "Tests", "Other", "What?", "There are neurons.", ())
    (finding,) = self_test(make("Neurons go to zero.", "neuron"), [other], Judge())
    assert finding.failure is SelfTestFailure.OTHER_ANSWER_COVERS
    assert (finding.source, finding.item_id, finding.quote) == ("other", "point", "neurons")


def test_cues_that_take_ignorance_for_knowledge() -> None:
    assert SelfTestFailure.IGNORANCE_COVERS in failures(make("I have heard of it.", "have heard"))


@pytest.mark.parametrize("question_id", SHIPPED)
def test_every_shipped_question_passes(bank: QuestionBank, question_id: str) -> None:
    question = bank.get(question_id)
    assert question.points
    assert self_test(question, bank, Judge(bank)) == ()
