"""How much work judging takes: counted in calls, never in seconds."""

import random
import sys
from collections.abc import Callable
from functools import partial

import pytest

from mlprep_gui.domain.coverage import Judge
from mlprep_gui.domain.coverage.normalise import MAX_CHARS
from mlprep_gui.domain.questions import QuestionBank
from tests.benchmarks.coverage_quality import read_answers


def count_calls(work: Callable[[], object]) -> int:
    """How many functions, of Python or C, are called meanwhile."""
    calls = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def shuffled(words: list[str]) -> str:
    """Twenty thousand words in a fixed disorder."""
    chance = random.Random(1)
    return " ".join(chance.choice(words) for _ in range(20_000))


def hostile_texts() -> dict[str, str]:
    own = ["l1", "l2", "square", "absolute", "neuron", "random", "zero", "sparse", "validation"]
    own += ["stop", "improve", "unseen", "small"]
    return {
        "one word": "neuron " * 20_000,
        "all slots, shuffled": shuffled(own),
        "negated": shuffled([*own, "not", "never", "no"]),
        "spoilt": "l1 squares the absolute l2 " * 4_000,
        "all different": " ".join(f"{chr(97 + n % 26)}word{n}" for n in range(9_000)),
        "one long word": "a" * 100_000,
        "apostrophes": "a'" * 50_000,
        "digits and points": "1." * 50_000,
        "letters": "k n p c a " * 10_000,
        "accents": "e\u0301" * 50_000,
    }


@pytest.mark.parametrize("name", hostile_texts())
def test_work_grows_no_faster_than_the_text(bank: QuestionBank, name: str) -> None:
    text = hostile_texts()[name][:MAX_CHARS]
    question = bank.get("regularization")
    judge = Judge(bank)
    judge.judge(question, text)  # compiles, and learns the words
    half = count_calls(lambda: judge.judge(question, text[: len(text) // 2]))
    whole = count_calls(lambda: judge.judge(question, text))
    assert whole <= 2.5 * half + 1_000


def test_nothing_is_read_beyond_an_hour(bank: QuestionBank) -> None:
    """A text of a megabyte costs no more than one of an hour."""
    question = bank.get("regularization")
    judge = Judge(bank)
    text = "neurons are set to zero " * 50_000
    judge.judge(question, text)
    hour = count_calls(lambda: judge.judge(question, text[: MAX_CHARS + 10]))
    assert count_calls(lambda: judge.judge(question, text)) <= hour * 1.01


def test_three_minutes_cost_as_much_as_three_times_a_minute(bank: QuestionBank) -> None:
    judge = Judge(bank)
    for question in bank:
        own = [a.text for a in read_answers("tuning") if a.question == question.id]
        words = " ".join(own).split()
        minutes = [" ".join(words[at : at + 140]) for at in (0, 140, 280)]
        judge.judge(question, " ".join(words[:420]))
        apart = sum(count_calls(partial(judge.judge, question, text)) for text in minutes)
        together = count_calls(partial(judge.judge, question, " ".join(minutes)))
        assert together <= 1.2 * apart, question.id
