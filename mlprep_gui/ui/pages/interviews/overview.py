"""The list of all interviews: what is ahead, and folded below it what is past or put away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mlprep_gui.services.interviews.desk import InterviewsView
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.interviews.contents import CardWords, write_card
from mlprep_gui.ui.pages.interviews.text import Text
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.empty_state import EmptyState
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.surfaces import Card, ScrollColumn, clear, row
from mlprep_gui.ui.widgets.tab_order import order_tabs
from mlprep_gui.ui.widgets.undo_bar import UndoBar
from mlprep_gui.ui.widgets.words import Badge

_Words = tuple[tuple[CardWords, ...], tuple[CardWords, ...], tuple[CardWords, ...]]


class Overview(QWidget):
    """All signals but ``add_wished`` bring an interview's id.

    Attributes:
        undo_bar: to be connected and filled by the page.
    """

    add_wished = Signal()
    opened = Signal(str)
    lists_wished = Signal(str)
    restore_wished = Signal(str)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._shown: _Words | None = None
        self.undo_bar = UndoBar(icons)
        self._add = Button("&Add interview", ButtonKind.PRIMARY, icons, "add")
        self._empty = EmptyState(
            "No interviews yet",
            "Add the interview that you are invited to. MLPrep then works out when to leave, how "
            "many copies to print and what to practise on each day, and keeps its checklists.",
            "Add your first interview",
        )
        self._upcoming = QVBoxLayout()
        self._past = _Folded("Past", icons, self._make_card)
        self._archived = _Folded("Archive", icons, partial(self._make_card, restores=True))
        self._list = ScrollColumn(role="plain")
        self._below = QStackedWidget()
        self._build()
        self._add.clicked.connect(self.add_wished)
        self._empty.acted.connect(self.add_wished)
        for folded in (self._past, self._archived):
            folded.unfolded.connect(lambda: order_tabs(self))

    def show_view(self, view: InterviewsView) -> None:
        """Show these interviews; the focus stays where it is."""
        words = (
            tuple(map(write_card, view.upcoming)),
            tuple(map(write_card, view.past)),
            tuple(map(write_card, view.archived)),
        )
        self.undo_bar.show_state(view.undo)
        if words == self._shown:
            return
        focused = self._focused_name()
        self._shown = words
        self._show_cards(words)
        is_empty = not any(words)
        self._add.setVisible(not is_empty)
        self._below.setCurrentWidget(self._empty if is_empty else self._list)
        if focused:
            self._focus_on(focused)

    def focus(self, interview_id: str = "") -> None:
        """Put the focus on an interview, by default on the next one."""
        cards = [card for part in self._shown or () for card in part]
        wanted = next((card for card in cards if card.id == interview_id), None)
        card = wanted or (self._shown[0][0] if self._shown and self._shown[0] else None)
        if card is None or not self._focus_on(f"Open {card.title}"):
            # On the empty page there is but one button beside those that undo.
            buttons = [self._add, *self._empty.findChildren(QPushButton)]
            next(button for button in buttons if button.isVisibleTo(self)).setFocus()

    def _show_cards(self, words: _Words) -> None:
        upcoming, past, archived = words
        clear(self._upcoming)
        if not upcoming:
            self._upcoming.addWidget(Text("Nothing ahead. Add the next interview above.", "muted"))
        for one in upcoming:
            _put(self._upcoming, self._make_card(one))
        self._past.show_cards(past)
        self._archived.show_cards(archived)
        order_tabs(self)

    def _make_card(self, words: CardWords, *, restores: bool = False) -> Card:
        card = Card()
        card.setAccessibleName(words.title)
        card.body.setSpacing(GAP_S)
        title = Text(words.title, "heading")
        badge = Badge(words.countdown, "accent" if words.is_near else "")
        head = row(title, badge, spacing=GAP_M)
        head.setStretch(0, 1)
        head.setAlignment(badge, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(head)
        card.body.addWidget(Text(words.when))
        if words.times:
            card.body.addWidget(Text(words.times))
        card.body.addLayout(_make_progress(words))
        opens = Button("Open", name="")
        opens.setAccessibleName(f"Open {words.title}")
        opens.clicked.connect(partial(self.opened.emit, words.id))
        lists = Button("Checklists", ButtonKind.QUIET, self._icons, "checklists")
        lists.setAccessibleName(f"Checklists of {words.title}")
        lists.clicked.connect(partial(self.lists_wished.emit, words.id))
        buttons = [opens, lists]
        if restores:
            restore = Button("Take out of the archive", ButtonKind.QUIET)
            restore.setAccessibleName(f"Take {words.title} out of the archive")
            restore.clicked.connect(partial(self.restore_wished.emit, words.id))
            buttons.append(restore)
        card.body.addWidget(FlexibleRow(*buttons))
        return card

    def _focused_name(self) -> str:
        focused = self.focusWidget()
        is_here = focused is not None and focused.hasFocus()
        return focused.accessibleName() if focused is not None and is_here else ""

    def _focus_on(self, name: str) -> bool:
        for button in self.findChildren(QPushButton):
            if button.accessibleName() == name and button.isVisibleTo(self):
                button.setFocus()
                return True
        return False

    def _build(self) -> None:
        title = Text("Interviews", "title")
        head = row(title, self.undo_bar, self._add)
        head.setStretch(0, 1)
        self._upcoming.setSpacing(GAP_M)
        body = self._list.body
        body.addLayout(self._upcoming)
        body.addWidget(self._past)
        body.addWidget(self._archived)
        self._below.addWidget(self._empty)
        self._below.addWidget(self._list)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addLayout(head)
        down.addWidget(self._below, 1)


class _Folded(QWidget):
    """A heading that unfolds the cards below it, which are made when they are first seen.

    Args:
        title: of the heading.
        icons: for its arrow.
        make: a card of an interview.
    """

    unfolded = Signal()

    def __init__(self, title: str, icons: IconBook, make: Callable[[CardWords], Card]) -> None:
        super().__init__()
        self._title = title
        self._make = make
        self._unmade: tuple[CardWords, ...] = ()
        self._toggle = Button("", ButtonKind.QUIET, icons, "expand")
        self._toggle.setCheckable(True)
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_M)
        self._cards.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addLayout(row(self._toggle, None))
        down.addWidget(self._cards)
        self._toggle.toggled.connect(self._on_toggled)
        self.hide()

    def show_cards(self, words: tuple[CardWords, ...]) -> None:
        """Show these, folded or not as it is."""
        clear(self._column)
        self._unmade = words
        self.setVisible(bool(words))
        self._toggle.setText(f"{self._title} ({len(words)})")
        self._show()

    def _on_toggled(self) -> None:
        self._show()
        self.unfolded.emit()

    def _show(self) -> None:
        is_open = self._toggle.isChecked()
        if is_open:
            for words in self._unmade:
                _put(self._column, self._make(words))
            self._unmade = ()
        self._cards.setVisible(is_open)
        self._toggle.setAccessibleName(f"{'Hide' if is_open else 'Show'}: {self._toggle.text()}")


def _put(column: QVBoxLayout, card: Card) -> None:
    """Add a card and show it at once, and not when Qt has time: its button may get the focus."""
    column.addWidget(card)
    card.show()


def _make_progress(words: CardWords) -> QVBoxLayout:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(words.total, 1))
    bar.setValue(words.ticked)
    bar.setAccessibleName(f"Ticked for {words.title}")
    told = f"{words.ticked} of {words.total} items ticked"
    down = QVBoxLayout()
    down.addWidget(bar)
    down.addWidget(Text(f"{told}. {words.due}." if words.due else f"{told}.", "muted"))
    return down
