"""How the outline of a recording is drawn as a vector picture for reports."""

from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.services.review import ReviewSheet

WIDTH = 600
HEIGHT = 72
_COLUMNS = 300
_MARKS = 14
_INK, _FAINT, _LINE = "#3a5a8c", "#6b7280", "#9ca3af"


def draw_outline(sheet: ReviewSheet, peaks: Peaks) -> str:
    """The waveform with the numbers of the points above the seconds where they were said."""
    length_s = max(peaks.duration_s, 0.1)
    middle = _MARKS + (HEIGHT - _MARKS) / 2
    half = (HEIGHT - _MARKS) / 2 - 1
    width = WIDTH / _COLUMNS
    # Quiet speech is drawn larger: the picture shows where one spoke, not how loud.
    outline = peaks.columns(0.0, length_s, _COLUMNS)
    loudest = max(float(abs(outline).max()), 0.05)
    strokes = " ".join(
        f"M{(n + 0.5) * width:.1f} {middle - half * float(high) / loudest:.1f}"
        f"V{middle - half * float(low) / loudest + 0.5:.1f}"
        for n, (low, high) in enumerate(outline)
    )
    marks = "".join(
        f'<line x1="{x:.1f}" y1="{_MARKS}" x2="{x:.1f}" y2="{HEIGHT}" stroke="{_LINE}"/>'
        f'<text x="{x + 2:.1f}" y="{_MARKS - 3}" font-size="11" fill="{_FAINT}">{number}</text>'
        for number, start_s in _places(sheet)
        for x in [min(start_s / length_s, 1.0) * (WIDTH - 14)]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="Outline of the recording">'
        f'{marks}<path d="{strokes}" stroke="{_INK}" stroke-width="{width * 0.7:.1f}" '
        'fill="none"/></svg>'
    )


def _places(sheet: ReviewSheet) -> list[tuple[int, float]]:
    return [
        (number, quote.start_s)
        for number, line in enumerate(sheet.points, start=1)
        for quote in line.quotes
        if quote.start_s is not None
    ]
