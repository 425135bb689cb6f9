"""The user's aliases while the program runs."""

from pathlib import Path

import pytest

from mlprep_gui.adapters.bank.aliases import AliasFile
from mlprep_gui.domain.aliases import AliasProblem, make_alias
from mlprep_gui.domain.errors import BankFault
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.services.aliases import AliasBook
from tests.services.conftest import NETS

BRIER = make_alias("barrier score", "brier score")
BANK = QuestionBank((NETS,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aliases.toml"


@pytest.fixture
def book(path: Path) -> AliasBook:
    return AliasBook(AliasFile(path), BANK)


def test_what_is_added_counts_at_once_and_later(book: AliasBook, path: Path) -> None:
    assert book.in_force() == ()
    assert book.add(BRIER) is None
    assert book.in_force() == (BRIER,)
    assert AliasBook(AliasFile(path), BANK).in_force() == (BRIER,)


def test_what_is_refused_is_not_kept(book: AliasBook, path: Path) -> None:
    assert book.add(make_alias("the", "dropout")) is AliasProblem.TOO_COMMON
    assert book.listed() == ()
    assert not path.exists()


def test_words_stand_for_one_term_only(book: AliasBook) -> None:
    other = make_alias("barrier score", "barrier option")
    book.add(BRIER)
    book.add(other)
    assert book.listed() == (other,)


def test_what_is_removed_counts_no_more(book: AliasBook) -> None:
    book.add(BRIER)
    book.remove(BRIER)
    assert book.in_force() == book.listed() == ()


def test_nonsense_in_the_file_is_listed_but_not_used(book: AliasBook, path: Path) -> None:
    nonsense = make_alias("the", "dropout")
    AliasFile(path).save((nonsense, BRIER))
    assert book.listed() == (nonsense, BRIER)
    assert book.in_force() == (BRIER,)


@pytest.mark.expects_log_warnings
def test_a_broken_file_counts_as_none_and_is_never_overwritten(book: AliasBook, path: Path) -> None:
    path.write_text("[[", "utf-8")
    assert book.in_force() == ()
    for change in (book.listed, lambda: book.add(BRIER), lambda: book.remove(BRIER)):
        with pytest.raises(BankFault):
            change()
    assert path.read_text("utf-8") == "[["
