"""What a chart shows, as plain values; no Qt here."""

import math
from dataclasses import dataclass
from enum import StrEnum

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LINES = 5
_NOTHING = 0.01


class Look(StrEnum):
    """How a series is told from another one, by shape and not by colour alone."""

    LINE = "line"
    """A drawn-out line with filled dots."""
    GUESS = "guess"
    """A dotted line with hollow diamonds."""
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over time.

    Attributes:
        name: for the legend.
        values: one a place, from left to right; 0 or more.
        look: see there.
        tops: upper edges of the area above the line; empty for none.
        tops_name: what that area is.
    """

    name: str
    values: tuple[float, ...]
    look: Look = Look.LINE
    tops: tuple[float, ...] = ()
    tops_name: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A line across, such as a median."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with everything that is said about it.

    Attributes:
        title: a few words.
        sentence: what it shows; where there is nothing to show, what to do about it.
        up, across: titles of the axes, with units.
        labels: what stands below each place, such as its date.
        says: each place in words.
        series: the first one is in front.
        level: a line across, None for none.
        highest: what the axis upwards reaches at least.
        unit: behind each number at the axis upwards, such as " %".
        headings, rows: the same as a table.
    """

    title: str
    sentence: str
    up: str = ""
    across: str = ""
    labels: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    level: Level | None = None
    highest: float = 0.0
    unit: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def places(self) -> int:
        """How many places there are across."""
        return len(self.labels)


def find_marks(picture: Picture) -> tuple[float, ...]:
    """Round numbers for the axis upwards, from 0 to what holds everything."""
    shown = [value for series in picture.series for value in (*series.values, *series.tops)]
    level = picture.level.value if picture.level is not None else 0.0
    highest = max((*shown, level, picture.highest))
    if highest < _NOTHING:
        highest = 1.0
    rough = highest / _LINES
    power = 10.0 ** math.floor(math.log10(rough))
    # A little less than is asked for must do, or 5.000001 lines would cost a step.
    step = next(s * power for s in _STEPS if s * power >= rough * (1 - 1e-9))
    count = math.ceil(highest / step - 1e-9)
    return tuple(round(step * n, 10) for n in range(count + 1))


def write_number(value: float) -> str:
    """A number without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def choose_labels(places: int, room: float, widest: float) -> range:
    """The places whose labels stand in the room without touching each other, evenly spread."""
    if places <= 0:
        return range(0)
    fitting = max(1, int(room // max(widest, 1.0)))
    return range(0, places, math.ceil(places / fitting))
