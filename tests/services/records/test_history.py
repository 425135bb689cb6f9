"""The history's desk: topics of the bank, and deletion with a way back."""

from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.ports.history import HistoryOrder
from mlprep_gui.services.records.history import HistoryDesk, HistoryFilter
from tests.services.conftest import NETS, House, write_tone

TREES = Question("trees", "Boosting", "a tree", "", "", ())
SVM = Question("svm", "Models", "SVM", "", "", ())


@pytest.fixture
def desk(house: House) -> HistoryDesk:
    history = SqliteHistoryStore(house.store._database)
    bank = QuestionBank((NETS, TREES, SVM))
    return HistoryDesk(history, house.store, house.folder, bank, house.clock)


def record(house: House, question: Question, tmp_path: Path) -> Attempt:
    house.clock.passed_s += 60
    tone = write_tone(tmp_path / "tone.wav", 0.2)
    return house.answers.import_recording(question, tone, 60.0)


def ids(desk: HistoryDesk, wanted: HistoryFilter | None = None) -> list[str]:
    return [row.attempt.id for row in desk.rows(desk.find(wanted or HistoryFilter()))]


@pytest.fixture
def three(house: House, tmp_path: Path) -> list[Attempt]:
    """One answer to each question: a1 to Dropout, a2 to "a tree", a3 to SVM."""
    return [record(house, question, tmp_path) for question in (NETS, TREES, SVM)]


@pytest.mark.usefixtures("three")
def test_topics_and_titles_are_those_of_the_bank(desk: HistoryDesk) -> None:
    assert ids(desk, HistoryFilter(topic="Models")) == ["a3", "a1"]
    assert ids(desk, HistoryFilter(question="trees")) == ["a2"]
    by_title = HistoryFilter(order=HistoryOrder.QUESTION, descending=False)
    assert ids(desk, by_title) == ["a2", "a1", "a3"]
    by_topic = HistoryFilter(order=HistoryOrder.TOPIC, descending=False)
    assert ids(desk, by_topic) == ["a2", "a3", "a1"]
    assert desk.practised() == {"nets", "trees", "svm"}


def test_deleted_answers_come_back_with_their_sound(
    house: House, desk: HistoryDesk, three: list[Attempt]
) -> None:
    deleted = desk.delete(["a1", "a3"])
    assert ids(desk) == ["a2"]
    assert house.folder.path_of(three[0]).exists()
    desk.undo(deleted)
    assert ids(desk) == ["a3", "a2", "a1"]
    assert desk.forget_deleted() == 0


def test_at_the_end_they_are_gone_for_good(
    house: House, desk: HistoryDesk, three: list[Attempt]
) -> None:
    desk.delete(["a1"])
    assert desk.forget_deleted() == 1
    assert [house.folder.path_of(attempt).exists() for attempt in three] == [False, True, True]
    with pytest.raises(KeyError):
        house.store.get("a1")


def test_a_recording_that_cannot_be_deleted_is_tried_again(
    house: House, desk: HistoryDesk, three: list[Attempt]
) -> None:
    path = house.folder.path_of(three[0])
    path.unlink()
    path.mkdir()
    desk.delete(["a1", "a2"])
    assert desk.forget_deleted() == 1
    path.rmdir()
    assert desk.forget_deleted() == 1
    assert ids(desk) == ["a3"]
