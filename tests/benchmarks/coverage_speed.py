"""How long judging takes: per answer, by length, at load, and on a hostile text.

Run by ``make bench``, or alone as ``python -m tests.benchmarks.coverage_speed``. Lengths are told
as ratios within the run; the absolute figures hold for the machine that printed them.
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.questions import QuestionBank
from tests.benchmarks.coverage_quality import (
    QUESTIONS,
    LabelledAnswer,
    read_answers,
    read_checked_bank,
)

_MINUTE_WORDS = 140
_REPEATS = 20


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def per_answer(judge: Judge, bank: QuestionBank, answers: list[LabelledAnswer]) -> list[float]:
    """Milliseconds for each answer, after each question has been judged once."""
    for question in bank:
        judge.judge(question, question.model_answer)
    return [
        seconds(partial(judge.judge, bank.get(answer.question), answer.text)) * 1000
        for answer in answers
        if answer.question in bank
    ]


def main() -> int:
    load_s = seconds(partial(load_bank, QUESTIONS))
    bank, problems = read_checked_bank()
    judge = Judge(bank)
    compile_s = seconds(lambda: [judge.judge(question, "") for question in bank])
    answers = read_answers("tuning")
    times = per_answer(judge, bank, answers)
    cuts = statistics.quantiles(times, n=20)
    print(f"load {load_s:.2f} s, compile all {len(bank)} questions {compile_s:.2f} s")
    print(f"{len(times)} answers: median {cuts[9]:.2f} ms, 95th percentile {cuts[18]:.2f} ms")

    question = bank.get("learning-paradigms")
    words = " ".join(a.text for a in answers if a.question == question.id).split()
    one, three = " ".join(words[:_MINUTE_WORDS]), " ".join(words[: 3 * _MINUTE_WORDS])
    short = statistics.median(seconds(lambda: judge.judge(question, one)) for _ in range(_REPEATS))
    long = statistics.median(seconds(lambda: judge.judge(question, three)) for _ in range(_REPEATS))
    print(f"an answer of three minutes costs {long / short:.2f} times one of a minute (goal 3)")

    term = question.points[0].terms[0] if question.points[0].terms else "label"
    hostile = f"{term} " * (1_000_000 // (len(term) + 1))
    print(f"1 MB of “{term} {term} …”: {seconds(lambda: judge.judge(question, hostile)):.2f} s")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
