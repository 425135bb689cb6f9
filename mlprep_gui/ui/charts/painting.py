"""How a chart is painted: axes, areas, lines, bars, and the legend in shapes as well as colours."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from mlprep_gui.ui.charts.picture import Look, Picture, Series, choose_labels, find_marks
from mlprep_gui.ui.charts.picture import write_number as write
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS, Colours

_MOST_BAR = 44.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where things lie, in device-independent pixels.

    Attributes:
        area: what the axes enclose.
        places: how many there are across.
        top: the value at the upper edge.
    """

    area: QRectF
    places: int
    top: float

    def x_of(self, place: float) -> float:
        """The middle of a place."""
        return self.area.left() + self.area.width() * (place + 0.5) / max(1, self.places)

    def y_of(self, value: float) -> float:
        """The height of a value."""
        return self.area.bottom() - self.area.height() * value / self.top

    def place_at(self, x: float) -> int:
        """The place that is nearest to a point."""
        part = (x - self.area.left()) / max(1.0, self.area.width())
        return min(max(int(part * self.places), 0), self.places - 1)


class Painting:
    """Paints one picture into a rectangle.

    Args:
        picture: with one place or more.
        frame: where.
        metrics: of the font that the painter will have.
        colours: the theme's.
    """

    def __init__(
        self, picture: Picture, frame: QRectF, metrics: QFontMetricsF, colours: Colours
    ) -> None:
        self._picture = picture
        self._frame = frame
        self._metrics = metrics
        self._colours = colours
        self._marks = find_marks(picture)
        self._legend = _legend_of(picture)
        self.plot = self._lay_out()

    def paint(self, painter: QPainter, pointed: int | None) -> None:
        """Everything from the back to the front; ``pointed`` is the place that is looked at."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        if pointed is not None:
            painter.setPen(QPen(QColor(self._colours.text), 1))
            x = self.plot.x_of(pointed)
            painter.drawLine(QLineF(x, self.plot.area.top(), x, self.plot.area.bottom()))
        for series in reversed(self._picture.series):
            self._paint_series(painter, series)
        self._paint_level(painter)
        self._paint_legend(painter)

    def _lay_out(self) -> Plot:
        line, frame = self._metrics.height(), self._frame
        names = [f"{write(mark)}{self._picture.unit}" for mark in self._marks]
        left = max(map(self._metrics.horizontalAdvance, names)) + GAP_S
        above = line * (1 + self._legend_lines()) + GAP_M
        area = frame.adjusted(left, above, -GAP_S, -(2.5 * line + GAP_S))
        return Plot(area, self._picture.places, self._marks[-1])

    # Axes --------------------------------------------------------------------------------------

    def _paint_axes(self, painter: QPainter) -> None:
        area, line, colours = self.plot.area, self._metrics.height(), self._colours
        flag = Qt.AlignmentFlag
        for mark in self._marks:
            y = self.plot.y_of(mark)
            painter.setPen(QPen(QColor(colours.muted if mark == 0 else colours.border), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(QColor(colours.muted))
            wide = area.left() - self._frame.left() - GAP_XS
            box = QRectF(self._frame.left(), y - line / 2, wide, line)
            text = f"{write(mark)}{self._picture.unit}"
            painter.drawText(box, flag.AlignRight | flag.AlignVCenter, text)
        self._paint_labels(painter)
        top = QRectF(self._frame.left(), self._frame.top(), self._frame.width(), line)
        painter.drawText(top, flag.AlignLeft | flag.AlignVCenter, self._picture.up)
        below = QRectF(area.left(), area.bottom() + 1.5 * line + GAP_XS, area.width(), line)
        painter.drawText(below, flag.AlignHCenter | flag.AlignVCenter, self._picture.across)

    def _paint_labels(self, painter: QPainter) -> None:
        area, labels = self.plot.area, self._picture.labels
        widest = max(map(self._metrics.horizontalAdvance, labels)) + GAP_M
        for place in choose_labels(len(labels), area.width(), widest):
            wide = self._metrics.horizontalAdvance(labels[place])
            # The outermost ones stay inside.
            x = min(max(self.plot.x_of(place) - wide / 2, 0.0), self._frame.right() - wide)
            # Below the lowest number of the other axis, which stands beside the line.
            box = QRectF(
                x, area.bottom() + self._metrics.height() / 2, wide + 1, self._metrics.height()
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, labels[place])

    # What is shown -----------------------------------------------------------------------------

    def _paint_series(self, painter: QPainter, series: Series) -> None:
        if series.look is Look.BARS:
            self._paint_bars(painter, series)
            return
        if series.tops:
            self._paint_tops(painter, series)
        points = self._points(series.values)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen_of(series.look, self._colours))
        painter.drawPolyline(QPolygonF(points))
        for point in points:
            self._paint_dot(painter, point, series.look)

    def _paint_tops(self, painter: QPainter, series: Series) -> None:
        """The unsure area: hatched, so that it is one without colours too."""
        upper, lower = self._points(series.tops), self._points(series.values)
        if len(upper) == 1:
            wide = min(_MOST_BAR, self.plot.area.width() / 3) / 2
            upper = [upper[0] - QPointF(wide, 0), upper[0] + QPointF(wide, 0)]
            lower = [lower[0] - QPointF(wide, 0), lower[0] + QPointF(wide, 0)]
        around = QPolygonF([*upper, *reversed(lower)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.warn_soft))
        painter.drawPolygon(around)
        painter.setBrush(_hatch(self._colours))
        painter.drawPolygon(around)
        painter.setPen(QPen(QColor(self._colours.warn), 1, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(upper))

    def _paint_bars(self, painter: QPainter, series: Series) -> None:
        wide = min(_MOST_BAR, self.plot.area.width() / max(1, self.plot.places) * 0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        for place, value in enumerate(series.values):
            y = self.plot.y_of(value)
            bar = QRectF(self.plot.x_of(place) - wide / 2, y, wide, self.plot.area.bottom() - y)
            painter.drawRect(bar)

    def _paint_level(self, painter: QPainter) -> None:
        if self._picture.level is None:
            return
        y = self.plot.y_of(self._picture.level.value)
        painter.setPen(_level_pen(self._colours))
        painter.drawLine(QLineF(self.plot.area.left(), y, self.plot.area.right(), y))

    def _points(self, values: tuple[float, ...]) -> list[QPointF]:
        return [QPointF(self.plot.x_of(n), self.plot.y_of(v)) for n, v in enumerate(values)]

    # The legend --------------------------------------------------------------------------------

    def _entry_width(self, name: str) -> float:
        return self._metrics.horizontalAdvance(name) + self._sample_width() + GAP_S + GAP_M

    def _sample_width(self) -> float:
        return 2 * self._metrics.height()

    def _legend_lines(self) -> int:
        lines, used = (1, 0.0) if self._legend else (0, 0.0)
        for name, _look in self._legend:
            wide = self._entry_width(name)
            if used and used + wide > self._frame.width():
                lines, used = lines + 1, 0.0
            used += wide
        return lines

    def _paint_legend(self, painter: QPainter) -> None:
        line = self._metrics.height()
        x, y = self._frame.left(), self._frame.top() + line
        for name, look in self._legend:
            wide = self._entry_width(name)
            if x > self._frame.left() and x + wide > self._frame.right():
                x, y = self._frame.left(), y + line
            self._paint_sample(painter, QRectF(x, y, self._sample_width(), line), look)
            painter.setPen(QColor(self._colours.text))
            text = QRectF(x + self._sample_width() + GAP_S, y, wide, line)
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            x += wide

    def _paint_sample(self, painter: QPainter, box: QRectF, look: Look | str) -> None:
        middle = QLineF(box.left(), box.center().y(), box.right(), box.center().y())
        if look == _AREA:
            area = box.adjusted(0, 3, 0, -3)
            painter.fillRect(area, QColor(self._colours.warn_soft))
            painter.fillRect(area, _hatch(self._colours))
        elif look == _LEVEL:
            painter.setPen(_level_pen(self._colours))
            painter.drawLine(middle)
        else:
            painter.setPen(_pen_of(Look(look), self._colours))
            painter.drawLine(middle)
            self._paint_dot(painter, box.center(), Look(look))

    def _paint_dot(self, painter: QPainter, at: QPointF, look: Look) -> None:
        size = self._metrics.height() / 4
        if look is Look.GUESS:
            painter.setPen(QPen(QColor(self._colours.text), 1.5))
            painter.setBrush(QColor(self._colours.surface))
            corners = [QPointF(0, -size), QPointF(size, 0), QPointF(0, size), QPointF(-size, 0)]
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.accent))
        painter.drawEllipse(at, 0.85 * size, 0.85 * size)


_AREA, _LEVEL = "area", "level"


def _legend_of(picture: Picture) -> list[tuple[str, Look | str]]:
    """Names and looks; bars alone need none, the axis says what they are."""
    entries: list[tuple[str, Look | str]] = []
    for series in picture.series:
        if series.look is not Look.BARS:
            entries.append((series.name, series.look))
        if series.tops:
            entries.append((series.tops_name, _AREA))
    if picture.level is not None:
        entries.append((picture.level.name, _LEVEL))
    return entries


def _pen_of(look: Look, colours: Colours) -> QPen:
    if look is Look.GUESS:
        return QPen(QColor(colours.text), 1.5, Qt.PenStyle.DotLine)
    return QPen(QColor(colours.accent), 2)


def _level_pen(colours: Colours) -> QPen:
    return QPen(QColor(colours.text), 1.5, Qt.PenStyle.DashLine)


def _hatch(colours: Colours) -> QBrush:
    return QBrush(QColor(colours.warn), Qt.BrushStyle.BDiagPattern)
