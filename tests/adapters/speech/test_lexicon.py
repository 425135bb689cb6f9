"""Hints are general, and never what the question at hand asks for."""

from pathlib import Path

from mlprep_gui.adapters.speech.engines.lexicon import fair_hints, read_lexicon
from mlprep_gui.resources import resource_folder

LEXICON = read_lexicon(resource_folder() / "speech" / "lexicon.txt")
# Whisper takes 223 tokens of hints; a term and its comma take about three.
_MOST_TERMS = 75


def test_the_shipped_lexicon_is_short_and_without_repeats() -> None:
    assert 40 <= len(LEXICON) <= _MOST_TERMS
    assert len({term.lower() for term in LEXICON}) == len(LEXICON)


def test_without_a_file_there_are_no_hints(tmp_path: Path) -> None:
    assert read_lexicon(tmp_path / "none.txt") == ()


def test_remarks_are_no_terms(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text("# a remark\n\nAUC\n  k-means \n", encoding="utf-8")
    assert read_lexicon(tmp_path / "some.txt") == ("AUC", "k-means")


def test_all_terms_where_the_question_asks_for_none() -> None:
    assert fair_hints(("AUC", "dropout"), ()) == "AUC, dropout"


def test_whatever_shares_a_word_with_the_question_is_left_out() -> None:
    lexicon = ("random forest", "boosting", "L1", "L2", "learning rate", "AUC")
    terms = ("gradient boosted trees", "L1 penalty", "forests")
    assert fair_hints(lexicon, terms) == "L2, learning rate, AUC"
