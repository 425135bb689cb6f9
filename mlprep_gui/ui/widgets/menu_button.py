"""A button that opens a menu, which is filled anew each time."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind

FillMenu = Callable[[QMenu], None]


class MenuButton(Button):
    """An icon with three dots.

    Args:
        name: accessible name and tool tip.
        icons: for the icon.
        fill: puts the actions into the menu.
    """

    def __init__(self, name: str, icons: IconBook, fill: FillMenu) -> None:
        super().__init__("", ButtonKind.SMALL_QUIET, icons, "more", name)
        self._fill = fill
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Open the menu below the button."""
        open_menu(self, self.mapToGlobal(self.rect().bottomLeft()), self._fill)


def open_menu(parent: QWidget, at: QPoint, fill: FillMenu) -> QMenu:
    """Open a menu at a place of the screen; it is gone when it closes."""
    menu = QMenu(parent)
    fill(menu)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def add_action(menu: QMenu, text: str, act: Callable[[], object], *, enabled: bool = True) -> None:
    """One more line of a menu."""
    action = menu.addAction(text)
    action.setEnabled(enabled)
    # The signal brings whether the action is checked, which none of these asks for.
    action.triggered.connect(lambda _checked: act())
