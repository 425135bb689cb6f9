"""The key points and the wrong claims of an answer, each with its words and where they sound."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.pages.review.contents import (
    Clip,
    Excerpt,
    MistakeText,
    PointText,
)
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.surfaces import Line, clear
from mlprep_gui.ui.widgets.words import Badge, Words

_LOOKS = {
    Verdict.COVERED: ("covered", "good"),
    Verdict.UNSURE: ("unsure", "warn"),
    Verdict.MISSING: ("missing", "muted"),
}
_BADGE_TONES = {Verdict.COVERED: "good", Verdict.UNSURE: "warn", Verdict.MISSING: ""}


class ClipButton(Button):
    """Plays a stretch of the recording, or silences it; ``clip_chosen`` brings the stretch."""

    clip_chosen = Signal(object)

    def __init__(self, icons: IconBook, excerpt: Excerpt, clip: Clip) -> None:
        super().__init__(write_clock(clip.start_s), ButtonKind.PLAIN, icons, "play")
        self._excerpt = excerpt
        self._clip = clip
        self._sounds = False
        self._show_name()
        self.clicked.connect(self._on_clicked)

    def show_playing(self, playing: Clip | None) -> None:
        """Offer to stop while its own clip sounds."""
        sounds = playing == self._clip
        if sounds is not self._sounds:
            self._sounds = sounds
            self.set_icon("stop" if sounds else "play")
            self._show_name()

    def _on_clicked(self) -> None:
        self.clip_chosen.emit(self._clip)

    def _show_name(self) -> None:
        verb = "Stop" if self._sounds else "Play"
        self.setAccessibleName(
            f"{verb} “{self._excerpt.text}” at {write_clock(self._clip.start_s)}"
        )
        self.setToolTip(f"{verb} these seconds")


class PointsPanel(QWidget):
    """Lists mistakes first, since they are worth mending first, then the points in order."""

    clip_chosen = Signal(object)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._buttons: list[ClipButton] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(GAP_M)

    def show_contents(self, points: Iterable[PointText], mistakes: Iterable[MistakeText]) -> None:
        """Show these points and mistakes."""
        self._buttons.clear()
        clear(self._down)
        for mistake in mistakes:
            self._down.addLayout(self._build_mistake(mistake))
            self._down.addWidget(Line())
        for point in points:
            self._down.addLayout(self._build_point(point))
            self._down.addWidget(Line())

    def follow(self, widget: QWidget) -> None:
        """Let Tab come here after a widget: what is new stands at the end of the order."""
        for button in self._buttons:
            QWidget.setTabOrder(widget, button)
            widget = button

    def show_playing(self, playing: Clip | None) -> None:
        """Which clip sounds."""
        for button in self._buttons:
            button.show_playing(playing)

    def _build_point(self, point: PointText) -> QHBoxLayout:
        picture, colour = _LOOKS[point.verdict]
        badge = Badge(point.verdict_name, _BADGE_TONES[point.verdict])
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        words.addWidget(Words(f"{point.number}. {point.meaning}", selectable=True))
        for excerpt in point.excerpts:
            words.addLayout(self._build_excerpt(excerpt))
        if point.reason:
            words.addWidget(Words(point.reason, "small"))
        return self._lay_out(Picture(self._icons, picture, colour), badge, words)

    def _build_mistake(self, mistake: MistakeText) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        words.addWidget(Words(mistake.correction, selectable=True))
        words.addLayout(self._build_excerpt(mistake.excerpt))
        return self._lay_out(
            Picture(self._icons, "mistake", "bad"), Badge("a wrong claim", "bad"), words
        )

    def _build_excerpt(self, excerpt: Excerpt) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(GAP_S)
        if excerpt.clip is not None:
            button = ClipButton(self._icons, excerpt, excerpt.clip)
            button.clip_chosen.connect(self.clip_chosen)
            self._buttons.append(button)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Words(f"“{excerpt.text}”", "muted", selectable=True), 1)
        return across

    def _lay_out(self, picture: Picture, badge: Badge, words: QVBoxLayout) -> QHBoxLayout:
        words.insertWidget(0, badge)
        across = QHBoxLayout()
        across.setSpacing(GAP_S)
        across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        return across
