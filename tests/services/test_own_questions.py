"""Questions of one's own from proposal to deletion, on real packs."""

from dataclasses import replace
from pathlib import Path

import pytest

from mlprep_gui.adapters.bank.pack_files import OwnPackFiles
from mlprep_gui.adapters.bank.packs import VOCABULARY, TomlPacks, load_bank
from mlprep_gui.domain.coverage import Judge, Verdict
from mlprep_gui.domain.questions import KeyPoint, Keyword, Question
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.question_shelf import QuestionShelf

SHIPPED = resource_folder() / "questions"
ANSWER = "Momentum keeps a moving average of the gradients. It damps oscillations in ravines."


LONG = (
    "Momentum keeps an exponentially weighted moving average of past gradients. A ball rolling "
    "down a valley gathers velocity in the persistent direction, while oscillations across the "
    "ravine cancel out. Nesterov looks ahead before computing the slope."
)
POINTS = (KeyPoint("ball", "A ball gathers speed.", keywords=(Keyword(("ball",)),)),)


@pytest.fixture
def shelf(tmp_path: Path) -> QuestionShelf:
    shelf = QuestionShelf(TomlPacks(SHIPPED, tmp_path / "own"))
    shelf.reload()
    return shelf


@pytest.fixture
def desk(shelf: QuestionShelf, tmp_path: Path) -> OwnQuestionDesk:
    packs = OwnPackFiles(tmp_path / "own", SHIPPED / VOCABULARY)
    return OwnQuestionDesk(packs, shelf)


def blank(title: str = "") -> Question:
    return Question("", "", title, " What is momentum? ", ANSWER, ())


def test_what_is_left_empty_is_filled_in(desk: OwnQuestionDesk) -> None:
    question = desk.propose(blank())
    assert (question.id, question.title) == ("what-is-momentum", "What is momentum?")
    assert question.topic == "My questions"
    assert [point.meaning for point in question.points] == [
        "Momentum keeps a moving average of the gradients",
        "It damps oscillations in ravines",
    ]
    assert desk.check(question) == ()


def test_a_new_question_never_replaces_another(desk: OwnQuestionDesk) -> None:
    assert desk.propose(blank("Ensembles")).id == "ensembles-2"
    desk.save(desk.propose(blank("Momentum")))
    assert desk.propose(blank("Momentum")).id == "momentum-2"


def test_a_kept_question_is_in_force_at_once(desk: OwnQuestionDesk, shelf: QuestionShelf) -> None:
    """For whoever holds the shelf: a judge knows it, knows it changed, and hears it elsewhere."""
    judge, before = Judge(shelf), shelf.bank
    kept = desk.save(desk.propose(blank("Momentum")))
    assert shelf.get("momentum") is kept
    assert "momentum" not in before
    said = "It is a moving average that momentum keeps of past gradients."
    assert judge.judge(kept, said).points[0].verdict is Verdict.COVERED
    point = replace(kept.points[0], keywords=(Keyword(("velocity",)),))
    changed = desk.save(replace(kept, points=(point,)))
    assert judge.judge(changed, said).points[0].verdict is Verdict.MISSING
    desk.delete("momentum")
    assert shelf.find("momentum") is None
    assert len(shelf) == len(before)


def test_an_answer_to_a_question_of_ones_own_is_no_answer_to_another(
    desk: OwnQuestionDesk, shelf: QuestionShelf
) -> None:
    judge = Judge(shelf)
    asked = Question(
        "", "", "Sports", "Which sports do you like?", "I like to play with a ball.", ()
    )
    other = desk.save(replace(desk.propose(asked), points=POINTS))
    assert judge.judge(other, LONG).count(Verdict.COVERED) == 1
    desk.save(desk.propose(replace(blank("Momentum"), model_answer=LONG)))
    assert judge.judge(other, LONG).count(Verdict.COVERED) == 0


def test_what_did_not_change_stays_the_same(desk: OwnQuestionDesk, shelf: QuestionShelf) -> None:
    before = shelf.bank
    desk.save(desk.propose(blank("Momentum")))
    assert all(shelf.get(question.id) is question for question in before)


def test_a_pack_written_by_hand_is_read_again(
    desk: OwnQuestionDesk, shelf: QuestionShelf, tmp_path: Path
) -> None:
    desk.save(desk.propose(blank("Momentum")))
    (pack,) = (tmp_path / "own").iterdir()
    pack.write_text("no TOML", "utf-8")
    assert "momentum" in shelf
    (problem,) = desk.read_again().problems
    assert problem.path == pack
    assert (shelf.problems, "momentum" in shelf) == ((problem,), False)


def test_a_kept_question_judges_answers_at_the_next_start(
    desk: OwnQuestionDesk, tmp_path: Path
) -> None:
    kept = desk.save(desk.propose(blank("Momentum")))
    assert desk.own_ids() == {"momentum"}
    bank = load_bank(SHIPPED, tmp_path / "own").bank
    assert bank.get("momentum") == kept
    said = "It is a moving average that momentum keeps of past gradients."
    verdicts = [point.verdict for point in Judge(bank).judge(bank.get("momentum"), said).points]
    assert verdicts == [Verdict.COVERED, Verdict.MISSING]
    desk.delete("momentum")
    assert desk.own_ids() == frozenset()
    assert "momentum" not in load_bank(SHIPPED, tmp_path / "own").bank
