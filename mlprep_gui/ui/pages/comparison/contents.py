"""How a comparison reads: points gained and lost, figures, both texts with marks. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.attempts import AnswerSource
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.services.records.comparison import Change, ComparedFigure, Comparison
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.models.transcript_marks import Stretch, mark_transcript
from mlprep_gui.ui.wording import name_transcript_engine, name_verdict, sum_up

_CHANGES = {
    Change.GAINED: ("Gained", "good"),
    Change.LOST: ("Lost", "bad"),
    Change.SURER: ("Closer", "accent"),
    Change.LESS_SURE: ("Less sure", "warn"),
    Change.SAME: ("Same", ""),
}


@dataclass(frozen=True, slots=True)
class PointChange:
    """One key point.

    Attributes:
        number: as the marks in the texts bear it.
        meaning: the idea in a sentence.
        word, tone: how it moved, and how that looks.
        verdicts: before and now, in a sentence.
        is_change: whether it moved at all.
    """

    number: int
    meaning: str
    word: str
    tone: str
    verdicts: str
    is_change: bool


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of both answers, and the difference in words."""

    name: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two answers.

    Attributes:
        attempt_id: the answer.
        title: "Earlier answer" or "Later answer".
        circumstances: when, how long, by which recogniser.
        points: what was covered.
        said: the text with its marks; empty where nothing was written down.
    """

    attempt_id: str
    title: str
    circumstances: str
    points: str
    said: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class ComparisonText:
    """All that the page shows."""

    question: str
    headline: str
    points: tuple[PointChange, ...]
    figures: tuple[FigureChange, ...]
    sides: tuple[Side, Side]


def write_comparison(comparison: Comparison) -> ComparisonText:
    """The comparison in words; what moved comes first."""
    order = list(_CHANGES)
    points = sorted(_write_points(comparison), key=lambda entry: order.index(entry[0]))
    return ComparisonText(
        question=comparison.question.title,
        headline=write_headline(comparison),
        points=tuple(point for _change, point in points),
        figures=write_figures(comparison),
        sides=(
            _write_side(comparison.before, "Earlier answer"),
            _write_side(comparison.after, "Later answer"),
        ),
    )


def write_headline(comparison: Comparison) -> str:
    """What was gained and lost, in a sentence."""
    if not comparison.points:
        return "The points cannot be compared: an answer here is not judged."
    parts = [
        f"{_points(len(comparison.changed(change)))} {word}"
        for change, word in (
            (Change.GAINED, "gained"),
            (Change.LOST, "lost"),
            (Change.SURER, "closer"),
            (Change.LESS_SURE, "less sure"),
        )
        if comparison.changed(change)
    ]
    if not parts:
        return "No point changed."
    *firsts, last = parts
    return f"{', '.join(firsts)} and {last}." if firsts else f"{last}."


def write_figures(comparison: Comparison) -> tuple[FigureChange, ...]:
    """The figures of both, neutral: more is not better."""
    pauses, longest = comparison.pauses, comparison.longest_pause_s
    if AnswerSource.TYPED in {comparison.before.attempt.source, comparison.after.attempt.source}:
        pauses, longest = _untimed(comparison, pauses), _untimed(comparison, longest)
    return (
        _figure("Length", comparison.duration_s, write_clock, "longer", "shorter"),
        _figure("Words a minute", comparison.pace, _whole, "faster", "slower"),
        _figure("Fillers, at least", comparison.fillers, _whole, "more", "fewer"),
        _figure("Pauses", pauses, _whole, "more", "fewer"),
        _figure("Longest pause", longest, _seconds, "longer", "shorter"),
    )


def _untimed(comparison: Comparison, figure: ComparedFigure) -> ComparedFigure:
    """The figure without that of a typed answer, which has no pauses to speak of."""
    is_typed = [
        sheet.attempt.source is AnswerSource.TYPED
        for sheet in (comparison.before, comparison.after)
    ]
    return ComparedFigure(
        None if is_typed[0] else figure.before, None if is_typed[1] else figure.after
    )


def _write_points(comparison: Comparison) -> list[tuple[Change, PointChange]]:
    numbers = {line.point.id: n for n, line in enumerate(comparison.after.points, start=1)}
    written = []
    for compared in comparison.points:
        word, tone = _CHANGES[compared.change]
        before = name_verdict(compared.before, rough=comparison.before.is_rough)
        after = name_verdict(compared.after, rough=comparison.after.is_rough)
        is_change = compared.change is not Change.SAME
        verdicts = f"Was {before}, is now {after}." if is_change else f"Both times {after}."
        number, meaning = numbers[compared.point.id], compared.point.meaning
        change = PointChange(number, meaning, word, tone, verdicts, is_change)
        written.append((compared.change, change))
    return written


def _write_side(sheet: ReviewSheet, title: str) -> Side:
    attempt = sheet.attempt
    parts = [f"{attempt.started_at.astimezone():%d %b %Y, %H:%M}"]
    if attempt.engine:
        parts.append(name_transcript_engine(attempt.engine))
    points = "Not judged"
    if sheet.points:
        covered, unsure = sheet.count(Verdict.COVERED), sheet.count(Verdict.UNSURE)
        points = sum_up(covered, unsure, len(sheet.points))
    return Side(attempt.id, title, " · ".join(parts), points, mark_transcript(sheet))


def _figure(
    name: str, figure: ComparedFigure, write: Callable[[float], str], more: str, less: str
) -> FigureChange:
    before = "–" if figure.before is None else write(figure.before)
    after = "–" if figure.after is None else write(figure.after)
    difference = figure.difference
    if difference is None:
        said = "cannot be compared"
    elif before == after:
        said = "the same"
    else:
        said = f"{write(abs(difference))} {more if difference > 0 else less}"
    return FigureChange(name, before, after, said)


def _points(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"


def _whole(value: float) -> str:
    return f"{value:.0f}"


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if value else "none"
