"""A chart as a widget: painted when need be, walked through by the arrow keys or the mouse."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mlprep_gui.ui.charts.painting import Painting
from mlprep_gui.ui.charts.picture import Picture
from mlprep_gui.ui.theme import GAP_XS, Theme
from mlprep_gui.ui.widgets.announcement import announce

_LINES_HIGH = 16
_Key = Qt.Key


class Chart(QWidget):
    """Shows one picture.

    Signals:
        pointed: a place in words, where the user looks at one; "" where at none.

    Args:
        theme: its colours.
    """

    pointed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = Picture("", "")
        self._place: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_picture(self, picture: Picture) -> None:
        """Show something else."""
        self._picture = picture
        self._point_at(None)
        self.setAccessibleName(f"{picture.title}: a chart")
        self.setAccessibleDescription(
            f"{picture.sentence} Left and Right go from place to place; the same figures can be "
            "shown as a table."
        )
        self.update()

    @property
    def place(self) -> int | None:
        """Which place is looked at."""
        return self._place

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as its words need it."""
        height = self.fontMetrics().height()
        return QSize(30 * height, _LINES_HIGH * height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Narrow pages make it narrow, not low."""
        return QSize(12 * self.fontMetrics().height(), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the picture, and a frame where the keys go here."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._picture.places:
            self._painting().paint(painter, self._place)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go from place to place."""
        last = self._picture.places - 1
        now = self._place
        steps = {
            _Key.Key_Left: last if now is None else max(now - 1, 0),
            _Key.Key_Right: 0 if now is None else min(now + 1, last),
            _Key.Key_Home: 0,
            _Key.Key_End: last,
        }
        wanted = steps.get(_Key(event.key()))
        if wanted is None or last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._point_at(wanted)
        announce(self, self._picture.says[wanted])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell of the place below the mouse."""
        if self._picture.places:
            self._point_at(self._painting().plot.place_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """The mouse points at nothing any more."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show the frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The keys point at nothing any more."""
        super().focusOutEvent(event)
        self._point_at(None)

    def _painting(self) -> Painting:
        frame = QRectF(self.rect()).adjusted(GAP_XS, GAP_XS, -GAP_XS, -GAP_XS)
        metrics = QFontMetricsF(self.font())
        return Painting(self._picture, frame, metrics, self._theme.colours)

    def _point_at(self, place: int | None) -> None:
        if place != self._place:
            self._place = place
            self.pointed.emit("" if place is None else self._picture.says[place])
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
