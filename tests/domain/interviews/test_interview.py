"""What is wrong with what a user says of an interview, and which zone is meant."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mlprep_gui.domain.interviews.interview import (
    InterviewDetails,
    Interviewer,
    InterviewField,
    InterviewFormat,
    ProblemKind,
    check_details,
    duration_until,
    start_of,
    tidy_details,
)
from mlprep_gui.domain.interviews.local_times import find_moment, find_zone, zone_names
from mlprep_gui.services.interviews.dossiers import Action
from mlprep_gui.ui.interview_wording import describe_problem, name_action

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GOOD = InterviewDetails("Acme", "Engineer", date(2026, 12, 1), time(14, 30), "Europe/Berlin")
F, K = InterviewField, ProblemKind


def test_good_details_have_no_problems() -> None:
    assert check_details(GOOD, NOW) == ()


@pytest.mark.parametrize(
    ("changes", "field", "kind", "words"),
    [
        ({"company": "  "}, F.COMPANY, K.EMPTY, "company"),
        ({"role": ""}, F.ROLE, K.EMPTY, "role"),
        ({"company": "x" * 501}, F.COMPANY, K.TOO_LONG, "500"),
        ({"notes": "x" * 20_001}, F.NOTES, K.TOO_LONG, "20,000"),
        ({"day": date(2025, 12, 31)}, F.DAY, K.IN_THE_PAST, "past"),
        ({"day": date(1, 1, 1), "clock": time(0, 0)}, F.DAY, K.EMPTY, "calendar"),
        ({"zone": ""}, F.ZONE, K.EMPTY, "zone"),
        ({"zone": "Europa/Berlin"}, F.ZONE, K.UNKNOWN_ZONE, "Did you mean “Europe/Berlin”?"),
        ({"zone": "%%%"}, F.ZONE, K.UNKNOWN_ZONE, "“%%%”"),
        ({"duration_min": 0}, F.DURATION, K.END_BEFORE_START, "later"),
        ({"duration_min": -30}, F.DURATION, K.END_BEFORE_START, "later"),
        ({"duration_min": 721}, F.DURATION, K.TOO_MANY_MINUTES, "720"),
        ({"journey_min": -1}, F.JOURNEY, K.NEGATIVE, "0 or more"),
        ({"journey_min": 1_441}, F.JOURNEY, K.TOO_MANY_MINUTES, "1440"),
        ({"people": 0}, F.PEOPLE, K.TOO_FEW_PEOPLE, "at least one"),
        ({"people": 1_000}, F.PEOPLE, K.TOO_MANY_PEOPLE, "20"),
        (
            {"people": 1, "interviewers": (Interviewer("A"), Interviewer("B"))},
            F.PEOPLE,
            K.FEWER_THAN_NAMED,
            "2",
        ),
        (
            {"interviewers": (Interviewer("A" * 501),)},
            F.INTERVIEWERS,
            K.TOO_LONG,
            "500",
        ),
        ({"day": date(2026, 3, 29), "clock": time(2, 30)}, F.CLOCK, K.TIME_SKIPPED, "03:30"),
        (
            {"day": date(2026, 10, 25), "clock": time(2, 30)},
            F.CLOCK,
            K.TIME_TWICE,
            "UTC+02:00) or the second one (UTC+01:00",
        ),
    ],
)
def test_each_problem_names_its_field_in_a_sentence(
    changes: dict[str, object], field: InterviewField, kind: ProblemKind, words: str
) -> None:
    details = replace(GOOD, **changes)  # type: ignore[arg-type]  # names of its fields
    (problem,) = check_details(details, NOW)
    assert (problem.field, problem.kind) == (field, kind)
    sentence = describe_problem(problem)
    assert words in sentence
    assert "{" not in sentence


def test_all_problems_are_told_together() -> None:
    bad = replace(GOOD, company="", zone="Nowhere/Atall", people=0, journey_min=-5)
    fields = {problem.field for problem in check_details(bad, NOW)}
    assert fields == {F.COMPANY, F.ZONE, F.PEOPLE, F.JOURNEY}


def test_the_past_may_be_kept_after_asking() -> None:
    past = replace(GOOD, day=date(2025, 1, 1))
    assert check_details(past, NOW, allow_past=True) == ()


@pytest.mark.parametrize(("fold", "start"), [(0, 0), (1, 1)])
def test_a_choice_between_two_times_is_kept(fold: int, start: int) -> None:
    twice = replace(GOOD, day=date(2026, 10, 25), clock=time(2, 30), fold=fold)
    assert check_details(twice, NOW) == ()
    tidy = tidy_details(twice)
    assert tidy.fold == fold
    assert start_of(tidy) == datetime(2026, 10, 25, start, 30, tzinfo=UTC)


def test_tidying() -> None:
    untidy = replace(
        GOOD,
        company=" Acme ",
        zone="new york",
        fold=1,
        format=InterviewFormat.VIDEO,
        journey_min=30,
        interviewers=(Interviewer(" Ada ", ""), Interviewer(" ", "")),
    )
    tidy = tidy_details(untidy)
    assert (tidy.company, tidy.zone, tidy.fold) == ("Acme", "America/New_York", None)
    assert (tidy.journey_min, tidy.interviewers) == (0, (Interviewer("Ada"),))


@pytest.mark.parametrize(
    ("day", "clock", "end", "minutes"),
    [
        (date(2026, 12, 1), time(14, 30), time(15, 15), 45),
        (date(2026, 12, 1), time(14, 30), time(14, 30), 0),
        (date(2026, 12, 1), time(14, 30), time(13, 30), -60),
        (date(2026, 3, 29), time(1, 30), time(3, 30), 60),
        (date(2026, 10, 25), time(1, 30), time(3, 30), 180),
    ],
)
def test_the_end_gives_the_minutes_that_pass(
    day: date, clock: time, end: time, minutes: int
) -> None:
    details = replace(GOOD, day=day, clock=clock)
    assert duration_until(details, end) == minutes
    assert duration_until(replace(details, zone="berlin"), end) == minutes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("  europe/berlin ", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_zones_are_found_as_people_write_them(text: str, name: str) -> None:
    assert find_zone(text).name == name


def test_an_unknown_zone_has_a_suggestion_or_none() -> None:
    assert find_zone("Europe/Berln").suggestion == "Europe/Berlin"
    assert find_zone("").suggestion == ""
    assert find_moment(date(2026, 1, 1), time(1, 0), "Nowhere/Atall") is None


def test_the_zones_to_choose_from_are_places() -> None:
    names = zone_names()
    assert {"Europe/Berlin", "America/New_York", "UTC"} <= set(names)
    assert not [name for name in names if name.startswith(("Etc/", "posix/"))]


def test_every_step_has_a_name() -> None:
    assert all(name_action(action) for action in Action)
