"""The shipped bank, read once."""

import pytest

from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.domain.questions import QuestionBank
from tests.benchmarks.coverage_quality import QUESTIONS


@pytest.fixture(scope="session")
def bank() -> QuestionBank:
    return load_bank(QUESTIONS).bank
