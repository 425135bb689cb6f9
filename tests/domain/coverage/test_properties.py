"""What holds for any text."""

from collections.abc import Callable
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep_gui.domain.coverage import Coverage, Judge, Verdict
from mlprep_gui.domain.questions import Question, QuestionBank
from tests.benchmarks.coverage_quality import LabelledAnswer, read_answers

UNRELATED = (
    "We had lunch in the canteen that day.",
    "It was raining in Porto when I moved there.",
    "My bicycle is blue.",
    "Anyway, the coffee machine was broken again.",
    "She plays the violin on Thursdays.",
)
ANSWERS = read_answers("tuning")[::5]

calm = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def judge(bank: QuestionBank) -> Judge:
    return Judge(bank)


def verdicts(coverage: Coverage) -> list[tuple[str, Verdict]]:
    return [(point.point_id, point.verdict) for point in coverage.points]


def evidence_is_in(coverage: Coverage, text: str) -> bool:
    every = [e for point in coverage.points for e in point.evidence]
    every += [mistake.evidence for mistake in coverage.mistakes]
    return all(text[e.start : e.end] == e.text != "" for e in every)


@calm
@given(text=st.text(max_size=400))
def test_no_unicode_crashes_it(judge: Judge, bank: QuestionBank, text: str) -> None:
    for question in bank:
        coverage = judge.judge(question, text)
        assert evidence_is_in(coverage, text)
        assert [p.point_id for p in coverage.points] == [p.id for p in question.points]


@calm
@given(
    answer=st.sampled_from(ANSWERS),
    per_cent=st.integers(0, 100),
    noise=st.text(max_size=20),
)
def test_noise_in_an_answer_crashes_nothing(
    judge: Judge, bank: QuestionBank, answer: LabelledAnswer, per_cent: int, noise: str
) -> None:
    """Evidence stays exact even where folding changes the number of letters."""
    at = len(answer.text) * per_cent // 100
    text = answer.text[:at] + noise + answer.text[at:]
    assert evidence_is_in(judge.judge(bank.get(answer.question), text), text)


@calm
@given(
    answer=st.sampled_from(ANSWERS),
    gaps=st.lists(st.sampled_from([" ", "  ", "\n", " \t ", "\r\n\r\n"]), min_size=1),
    change=st.sampled_from([str.lower, str.upper, str.swapcase]),
)
def test_case_breaks_and_spaces_do_not_matter(
    judge: Judge,
    bank: QuestionBank,
    answer: LabelledAnswer,
    gaps: list[str],
    change: Callable[[str], str],
) -> None:
    question = bank.get(answer.question)
    pairs = zip(answer.text.split(), cycle(gaps), strict=False)
    text = "".join(word + gap for word, gap in pairs)
    assert verdicts(judge.judge(question, change(text))) == verdicts(
        judge.judge(question, answer.text)
    )


@calm
@given(
    answer=st.sampled_from(ANSWERS),
    before=st.booleans(),
    sentences=st.lists(st.sampled_from(UNRELATED), min_size=1, max_size=6),
)
def test_unrelated_sentences_take_nothing_away(
    judge: Judge, bank: QuestionBank, answer: LabelledAnswer, before: bool, sentences: list[str]
) -> None:
    question = bank.get(answer.question)
    more = " ".join(sentences)
    text = f"{more} {answer.text}" if before else f"{answer.text} {more}"
    assert covered(judge, question, answer.text) <= covered(judge, question, text)


def covered(judge: Judge, question: Question, text: str) -> set[str]:
    points = judge.judge(question, text).points
    return {point.point_id for point in points if point.verdict is Verdict.COVERED}


def test_the_same_text_gets_the_same_verdicts(judge: Judge, bank: QuestionBank) -> None:
    for answer in ANSWERS[::8]:
        question = bank.get(answer.question)
        assert Judge(bank).judge(question, answer.text) == judge.judge(question, answer.text)
