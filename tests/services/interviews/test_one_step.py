"""Texts that are kept while they are typed: how many steps to undo they are."""

from pathlib import Path

from mlprep_gui.domain.interviews.workbooks import Debrief
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import InterviewHouse, open_house


def write(house: InterviewHouse, text: str, stretch: str) -> None:
    with house.services.interviews.one_step(stretch):
        house.services.preparation.save_debrief(NO_INTERVIEW, Debrief(went_well=text))


def read(house: InterviewHouse) -> str:
    return house.services.preparation.view(NO_INTERVIEW).debrief.went_well


def test_changes_of_one_stretch_are_undone_together(tmp_path: Path) -> None:
    with open_house(tmp_path / "mlprep.db") as house:
        for text in ("a", "ab", "abc"):
            write(house, text, "first")
        write(house, "abcd", "second")
        house.services.interviews.undo()
        assert read(house) == "abc"
        house.services.interviews.undo()
        assert read(house) == ""
        assert house.services.interviews.undo() is None
        house.services.interviews.redo()
        assert read(house) == "abc"


def test_another_change_in_between_stays_a_step_of_its_own(tmp_path: Path) -> None:
    with open_house(tmp_path / "mlprep.db") as house:
        write(house, "a", "first")
        house.services.lists.tick(NO_INTERVIEW, ("dress", "shoes"), ticked=True)
        write(house, "ab", "first")
        house.services.interviews.undo()
        assert read(house) == "a"
        assert ("dress", "shoes") in house.services.lists._dossiers.get(NO_INTERVIEW).ticks


def test_what_was_typed_and_deleted_again_is_no_step(tmp_path: Path) -> None:
    with open_house(tmp_path / "mlprep.db") as house:
        write(house, "a", "first")
        write(house, "", "first")
        assert house.services.lists.view(NO_INTERVIEW).undo.undo is None


def test_without_a_stretch_every_change_is_a_step(tmp_path: Path) -> None:
    with open_house(tmp_path / "mlprep.db") as house:
        write(house, "a", "")
        write(house, "b", "")
        house.services.interviews.undo()
        assert read(house) == "a"
