"""Every colour, size and distance of the window, light and dark, and the style sheet from them."""

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.resources import resource_folder

GAP_XS, GAP_S, GAP_M, GAP_L, GAP_XL = 4, 8, 12, 20, 32
"""Distances between things, in device-independent pixels."""

MEASURE = 760
"""The widest column of running text; longer lines are hard to read."""

SIDE_PANEL = 300
"""Width of a panel beside the page's main column."""

ICON_SIZE = 20
METER_HEIGHT = 12
METER_WIDTH = 120
LIST_WIDTH = 280
FIELD_WIDTH = 260
FIELD_HEIGHT = 110
POINT_FIELD_HEIGHT = 76
DIALOG_WIDTH = 420
MINIMUM_WINDOW = (560, 400)
RAIL_NEEDS = 48
"""So many letters "m" must fit into the window's width, or the rail shows icons only."""

FIRST_WINDOW = (1120, 740)

ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class Colours:
    """The tokens of one theme, each "#rrggbb".

    Text tokens (``text``, ``muted``, ``accent_text``, ``good``, ``warn``, ``bad``) reach a
    contrast of 4.5 on ``window``, ``surface``, ``raised`` and on the soft ground of their name;
    ``on_accent`` does on ``accent`` and ``accent_hover``, ``on_bad`` on ``bad_fill``.

    Attributes:
        window: behind everything.
        surface: cards, fields, lists.
        raised: hovered rows and quiet buttons.
        border: lines around cards and fields.
        text, muted: running text, secondary text.
        accent, accent_hover: the one accent, as a ground.
        accent_text: the accent as text or icon.
        accent_soft: ground of what is selected.
        on_accent: text on ``accent``.
        good, good_soft: text and ground of what was covered or went well.
        warn, warn_soft: text and ground of what needs attention.
        bad, bad_soft: text and ground of what went wrong.
        bad_fill, on_bad: ground and text of a button that destroys.
    """

    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    bad_fill: str
    on_bad: str


LIGHT = Colours(
    window="#f5f5f3",
    surface="#ffffff",
    raised="#ededea",
    border="#d4d4cf",
    text="#1d2125",
    muted="#585e66",
    accent="#0f6b66",
    accent_hover="#0b5551",
    accent_text="#0c625d",
    accent_soft="#d9eeec",
    on_accent="#ffffff",
    good="#1b6636",
    good_soft="#dff2e4",
    warn="#7a4b00",
    warn_soft="#fdefd2",
    bad="#a3261c",
    bad_soft="#fbe3e0",
    bad_fill="#b42b20",
    on_bad="#ffffff",
)

DARK = Colours(
    window="#16191c",
    surface="#1e2226",
    raised="#2a2f34",
    border="#3b4248",
    text="#e8eaec",
    muted="#a9b1b8",
    accent="#4cc2b8",
    accent_hover="#6ad3ca",
    accent_text="#62cfc5",
    accent_soft="#1d4341",
    on_accent="#06211f",
    good="#7fd499",
    good_soft="#1d3a27",
    warn="#f0bf66",
    warn_soft="#352b14",
    bad="#ff9f94",
    bad_soft="#3d211f",
    bad_fill="#c0392f",
    on_bad="#ffffff",
)


class Theme(QObject):
    """The look that is in force; ``changed`` means that colours or sizes are new: ask again.

    Make one per application, hand it to the widgets that paint or tint for themselves, and let
    everything else be dressed by the style sheet: a widget says what it *is* with the property
    ``role`` (see ``resources/style/window.qss``) and a label or frame how it *stands* with the
    property ``tone`` ("", "good", "warn", "bad"). To change such a property call
    ``restyle``.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._appearance = Appearance.SYSTEM
        self._zoom = 1.0
        self._base_size = application.font().pointSizeF()
        self._colours = LIGHT
        self._sheet = Template((resource_folder() / "style" / "window.qss").read_text("utf-8"))
        self._scheme = application.styleHints().colorScheme()
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def colours(self) -> Colours:
        """The colours now."""
        return self._colours

    @property
    def is_dark(self) -> bool:
        """Whether the dark theme is in force."""
        return self._colours is DARK

    @property
    def zoom(self) -> float:
        """1.0 for 100 %."""
        return self._zoom

    def scaled(self, size: int) -> int:
        """A width or height of this module at the zoom that is in force."""
        return round(size * self._zoom)

    def apply(self, appearance: Appearance, zoom: float) -> None:
        """Dress the application; quick enough to be called on each change of a setting."""
        self._appearance = appearance
        self._zoom = zoom
        self._colours = self._pick()
        self._application.setPalette(build_palette(self._colours))
        font = self._application.font()
        font.setPointSizeF(self._base_size * zoom)
        self._application.setFont(font)
        self._application.setStyleSheet(self._build_sheet())
        self.changed.emit()

    def _pick(self) -> Colours:
        if self._appearance is Appearance.SYSTEM:
            return DARK if self._scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._appearance is Appearance.DARK else LIGHT

    def _on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        if self._appearance is Appearance.SYSTEM and self._pick() is not self._colours:
            self.apply(self._appearance, self._zoom)

    def _build_sheet(self) -> str:
        tokens = {field.name: getattr(self._colours, field.name) for field in fields(Colours)}
        sizes = {
            "tiny": 0.85,
            "small": 0.92,
            "normal": 1.0,
            "large": 1.2,
            "prompt": 1.45,
            "title": 1.6,
            "timer": 3.2,
        }
        for name, factor in sizes.items():
            tokens[f"size_{name}"] = f"{self._base_size * self._zoom * factor:.1f}pt"
        for size in (8, 12, 16, 22, 26):
            tokens[f"px_{size}"] = str(self.scaled(size))
        tokens["folder"] = (resource_folder() / "style").as_posix()
        tokens["shade"] = "dark" if self.is_dark else "light"
        return self._sheet.substitute(tokens)


def build_palette(colours: Colours) -> QPalette:
    """The palette for what the style sheet does not reach: menus, dialogs, text selection."""
    role = QPalette.ColorRole
    palette = QPalette()
    grounds = {
        role.Window: colours.window,
        role.Base: colours.surface,
        role.AlternateBase: colours.raised,
        role.Button: colours.surface,
        role.ToolTipBase: colours.surface,
        role.WindowText: colours.text,
        role.Text: colours.text,
        role.ButtonText: colours.text,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.BrightText: colours.bad,
        role.Link: colours.accent_text,
        role.LinkVisited: colours.accent_text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Mid: colours.border,
        role.Midlight: colours.raised,
        role.Dark: colours.border,
        role.Light: colours.surface,
        role.Shadow: colours.border,
    }
    for which, colour in grounds.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return palette


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb" as WCAG 2 defines it, 1 to 21."""
    first, second = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def restyle(widget: QWidget, **properties: str) -> None:
    """Set the properties that the style sheet looks at, and have it look again.

    For instance ``restyle(label, tone="warn")``. Does nothing where they stand so already.
    """
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
