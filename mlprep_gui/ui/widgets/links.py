"""Links in what the user wrote: shown as text, opened only after asking."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.links import is_openable
from mlprep_gui.ui.theme import GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.surfaces import clear
from mlprep_gui.ui.widgets.words import Words, breakable

_SHOWN = 60
_ASKED = 300


class LinkColumn(QWidget):
    """A button for each link that may be opened, and a plain line for any other."""

    def __init__(self) -> None:
        super().__init__()
        self._links: tuple[str, ...] = ()
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(GAP_XS)
        self.hide()

    def show_links(self, links: Iterable[str]) -> None:
        """Show these links, each once."""
        wanted = tuple(dict.fromkeys(link.strip() for link in links if link.strip()))
        if wanted == self._links:
            return
        self._links = wanted
        clear(self._down)
        for link in wanted:
            if is_openable(link):
                self._down.addWidget(self._make_button(link))
            else:
                text = breakable(f"{link} (not a link that MLPrep opens)")
                self._down.addWidget(Words(text, "small"))
        self.setVisible(bool(wanted))

    def _make_button(self, link: str) -> Button:
        shown = link if len(link) <= _SHOWN else f"{link[: _SHOWN - 1]}…"
        # "&" would mark a key.
        button = Button(shown.replace("&", "&&"), ButtonKind.LINK, name=f"Open the link {link}")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(ask_to_open, self, link))
        return button


def ask_to_open(parent: QWidget, link: str) -> None:
    """Ask whether a link may be opened by the program that the system has for it."""
    mail = link.strip().casefold().startswith("mailto:")
    choice = Choice(
        "Open your mail program?" if mail else "Open this link in your browser?",
        link if len(link) <= _ASKED else f"{link[:_ASKED]}…",
        "Open",
        "Do not open",
    )
    ask(parent, choice, partial(open_link, link), harms=False)


def open_link(link: str) -> None:
    """Hand a web page or a message to the system; anything else is left alone."""
    if is_openable(link):
        QDesktopServices.openUrl(QUrl(link.strip(), QUrl.ParsingMode.StrictMode))
