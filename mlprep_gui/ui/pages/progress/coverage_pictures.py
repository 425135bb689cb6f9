"""The charts of coverage, alone and beside the user's own estimate, and what they say."""

from collections.abc import Sequence
from datetime import tzinfo
from statistics import fmean

from mlprep_gui.domain.progress import CoverageMark, EstimateMark
from mlprep_gui.ui.charts.picture import Look, Picture, Series
from mlprep_gui.ui.pages.progress.places import label_places, say_across, say_bunches, say_when
from mlprep_gui.ui.pages.progress.thinning import bunch

_RECENT = 5
NOTHING_COVERED = (
    "There is nothing to show yet. Practise two answers to the same question to see a line."
)
NOTHING_GUESSED = (
    "There is nothing to show yet. Say how many points you covered when you are asked after an "
    "answer. Settings can ask you each time."
)


def draw_coverage(marks: Sequence[CoverageMark], zone: tzinfo | None) -> Picture:
    """What was covered, with what is unsure above it; ``zone`` is where dates are told."""
    if not marks:
        return Picture("Coverage", NOTHING_COVERED)
    bunches = list(bunch(marks))
    covered = tuple(100 * fmean(m.covered for m in some) for some in bunches)
    tops = tuple(100 * fmean(m.at_most for m in some) for some in bunches)
    whens = [say_when([m.started_at for m in some], zone) for some in bunches]
    says = [
        f"{when}: {low:.0f} % covered{_say_unsure(high - low)}"
        for when, low, high in zip(whens, covered, tops, strict=True)
    ]
    return Picture(
        title="Coverage",
        sentence=_say_coverage(marks) + say_bunches(len(marks)),
        up="Key points of the answer, in %",
        across=say_across(len(marks)),
        labels=label_places([some[0].started_at for some in bunches], zone),
        says=tuple(says),
        series=(Series("Covered", covered, tops=tops, tops_name="Unsure"),),
        highest=100.0,
        unit=" %",
        headings=("When", "Covered", "Unsure"),
        rows=tuple(
            (when, f"{low:.0f} %", f"{high - low:.0f} %")
            for when, low, high in zip(whens, covered, tops, strict=True)
        ),
    )


def _say_coverage(marks: Sequence[CoverageMark]) -> str:
    if len(marks) == 1:
        (only,) = marks
        unsure = _say_unsure(100 * (only.at_most - only.covered))
        return (
            f"Your answer covered {100 * only.covered:.0f} % of its points{unsure}. Practise two "
            "answers to the same question to see a line."
        )
    some = min(_RECENT, len(marks) // 2)
    first = 100 * fmean(mark.covered for mark in marks[:some])
    last = 100 * fmean(mark.covered for mark in marks[-some:])
    more = 100 * fmean(mark.at_most - mark.covered for mark in marks[-some:])
    if some == 1:
        return (
            f"Your last answer covered {last:.0f} % of its points{_say_unsure(more)}; the "
            f"first one covered {first:.0f} %."
        )
    return (
        f"Your last {some} answers covered {last:.0f} % of their points on "
        f"average{_say_unsure(more)}; the first {some} covered {first:.0f} %."
    )


def _say_unsure(percent: float) -> str:
    return f", and {percent:.0f} % more is unsure" if round(percent) else ""


def draw_estimates(marks: Sequence[EstimateMark], zone: tzinfo | None) -> Picture:
    """What the user thought was covered, and what was; ``zone`` is where dates are told."""
    if not marks:
        return Picture("Your own estimate", NOTHING_GUESSED)
    bunches = list(bunch(marks))
    guessed = tuple(100 * fmean(m.estimate / m.points for m in some) for some in bunches)
    covered = tuple(100 * fmean(m.covered / m.points for m in some) for some in bunches)
    tops = tuple(100 * fmean(m.at_most / m.points for m in some) for some in bunches)
    whens = [say_when([m.started_at for m in some], zone) for some in bunches]
    figures = list(zip(whens, guessed, covered, tops, strict=True))
    return Picture(
        title="Your own estimate",
        sentence=_say_estimates(marks) + say_bunches(len(marks)),
        up="Key points of the answer, in %",
        across=say_across(len(marks)),
        labels=label_places([some[0].started_at for some in bunches], zone),
        says=tuple(
            f"{when}: you thought {guess:.0f} %, it was {low:.0f} %{_say_unsure(high - low)}"
            for when, guess, low, high in figures
        ),
        series=(
            Series("Your estimate", guessed, Look.GUESS),
            Series("Covered", covered, tops=tops, tops_name="Unsure"),
        ),
        highest=100.0,
        unit=" %",
        headings=("When", "Your estimate", "Covered", "Unsure"),
        rows=tuple(
            (when, f"{guess:.0f} %", f"{low:.0f} %", f"{high - low:.0f} %")
            for when, guess, low, high in figures
        ),
    )


def _say_estimates(marks: Sequence[EstimateMark]) -> str:
    """Within what is unsure an estimate counts as right: nobody knows better."""
    right = sum(mark.covered <= mark.estimate <= mark.at_most for mark in marks)
    above = sum(mark.estimate > mark.at_most for mark in marks)
    below = len(marks) - right - above
    if right == len(marks):
        return f"All {right} estimates were right." if right > 1 else "Your estimate was right."
    if len(marks) == 1:
        return f"Your estimate was {'higher' if above else 'lower'} than what was heard."
    parts = (
        (right, "right"),
        (above, "higher than what was heard"),
        (below, "lower than what was heard"),
    )
    said = [f"{count} {'was' if count == 1 else 'were'} {words}" for count, words in parts if count]
    return f"Of {len(marks)} estimates, {' and '.join(said) if len(said) < 3 else ', '.join(said)}."
