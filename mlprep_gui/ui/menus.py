"""The menu bar: what can be done anywhere in the window, and by which keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar

_Role = QAction.MenuRole


@dataclass(frozen=True, slots=True)
class WindowCommands:
    """What the window does for its menus.

    Attributes:
        show_page: go to the page with this key.
        find: put the focus on the page's search field.
        export: write what the page shows or has selected to a file.
        zoom: one step up (1), down (-1) or back to 100 % (0).
        toggle_full_screen, close: as they say.
        show_shortcuts, show_about: as they say.
    """

    show_page: Callable[[str], None]
    find: Callable[[], None]
    export: Callable[[], None]
    zoom: Callable[[int], None]
    toggle_full_screen: Callable[[], None]
    close: Callable[[], object]
    show_shortcuts: Callable[[], None]
    show_about: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PageActions:
    """What pages add to the menus.

    Attributes:
        file, practice, tools: the entries of the menu of that name.
    """

    file: Sequence[QAction]
    practice: Sequence[QAction]
    tools: Sequence[QAction]


def make_action(
    owner: QObject,
    text: str,
    keys: QKeySequence | QKeySequence.StandardKey | str,
    act: Callable[[], object],
    role: QAction.MenuRole = _Role.NoRole,
) -> QAction:
    """An action for a menu; ``keys`` is "" for none."""
    action = QAction(text, owner)
    action.setShortcut(QKeySequence(keys))
    action.setMenuRole(role)
    # The signal brings whether the action is checked, which none of these asks for.
    action.triggered.connect(lambda _checked: act())
    return action


class Menus:
    """Fills a menu bar.

    Args:
        bar: the window's.
        commands: what the window does.
        pages: key and title of each page of the rail, in order.
        actions: of the pages.
    """

    def __init__(
        self,
        bar: QMenuBar,
        commands: WindowCommands,
        pages: Sequence[tuple[str, str]],
        actions: PageActions,
    ) -> None:
        self._bar = bar
        self._do = commands
        self._build_file(actions.file)
        self._build_edit()
        self._menu("&Practice").addActions(list(actions.practice))
        self._build_view(pages)
        self._menu("&Tools").addActions(list(actions.tools))
        self._build_help()

    def shortcuts(self) -> Iterator[tuple[str, str]]:
        """What each key does: text and keys, in the order of the menus."""
        for top in self._bar.actions():
            menu = top.menu()
            if not isinstance(menu, QMenu):
                continue
            for action in menu.actions():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                if keys:
                    yield action.text().replace("&", "").rstrip("…"), keys

    def _menu(self, title: str) -> QMenu:
        return self._bar.addMenu(title)

    def _build_file(self, actions: Sequence[QAction]) -> None:
        menu = self._menu("&File")
        menu.addActions(list(actions))
        menu.addAction(make_action(menu, "&Export…", "Ctrl+E", self._do.export))
        menu.addSeparator()
        menu.addAction(make_action(menu, "&Quit", "Ctrl+Q", self._do.close, _Role.QuitRole))

    def _build_edit(self) -> None:
        menu = self._menu("&Edit")
        key = QKeySequence.StandardKey
        for text, keys, slot in (
            ("&Undo", key.Undo, "undo"),
            ("&Redo", key.Redo, "redo"),
            ("Cu&t", key.Cut, "cut"),
            ("&Copy", key.Copy, "copy"),
            ("&Paste", key.Paste, "paste"),
            ("Select &all", key.SelectAll, "selectAll"),
        ):
            menu.addAction(make_action(menu, text, keys, _edit_focused(slot)))
        menu.addSeparator()
        menu.addAction(make_action(menu, "&Find", key.Find, self._do.find))
        menu.addSeparator()
        menu.addAction(
            make_action(
                menu,
                "&Settings…",
                "Ctrl+,",
                lambda: self._do.show_page("settings"),
                _Role.PreferencesRole,
            )
        )

    def _build_view(self, pages: Sequence[tuple[str, str]]) -> None:
        menu = self._menu("&View")
        for number, (page, title) in enumerate(pages, start=1):
            menu.addAction(
                make_action(menu, title, f"Ctrl+{number}", partial(self._do.show_page, page))
            )
        menu.addSeparator()
        for text, keys, step in (
            ("Zoom &in", "Ctrl++", 1),
            ("Zoom &out", "Ctrl+-", -1),
            ("&Actual size", "Ctrl+0", 0),
        ):
            menu.addAction(make_action(menu, text, keys, partial(self._do.zoom, step)))
        menu.addSeparator()
        menu.addAction(make_action(menu, "&Full screen", "F11", self._do.toggle_full_screen))
        # "+" needs Shift on most keyboards, and "=" is the key that people press.
        menu.actions()[len(pages) + 1].setShortcuts(
            [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
        )

    def _build_help(self) -> None:
        menu = self._menu("&Help")
        menu.addAction(make_action(menu, "&Keyboard shortcuts", "F1", self._do.show_shortcuts))
        menu.addAction(make_action(menu, "&About MLPrep", "", self._do.show_about, _Role.AboutRole))


def _edit_focused(slot: str) -> Callable[[], None]:
    """Call the slot of the widget that has the focus, or of the nearest one around it.

    A text field has these slots, and a page may have an undo and a redo of its own.
    """

    def act() -> None:
        widget = QApplication.focusWidget()
        while widget is not None:
            method = getattr(widget, slot, None)
            if method is not None:
                method()
                return
            widget = widget.parentWidget()

    return act
