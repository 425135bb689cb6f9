"""What is prepared for an interview and written down afterwards, on the real database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage, PointVerdict, Verdict
from mlprep_gui.domain.interviews.day_plan import PracticeState
from mlprep_gui.domain.interviews.requirements import Strength
from mlprep_gui.domain.interviews.workbooks import (
    NEXT_STEPS,
    Area,
    Debrief,
    ItemNote,
    Jotting,
    MockFeedback,
    ThankYouNote,
)
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.interviews.preparation import PreparationDesk
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from tests.interview_house import InterviewHouse, open_house

NEXT = "What are the next steps in the hiring process?"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[InterviewHouse]:
    with open_house(tmp_path / "mlprep.sqlite3") as opened:
        yield opened


@pytest.fixture
def desk(house: InterviewHouse) -> PreparationDesk:
    return house.services.preparation


def test_requirements_from_the_description_to_a_question(desk: PreparationDesk) -> None:
    description = "Requirements\n- Python\n- Experience with Spark."
    proposal = desk.propose(description)
    view = desk.keep_requirements(NO_INTERVIEW, description, proposal.texts)
    assert [one.text for one in view.uncovered] == ["Python", "Experience with Spark"]
    view = desk.keep_requirements(NO_INTERVIEW, description, [*proposal.texts, "PYTHON", " "])
    assert len(view.requirements) == 2
    python, spark = view.requirements
    strong = replace(python, evidence="Ten years.", strength=Strength.STRONG)
    view = desk.save_requirement(NO_INTERVIEW, strong)
    assert view.uncovered == (spark,)
    view = desk.order_requirements(NO_INTERVIEW, [spark.id, python.id])
    assert view.requirements == (spark, strong)
    question = desk.question_about(strong)
    assert question.prompt == "The job asks for this: Python. What have you done that shows it?"
    assert question.model_answer == "Ten years."
    assert desk.remove_requirement(NO_INTERVIEW, spark.id).requirements == (strong,)
    assert desk.add_requirement(NO_INTERVIEW, " ").requirements == (strong,)


def test_the_next_steps_cannot_be_forgotten(desk: PreparationDesk) -> None:
    assert desk.view(NO_INTERVIEW).questions == (Jotting(NEXT_STEPS, NEXT),)
    view = desk.add_question(NO_INTERVIEW, "Who leads the team?")
    assert [one.text for one in view.questions] == ["Who leads the team?", NEXT]
    desk.remove_question(NO_INTERVIEW, NEXT_STEPS)
    view = desk.save_question(NO_INTERVIEW, Jotting(NEXT_STEPS, "Nothing?"))
    assert view.questions[-1].text == NEXT
    first = view.questions[0].id
    view = desk.order_questions(NO_INTERVIEW, [NEXT_STEPS, first])
    assert [one.id for one in view.questions] == [NEXT_STEPS, first]
    view = desk.add_question(NO_INTERVIEW, "next steps")
    assert [one.text for one in view.questions] == [NEXT, "Who leads the team?", "next steps"]
    assert len({one.id for one in view.questions}) == 3
    assert len(desk.remove_question(NO_INTERVIEW, first).questions) == 2


def test_new_questions_come_before_next_steps_at_the_end(desk: PreparationDesk) -> None:
    view = desk.add_question(NO_INTERVIEW, "One?")
    desk.order_questions(NO_INTERVIEW, [one.id for one in view.questions])
    view = desk.add_question(NO_INTERVIEW, "Two?")
    assert [one.text for one in view.questions] == ["One?", "Two?", NEXT]


@pytest.mark.parametrize(
    ("note", "question"),
    [
        (
            "They bought\nBolt.",
            "I read this about you: They bought Bolt. Can you tell me more about it?",
        ),
        ("Why Bolt?", "Why Bolt?"),
        ("{note}", "I read this about you: {note}. Can you tell me more about it?"),
    ],
)
def test_a_question_from_a_note(
    house: InterviewHouse, desk: PreparationDesk, note: str, question: str
) -> None:
    house.services.lists.save_note(NO_INTERVIEW, ItemNote("research", "news", note))
    view = desk.add_question_from_note(NO_INTERVIEW, ("research", "news"))
    assert view.questions[0].text == question
    assert desk.add_question_from_note(NO_INTERVIEW, ("research", "blog")) == view


def test_strengths_and_three_areas(desk: PreparationDesk) -> None:
    assert desk.view(NO_INTERVIEW).areas == (Area(), Area(), Area())
    view = desk.save_answers(NO_INTERVIEW, ["Calm", " ", "Calm"], [Area("Slow", "I plan.")])
    assert [one.text for one in view.strengths] == ["Calm", "Calm"]
    assert view.areas == (Area("Slow", "I plan."), Area(), Area())


def test_how_the_questions_were_practised(house: InterviewHouse, desk: PreparationDesk) -> None:
    assert [one.state for one in desk.practice()] == [PracticeState.NEW] * 2
    at = datetime(2026, 11, 20, tzinfo=UTC)
    attempt = Attempt("a", "nets", at, AttemptState.TRANSCRIBING, AnswerSource.TYPED)
    house.attempts.add(attempt)
    points = tuple(
        PointVerdict(str(n), Verdict.MISSING if n else Verdict.COVERED) for n in range(4)
    )
    house.attempts.finish(
        attempt.moved(AttemptState.TRANSCRIBED), Transcript.typed("Well."), Coverage("nets", points)
    )
    nets = desk.practice()[0]
    assert (nets.attempts, nets.last_at, nets.covered, nets.total) == (1, at, 1, 4)
    assert nets.state is PracticeState.WEAK


def test_several_forms_of_feedback_are_kept(desk: PreparationDesk) -> None:
    form = desk.view(NO_INTERVIEW).feedback_form
    chosen = tuple((item.id, item.answers[0].id) for item in form.items)
    first = replace(desk.new_feedback(), by="Eve", answers=chosen, text="Good!")
    assert first.day == date(2026, 11, 22)
    desk.save_feedback(NO_INTERVIEW, first)
    view = desk.save_feedback(NO_INTERVIEW, MockFeedback("", date(2026, 11, 25), "Bob"))
    assert [one.by for one in view.feedback] == ["Bob", "Eve"]
    bob, eve = view.feedback
    assert eve.answers == chosen
    view = desk.save_feedback(NO_INTERVIEW, replace(eve, text="Very good!"))
    assert view.feedback[1].text == "Very good!"
    assert desk.remove_feedback(NO_INTERVIEW, bob.id).feedback == view.feedback[1:]


def test_a_thank_you_note(house: InterviewHouse, desk: PreparationDesk) -> None:
    one = house.add()
    note = desk.draft_thank_you(one, " Ada ", "graph networks.")
    assert note.subject == "Thank you for the talk about the role ML engineer"
    for words in ("Dear Ada,", "ML engineer at Acme.", "about graph networks, and"):
        assert words in note.body
    assert "{" not in note.body
    without = desk.draft_thank_you(one, "Ada", "")
    assert "I enjoyed" not in without.body
    assert "  " not in without.body
    kept = replace(note, mail="ada@example.org", body="Thanks!")
    assert desk.save_thank_you(one, kept).thank_you == kept
    assert desk.mail_link(kept).startswith("mailto:ada@example.org?subject=Thank%20you")
    assert desk.draft_thank_you(one, "Ada", "").mail == "ada@example.org"
    assert desk.view(NO_INTERVIEW).thank_you == ThankYouNote()


def test_a_debrief(house: InterviewHouse, desk: PreparationDesk) -> None:
    one = house.add()
    debrief = Debrief(
        (Jotting("", "What is a tensor?"), Jotting("", " "), Jotting("", "What is a tensor?")),
        "All",
        "None",
        date(2026, 12, 8),
    )
    kept = desk.save_debrief(one, debrief).debrief
    assert [asked.text for asked in kept.asked] == ["What is a tensor?"] * 2
    assert len({asked.id for asked in kept.asked}) == 2
    assert kept.follow_up == date(2026, 12, 8)
    assert desk.save_debrief(one, kept).debrief == kept
    assert desk.question_asked(kept.asked[0]).prompt == "What is a tensor?"
