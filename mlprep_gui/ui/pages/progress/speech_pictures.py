"""The charts of how and how long one speaks: pace, fillers, minutes; and what they say."""

from collections.abc import Sequence
from datetime import date, tzinfo
from statistics import median

from mlprep_gui.domain.progress import FigureMark, FigureSeries, PractisedDay
from mlprep_gui.ui.charts.picture import Level, Look, Picture, Series
from mlprep_gui.ui.charts.picture import write_number as write
from mlprep_gui.ui.pages.progress.places import (
    count_things,
    label_places,
    say_across,
    say_bunches,
    say_when,
    write_day,
)
from mlprep_gui.ui.pages.progress.thinning import bunch, gather_days

NOTHING_SPOKEN = (
    "There is nothing to show yet. Record an answer of half a minute or more; typed answers have "
    "no {figure}."
)


def draw_figure(
    series: FigureSeries,
    zone: tzinfo | None,
    words: tuple[str, str, str, str],
    remark: str = "",
) -> Picture:
    """A figure beside its median.

    Args:
        series: the figure.
        zone: where dates are told.
        words: title, axis, unit within a sentence, and what typed answers have none of.
        remark: a further sentence.
    """
    title, up, unit, missing = words
    marks = series.marks
    if not marks or series.median is None:
        return Picture(title, NOTHING_SPOKEN.format(figure=missing))
    bunches = list(bunch(marks))
    values = tuple(median(m.value for m in some) for some in bunches)
    whens = [say_when([m.started_at for m in some], zone) for some in bunches]
    own = write_figure(series.median)
    return Picture(
        title=title,
        sentence=_say_figure(marks, series.median, unit) + remark + say_bunches(len(marks)),
        up=up,
        across=say_across(len(marks)),
        labels=label_places([some[0].started_at for some in bunches], zone),
        says=tuple(
            f"{when}: {write_figure(value)} {unit}; your median is {own}"
            for when, value in zip(whens, values, strict=True)
        ),
        series=(Series(title, values),),
        level=Level(f"Your median: {own}", series.median),
        headings=("When", up, "Beside your median"),
        rows=tuple(
            (when, write_figure(value), f"{_signed(value - series.median)}")
            for when, value in zip(whens, values, strict=True)
        ),
    )


def _say_figure(marks: Sequence[FigureMark], own: float, unit: str) -> str:
    last = marks[-1].value
    if len(marks) == 1:
        return f"Your answer had {write_figure(last)} {unit}. With more answers you see your usual."
    return (
        f"Half of your answers have less than {write_figure(own)} {unit}, half have more. Your "
        f"last one had {write_figure(last)}."
    )


def write_figure(value: float) -> str:
    """Large ones without decimals, small ones with one."""
    return f"{value:.0f}" if value >= 20 else write(round(value, 1))


def _signed(difference: float) -> str:
    text = write_figure(abs(difference))
    if text == "0":
        return "the same"
    return f"{text} more" if difference > 0 else f"{text} less"


def draw_days(days: Sequence[PractisedDay]) -> Picture:
    """Minutes a day; a week, a month or a year where days are many."""
    minutes = sum(day.minutes for day in days)
    if not minutes:
        return Picture("Minutes practised", NOTHING_SPOKEN.format(figure="length"))
    span = gather_days(days)
    busy = sum(1 for day in days if day.answers)
    answers = sum(day.answers for day in days)
    sentence = (
        f"You spoke for {_minutes(minutes)} in {count_things(answers, 'answer')} on "
        f"{count_things(busy, 'day')}."
    )
    labels, whens = _name_spans(span.name, span.first)
    figures = list(zip(whens, span.minutes, span.answers, strict=True))
    return Picture(
        title="Minutes practised",
        sentence=sentence,
        up=f"Minutes a {span.name}",
        across=f"{span.name}s".capitalize(),
        labels=labels,
        says=tuple(
            f"{when}: {_minutes(length)} in {count_things(number, 'answer')}"
            for when, length, number in figures
        ),
        series=(Series("Minutes", span.minutes, Look.BARS),),
        headings=("When", "Minutes", "Answers"),
        rows=tuple((when, write(round(m, 1)), str(number)) for when, m, number in figures),
    )


def _name_spans(name: str, firsts: Sequence[date]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands below the bars, and what they are called."""
    if name == "year":
        years = tuple(str(first.year) for first in firsts)
        return years, years
    if name == "month":
        months = tuple(f"{first:%b %Y}" for first in firsts)
        return months, months
    whens = tuple(write_day(first) for first in firsts)
    if name == "week":
        whens = tuple(f"Week from {when}" for when in whens)
    return tuple(write_day(first, with_year=False) for first in firsts), whens


def _minutes(minutes: float) -> str:
    if minutes < 10:
        text = write(round(minutes, 1))
        return f"{text} minute" if text == "1" else f"{text} minutes"
    return f"{minutes:.0f} minutes"
