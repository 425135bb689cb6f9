"""One key point, or one wrong claim: its verdict, its words, and what the user says of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.pages.review.contents import Clip, Excerpt, MistakeText, PointText
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
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


class _Excerpts(QWidget):
    """The words that carry a verdict, each with its seconds."""

    clip_chosen = Signal(object)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(GAP_XS)

    def show_excerpts(self, excerpts: tuple[Excerpt, ...]) -> None:
        """Show these."""
        clear(self._down)
        for excerpt in excerpts:
            across = QHBoxLayout()
            across.setSpacing(GAP_S)
            if excerpt.clip is not None:
                button = ClipButton(self._icons, excerpt, excerpt.clip)
                button.clip_chosen.connect(self.clip_chosen)
                across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            across.addWidget(Words(f"“{excerpt.text}”", "muted", selectable=True), 1)
            self._down.addLayout(across)
        self.setVisible(bool(excerpts))


class PointRow(QWidget):
    """One key point.

    Signals:
        clip_chosen: a stretch to be heard.
        insisted, denied, taken_back: what the user says of it, with its id.

    Attributes:
        point_id: which point.
        objections: the buttons by which the user contradicts.
    """

    clip_chosen = Signal(object)
    insisted = Signal(str)
    denied = Signal(str)
    taken_back = Signal(str)

    def __init__(self, icons: IconBook, point: PointText) -> None:
        super().__init__()
        self.point_id = point.point_id
        self._shown: PointText | None = None
        self._picture = Picture(icons, "missing")
        self._badge = Badge("")
        self._meaning = Words(selectable=True)
        self._excerpts = _Excerpts(icons)
        self._reason = Words(role="small")
        number = f"point {point.number}"
        self._insist = Button("I did say that", ButtonKind.QUIET, name=f"I did say {number}")
        self._deny = Button("I did not say that", ButtonKind.QUIET, name=f"I did not say {number}")
        self._take_back = Button(
            "Undo", ButtonKind.QUIET, name=f"Undo what you said about {number}"
        )
        self.objections = (self._insist, self._deny, self._take_back)
        self._words = QVBoxLayout()
        self._build()
        self._excerpts.clip_chosen.connect(self.clip_chosen)
        self._insist.clicked.connect(self._on_insist)
        self._deny.clicked.connect(self._on_deny)
        self._take_back.clicked.connect(self._on_take_back)

    def show_point(self, point: PointText) -> None:
        """Show what is said of it now."""
        before, self._shown = self._shown, point
        if point == before:
            return
        focused = any(button.hasFocus() for button in self.objections)
        self._picture.set_icon(*_LOOKS[point.verdict])
        self._badge.set_text(point.verdict_name, _BADGE_TONES[point.verdict])
        self._meaning.setText(f"{point.number}. {point.meaning}")
        if before is None or point.excerpts != before.excerpts:
            self._excerpts.show_excerpts(point.excerpts)
        self._reason.setText(point.reason)
        self._reason.setVisible(bool(point.reason))
        is_covered = point.verdict is Verdict.COVERED
        self._insist.setVisible(not point.is_own and not is_covered)
        self._deny.setVisible(not point.is_own and point.verdict is not Verdict.MISSING)
        self._take_back.setVisible(point.is_own)
        if focused:
            next(button for button in self.objections if not button.isHidden()).setFocus()

    def take_card(self, card: QWidget) -> None:
        """Take in a card with a question about this point."""
        self._words.addWidget(card)

    def holds(self, card: QWidget) -> bool:
        """Whether the card is here."""
        return self._words.indexOf(card) >= 0

    def _build(self) -> None:
        self._words.setSpacing(GAP_XS)
        self._words.addWidget(self._badge)
        for widget in (self._meaning, self._excerpts, self._reason):
            self._words.addWidget(widget)
        self._words.addWidget(FlexibleRow(*self.objections))
        _lay_out(self, self._picture, self._words)

    def _on_insist(self) -> None:
        self.insisted.emit(self.point_id)

    def _on_deny(self) -> None:
        self.denied.emit(self.point_id)

    def _on_take_back(self) -> None:
        self.taken_back.emit(self.point_id)


class MistakeRow(QWidget):
    """One wrong claim; ``clip_chosen`` brings a stretch to be heard."""

    clip_chosen = Signal(object)

    def __init__(self, icons: IconBook, mistake: MistakeText) -> None:
        super().__init__()
        excerpts = _Excerpts(icons)
        excerpts.show_excerpts((mistake.excerpt,))
        excerpts.clip_chosen.connect(self.clip_chosen)
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        words.addWidget(Badge("a wrong claim", "bad"))
        words.addWidget(Words(mistake.correction, selectable=True))
        words.addWidget(excerpts)
        _lay_out(self, Picture(icons, "mistake", "bad"), words)


def _lay_out(row: QWidget, picture: Picture, words: QVBoxLayout) -> None:
    """A picture beside words, with a line below."""
    across = QHBoxLayout()
    across.setSpacing(GAP_S)
    across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(words, 1)
    down = QVBoxLayout(row)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(GAP_M)
    down.addLayout(across)
    down.addWidget(Line())
