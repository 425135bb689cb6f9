"""How the outline of a recording is painted: pauses, loop, outline and the marks of the points."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from mlprep_gui.domain.peaks import FULL_SCALE, Peaks
from mlprep_gui.ui.theme import Colours

_QUIETEST = 0.05
"""Peaks below this part of full scale are not blown up to the whole height."""


@dataclass(frozen=True, slots=True)
class WaveMark:
    """Where a key point was said.

    Attributes:
        start_s, end_s: seconds of the recording.
        number: the point's.
        is_sure: filled where the point is covered, an outline where it is unsure.
    """

    start_s: float
    end_s: float
    number: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Sight:
    """The stretch of the recording that is in sight, in seconds."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """Seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is painted but the playhead.

    Attributes:
        peaks: the outline, None while it is not there yet.
        sight: what of it is in sight.
        marks: where points were said.
        pauses: where nothing was.
        loop: what repeats.
    """

    peaks: Peaks | None = None
    sight: Sight = Sight(0.0, 1.0)
    marks: tuple[WaveMark, ...] = ()
    pauses: tuple[tuple[float, float], ...] = ()
    loop: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Canvas:
    """What it is painted on: sizes in device-independent pixels, ``ratio`` to real ones."""

    size: QSize
    ratio: float
    font: QFont
    colours: Colours
    flag: int


def paint_scene(scene: Scene, canvas: Canvas) -> QPixmap:
    """A picture of what is in sight."""
    picture = QPixmap(canvas.size * canvas.ratio)
    picture.setDevicePixelRatio(canvas.ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _Brush(painter, scene, canvas).paint()
    painter.end()
    return picture


class _Brush:
    """Paints one scene once."""

    def __init__(self, painter: QPainter, scene: Scene, canvas: Canvas) -> None:
        self._painter = painter
        self._scene = scene
        self._canvas = canvas
        self._colours = canvas.colours
        self._width = canvas.size.width()
        self._height = canvas.size.height()
        self._flagged_to = 0.0

    def paint(self) -> None:
        """Everything, from the back to the front."""
        painter, colours = self._painter, self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.surface))
        frame = QRectF(0.5, 0.5, self._width - 1, self._height - 1)
        painter.drawRoundedRect(frame, 6, 6)
        for start_s, end_s in self._scene.pauses:
            self._shade(start_s, end_s, colours.raised)
        if self._scene.loop is not None:
            self._paint_loop(*self._scene.loop)
        self._paint_outline()
        self._flagged_to = 2.0
        for mark in sorted(self._scene.marks, key=lambda mark: mark.start_s):
            self._paint_mark(mark)

    def _x_of(self, second: float) -> float:
        sight = self._scene.sight
        return (second - sight.start_s) / sight.length_s * self._width

    def _shade(self, start_s: float, end_s: float, colour: str) -> None:
        left, right = max(self._x_of(start_s), 1.0), min(self._x_of(end_s), self._width - 1.0)
        if right > left:
            ground = QRectF(left, 2, right - left, self._height - 4)
            self._painter.fillRect(ground, QColor(colour))

    def _paint_loop(self, start_s: float, end_s: float) -> None:
        self._shade(start_s, end_s, self._colours.accent_soft)
        self._painter.setPen(QPen(QColor(self._colours.accent), 2))
        for edge_s in (start_s, end_s):
            x = self._x_of(edge_s)
            self._painter.drawLine(QLineF(x, 2, x, self._height - 2))

    def _paint_outline(self) -> None:
        peaks, sight, top = self._scene.peaks, self._scene.sight, self._canvas.flag
        middle, half = (self._height + top) / 2, (self._height - top) / 2 - 4
        self._painter.setPen(QPen(QColor(self._colours.muted), 1))
        if peaks is None or not len(peaks.extremes) or self._width < 1:
            self._painter.drawLine(QLineF(2, middle, self._width - 2, middle))
            return
        columns = peaks.columns(sight.start_s, sight.end_s, self._width)
        loudest = max(-int(peaks.extremes.min()), int(peaks.extremes.max())) / FULL_SCALE
        scale = half / max(loudest, _QUIETEST)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._painter.drawLines(
            [
                QLineF(x + 0.5, middle - high * scale - 0.5, x + 0.5, middle - low * scale + 0.5)
                for x, (low, high) in enumerate(columns.tolist())
            ]
        )
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_mark(self, mark: WaveMark) -> None:
        """A numbered flag: a filled square for covered, a dashed circle for unsure."""
        painter, colours, size = self._painter, self._colours, self._canvas.flag - 4
        left = self._x_of(mark.start_s)
        right = max(self._x_of(mark.end_s), left + 2)
        if right < 0 or left > self._width:
            return
        colour = QColor(colours.good if mark.is_sure else colours.warn)
        pen = QPen(colour, 2)
        if not mark.is_sure:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QLineF(left, size + 2, right, size + 2))
        # Flags stand side by side where points were said at once.
        at = min(max(left, self._flagged_to), self._width - size - 2)
        self._flagged_to = at + size + 3
        flag = QRectF(at, 2, size, size - 2)
        painter.setBrush(QColor(colours.good_soft if mark.is_sure else colours.surface))
        if mark.is_sure:
            painter.drawRoundedRect(flag, 3, 3)
        else:
            painter.drawEllipse(flag)
        font = QFont(self._canvas.font)
        font.setPixelSize(max(size - 7, 8))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(flag, Qt.AlignmentFlag.AlignCenter, str(mark.number))
