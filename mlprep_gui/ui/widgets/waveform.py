"""The outline of a recording as a slider: where it sounds, what was said where, what repeats.

Only what is in sight is painted, and everything but the playhead is painted once and kept, so
that an hour costs no more than a minute.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider

from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.wave_picture import Canvas, Scene, Sight, WaveMark, paint_scene

HEIGHT = 84
_FLAG = 20
_STEP_S = 1.0
_LEAP_S = 5.0
_DRAG_PX = 6
_CLOSEST_S = 2.0
_ZOOM = 1.5


class Waveform(QSlider):
    """Shows a recording and lets the user go to any second of it.

    As a slider it tells assistive technology its value: the playhead in whole seconds. Keys:
    arrows a second, with Shift five; Home and End; + and - for a closer or wider look.

    Signals:
        sought: the user wants to go on at this second.
        stretch_chosen: the user drew from one second to another.
        sight_changed: another stretch is in sight.
    """

    sought = Signal(float)
    stretch_chosen = Signal(float, float)
    sight_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._duration_s = 0.0
        self._scene = Scene()
        self._position_s = 0.0
        self._pressed_at: float | None = None
        self._ground: QPixmap | None = None
        self.setAccessibleName("Waveform of your answer")
        self.setToolTip("Click to go there. Drag to repeat a stretch. + and - zoom.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._repaint)

    # What is shown ------------------------------------------------------------------------------

    @property
    def sight(self) -> Sight:
        """The stretch in sight."""
        return self._scene.sight

    @property
    def duration_s(self) -> float:
        """Seconds of the recording."""
        return self._duration_s

    @property
    def position_s(self) -> float:
        """Where the playhead stands."""
        return self._position_s

    def show_recording(self, peaks: Peaks | None, duration_s: float) -> None:
        """Show a recording, all of it; None while its outline is not there yet."""
        is_other = duration_s != self._duration_s
        self._scene = replace(self._scene, peaks=peaks)
        self._duration_s = duration_s
        self.setRange(0, round(duration_s))
        if is_other:
            self._look_at(0.0, max(duration_s, _CLOSEST_S))
        self._tell_position()
        self._repaint()

    def show_marks(
        self, marks: tuple[WaveMark, ...], pauses: tuple[tuple[float, float], ...]
    ) -> None:
        """Show where points were said, and where nothing was."""
        if (marks, pauses) != (self._scene.marks, self._scene.pauses):
            self._scene = replace(self._scene, marks=marks, pauses=pauses)
            self._repaint()

    def show_loop(self, loop: tuple[float, float] | None) -> None:
        """Show which stretch repeats."""
        if loop != self._scene.loop:
            self._scene = replace(self._scene, loop=loop)
            self._repaint()

    def show_position(self, position_s: float) -> None:
        """Move the playhead; it is kept in sight."""
        if position_s == self._position_s:
            return
        before = self._x_of(self._position_s)
        self._position_s = position_s
        if not self.sight.start_s <= position_s <= self.sight.end_s:
            start_s = position_s - self.sight.length_s * 0.1
            self._look_at(start_s, start_s + self.sight.length_s)
        self._tell_position()
        now = self._x_of(position_s)
        if round(now) != round(before):
            for x in (before, now):
                self.update(round(x) - 8, 0, 16, self.height())

    def zoom(self, factor: float) -> None:
        """A closer (above 1) or wider look around the playhead."""
        centre_s = self._position_s
        if not self.sight.start_s <= centre_s <= self.sight.end_s:
            centre_s = (self.sight.start_s + self.sight.end_s) / 2
        length_s = min(max(self.sight.length_s / factor, _CLOSEST_S), self._widest_s)
        share = (centre_s - self.sight.start_s) / self.sight.length_s
        start_s = centre_s - share * length_s
        self._look_at(start_s, start_s + length_s)

    def scroll_to(self, start_s: float) -> None:
        """Look at another stretch of the same length."""
        self._look_at(start_s, start_s + self.sight.length_s)

    @property
    def _widest_s(self) -> float:
        return max(self._duration_s, _CLOSEST_S)

    def _look_at(self, start_s: float, end_s: float) -> None:
        length_s = min(end_s - start_s, self._widest_s)
        start_s = min(max(start_s, 0.0), self._widest_s - length_s)
        sight = Sight(start_s, start_s + length_s)
        if sight != self._scene.sight:
            self._scene = replace(self._scene, sight=sight)
            self._repaint()
            self.sight_changed.emit()

    def _tell_position(self) -> None:
        whole = round(self._position_s)
        if whole != self.value() or not self.accessibleDescription():
            self.setValue(whole)
            text = f"{write_clock(self._position_s)} of {write_clock(self._duration_s)}"
            self.setAccessibleDescription(text)

    # What the user does -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go to another second, or look closer; everything else is the page's."""
        step_s = _LEAP_S if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP_S
        key = Qt.Key
        acts: dict[int, Callable[[], None]] = {
            key.Key_Left: lambda: self._seek(self._position_s - step_s),
            key.Key_Right: lambda: self._seek(self._position_s + step_s),
            key.Key_PageDown: lambda: self._seek(self._position_s + _LEAP_S),
            key.Key_PageUp: lambda: self._seek(self._position_s - _LEAP_S),
            key.Key_Home: lambda: self._seek(0.0),
            key.Key_End: lambda: self._seek(self._duration_s),
            key.Key_Plus: lambda: self.zoom(_ZOOM),
            key.Key_Equal: lambda: self.zoom(_ZOOM),
            key.Key_Minus: lambda: self.zoom(1 / _ZOOM),
        }
        act = acts.get(event.key())
        if act is None:
            event.ignore()
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Begin a click or a stretch."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Draw the stretch."""
        if self._is_drag(event):
            self.show_loop(self._drawn(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click goes there; what was drawn repeats."""
        if self._pressed_at is None:
            return
        if self._is_drag(event):
            self.stretch_chosen.emit(*self._drawn(event))
        else:
            self._seek(self._s_of(event.position().x()))
        self._pressed_at = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """With Ctrl a closer or wider look; sideways along the recording; else the page's."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and delta.y():
            self.zoom(_ZOOM if delta.y() > 0 else 1 / _ZOOM)
        elif delta.x():
            self.scroll_to(self.sight.start_s - delta.x() / 1200 * self.sight.length_s)
        else:
            event.ignore()

    def _seek(self, position_s: float) -> None:
        self.sought.emit(min(max(position_s, 0.0), self._duration_s))

    def _is_drag(self, event: QMouseEvent) -> bool:
        begun = self._pressed_at
        return begun is not None and abs(event.position().x() - begun) >= _DRAG_PX

    def _drawn(self, event: QMouseEvent) -> tuple[float, float]:
        assert self._pressed_at is not None
        ends = sorted((self._s_of(self._pressed_at), self._s_of(event.position().x())))
        return max(ends[0], 0.0), min(ends[1], self._duration_s)

    def _x_of(self, second: float) -> float:
        return (second - self.sight.start_s) / self.sight.length_s * self.width()

    def _s_of(self, x: float) -> float:
        return self.sight.start_s + x / max(self.width(), 1) * self.sight.length_s

    # How it is painted --------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as the outline and the marks above it need."""
        return QSize(240, self._theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """It can be narrow, but not low."""
        return QSize(120, self._theme.scaled(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, another picture."""
        super().resizeEvent(event)
        self._ground = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """The kept picture, and the playhead on it."""
        if self._ground is None:
            canvas = Canvas(
                self.size(),
                self.devicePixelRatioF(),
                self.font(),
                self._theme.colours,
                self._theme.scaled(_FLAG),
            )
            self._ground = paint_scene(self._scene, canvas)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        self._paint_playhead(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _repaint(self) -> None:
        self._ground = None
        self.updateGeometry()
        self.update()

    def _paint_playhead(self, painter: QPainter) -> None:
        x = self._x_of(self._position_s)
        colour = QColor(self._theme.colours.accent_text)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QLineF(x, 0, x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        bottom = float(self.height())
        painter.drawPolygon(
            [QPointF(x - 5, bottom), QPointF(x + 5, bottom), QPointF(x, bottom - 7)]
        )
