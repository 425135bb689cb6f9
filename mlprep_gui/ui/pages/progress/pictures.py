"""All charts of the progress page, in their order; no Qt here."""

from datetime import tzinfo

from mlprep_gui.domain.progress import Progress
from mlprep_gui.ui.charts.picture import Picture
from mlprep_gui.ui.pages.progress.coverage_pictures import draw_coverage, draw_estimates
from mlprep_gui.ui.pages.progress.speech_pictures import draw_days, draw_figure


def draw_progress(progress: Progress, zone: tzinfo | None = None) -> tuple[Picture, ...]:
    """All charts in their order; ``zone`` is where dates are told, None for this computer's."""
    return (
        draw_coverage(progress.coverage, zone),
        draw_estimates(progress.estimates, zone),
        draw_figure(
            progress.pace,
            zone,
            words=("Pace", "Words a minute", "words a minute", "pace"),
        ),
        draw_figure(
            progress.fillers,
            zone,
            words=("Fillers", "Fillers a minute of speech", "fillers a minute", "fillers"),
            remark=" Recognisers leave some out, so there may be more.",
        ),
        draw_days(progress.days),
    )
