"""Times of day in time zones: which zone is meant, and times that are skipped or come twice."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

_ALIKE = 70


@dataclass(frozen=True, slots=True)
class FoundZone:
    """A zone's proper name, or "" and the nearest one ("" for none)."""

    name: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A time of day on a date in a zone.

    Attributes:
        at: UTC.
        local: the same on the zone's clocks; later than what was asked for if that is skipped.
        is_skipped: the clocks are put forward over the time that was asked for.
        comes_twice: the clocks are put back over it.
        offsets: for a time that comes twice, the offsets of both from UTC, as "+02:00".
    """

    at: datetime
    local: datetime
    is_skipped: bool = False
    comes_twice: bool = False
    offsets: tuple[str, ...] = ()


def find_zone(text: str) -> FoundZone:
    """The zone of a name, in any case and with blanks; a city alone will do.

    >>> find_zone("new york")
    FoundZone(name='America/New_York', suggestion='')
    """
    wanted = "_".join(text.split()).casefold()
    if not wanted:
        return FoundZone("")
    names = _zone_names()
    if wanted in names:
        return FoundZone(names[wanted])
    nearest = process.extractOne(wanted, list(names), scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    return FoundZone("", names[nearest[0]] if nearest else "")


def zone_names() -> tuple[str, ...]:
    """The zones to choose from, by continent and city."""
    return tuple(sorted(name for name in available_timezones() if _is_place(name) or name == "UTC"))


def find_moment(day: date, clock: time, zone: str, fold: int | None = None) -> LocalMoment | None:
    """When the zone's clocks show a time; None for an unknown zone or outside the calendar.

    Args:
        day: the date there.
        clock: the time there.
        zone: its name, as ``find_zone`` gives it.
        fold: which one of a time that comes twice, the first by default.
    """
    name = find_zone(zone).name
    if not name:
        return None
    there = ZoneInfo(name)
    local = datetime.combine(day, clock.replace(tzinfo=None, fold=0), there)
    try:
        first, second = (local.replace(fold=n).astimezone(UTC) for n in (0, 1))
        back = first.astimezone(there)
    except OverflowError:
        return None
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        # fold=0 reads a skipped time by the old offset, which leads just beyond the gap.
        return LocalMoment(first, back, is_skipped=True)
    if first == second:
        return LocalMoment(first, back)
    chosen = second if fold else first
    offsets = tuple(_offset(moment.astimezone(there)) for moment in (first, second))
    return LocalMoment(chosen, chosen.astimezone(there), comes_twice=True, offsets=offsets)


def _offset(local: datetime) -> str:
    text = f"{local:%z}"
    return f"{text[:3]}:{text[3:5]}"


@cache
def _zone_names() -> dict[str, str]:
    names = {name.casefold(): name for name in available_timezones()}
    for name in sorted(available_timezones()):
        if _is_place(name):
            names.setdefault(name.rpartition("/")[2].casefold(), name)
    return names


def _is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))
