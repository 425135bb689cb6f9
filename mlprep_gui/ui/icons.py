"""The program's own icons: drawn in black in ``resources/icons``, tinted by the theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mlprep_gui.resources import resource_folder
from mlprep_gui.ui.theme import ICON_SIZE, Theme

_SHARPEST = 3
"""Pixels are drawn for screens up to this scale."""


class IconBook:
    """Icons by name (the file's name without ".svg"), in any of the theme's colours.

    The names: practise history progress interviews checklists questions settings record stop
    play pause open type random next discard edit search close covered unsure missing mistake
    info back again folder expand more grip undo redo note add.

    Attributes:
        theme: whose ``changed`` says that icons are to be asked for again; ``Button`` and
            ``Picture`` do so by themselves.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._drawn: dict[tuple[str, str, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str = "text", size: int = ICON_SIZE) -> QPixmap:
        """An icon to paint or to put on a label.

        Args:
            name: which icon; a wrong name raises FileNotFoundError.
            colour: a field of ``Colours``.
            size: edge in device-independent pixels, before the theme's zoom.
        """
        edge, ink = round(size * self.theme.zoom), getattr(self.theme.colours, colour)
        # Drawing takes a millisecond, and a list has the same two icons in every row.
        if (name, ink, edge) not in self._drawn:
            self._drawn[name, ink, edge] = self._draw(name, ink, edge)
        return self._drawn[name, ink, edge]

    def _draw(self, name: str, ink: str, edge: int) -> QPixmap:
        source = (resource_folder() / "icons" / f"{name}.svg").read_text("utf-8")
        tinted = source.replace("#000", ink)
        pixmap = QPixmap(edge * _SHARPEST, edge * _SHARPEST)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(tinted.encode())).render(
            painter, QRectF(0, 0, edge * _SHARPEST, edge * _SHARPEST)
        )
        painter.end()
        pixmap.setDevicePixelRatio(_SHARPEST)
        return pixmap

    def icon(self, name: str, colour: str = "text", checked_colour: str = "") -> QIcon:
        """An icon for a button or a list; another colour while checked, muted while disabled."""
        icon = QIcon(self.pixmap(name, colour))
        icon.addPixmap(self.pixmap(name, "muted"), QIcon.Mode.Disabled)
        if checked_colour:
            pixmap = self.pixmap(name, checked_colour)
            icon.addPixmap(pixmap, QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def size(self) -> QSize:
        """The edges of an icon at the theme's zoom."""
        edge = round(ICON_SIZE * self.theme.zoom)
        return QSize(edge, edge)
