"""The key points and the wrong claims of an answer, each with its words and where they sound."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.review.contents import Clip, MistakeText, PointText
from mlprep_gui.ui.pages.review.lesson_card import LessonCard, MarkingCard
from mlprep_gui.ui.pages.review.point_row import ClipButton, MistakeRow, PointRow
from mlprep_gui.ui.pages.review.visit import Lesson
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.surfaces import clear


class PointsPanel(QWidget):
    """Lists mistakes first, since they are worth mending first, then the points in order.

    Signals:
        clip_chosen: a stretch to be heard.
        insisted, denied, taken_back: what the user says of a point, by its id.
        marked: the words are marked (True), or there are none (False).
        marking_left: the user does not want to say anything after all.
        taught: what was heard, and the term that was said.
        lesson_left: nothing is to be learnt.
    """

    clip_chosen = Signal(object)
    insisted = Signal(str)
    denied = Signal(str)
    taken_back = Signal(str)
    marked = Signal(bool)
    marking_left = Signal()
    taught = Signal(str, str)
    lesson_left = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._mistakes: tuple[MistakeText, ...] = ()
        self._claims: list[MistakeRow] = []
        self._rows: list[PointRow] = []
        self._above = QVBoxLayout()
        self._below = QVBoxLayout()
        self._marking = MarkingCard()
        self._lesson = LessonCard()
        for layout in (self._above, self._below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(GAP_M)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addLayout(self._above)
        down.addLayout(self._below)
        self._marking.hide()
        self._lesson.hide()
        self._marking.marked.connect(self.marked)
        self._marking.left.connect(self.marking_left)
        self._lesson.taught.connect(self.taught)
        self._lesson.left.connect(self.lesson_left)

    def show_contents(self, points: Sequence[PointText], mistakes: Sequence[MistakeText]) -> None:
        """Show these; a row that says the same as before is left alone, with its focus."""
        if tuple(mistakes) != self._mistakes:
            self._mistakes = tuple(mistakes)
            clear(self._above)
            self._claims = [MistakeRow(self._icons, mistake) for mistake in mistakes]
            for claim in self._claims:
                claim.clip_chosen.connect(self.clip_chosen)
                self._above.addWidget(claim)
        ids = [point.point_id for point in points]
        if ids != [row.point_id for row in self._rows]:
            self._build_rows(points)
        for row, point in zip(self._rows, points, strict=True):
            row.show_point(point)

    def show_marking(self, point_id: str, marked: str) -> None:
        """Ask for the words of a point below it; "" asks no more.

        Args:
            point_id: which point.
            marked: what is marked in the transcript now.
        """
        self._place(self._marking, point_id)
        if point_id:
            self._marking.show_marked(marked)

    def show_lesson(self, lesson: Lesson | None) -> None:
        """Offer an alias below its point; None offers nothing."""
        is_new = lesson is not None and self._lesson.isHidden()
        self._place(self._lesson, lesson.point_id if lesson else "")
        if lesson is not None:
            self._lesson.show_lesson(lesson, is_new=is_new)

    def follow(self, widget: QWidget) -> None:
        """Let Tab come here after a widget: what is new stands at the end of the order."""
        for control in self._controls():
            QWidget.setTabOrder(widget, control)
            widget = control

    def show_playing(self, playing: Clip | None) -> None:
        """Which clip sounds."""
        for button in self.findChildren(ClipButton):
            button.show_playing(playing)

    def _controls(self) -> list[QWidget]:
        controls: list[QWidget] = []
        for claim in self._claims:
            controls += claim.findChildren(ClipButton)
        for row in self._rows:
            controls += [*row.findChildren(ClipButton), *row.objections]
        return controls

    def _build_rows(self, points: Sequence[PointText]) -> None:
        for card in (self._marking, self._lesson):
            card.hide()
            self._below.removeWidget(card)
            card.setParent(self)
        clear(self._below)
        self._rows = [PointRow(self._icons, point) for point in points]
        for row in self._rows:
            row.clip_chosen.connect(self.clip_chosen)
            row.insisted.connect(self.insisted)
            row.denied.connect(self.denied)
            row.taken_back.connect(self.taken_back)
            self._below.addWidget(row)

    def _place(self, card: QWidget, point_id: str) -> None:
        row = next((row for row in self._rows if row.point_id == point_id), None)
        if row is None:
            card.hide()
            return
        if not row.holds(card):
            row.take_card(card)
        card.show()
