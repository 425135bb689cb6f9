"""Interviews through their service, on the real database and the shipped lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from mlprep_gui.domain.errors import FaultCode, InputFault
from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.interview import InterviewFormat, ProblemKind
from mlprep_gui.domain.interviews.requirements import Requirement, Strength
from mlprep_gui.domain.interviews.workbooks import ItemNote
from mlprep_gui.services.interviews.dossiers import Action, UndoState
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import DETAILS, InterviewHouse, open_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[InterviewHouse]:
    with open_house(tmp_path / "mlprep.sqlite3") as opened:
        yield opened


def test_an_interview_is_there_after_a_restart(tmp_path: Path) -> None:
    with open_house(tmp_path / "a.sqlite3") as house:
        added = house.add(notes="Ünï\ncode", fold=None)
        house.services.lists.tick(added, ("day-before", "cv"), ticked=True)
    with open_house(tmp_path / "a.sqlite3") as house:
        card = house.services.interviews.view(added).card
        assert card.interview.details == replace(DETAILS, notes="Ünï\ncode")
        assert card.ticked == 1


def test_several_at_once_past_ones_and_the_archive(house: InterviewHouse) -> None:
    desk = house.services.interviews
    late = house.add(company="Late", day=date(2027, 1, 1))
    soon = house.add(company="Soon")
    past = house.add(company="Past", day=date(2026, 1, 1))
    older = house.add(company="Older", day=date(2025, 1, 1))
    away = house.add(company="Away")
    desk.archive(away)
    view = desk.overview()
    assert [card.interview.id for card in view.upcoming] == [soon, late]
    assert [card.interview.id for card in view.past] == [past, older]
    assert [card.interview.id for card in view.archived] == [away]
    assert view.next is not None
    assert view.next.interview.id == soon
    desk.restore(away)
    assert not desk.overview().archived


def test_two_interviews_on_one_day_have_ids_of_their_own(house: InterviewHouse) -> None:
    assert house.add() != house.add()


def test_what_is_wrong_is_told_and_nothing_is_kept(house: InterviewHouse) -> None:
    desk = house.services.interviews
    kept = desk.add(replace(DETAILS, day=date(2020, 1, 1), people=0))
    assert kept.interview is None
    kinds = {problem.kind for problem in kept.problems}
    assert kinds == {ProblemKind.IN_THE_PAST, ProblemKind.TOO_FEW_PEOPLE}
    assert not desk.overview().upcoming
    assert desk.overview().undo == UndoState()


def test_a_past_interview_can_be_edited_without_asking_again(house: InterviewHouse) -> None:
    desk = house.services.interviews
    past = house.add(day=date(2026, 1, 1))
    details = desk.view(past).card.interview.details
    assert desk.edit(past, replace(details, notes="It went well.")).problems == ()
    moved = desk.edit(past, replace(details, day=date(2026, 1, 2)))
    assert [problem.kind for problem in moved.problems] == [ProblemKind.IN_THE_PAST]


def test_a_deleted_interview_comes_back_with_all_that_belongs_to_it(house: InterviewHouse) -> None:
    desk, lists, preparation = (
        house.services.interviews,
        house.services.lists,
        house.services.preparation,
    )
    one = house.add()
    lists.tick(one, ("dress", "ironed"), ticked=True)
    preparation.add_requirement(one, "Python")
    before = (lists.view(one).lists, preparation.view(one).requirements)
    desk.delete(one)
    with pytest.raises(InputFault) as raised:
        desk.view(one)
    assert raised.value.code is FaultCode.UNKNOWN_INTERVIEW
    assert desk.undo() is Action.DELETE_INTERVIEW
    assert (lists.view(one).lists, preparation.view(one).requirements) == before
    assert desk.redo() is Action.DELETE_INTERVIEW
    assert not desk.overview().upcoming


def test_undo_goes_back_step_by_step_and_forward_again(house: InterviewHouse) -> None:
    desk, lists = house.services.interviews, house.services.lists
    one = house.add()
    lists.tick(one, ("dress", "ironed"), ticked=True)
    lists.tick(one, ("dress", "shoes"), ticked=True)
    lists.reset(one)
    assert [desk.undo() for _ in range(3)] == [Action.RESET, Action.TICK, Action.TICK]
    assert lists.view(one).ticked == 0
    assert desk.redo() is Action.TICK
    assert lists.view(one).get("dress").ticked == 1
    lists.tick(one, ("dress", "ask"), ticked=True)
    assert desk.redo() is None
    assert lists.view(one).undo == UndoState(Action.TICK, None)


def test_saying_it_twice_is_no_step(house: InterviewHouse) -> None:
    one = house.add()
    house.services.lists.tick(one, ("dress", "ironed"), ticked=False)
    assert house.services.interviews.undo() is Action.ADD_INTERVIEW
    assert house.services.interviews.undo() is None


def test_undo_leaves_ticks_alone_that_were_set_elsewhere(house: InterviewHouse) -> None:
    """The practice page ticks without an interview, behind the back of this service."""
    from mlprep_gui.adapters.storage.ticks import SqliteTickStore  # noqa: PLC0415  used here only

    lists = house.services.lists
    lists.tick(NO_INTERVIEW, ("dress", "ironed"), ticked=True)
    SqliteTickStore(house.database, house.clock).set_tick("dress", "shoes", ticked=True)
    house.services.interviews.undo()
    ticked = {item.id for item in lists.view(NO_INTERVIEW).get("dress").items if item.is_ticked}
    assert ticked == {"shoes"}


def test_a_new_interview_begins_with_the_lists_as_they_were_made(house: InterviewHouse) -> None:
    lists = house.services.lists
    lists.add_list(NO_INTERVIEW, "Luck")
    lists.hide_list(NO_INTERVIEW, "dress", hidden=True)
    lists.tick(NO_INTERVIEW, ("day-before", "cv"), ticked=True)
    view = lists.view(house.add())
    assert view.lists[-1].title == "Luck"
    assert [one.id for one in view.hidden_lists] == ["dress"]
    assert view.ticked == 0


def test_the_facts_of_the_interview_stand_in_the_lists(house: InterviewHouse) -> None:
    lists = house.services.lists
    one = house.add()
    texts = {item.text for ticked in lists.view(one).lists for item in ticked.items}
    assert "Print 5 copies of your CV" in texts
    assert "Leave home at 13:05" in texts
    assert "Arrive at 14:20, and not before 14:15" in texts
    assert not [text for text in texts if "{" in text]
    assert "Print your CV in that number" in {
        item.text for ticked in lists.view(NO_INTERVIEW).lists for item in ticked.items
    }


def test_braces_in_a_company_are_not_read_as_gaps(house: InterviewHouse) -> None:
    one = house.add(company="{copies}")
    assert "SUMMARY:Interview: ML engineer at {copies}" in (
        house.services.interviews.calendar_text(one)
    )


@pytest.mark.parametrize(
    ("form", "there", "not_there"),
    [
        (InterviewFormat.ON_SITE, "route", "video-light"),
        (InterviewFormat.VIDEO, "video-light", "route"),
        (InterviewFormat.TELEPHONE, "phone-charged", "clothes"),
        (InterviewFormat.ONE_WAY, "video-light", "phone-charged"),
    ],
)
def test_what_does_not_apply_is_out_of_sight(
    house: InterviewHouse, form: InterviewFormat, there: str, not_there: str
) -> None:
    one = house.add(format=form)
    ids = {item.id for item in house.services.lists.view(one).get("day-before").items}
    assert there in ids
    assert not_there not in ids


def test_what_is_due_and_when(house: InterviewHouse) -> None:
    one = house.add()
    lists = house.services.lists

    def state(list_id: str, item_id: str) -> DueState:
        items = lists.view(one).get(list_id).items
        return next(item.state for item in items if item.id == item_id)

    assert state("day-before", "cv") is DueState.LATER
    house.clock.moment = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    assert state("day-before", "cv") is DueState.TODAY
    assert state("research", "website") is DueState.OVERDUE
    view = lists.view(one)
    assert ("research", "website") in {(item.list_id, item.id) for item in view.overdue}
    assert ("day-before", "cv") in {(item.list_id, item.id) for item in view.due_today}
    lists.tick(one, ("day-before", "cv"), ticked=True)
    assert state("day-before", "cv") is DueState.DONE
    house.clock.moment = datetime(2026, 12, 2, 8, 0, tzinfo=UTC)
    assert state("research", "website") is DueState.PASSED
    assert state("thank-you", "note-opening") is DueState.TODAY
    house.clock.moment += timedelta(days=1)
    assert state("thank-you", "note-opening") is DueState.OVERDUE


def test_nothing_is_overdue_on_the_day_on_which_an_interview_is_added(
    house: InterviewHouse,
) -> None:
    one = house.add(day=date(2026, 11, 23))
    view = house.services.lists.view(one)
    assert not view.overdue
    assert ("research", "website") in {(item.list_id, item.id) for item in view.due_today}


def test_today_is_that_of_the_users_own_clocks(house: InterviewHouse) -> None:
    one = house.add()
    house.clock.moment = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
    assert "cv" in {item.id for item in house.services.lists.view(one).due_today}
    house.home.name = "America/New_York"  # where it is still the evening before
    assert "cv" not in {item.id for item in house.services.lists.view(one).due_today}


def test_the_plan_names_questions_and_what_is_due(house: InterviewHouse) -> None:
    one = house.add(day=date(2026, 11, 24))
    plan = house.services.interviews.view(one).plan
    assert [day.day.day for day in plan] == [22, 23, 24]
    assert [question.question_id for question in plan[0].questions] == ["nets"]
    assert "cv" in {item.id for item in plan[1].due}
    assert {item.list_id for item in plan[2].due} == {"on-the-day"}
    house.clock.moment = datetime(2026, 11, 24, 13, 45, tzinfo=UTC)
    assert house.services.interviews.view(one).plan == ()


def test_the_sheet_for_the_briefcase(house: InterviewHouse) -> None:
    one = house.add(notes="Ask for Ms Lovelace. " * 50)
    preparation = house.services.preparation
    for number in range(9):
        preparation.add_question(one, f"Question {number}?")
    view = preparation.keep_requirements(one, "- Python\n- SQL", ["Python", "SQL"])
    preparation.save_requirement(
        one, Requirement(view.requirements[1].id, "SQL", "Five years.", Strength.STRONG)
    )
    house.services.lists.save_note(one, ItemNote("research", "news", "They bought Bolt."))
    sheet = house.services.interviews.sheet(one)
    assert sheet.times.copies == 5
    assert sheet.questions[-1] == "What are the next steps in the hiring process?"
    assert len(sheet.questions) == 7
    assert sheet.left_out == 3
    assert [item.id for item in sheet.papers][:2] == ["cv", "references"]
    assert [one.text for one in sheet.requirements] == ["SQL"]
    assert [note.text for note in sheet.notes] == ["They bought Bolt."]
    assert len(sheet.own_notes) < 420


def test_new_details_begin_at_home(house: InterviewHouse) -> None:
    details = house.services.interviews.new_details()
    assert (details.day, details.clock) == (date(2026, 11, 23), time(10, 0))
    assert details.zone == "Europe/Berlin"
    assert details.zone in house.services.interviews.zones()


def test_an_unknown_interview_is_answered_with_the_nearest(house: InterviewHouse) -> None:
    one = house.add()
    with pytest.raises(InputFault) as raised:
        house.services.interviews.view(one[:-1])
    assert raised.value.params["suggestion"] == one
