"""Questions that have nothing but a model answer: nothing for nothing, and a number that grows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlprep_gui.domain.coverage import Judge, Verdict
from mlprep_gui.domain.coverage.keywords import split_statements
from mlprep_gui.domain.coverage.self_test import IGNORANT_ANSWERS
from mlprep_gui.domain.questions import Question, QuestionBank

CLOSE_TO_ONE = 0.95

CLIPPING = Question(
    id="clipping",
    topic="Own",
    title="Gradient clipping",
    prompt="What is gradient clipping, and when would you use it?",
    model_answer=(
        "Gradient clipping limits the length of the gradient vector. It keeps a recurrent network "
        "from exploding, because a single steep step cannot throw the weights away. A typical "
        "threshold is the number one. Without it I would look at the learning rate first."
    ),
    points=(),
)
NOTHING = (
    "",
    "   \n\t ",
    "...",
    "Thank you. " * 50,
    "Thanks for watching! " * 20,
    "Hello, nice to meet you, lovely weather today, isn't it? How was your weekend?",
    "My daughter started school last week, so it has been a busy time for all of us.",
    "you you you you you you",
    "Um. Uh. Hmm.",
)


@pytest.fixture(scope="module")
def own(bank: QuestionBank) -> QuestionBank:
    """As if each question had been typed in by somebody, with the points that are proposed."""
    judge = Judge(bank)
    bare = [replace(question, points=(), mistakes=()) for question in bank]
    return QuestionBank(tuple(judge.propose(question) for question in (*bare, CLIPPING)))


@pytest.fixture(scope="module", params=["shipped", "own"])
def questions(
    request: pytest.FixtureRequest, bank: QuestionBank, own: QuestionBank
) -> QuestionBank:
    return bank if request.param == "shipped" else own


def covered(judge: Judge, question: Question, text: str) -> int:
    return judge.judge(question, text).count(Verdict.COVERED)


def test_what_says_nothing_covers_nothing(questions: QuestionBank) -> None:
    judge = Judge(questions)
    for question in questions:
        ignorant = [text.format(title=question.title.lower()) for text in IGNORANT_ANSWERS]
        for text in (*NOTHING, *ignorant):
            assert covered(judge, question, text) == 0, (question.id, text)


def test_the_question_read_back_covers_nothing(questions: QuestionBank) -> None:
    judge = Judge(questions)
    for question in questions:
        prompt = question.prompt
        for text in (
            prompt,
            f"{prompt} {prompt}",
            f"So you are asking me: {prompt} That is a good question.",
            prompt.lower().replace("?", ""),
            f"{question.title}. " * 5,
        ):
            assert covered(judge, question, text) == 0, (question.id, text)


@pytest.mark.parametrize("comma", [", ", " ", ". ", " and "])
def test_a_list_of_all_the_words_covers_nothing(own: QuestionBank, comma: str) -> None:
    judge = Judge(own)
    for question in own:
        words = [k.alternatives[0] for point in question.points for k in point.keywords]
        assert covered(judge, question, comma.join(words)) == 0, question.id


def test_another_model_answer_covers_nothing(questions: QuestionBank) -> None:
    judge = Judge(questions)
    for question in questions:
        for other in questions:
            if other.id != question.id:
                assert covered(judge, question, other.model_answer) == 0, (question.id, other.id)


def test_the_model_answer_covers_everything(questions: QuestionBank) -> None:
    judge = Judge(questions)
    for question in questions:
        assert covered(judge, question, question.model_answer) == len(question.points), question.id
        assert judge.soft_coverage(question, question.model_answer) >= CLOSE_TO_ONE, question.id


def test_nothing_is_worth_nothing(own: QuestionBank) -> None:
    judge = Judge(own)
    for question in own:
        assert judge.soft_coverage(question, "") == 0.0


@settings(deadline=None)
@given(data=st.data())
def test_saying_more_of_the_answer_never_lowers_the_number(
    own: QuestionBank, data: st.DataObject
) -> None:
    """Whatever was said before, in whatever order, and whichever statement is added."""
    question = data.draw(st.sampled_from(own.questions))
    statements = tuple(split_statements(question.model_answer))
    said = data.draw(st.lists(st.sampled_from(statements), max_size=4))
    added = data.draw(st.sampled_from(statements))
    judge = Judge()
    before = judge.soft_coverage(question, ". ".join(said))
    after = judge.soft_coverage(question, ". ".join([*said, added]))
    assert before <= after <= 1.0
    if added not in said:
        assert after > 0.0


@settings(deadline=None, max_examples=60)
@given(prompt=st.text(max_size=80), model_answer=st.text(max_size=200), text=st.text(max_size=200))
def test_any_texts_have_a_number(prompt: str, model_answer: str, text: str) -> None:
    bare = Question("own", "", "", prompt, model_answer, ())
    judge = Judge()
    question = judge.propose(bare)
    assert 0.0 <= judge.soft_coverage(question, text) <= 1.0
    assert judge.soft_coverage(question, "") == 0.0
    judge.judge(question, text)


@pytest.mark.parametrize(
    "model_answer",
    [
        "Das Modell lernt die Trainingsdaten auswendig. Es versagt auf neuen Daten.",
        "Модель запоминает обучающие данные. Она ошибается на новых.",
        "模型记住了训练数据。它在新数据上失败。",
        "L'entraînement s'arrête tôt; l'erreur de validation remonte.",
        "42. 3.14. 99 %",
    ],
)
def test_other_languages_are_compared_by_their_words(model_answer: str) -> None:
    judge = Judge()
    question = judge.propose(Question("own", "", "", "?", model_answer, ()))
    assert judge.soft_coverage(question, model_answer) >= CLOSE_TO_ONE
    assert judge.soft_coverage(question, "Something else entirely was said here.") == 0.0


@pytest.mark.parametrize("model_answer", ["", "...", "???", "—", "the a an"])
def test_a_model_answer_without_words_is_worth_nothing(model_answer: str) -> None:
    judge = Judge()
    question = judge.propose(Question("own", "", "", "?", model_answer, ()))
    assert judge.soft_coverage(question, "the a an whatever") == 0.0


def test_a_very_long_answer_is_worth_what_its_beginning_says() -> None:
    judge = Judge()
    question = judge.propose(CLIPPING)
    long = f"{CLIPPING.model_answer} " + "and so on and so forth " * 40_000
    assert judge.soft_coverage(question, long) >= CLOSE_TO_ONE
