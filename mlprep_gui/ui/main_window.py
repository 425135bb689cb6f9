"""Navigation: the rail, the pages, the menus, and that nothing is lost by closing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.rail import RAIL, Rail
from mlprep_gui.ui.theme import FIRST_WINDOW, MINIMUM_WINDOW, RAIL_NEEDS
from mlprep_gui.ui.widgets.surfaces import Page

if TYPE_CHECKING:
    from mlprep_gui.ui.menus import Menus, WindowCommands


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page and its place.

    Attributes:
        key: one of those in ``RAIL``, or that of a page which is not in the rail.
        make: builds the page, when it is first wanted.
        under: the key in the rail that is marked while it is in front; "" for its own.
    """

    key: str
    make: Callable[[], Page]
    under: str = ""


class MainWindow(QMainWindow):
    """Shows one page at a time; empty until ``fill``.

    Signals:
        zoom_stepped: one step up (1), down (-1) or back to 100 % (0) is wanted.
        closed: the window will not be seen again.

    Attributes:
        wants_another: whether the program is to open anew when this window has closed.
    """

    zoom_stepped = Signal(int)
    closed = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._rail = Rail(icons)
        self._stack = QStackedWidget()
        self._menus: Menus | None = None
        self.wants_another = False
        self._front = ""
        self._is_focused = False
        self._build()
        self._rail.chosen.connect(self.show_page)
        icons.theme.changed.connect(self._fit_rail)

    def fill(self, entries: Sequence[PageEntry]) -> None:
        """Take over the pages; once."""
        self._entries = {entry.key: entry for entry in entries}
        self._rail.setEnabled(True)

    def add_menus(
        self,
        file_actions: Sequence[QAction],
        practice_actions: Sequence[QAction],
        tools_actions: Sequence[QAction],
    ) -> None:
        """Build the menu bar; once, after ``fill``."""
        from mlprep_gui.ui.menus import Menus, PageActions  # noqa: PLC0415  the window opens sooner

        pages = [(key, title) for key, title, _icon in RAIL]
        actions = PageActions(file_actions, practice_actions, tools_actions)
        self._menus = Menus(self.menuBar(), self._commands(), pages, actions)

    @property
    def is_focused(self) -> bool:
        """Whether the page in front wants to be alone."""
        return self._is_focused

    @property
    def front(self) -> str:
        """The key of the page in front, "" before the first."""
        return self._front

    def page(self, key: str) -> Page:
        """A page by its key, built if need be."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._entries[key].make()
            self._stack.addWidget(page)
        return page

    def show_page(self, key: str) -> None:
        """Bring a page to the front, unless the one there wants to be alone."""
        if self._is_focused and key != self._front:
            return
        page = self.page(key)
        self._front = key
        self._rail.mark(self._entries[key].under or key)
        self._stack.setCurrentWidget(page)
        page.on_shown()

    def set_focused(self, focused: bool) -> None:
        """Show nothing but the page in front, or everything again."""
        self._is_focused = focused
        self._rail.setVisible(not focused)

    def raise_up(self) -> None:
        """Come before the other programs' windows."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def start_again(self) -> None:
        """Close, and have the program open anew."""
        self.wants_another = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Wait for pages that have something to bring to an end first."""
        proceed = self.start_again if self.wants_another else self.close
        for page in self._pages.values():
            if page.holds_closing(proceed):
                self.wants_another = False
                event.ignore()
                return
        event.accept()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the rail have the room that there is."""
        super().resizeEvent(event)
        self._fit_rail()

    def _build(self) -> None:
        self.setWindowTitle("MLPrep")
        self.setMinimumSize(*MINIMUM_WINDOW)
        self.resize(*FIRST_WINDOW)
        ground = QWidget()
        across = QHBoxLayout(ground)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(self._stack, 1)
        self.setCentralWidget(ground)

    def _commands(self) -> "WindowCommands":
        from mlprep_gui.ui.menus import WindowCommands  # noqa: PLC0415  the window opens sooner

        return WindowCommands(
            show_page=self.show_page,
            find=self._find,
            export=lambda: self.page(self._front).export_answers(),
            zoom=self.zoom_stepped.emit,
            toggle_full_screen=self._toggle_full_screen,
            close=self.close,
            show_shortcuts=self._show_shortcuts,
            show_about=self._show_about,
        )

    def _show_shortcuts(self) -> None:
        from mlprep_gui.ui.about import ShortcutsDialog  # noqa: PLC0415  the window opens sooner

        assert self._menus is not None
        ShortcutsDialog(self, list(self._menus.shortcuts())).open()

    def _show_about(self) -> None:
        from mlprep_gui.ui.about import AboutDialog  # noqa: PLC0415  the window opens sooner

        AboutDialog(self).open()

    def _find(self) -> None:
        field = self.page(self._front).search_field()
        if field is not None:
            field.setFocus()

    def _toggle_full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _fit_rail(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("m")
        self._rail.set_compact(self.width() < RAIL_NEEDS * letter)
