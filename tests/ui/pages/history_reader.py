"""How tests use the history page: as a person sees it and works it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mlprep_gui.ui.models.attempt_table import COVERED, QUESTION, STATE
from mlprep_gui.ui.pages.history.page import HistoryPage
from mlprep_gui.ui.pages.history.search_field import SearchField
from mlprep_gui.ui.pages.history.table import AttemptView
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.words import Words
from tests.ui.pages.conftest import DEADLINE_S, Workplace, end_page

DEADLINE_MS = round(DEADLINE_S * 1000)


class Reader:
    """Sees the list as a user does."""

    def __init__(self, page: HistoryPage, qtbot: QtBot) -> None:
        self.page = page
        self.qtbot = qtbot
        view, search = page.findChild(AttemptView), page.search_field()
        assert isinstance(view, AttemptView)
        assert isinstance(search, SearchField)
        self.view = view
        self.search = search

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=DEADLINE_MS)

    def settle(self) -> None:
        """Wait until nothing is looked for and every row in sight is there."""
        self.wait(lambda: not self.search.is_being_typed and self.page._presenter.is_settled)

    def show(self) -> None:
        self.page.on_shown()
        self.settle()

    @property
    def rows(self) -> int:
        return self.view.model().rowCount()

    def wait_for_rows(self, count: int) -> None:
        self.wait(lambda: self.rows == count)
        self.settle()

    def column(self, column: int) -> list[str]:
        model = self.view.model()
        return [model.index(row, column).data() for row in range(model.rowCount())]

    @property
    def questions(self) -> list[str]:
        return self.column(QUESTION)

    @property
    def states(self) -> list[str]:
        return self.column(STATE)

    @property
    def covered(self) -> list[str]:
        return self.column(COVERED)

    def chosen(self) -> list[int]:
        return [row for first, last in self.page._list.spans() for row in range(first, last + 1)]

    def choose(self, *rows: int) -> None:
        """Press the first row, and the others with Ctrl."""
        for nth, row in enumerate(rows):
            place = self.view.visualRect(self.view.model().index(row, QUESTION)).center()
            held = Qt.KeyboardModifier.ControlModifier if nth else Qt.KeyboardModifier.NoModifier
            QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, held, place)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.view, key, held)

    def button(self, name: str) -> Button:
        (found,) = (
            b
            for b in self.page.findChildren(Button)
            if b.accessibleName() == name and b.isVisibleTo(self.page)
        )
        return found

    def type(self, words: str) -> None:
        QTest.keyClicks(self.search, words)
        self.settle()

    @property
    def notice(self) -> str:
        bar = self.page.findChild(NoticeBar)
        assert isinstance(bar, NoticeBar)
        return bar.text

    @property
    def told(self) -> list[str]:
        """All words that can be seen."""
        return [
            words.text()
            for words in self.page.findChildren(Words)
            if words.isVisibleTo(self.page) and words.text()
        ]

    @contextmanager
    def one_signal(self, signal: object) -> Iterator[list[object]]:
        """What a signal brings, which must come."""
        brought: list[object] = []
        with self.qtbot.waitSignal(signal, timeout=DEADLINE_MS) as blocker:
            yield brought
        brought += blocker.args


@contextmanager
def open_history(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    """A page that hears of the queue's news."""
    page = HistoryPage(workplace.history_tools, workplace.icons)
    workplace.listeners.append(page.take_news)
    page.resize(1100, 640)
    page.show()
    yield Reader(page, qtbot)
    end_page(page)
