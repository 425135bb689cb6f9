"""``mlprep interview`` and ``mlprep checklist`` as people and programs see them."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import run

ADD = (
    "interview",
    "add",
    "--company",
    "Acme",
    "--role",
    "Engineer",
    "--date",
    "2096-12-04",
    "--time",
    "14:30",
    "--zone",
    "berlin",
    "--journey",
    "60",
    "--people",
    "3",
    "--interviewer",
    "Ada, Head of data",
)
ID = "acme-2096-12-04"


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


def test_added_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, *ADD)
    assert status == 0
    assert "leave home by Tue 4 December 2096, 13:05" in out
    assert "print 5 copies" in out
    status, out, _ = run(capsys, "interview", "list")
    assert (status, out.count("\n")) == (0, 1)
    assert out.startswith(ID)
    status, out, _ = run(capsys, "interview", "show", ID)
    assert status == 0
    assert "The days that are left" in out
    assert "with Ada, Head of data" in out


def test_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, *ADD, "--json")
    document = json.loads(out)
    assert status == 0
    assert (document["id"], document["copies"]) == (ID, 5)
    assert document["starts"] == "2096-12-04T14:30:00+01:00"
    assert document["leave_by"] == "2096-12-04T13:05:00+01:00"
    assert json.loads(run(capsys, "interview", "list", "--json")[1]) == [document]
    shown = json.loads(run(capsys, "interview", "show", ID, "--json")[1])
    assert {key: shown[key] for key in document} == document
    assert sum(1 for day in shown["plan"] if day["questions"]) == 30


def test_an_interview_in_another_zone_is_shown_in_both(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *ADD, "--zone", "new york", "--minutes", "30")
    assert "4 December 2096, 20:30" in out
    assert "there it is Tue 4 December 2096, 14:30 (America/New_York)" in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--date", "2020-01-01"), ["in the past", "--past"]),
        (("--end", "13:00"), ["The end must be later than the start."]),
        (("--people", "0"), ["at least one person"]),
        (("--people", "1000"), ["At most 20 people"]),
        (("--journey", "-1"), ["0 or more minutes"]),
        (("--zone", "Europa/Berlin"), ["Did you mean “Europe/Berlin”?"]),
        (("--date", "2026-03-29", "--time", "02:30", "--past"), ["no 02:30", "03:30"]),
        (("--date", "2026-10-25", "--time", "02:30", "--past"), ["twice", "--which"]),
        (("--company", " ", "--people", "0"), ["fill in the company", "at least one"]),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_kept(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: list[str]
) -> None:
    status, out, remarks = run(capsys, *ADD, *options)
    assert (status, out) == (1, "")
    for words in said:
        assert words in remarks
    assert json.loads(run(capsys, "interview", "list", "--all", "--json")[1]) == []


def test_what_was_asked_for_can_be_answered(capsys: pytest.CaptureFixture[str]) -> None:
    twice = ("--date", "2026-10-25", "--time", "02:30", "--past", "--which", "second", "--json")
    assert json.loads(run(capsys, *ADD, *twice)[1])["starts"] == "2026-10-25T02:30:00+01:00"
    status, out, _ = run(capsys, *ADD, "--date", "2020-02-29", "--past")
    assert (status, "days ago" in out) == (0, True)
    assert len(json.loads(run(capsys, "interview", "list", "--all", "--json")[1])) == 2


@pytest.mark.parametrize(("option", "value"), [("--date", "31.12.2026"), ("--time", "half ten")])
def test_wrong_usage(capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(capsys, *ADD, option, value)
    assert ended.value.code == 2
    assert value in capsys.readouterr().err


def test_a_file_for_the_calendar(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(capsys, *ADD)
    status, out, _ = run(capsys, "interview", "ics", ID)
    assert status == 0
    assert Calendar.from_ical(out).walk("VEVENT")[0]["SUMMARY"] == "Interview: Engineer at Acme"
    status, out, _ = run(capsys, "interview", "ics", ID, "--out", str(tmp_path / "a.ics"))
    assert (status, out) == (0, "")
    assert Calendar.from_ical((tmp_path / "a.ics").read_text("utf-8")).walk("VALARM")


def test_an_unknown_interview(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *ADD)
    status, _, remarks = run(capsys, "interview", "show", "acme-2096-12-05")
    assert status == 1
    assert f"Did you mean “{ID}”?" in remarks


def test_without_interviews_the_lists_are_general(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "checklist", "day-before")
    assert status == 0
    assert "[ ] Print your CV in that number" in out
    assert "What to wear" not in out
    assert "What to wear" in run(capsys, "checklist")[1]


def test_the_lists_of_the_next_interview(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *ADD)
    _, out, _ = run(capsys, "checklist", "day-before")
    assert "[ ] Print 5 copies of your CV" in out
    same = run(capsys, "checklist", "day-before", "--interview", ID)[1]
    assert same == out
    general = run(capsys, "checklist", "day-before", "--interview", "none")[1]
    assert "Print your CV in that number" in general


def test_lists_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *ADD)
    document = json.loads(run(capsys, "checklist", "--json")[1])
    assert document["interview"] == ID
    lists = {one["id"]: one for one in document["lists"]}
    assert (lists["day-before"]["ticked"], lists["day-before"]["total"]) == (0, 12)
    cv = next(item for item in lists["day-before"]["items"] if item["id"] == "cv")
    assert (cv["due"], cv["state"], cv["ticked"]) == ("2096-12-03", "later", False)


def test_an_unknown_list(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, remarks = run(capsys, "checklist", "on-the-dai")
    assert status == 1
    assert "Did you mean “on-the-day”?" in remarks
