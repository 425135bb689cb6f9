"""What may stand for a term, and that the judge reads it as one, and nothing else."""

import pytest

from mlprep_gui.domain.aliases import AliasProblem, find_problem, make_alias, rank_terms
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.coverage.verdicts import Verdict
from tests.domain.coverage.tiny import ask

TERMS = ("brier score", "dropout", "early stopping")


@pytest.mark.parametrize(
    ("heard", "term"),
    [("Barrier score,", "Brier score"), ("cupid", "CUPED"), ("k n", "kNN"), ("bn25", "BM25")],
)
def test_what_recognisers_make_of_terms_is_taken(heard: str, term: str) -> None:
    assert find_problem(make_alias(heard, term), TERMS) is None


@pytest.mark.parametrize(
    ("heard", "term", "problem"),
    [
        ("", "dropout", AliasProblem.EMPTY),
        ("…", "dropout", AliasProblem.EMPTY),
        ("cupid", " ", AliasProblem.EMPTY),
        ("Drop-out", "dropout", AliasProblem.SAME),
        ("one two three four five six", "dropout", AliasProblem.TOO_LONG),
        ("of the", "dropout", AliasProblem.TOO_COMMON),
        ("models", "dropout", AliasProblem.TOO_COMMON),
        ("42", "dropout", AliasProblem.TOO_COMMON),
        ("the training data", "dropout", AliasProblem.TOO_COMMON),
        ("early stopping", "dropout", AliasProblem.OTHER_TERM),
        ("early topping", "ridge", AliasProblem.OTHER_TERM),
    ],
)
def test_what_would_make_nonsense_count_is_refused(
    heard: str, term: str, problem: AliasProblem
) -> None:
    assert find_problem(make_alias(heard, term), TERMS) is problem


@pytest.mark.parametrize(
    ("cue", "heard", "term", "said"),
    [
        ("brier score", "barrier score", "brier score", "I look at the Barrier score of it"),
        ("brier + score", "barrier score", "brier score", "I look at the barrier score of it"),
        ("cuped", "cupid", "CUPED", "we use Cupid to cut variance"),
        ("cross validation", "grass violation", "cross validation", "we use grass violation"),
        ("early stopping", "surly stopper now", "early stopping", "a surly stopper now helps"),
        ("target leakage", "targetlikage", "target leakage", "beware of targetlikage"),
    ],
)
def test_an_alias_is_read_as_its_term(cue: str, heard: str, term: str, said: str) -> None:
    judge, question = Judge(), ask(cue)
    assert judge.judge(question, said).points[0].verdict is Verdict.MISSING
    judge.use_aliases([make_alias(heard, term)])
    (point,) = judge.judge(question, said).points
    assert point.verdict is Verdict.COVERED
    assert point.evidence[0].text.casefold() in said.casefold()
    judge.use_aliases([])
    assert judge.judge(question, said).points[0].verdict is Verdict.MISSING


def test_an_alias_takes_no_meaning_away() -> None:
    judge = Judge()
    judge.use_aliases([make_alias("barrier score", "brier score")])
    (point,) = judge.judge(ask("barrier"), "the barrier score of it").points
    assert point.verdict is Verdict.COVERED


def test_a_denied_alias_is_still_denied() -> None:
    judge = Judge()
    judge.use_aliases([make_alias("barrier score", "brier score")])
    (point,) = judge.judge(ask("brier score"), "this is not a barrier score").points
    assert point.verdict is Verdict.MISSING


def test_the_likeliest_term_comes_first() -> None:
    assert rank_terms("barrier score", TERMS)[0] == "brier score"
