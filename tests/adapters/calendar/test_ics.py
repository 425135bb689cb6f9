"""Files for calendar programs, read back by the library and by what RFC 5545 asks for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from mlprep_gui.adapters.calendar.home_zone import SystemZone
from mlprep_gui.adapters.calendar.ics import IcsFiles
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.interviews.interview import InterviewFormat
from mlprep_gui.services.ports.interviews import Alarm, CalendarEntry
from tests.interview_house import InterviewHouse, open_house

START = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
ENTRY = CalendarEntry(
    uid="acme@mlprep",
    title="Interview: Engineer at Acme",
    place="Main Street 1",
    notes="",
    starts=START,
    ends=START + timedelta(hours=1),
    zone="Europe/Berlin",
    written_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
    alarms=(Alarm(START - timedelta(hours=2), "Leave"), Alarm(START, "Phone off")),
)
NASTY = 'a,b;c\\d "e" \n BEGIN:VEVENT\r\nEND:VCALENDAR \x07\u2028 ü😀 ' + "long " * 60


def read(text: str) -> tuple[Component, Component]:
    """The calendar and its only event."""
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_the_required_fields_are_there() -> None:
    calendar, event = read(IcsFiles().text(ENTRY))
    assert calendar["VERSION"] == "2.0"
    assert "MLPrep" in str(calendar["PRODID"])
    assert event["UID"] == "acme@mlprep"
    assert event.decoded("DTSTAMP") == ENTRY.written_at
    assert event.decoded("DTSTART") == START
    assert event.decoded("DTEND") == ENTRY.ends
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert all(not component.errors for component in calendar.walk())


def test_reminders_are_relative_to_the_start() -> None:
    _, event = read(IcsFiles().text(ENTRY))
    alarms = event.walk("VALARM")
    assert [alarm.decoded("TRIGGER") for alarm in alarms] == [timedelta(hours=-2), timedelta(0)]
    assert {str(alarm["ACTION"]) for alarm in alarms} == {"DISPLAY"}
    assert [str(alarm["DESCRIPTION"]) for alarm in alarms] == ["Leave", "Phone off"]


def test_lines_are_folded_and_end_as_they_must() -> None:
    content = IcsFiles().text(replace(ENTRY, notes=NASTY)).encode()
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("field", ["title", "place", "notes"])
def test_no_text_breaks_out_of_its_field(field: str) -> None:
    changed = replace(ENTRY, **{field: NASTY})  # type: ignore[arg-type]  # a text
    calendar, event = read(IcsFiles().text(changed))
    assert len(calendar.walk("VEVENT")) == 1
    name = {"title": "SUMMARY", "place": "LOCATION", "notes": "DESCRIPTION"}[field]
    said = str(event[name])
    assert 'a,b;c\\d "e"' in said
    assert "END:VCALENDAR" in said
    assert "😀" in said
    assert "\x07" not in said


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("https://meet.example/a", "https://meet.example/a"),
        ("javascript:alert(1)", None),
        ("Main Street 1", None),
    ],
)
def test_only_a_link_that_opens_is_a_link(place: str, url: str | None) -> None:
    _, event = read(IcsFiles().text(replace(ENTRY, place=place)))
    assert event.get("URL") == url
    assert str(event["LOCATION"]) == place


@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30 for the first time
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30 for the second time
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # the first moment of summer time
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"])
def test_the_moment_is_the_same_when_it_is_read(start: datetime, zone: str) -> None:
    entry = replace(ENTRY, starts=start, ends=start + timedelta(hours=1), zone=zone)
    _, event = read(IcsFiles().text(entry))
    assert event.decoded("DTSTART").astimezone(UTC) == start
    assert event.decoded("DTEND").astimezone(UTC) == entry.ends


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageFault) as raised:
        IcsFiles().write(tmp_path / "gone" / "a.ics", ENTRY)
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE


@pytest.fixture
def house(tmp_path: Path) -> Iterator[InterviewHouse]:
    with open_house(tmp_path / "mlprep.sqlite3") as opened:
        yield opened


def test_an_interview_with_its_three_reminders(house: InterviewHouse, tmp_path: Path) -> None:
    one = house.add()
    desk = house.services.interviews
    desk.save_calendar(one, tmp_path / "a.ics")
    _, event = read((tmp_path / "a.ics").read_text("utf-8"))
    start = event.decoded("DTSTART")
    alarms = [(start + alarm.decoded("TRIGGER")) for alarm in event.walk("VALARM")]
    assert [f"{at:%d %H:%M}" for at in alarms] == ["30 19:00", "01 13:05", "01 14:20"]
    assert str(event["SUMMARY"]) == "Interview: ML engineer at Acme"
    uid = event["UID"]
    details = desk.view(one).card.interview.details
    desk.edit(one, replace(details, day=date(2026, 12, 2), clock=time(9, 0)))
    assert read(desk.calendar_text(one))[1]["UID"] == uid


def test_nobody_is_told_to_turn_off_the_telephone_by_which_they_talk(
    house: InterviewHouse,
) -> None:
    one = house.add(format=InterviewFormat.TELEPHONE)
    _, event = read(house.services.interviews.calendar_text(one))
    assert len(event.walk("VALARM")) == 1


def test_the_systems_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = SystemZone()
    for name in ("Asia/Tokyo", "Europe/Berlin"):  # whoever travels need not start again
        monkeypatch.setenv("TZ", name)
        assert zone.zone().key == name


@pytest.mark.expects_log_warnings
def test_a_zone_that_is_unclear(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TZ", "Nowhere/Atall")
    zone = SystemZone()
    assert [zone.zone().key for _ in range(3)] == ["UTC"] * 3
    assert len(caplog.records) == 1
