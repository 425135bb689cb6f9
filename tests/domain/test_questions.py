"""Questions and the bank."""

import pytest

from mlprep_gui.domain.errors import FaultCode, InputFault
from mlprep_gui.domain.questions import KeyPoint, Question, QuestionBank


def make(question_id: str, topic: str = "Models") -> Question:
    points = (KeyPoint("one", "The first."), KeyPoint("two", "The second."))
    return Question(question_id, topic, question_id.title(), "Why?", "Because.", points)


BANK = QuestionBank((make("dropout"), make("splits", "Evaluation"), make("ensembles")))


def test_a_question_is_found_by_its_id() -> None:
    assert BANK.get("splits").id == "splits"
    assert "splits" in BANK
    assert "spliets" not in BANK
    assert [question.id for question in BANK] == ["dropout", "splits", "ensembles"]
    assert len(BANK) == 3


@pytest.mark.parametrize(("wrong", "suggestion"), [("dropuot", "dropout"), ("xyz", "")])
def test_an_unknown_question_is_told_with_the_nearest(wrong: str, suggestion: str) -> None:
    with pytest.raises(InputFault) as caught:
        BANK.get(wrong)
    assert caught.value.code is FaultCode.UNKNOWN_QUESTION
    assert dict(caught.value.params) == {"question": wrong, "suggestion": suggestion}


def test_topics_come_in_order_of_first_appearance() -> None:
    topics = [(topic, [q.id for q in questions]) for topic, questions in BANK.topics()]
    assert topics == [("Models", ["dropout", "ensembles"]), ("Evaluation", ["splits"])]


def test_a_point_is_found_by_its_id() -> None:
    assert BANK.get("dropout").point("two").meaning == "The second."
    with pytest.raises(KeyError):
        BANK.get("dropout").point("three")
