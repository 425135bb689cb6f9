"""Buttons by how much they weigh, with icons that follow the theme."""

from enum import StrEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.widgets.words import as_plain


class ButtonKind(StrEnum):
    """What a button weighs: at most one PRIMARY on a page, the next thing to do."""

    PLAIN = ""
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"
    RAIL = "rail"
    SMALL = "small"
    """Within a line of text."""
    SMALL_QUIET = "small-quiet"
    """The same without a frame: one of many."""
    LINK = "link"
    """An address; cut off where there is no room."""


_ICON_COLOURS = {ButtonKind.PRIMARY: "on_accent", ButtonKind.DANGER: "on_bad"}


class Button(QPushButton):
    """A push button; its text is its accessible name unless ``name`` says more.

    Args:
        text: what it does, in a word or two; "" for an icon alone, which needs ``name``.
        kind: what it weighs.
        icons: where icons come from; needed for ``set_icon``.
        name: accessible name and tool tip.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.PLAIN,
        icons: IconBook | None = None,
        icon: str = "",
        name: str = "",
    ) -> None:
        super().__init__(text)
        self._icons = icons
        self._icon = icon
        self.setProperty("role", kind.value)
        self._colour = _ICON_COLOURS.get(kind, "text")
        self.setAccessibleName(name or text.replace("&", ""))
        if name:
            self.setToolTip(as_plain(name))
        # Return presses the focused button, not only Space.
        self.setAutoDefault(True)
        if icons is not None:
            icons.theme.changed.connect(self._on_theme_changed)
            self._on_theme_changed()

    def set_icon(self, icon: str) -> None:
        """Another icon by its name, "" for none."""
        self._icon = icon
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        if self._icons is None or not self._icon:
            return
        self.setIcon(self._icons.icon(self._icon, self._colour, "accent_text"))
        self.setIconSize(self._icons.size())


class Picture(QLabel):
    """An icon that is no button, such as the mark beside a verdict; it needs words beside it.

    Args:
        icons: where it comes from.
        icon: its name.
        colour: its colour, a field of ``Colours``.
    """

    def __init__(
        self, icons: IconBook, icon: str, colour: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icon
        self._colour = colour
        icons.theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_icon(self, icon: str, colour: str) -> None:
        """Another icon."""
        self._icon, self._colour = icon, colour
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setPixmap(self._icons.pixmap(self._icon, self._colour))
        self.setFixedSize(self._icons.size())
