"""How the places of the charts are named: dates, bunches of answers, numbers of things."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from mlprep_gui.ui.pages.progress.thinning import bunch_size

_LONG_DAYS = 300
"""From there on a day without its year could be another one."""


def write_day(day: date, *, with_year: bool = True) -> str:
    """A date for people."""
    return f"{day.day} {day:%b %Y}" if with_year else f"{day.day} {day:%b}"


def say_across(marks: int) -> str:
    """The title of the axis for so many marks."""
    size = bunch_size(marks)
    return "Answers, oldest first" if size == 1 else f"Answers, {size} together, oldest first"


def say_bunches(marks: int) -> str:
    """A further sentence where several answers share a dot, "" where none do."""
    size = bunch_size(marks)
    return "" if size == 1 else f" Each dot stands for {size} answers in a row."


def say_when(moments: Sequence[datetime], zone: tzinfo | None) -> str:
    """When the answers of one place were given, oldest first; ``zone`` None for this computer's."""
    first, last = moments[0].astimezone(zone), moments[-1].astimezone(zone)
    if len(moments) == 1:
        return f"{write_day(first.date())}, {first:%H:%M}"
    if first.date() == last.date():
        return write_day(first.date())
    return f"{write_day(first.date())} to {write_day(last.date())}"


def label_places(moments: Sequence[datetime], zone: tzinfo | None) -> tuple[str, ...]:
    """What stands below each place, by the moment of its first answer."""
    days = [moment.astimezone(zone).date() for moment in moments]
    if (days[-1] - days[0]).days > _LONG_DAYS:
        return tuple(f"{day:%b %Y}" for day in days)
    return tuple(write_day(day, with_year=False) for day in days)


def count_things(number: int, thing: str) -> str:
    """Say "1 answer", "2 answers"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
