"""How the review is laid out: the result on the left, the answer itself on the right."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.advice_words import write_advice
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.review.advice_panel import AdvicePanel
from mlprep_gui.ui.pages.review.contents import write_figures, write_mistakes, write_points
from mlprep_gui.ui.pages.review.figures_panel import FiguresPanel
from mlprep_gui.ui.pages.review.following import Following
from mlprep_gui.ui.pages.review.notes_field import NotesField
from mlprep_gui.ui.pages.review.player_panel import PlayerPanel
from mlprep_gui.ui.pages.review.points_panel import PointsPanel
from mlprep_gui.ui.pages.review.question_panel import QuestionPanel
from mlprep_gui.ui.pages.review.transcript_panel import TranscriptPanel
from mlprep_gui.ui.pages.review.visit import ReviewView, Sounding
from mlprep_gui.ui.theme import GAP_L, GAP_M
from mlprep_gui.ui.widgets.self_check_panel import SelfCheckPanel
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words

_EVEN = 1000
_PINNED_SHARE = 3
"""The player stays in sight while the column is at least so many times as high as it."""


class ReviewBody(QSplitter):
    """The parts of the review, to be connected and told what to show.

    Attributes:
        player, transcript, question: on the right.
        points, self_check, notes: on the left.
        following: whether the transcript scrolls along with the sound.
    """

    def __init__(self, self_check: SelfCheck, icons: IconBook) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._advice = AdvicePanel()
        self._figures = FiguresPanel()
        self.points = PointsPanel(icons)
        self.player = PlayerPanel(icons)
        self.transcript = TranscriptPanel(icons)
        self.question = QuestionPanel()
        self.self_check = SelfCheckPanel(self_check)
        self.notes = NotesField()
        self._left, self._right = ScrollColumn(), ScrollColumn()
        self._pinned = QVBoxLayout()
        self._build()
        self.following = Following(self._right)
        self.following.changed.connect(self._on_following_changed)
        self.transcript.place_changed.connect(self._on_place_changed)
        self.transcript.follow_wished.connect(self.following.resume)

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """Show the result of an answer."""
        has_words = bool(sheet.recognised.words)
        self._advice.show_sentences(write_advice(sheet))
        self.points.show_contents(write_points(sheet), write_mistakes(sheet))
        self._figures.show_figures(write_figures(sheet))
        self.player.show_sheet(sheet)
        self.player.setVisible(sheet.recording is not None)
        self._leave_margin()
        for part in (self.transcript, self._points_part, self._figures_part):
            part.setVisible(has_words)

    def show_transcript(self, sheet: ReviewSheet, view: ReviewView) -> None:
        """Show what was said, or let the user correct it."""
        self.transcript.show_sheet(sheet, is_editing=view.is_editing, can_undo=view.can_undo)
        self.points.follow(self.transcript.last_control)

    def show_own(self, sheet: ReviewSheet) -> None:
        """Show another answer's notes and self-check, from the top."""
        self.notes.show_notes(sheet.own.notes)
        self.self_check.show_answers(sheet.own.self_check)
        self.transcript.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.following.resume()
        for column in (self._left, self._right):
            column.verticalScrollBar().setValue(0)

    def show_sounding(self, sounding: Sounding) -> None:
        """Show what is heard now; cheap, for every tick."""
        self.player.show_sounding(sounding)
        sounds = sounding.clip is not None
        self.transcript.show_second(sounding.playhead_s if sounds else None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep the player in sight where there is room for it and for the transcript."""
        super().resizeEvent(event)
        is_pinned = self._pinned.indexOf(self.player) >= 0
        fits = self.height() >= _PINNED_SHARE * self.player.sizeHint().height()
        if fits is not is_pinned:
            if fits:
                self._pinned.addWidget(self.player)
            else:
                self._right.body.insertWidget(0, self.player)
            self._leave_margin()

    def _leave_margin(self) -> None:
        """Room above the player where it is pinned, and none where there is no player."""
        is_pinned = self._pinned.indexOf(self.player) >= 0 and not self.player.isHidden()
        self._pinned.setContentsMargins(GAP_L, GAP_L if is_pinned else 0, GAP_L, 0)

    def _build(self) -> None:
        self.setChildrenCollapsible(False)
        self._points_part = _part("Key points", self.points)
        self._figures_part = _part("Delivery", self._figures)
        fill = (
            (self._left, (self._advice, self._points_part, self._figures_part)),
            (self._right, (self.transcript, self.question)),
        )
        for column, parts in fill:
            column.body.setSpacing(GAP_L)
            for part in parts:
                column.body.addWidget(part)
        own = (
            _part(self.self_check.accessibleName(), self.self_check),
            _part("Notes", self.notes),
        )
        for part in own:
            self._left.body.addWidget(part)
        right = QWidget()
        right.setMinimumWidth(240)
        self._pinned.setContentsMargins(GAP_L, GAP_L, GAP_L, 0)
        self._pinned.addWidget(self.player)
        down = QVBoxLayout(right)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(self._pinned)
        down.addWidget(self._right, 1)
        self.addWidget(self._left)
        self.addWidget(right)
        for side in (0, 1):
            self.setStretchFactor(side, 1)
        self.setSizes([_EVEN, _EVEN])

    def _on_following_changed(self, follows: bool) -> None:
        self.transcript.show_following(follows=follows)

    def _on_place_changed(self, place: QRect, surely: bool) -> None:
        show = self.following.reveal if surely else self.following.show_place
        show(self.transcript.text, place)


def _part(title: str, widget: QWidget) -> QWidget:
    """A widget under a heading."""
    part = QWidget()
    down = QVBoxLayout(part)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(GAP_M)
    down.addWidget(Words(title, "heading"))
    down.addWidget(widget)
    return part
