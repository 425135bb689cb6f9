"""Every fault has words, and every word of a parameter is filled in."""

import re
import string
from pathlib import Path

import pytest

from mlprep_gui.domain import errors
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.errors import Fault, FaultCode, InputFault
from mlprep_gui.ui import fault_words, wording


def _documented_parameters() -> dict[str, set[str]]:
    """Code -> parameters, from the comments in the module that lists the codes."""
    source = Path(errors.__file__).read_text(encoding="utf-8")
    lines = re.findall(r'^    [A-Z_]+ = "([a-z-]+)"(?:  # (.*))?$', source, re.MULTILINE)
    names = re.compile(r"\s*\([^)]*\)")
    return {
        code: {p.strip() for p in names.sub("", comment).split(",") if p.strip()}
        for code, comment in lines
    }


@pytest.mark.parametrize("code", list(FaultCode))
def test_every_fault_has_words_for_its_documented_parameters(code: FaultCode) -> None:
    """The braces of a sentence name only parameters that the code's comment lists."""
    text = fault_words._WORDINGS[code]
    fields = {
        field
        for _, field, _, _ in string.Formatter().parse(text.sentence + text.remedy)
        if field is not None
    }
    assert fields - {"did_you_mean", "named"} <= _documented_parameters()[code.value]


def test_an_unknown_question_is_answered_with_the_nearest_one() -> None:
    fault = InputFault(FaultCode.UNKNOWN_QUESTION, question="ensemble", suggestion="ensembles")
    said = str(fault_words.describe(fault))
    assert "“ensemble”" in said
    assert "Did you mean “ensembles”?" in said


def test_no_suggestion_leaves_no_trace() -> None:
    fault = InputFault(FaultCode.UNKNOWN_QUESTION, question="xyzzy", suggestion="")
    assert "Did you mean" not in str(fault_words.describe(fault))


@pytest.mark.parametrize(
    ("model", "said"),
    [("small.en", "no Whisper model “small.en” on"), ("", "no Whisper model on")],
)
def test_a_model_is_named_where_one_was_asked_for(model: str, said: str) -> None:
    assert said in str(fault_words.describe(Fault(FaultCode.MODEL_NOT_FOUND, model=model)))


def test_braces_in_a_parameter_are_left_alone() -> None:
    fault = Fault(FaultCode.FILE_MISSING, path="odd{name}.wav")
    assert "odd{name}.wav" in fault_words.describe(fault).sentence


@pytest.mark.parametrize("code", list(FaultCode))
def test_a_stored_code_has_words_without_parameters(code: FaultCode) -> None:
    said = str(fault_words.describe_code(code))
    assert said
    assert "{" not in said


def test_a_rough_recogniser_says_not_heard() -> None:
    assert wording.name_verdict(Verdict.MISSING, rough=True) == "not heard"
    assert wording.name_verdict(Verdict.MISSING, rough=False) == "missing"


@pytest.mark.parametrize(
    ("covered", "unsure", "total", "said"),
    [(5, 1, 6, "5 of 6 points, 1 unsure"), (0, 0, 1, "0 of 1 point"), (2, 0, 3, "2 of 3 points")],
)
def test_the_sum_is_no_grade(covered: int, unsure: int, total: int, said: str) -> None:
    assert wording.sum_up(covered, unsure, total) == said


def test_engines_are_named() -> None:
    assert wording.name_transcript_engine("sphinx") == "PocketSphinx"
    assert wording.name_transcript_engine("whisper base.en") == "Whisper (base.en)"
    assert wording.name_transcript_engine("typed") == "Typed"
