"""The microphone's level as a bar, on the scale on which loudness is heard."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mlprep_gui.ui.theme import METER_HEIGHT, METER_WIDTH, Theme

_FLOOR_DB = -60.0
_LOUD_DB = -3.0
_FALL_PER_LOOK = 0.06
"""How much the bar sinks from one look to the next, so that the eye can follow it."""


class LevelMeter(QWidget):
    """Shows what ``set_level`` is told; the colour changes near full scale, and words elsewhere
    must say so too.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = 0.0
        self._is_loud = False
        self.setAccessibleName("Microphone level")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def shown(self) -> float:
        """How much of the bar is filled, 0 to 1."""
        return self._shown

    def set_level(self, level: float) -> None:
        """Show a peak, 0 to 1 of full scale."""
        self._is_loud = level >= 10 ** (_LOUD_DB / 20)
        shown = max(fill_of(level), self._shown - _FALL_PER_LOOK)
        if shown != self._shown:
            self._shown = shown
            self.update()

    def reset(self) -> None:
        """Empty it at once."""
        self._shown = 0.0
        self._is_loud = False
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Room for the bar."""
        return QSize(METER_WIDTH, METER_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw ground and bar."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(self.rect())
        radius = ground.height() / 2
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(ground, radius, radius)
        if self._shown > 0:
            bar = QRectF(ground)
            bar.setWidth(max(ground.width() * self._shown, ground.height()))
            painter.setBrush(QColor(colours.warn if self._is_loud else colours.accent))
            painter.drawRoundedRect(bar, radius, radius)
        painter.end()


def fill_of(level: float) -> float:
    """How much of the bar a peak fills: -60 dB nothing, full scale all, in equal steps of dB."""
    if level <= 0:
        return 0.0
    return min(max(1 - 20 * math.log10(level) / _FLOOR_DB, 0.0), 1.0)
