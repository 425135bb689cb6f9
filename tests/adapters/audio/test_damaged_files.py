"""Damaged files: sound or a fault, never anything else. ``make soak`` tries a thousand."""

from tests.benchmarks.fuzz_imports import fuzz


def test_a_hundred_damaged_files_come_in_or_are_refused() -> None:
    outcome = fuzz(100)
    assert outcome.failures == []
    assert outcome.counts.total() == 100
    assert outcome.counts["audio"] >= 20
    assert sum(name.startswith("refused") for name in outcome.counts) >= 2
    assert outcome.grown_mib < 300
