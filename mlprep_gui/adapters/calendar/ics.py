"""Interviews as .ics files (RFC 5545), which every calendar program reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Alarm as AlarmComponent
from icalendar import Calendar, Event, Timezone, vText

from mlprep_gui import __version__
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.interviews.links import is_openable
from mlprep_gui.services.ports.interviews import Alarm, CalendarEntry

_AROUND = timedelta(days=366)


class IcsFiles:
    """The CalendarWriter port."""

    def text(self, entry: CalendarEntry) -> str:
        """The entry as the text of an .ics file, with its line ends."""
        return _write(entry).decode("utf-8")

    def write(self, path: Path, entry: CalendarEntry) -> None:
        """Write the file; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""
        try:
            path.write_bytes(_write(entry))
        except OSError as error:
            raise disk_fault(error, path.parent) from error


def _write(entry: CalendarEntry) -> bytes:
    return bytes(_make_calendar(entry).to_ical())


def _make_calendar(entry: CalendarEntry) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//MLPrep//MLPrep {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    zone = ZoneInfo(entry.zone)
    if entry.zone not in {"UTC", "Etc/UTC"}:
        first, last = entry.starts - _AROUND, entry.ends + _AROUND
        calendar.add_component(Timezone.from_tzinfo(zone, entry.zone, first.date(), last.date()))
    calendar.add_component(_make_event(entry, zone))
    return calendar


def _make_event(entry: CalendarEntry, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.written_at.astimezone(UTC))
    event.add("summary", _clean(entry.title))
    event.add("dtstart", _local(entry.starts, zone))
    event.add("dtend", _local(entry.ends, zone))
    if entry.place:
        event.add("location", vText(_clean(entry.place)))
    if is_openable(entry.place) and entry.place.isascii():
        event.add("url", entry.place)
    if entry.notes:
        event.add("description", _clean(entry.notes))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    for alarm in entry.alarms:
        event.add_component(_make_alarm(alarm, entry.starts))
    return event


def _make_alarm(alarm: Alarm, starts: datetime) -> AlarmComponent:
    """Relative to the start, so that an entry that is moved takes its reminders along."""
    component = AlarmComponent()
    component.add("action", "DISPLAY")
    component.add("description", _clean(alarm.text))
    component.add("trigger", alarm.at.astimezone(UTC) - starts.astimezone(UTC))
    return component


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """On the zone's clocks, or UTC for the second of two times that read alike.

    The form has no mark for it: a reader would take the first.
    """
    local = moment.astimezone(zone)
    return moment.astimezone(UTC) if local.fold else local


def _clean(text: str) -> str:
    """Text without control characters, which the form forbids; line ends stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or letter.isprintable())
