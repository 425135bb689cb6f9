"""The list of past attempts: find, open, compare, export and delete them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.history.actions import ActionRow, find_abilities
from mlprep_gui.ui.pages.history.answer_list import AnswerList
from mlprep_gui.ui.pages.history.contents import UNDO, Message, say_count
from mlprep_gui.ui.pages.history.filters import FilterBar
from mlprep_gui.ui.pages.history.narrowing import Narrowing
from mlprep_gui.ui.pages.history.presenter import HistoryPresenter, HistoryTools
from mlprep_gui.ui.pages.history.search_field import SearchField
from mlprep_gui.ui.theme import GAP_L, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.empty_state import EmptyState
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, row
from mlprep_gui.ui.widgets.words import Words

_LOOKED_AT = 200
"""In a longer selection nobody looks whether each answer can be written down."""


class HistoryPage(Page):
    """The history.

    Signals:
        attempt_opened: an attempt's id.
        attempts_deleted: the ids of attempts that have gone, a tuple.
        compare_requested: the ids of two answers to one question.
        practise_requested: the id of a question to answer once more.
        export_requested: a tuple of ids, and a name to propose for the file.
        practice_requested: the list is empty and the user wants to fill it.
    """

    attempt_opened = Signal(str)
    attempts_deleted = Signal(object)
    compare_requested = Signal(str, str)
    practise_requested = Signal(str)
    export_requested = Signal(object, str)
    practice_requested = Signal()

    def __init__(self, tools: HistoryTools, icons: IconBook) -> None:
        super().__init__()
        self._bank = tools.bank
        self._presenter = HistoryPresenter(tools, self)
        self._search = SearchField()
        self._more = Button("&Filters", ButtonKind.PLAIN)
        self._filters = FilterBar(tools.bank, tools.clock.now().astimezone().date())
        self._notice = NoticeBar(icons)
        self._message: Message | Fault | None = None
        self._list = AnswerList(self._presenter.listing, icons.theme)
        self._empty = EmptyState(
            "Nothing practised yet",
            "Every answer that you record or type is listed here with its review.",
            "Practise a question",
        )
        self._nothing = EmptyState(
            "No answers fit",
            "No answer has these words, or a filter leaves all of them out.",
            "Clear search and filters",
        )
        self._wait = Words("Reading your answers…", "muted")
        self._stack = QStackedWidget()
        self._state = Words("", "muted", selectable=True)
        self._actions = ActionRow(icons)
        self._foot = QWidget()
        self._build()
        self._connect()

    def on_shown(self) -> None:
        """See ``Page``."""
        # Questions of one's own may have come or gone meanwhile.
        self._filters.show_narrowing(self._presenter.narrowing)
        self._presenter.refresh()
        if not (isinstance(self._message, Message) and self._message.action):
            self.show_message(None)
        self._list.setFocus()

    def search_field(self) -> QWidget | None:
        """See ``Page``."""
        return self._search

    def take_news(self, news: TranscriptionNews) -> None:
        """Something happened to an attempt in the queue."""
        self._presenter.take_news(news, is_seen=self.isVisible())

    def undo(self) -> None:
        """Bring back what was deleted last; Edit, Undo finds this by its name."""
        self._presenter.undo()

    # What the presenter tells -------------------------------------------------------------------

    def show_list(self, *, is_other: bool) -> None:
        """See ``HistoryScreen``."""
        presenter = self._presenter
        narrowing = presenter.narrowing
        had_focus = self._list.view.hasFocus()
        self._list.show_list(is_other=is_other, snippets=presenter.shows_snippets)
        if len(presenter.listing):
            shown: QWidget = self._list
        else:
            shown = self._nothing if narrowing.is_narrow else self._empty
        self._stack.setCurrentWidget(shown)
        is_used = shown is not self._empty
        for part in (self._search, self._more, self._foot):
            part.setVisible(is_used)
        self._filters.setVisible(is_used and self._more.isChecked())
        is_lost = QApplication.focusWidget() is None and self.isVisible()
        if (had_focus or is_lost) and shown is not self._list:
            button = shown.findChild(Button)
            assert isinstance(button, Button)
            button.setFocus()
        if is_other and narrowing.is_narrow:
            announce(self, self._count_text())
        self._on_chosen()

    def show_rows(self, first: int, last: int) -> None:
        """See ``HistoryScreen``."""
        self._list.show_rows(first, last)

    def show_message(self, message: Message | Fault | None) -> None:
        """See ``HistoryScreen``."""
        self._message = message
        if message is None:
            self._notice.hide()
        elif isinstance(message, Message):
            self._notice.show_words(message.sentence, message.remedy, message.action, message.tone)
        else:
            self._notice.show_fault(message)

    def select(self, numbers: Sequence[int]) -> None:
        """See ``HistoryScreen``."""
        self._list.select(numbers)
        self._list.setFocus()

    def on_deleted(self, ids: tuple[str, ...]) -> None:
        """See ``HistoryScreen``."""
        self.attempts_deleted.emit(ids)

    # How it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        self._more.setCheckable(True)
        self._filters.hide()
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for shown in (self._wait, self._list, self._empty, self._nothing):
            self._stack.addWidget(shown)
        title = Words("History", "title")
        title.setWordWrap(False)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(GAP_S)
        foot.addWidget(self._state)
        foot.addWidget(self._actions)
        ground = QWidget()
        ground.setProperty("role", "column")
        down = QVBoxLayout(ground)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_S)
        down.addLayout(row(title, None, self._search, self._more))
        down.addWidget(self._filters)
        down.addWidget(self._notice)
        down.addWidget(self._stack, 1)
        down.addWidget(self._foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_build_scroll(ground))

    def _connect(self) -> None:
        self._search.left.connect(self._list.setFocus)
        self._search.typed.connect(self._on_typed)
        self._more.toggled.connect(self._on_more_toggled)
        self._filters.changed.connect(self._narrow)
        self._notice.acted.connect(self._on_notice_acted)
        self._nothing.acted.connect(self._on_clear)
        self._empty.acted.connect(self.practice_requested)
        self._list.chosen.connect(self._on_chosen)
        self._list.opened.connect(self._open)
        self._list.delete_wished.connect(self._on_delete)
        self._list.seen.connect(self._presenter.look_at)
        self._list.sorted_by.connect(
            lambda order, falls: self._presenter.sort(order, descending=falls)
        )
        self._actions.opened.connect(lambda: self._open(self._list.view.currentIndex().row()))
        self._actions.compared.connect(self._on_compare)
        self._actions.practised.connect(self._on_practise)
        self._actions.written.connect(lambda: self._presenter.write_down(self._list.numbers()))
        self._actions.exported.connect(self._on_export)
        self._actions.deleted.connect(self._on_delete)

    # What the user does -------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._narrow(replace(self._presenter.narrowing, words=self._search.text()))

    def _narrow(self, narrowing: Narrowing) -> None:
        self._presenter.narrow(narrowing)
        wanted = self._presenter.narrowing
        self._filters.show_narrowing(wanted)
        self._more.setText(f"&Filters: {wanted.filters} set" if wanted.filters else "&Filters")
        self._more.setAccessibleName(self._more.text().replace("&", ""))

    def _on_more_toggled(self, is_open: bool) -> None:
        self._filters.setVisible(is_open)
        if is_open:
            self._filters.take_focus()

    def _on_clear(self) -> None:
        self._search.empty()
        self._narrow(Narrowing())
        self._list.setFocus()

    def _on_chosen(self) -> None:
        spans = self._list.spans()
        chosen = sum(last - first + 1 for first, last in spans)
        lines = [
            self._presenter.listing.line(at)
            for first, last in spans
            for at in range(first, min(last, first + _LOOKED_AT) + 1)
        ][:_LOOKED_AT]
        known = [line for line in lines if line is not None]
        self._actions.show_abilities(find_abilities(chosen, known))
        state = self._presenter.explain(known[0]) if chosen == 1 and known else ""
        # In one line, or the list would jump with every row that the keys pass.
        count = self._count_text(chosen)
        self._state.setText(f"{count}. {state}" if state else count)

    def _count_text(self, chosen: int = 0) -> str:
        presenter = self._presenter
        return say_count(
            len(presenter.listing),
            narrow=presenter.narrowing.is_narrow,
            words=presenter.shows_snippets,
            chosen=chosen,
        )

    def _open(self, at: int) -> None:
        line = self._presenter.listing.line(at)
        if line is not None:
            self.attempt_opened.emit(line.attempt.id)

    def _on_delete(self) -> None:
        self._presenter.delete(self._list.numbers())
        self._list.setFocus()

    def _on_compare(self) -> None:
        numbers = self._list.numbers()
        self._presenter.find_pair(numbers, lambda pair: self.compare_requested.emit(*pair))

    def _on_practise(self) -> None:
        line = self._list.current()
        if line is not None:
            self.practise_requested.emit(line.attempt.question_id)

    def _on_export(self) -> None:
        numbers = self._list.numbers()
        line = self._list.current()
        name = line.attempt.question_id if line and len(numbers) == 1 else "answers"
        self._presenter.find_ids(numbers, lambda ids: self.export_requested.emit(ids, name))

    def _on_notice_acted(self) -> None:
        if isinstance(self._message, Message) and self._message.action == UNDO:
            self._presenter.undo()


def _build_scroll(ground: QWidget) -> QScrollArea:
    """Where large letters leave too little room, the page itself scrolls."""
    area = QScrollArea()
    area.setProperty("role", "page")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(ground)
    return area
