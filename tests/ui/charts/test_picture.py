"""The numbers at the axes: round, enough for everything, and labels that do not touch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlprep_gui.ui.charts.picture import (
    Level,
    Picture,
    Series,
    choose_labels,
    find_marks,
    write_number,
)


def picture(*values: float, **more: object) -> Picture:
    labels = tuple(str(n) for n in range(len(values)))
    return Picture("", "", labels=labels, series=(Series("", values),), **more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((0.6,), (0, 0.2, 0.4, 0.6)),
        ((100,), (0, 20, 40, 60, 80, 100)),
        ((142, 197), (0, 50, 100, 150, 200)),
        ((3,), (0, 1, 2, 3)),
        ((0,), (0, 0.2, 0.4, 0.6, 0.8, 1)),
    ],
)
def test_round_marks(values: tuple[float, ...], marks: tuple[float, ...]) -> None:
    assert find_marks(picture(*values)) == pytest.approx(marks)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1e6))
def test_marks_hold_everything(values: list[float], level: float) -> None:
    marks = find_marks(picture(*values, level=Level("", level)))
    assert marks[0] == 0
    assert marks[-1] >= max(*values, level) * (1 - 1e-6)
    assert 2 <= len(marks) <= 7


def test_the_area_above_a_line_counts() -> None:
    series = Series("", (10.0,), tops=(90.0,))
    assert find_marks(Picture("", "", labels=("a",), series=(series,)))[-1] >= 90


@given(st.integers(0, 500), st.floats(1, 2000), st.floats(1, 200))
def test_labels_have_room(places: int, room: float, widest: float) -> None:
    chosen = choose_labels(places, room, widest)
    assert all(0 <= place < places for place in chosen)
    assert bool(chosen) == bool(places)
    if len(chosen) > 1:
        assert room / places * chosen.step >= widest * 0.99


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (20, "20"), (0.2, "0.2"), (2.5, "2.5")])
def test_numbers_have_no_needless_digits(value: float, text: str) -> None:
    assert write_number(value) == text
