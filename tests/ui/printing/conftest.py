"""Sheets of interviews on real services, and the paper that they come to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interview_house import InterviewHouse, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[InterviewHouse]:
    with open_house(tmp_path / "mlprep.db") as opened:
        yield opened
