"""The self-test of the shipped packs: python -m tests.benchmarks.coverage_self_test [ID]."""

import sys

from mlprep_gui.domain.coverage import Judge
from mlprep_gui.domain.coverage.self_test import self_test
from tests.benchmarks.coverage_quality import read_checked_bank, say


def main(wanted: list[str]) -> int:
    """Prints every finding; 1 if there is any."""
    bank, problems = read_checked_bank()
    judge = Judge(bank)
    for problem in problems:
        say(f"{problem.path.name}: {problem.place}: {problem.message}")
    findings = [
        finding
        for question in bank
        if not wanted or question.id in wanted
        for finding in self_test(question, bank, judge)
    ]
    for finding in findings:
        source = f" ({finding.source})" if finding.source else ""
        say(f"{finding.question_id}/{finding.item_id}: {finding.failure}{source} {finding.quote!r}")
    return 1 if findings or problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
