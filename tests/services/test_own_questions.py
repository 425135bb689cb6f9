"""Questions of one's own from proposal to deletion, on real packs."""

from pathlib import Path

import pytest

from mlprep_gui.adapters.bank.pack_files import OwnPackFiles
from mlprep_gui.adapters.bank.packs import VOCABULARY, load_bank
from mlprep_gui.domain.coverage import Judge, Verdict
from mlprep_gui.domain.questions import Question
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.own_questions import OwnQuestionDesk

SHIPPED = resource_folder() / "questions"
ANSWER = "Momentum keeps a moving average of the gradients. It damps oscillations in ravines."


@pytest.fixture
def desk(tmp_path: Path) -> OwnQuestionDesk:
    packs = OwnPackFiles(tmp_path / "own", SHIPPED / VOCABULARY)
    return OwnQuestionDesk(packs, load_bank(SHIPPED).bank)


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
