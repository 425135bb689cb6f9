"""What the history page lists, and what its commands come to. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.ports.history import HistoryOrder
from mlprep_gui.services.ports.workers import Background, Clock
from mlprep_gui.services.records.history import HistoryDesk, HistoryFilter
from mlprep_gui.services.transcription import TranscriptionNews, TranscriptionQueue
from mlprep_gui.ui.models.history_lines import HistoryLine, explain_state, write_lines
from mlprep_gui.ui.pages.history.acts import Deletion, HistoryActs
from mlprep_gui.ui.pages.history.contents import (
    DIFFERENT_QUESTIONS,
    NOTHING_TO_WRITE,
    say_deleted,
    say_queued,
    say_returned,
)
from mlprep_gui.ui.pages.history.listing import PAGE, Listing
from mlprep_gui.ui.pages.history.narrowing import Narrowing, write_filter
from mlprep_gui.ui.pages.history.screen import HistoryScreen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HistoryTools:
    """What the history works with.

    Attributes:
        history: past attempts; used on ``storage`` only.
        queue: writes answers down; used on ``storage`` only.
        bank: the questions' titles.
        storage: the worker.
        clock: says which day it is.
    """

    history: HistoryDesk
    queue: TranscriptionQueue
    bank: Questions
    storage: Background
    clock: Clock


@dataclass(frozen=True, slots=True)
class _Found:
    wanted: HistoryFilter
    numbers: tuple[int, ...]
    lines: tuple[HistoryLine, ...]


class HistoryPresenter:
    """The state of the history page. Lives on the window's thread and never blocks it.

    One search is under way at a time; when it comes back and something else is wanted meanwhile,
    it is thrown away and the newest wish is next. Rows are read a page at a time, those that are
    seen at that moment.
    """

    def __init__(self, tools: HistoryTools, screen: HistoryScreen) -> None:
        self._tools = tools
        self._screen = screen
        self._acts = HistoryActs(tools.history, tools.queue)
        self._narrowing = Narrowing()
        self._order, self._descending = HistoryOrder.DATE, True
        self._listing = Listing()
        self._shown: HistoryFilter | None = None
        self._seen = (0, PAGE - 1)
        self._is_finding = self._is_stale = self._is_reading = False
        self._deletions: list[Deletion] = []
        self._told: dict[str, AttemptState] = {}
        self._faults: dict[str, Fault] = {}

    # What there is to see ----------------------------------------------------------------------

    @property
    def listing(self) -> Listing:
        """The list."""
        return self._listing

    @property
    def narrowing(self) -> Narrowing:
        """What the user wants to see."""
        return self._narrowing

    @property
    def is_read(self) -> bool:
        """Whether the list was read at all."""
        return self._shown is not None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked for, and every row that is seen is there."""
        busy = self._is_finding or self._is_reading
        return self.is_read and not busy and not self._listing.unread(*self._seen)

    @property
    def shows_snippets(self) -> bool:
        """Whether the list came of a search for words."""
        return self._shown is not None and bool(self._shown.words.strip())

    def explain(self, line: HistoryLine) -> str:
        """What stands between an answer and its review; "" where nothing does."""
        return explain_state(line.attempt, self._faults.get(line.attempt.id))

    # What the user wants to see ----------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list anew."""
        self._is_stale = True
        if not self._is_finding:
            self._find()

    def narrow(self, narrowing: Narrowing) -> None:
        """Show other answers."""
        wanted = narrowing.without_lost(self._tools.bank)
        if wanted != self._narrowing:
            self._narrowing = wanted
            self.refresh()

    def sort(self, order: HistoryOrder, *, descending: bool) -> None:
        """Show them in another order."""
        if (order, descending) != (self._order, self._descending):
            self._order, self._descending = order, descending
            self.refresh()

    def look_at(self, first: int, last: int) -> None:
        """These rows are seen now."""
        self._seen = (first, last)
        self._read()

    def take_news(self, news: TranscriptionNews, *, is_seen: bool) -> None:
        """Something happened to an attempt: its row is read again; an unknown one may be new.

        Where nobody sees the page, it is read anew anyway before somebody does.
        """
        attempt = news.attempt
        if news.fault is not None:
            self._faults[attempt.id] = news.fault
        elif attempt.state is not AttemptState.FAILED:
            self._faults.pop(attempt.id, None)
        if attempt.state in {self._told.get(attempt.id), AttemptState.RECORDING}:
            return
        self._told[attempt.id] = attempt.state
        if not is_seen:
            return
        number = self._listing.number_of(attempt.id)
        if number is None:
            self.refresh()
        else:
            self._listing.outdate(number)
            self._read()

    # What the user does to answers -------------------------------------------------------------

    def delete(self, numbers: tuple[int, ...]) -> None:
        """Delete answers; ``undo`` brings them back."""
        if numbers:
            self._do(partial(self._acts.delete, numbers), self._on_deleted)

    def undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._deletions:
            return
        deletion = self._deletions.pop()

        def fail(fault: Fault) -> None:
            self._deletions.append(deletion)
            self._screen.show_message(fault)

        undo = partial(self._acts.undo, deletion)
        self._tools.storage.run(undo, self._on_returned, fail)

    def write_down(self, numbers: tuple[int, ...]) -> None:
        """Hand answers to the recogniser."""
        self._do(partial(self._acts.write_down, numbers), self._on_queued)

    def find_ids(self, numbers: tuple[int, ...], then: Callable[[tuple[str, ...]], None]) -> None:
        """The answers' ids."""
        self._do(partial(self._acts.ids, numbers), then)

    def find_pair(self, numbers: tuple[int, ...], then: Callable[[tuple[str, str]], None]) -> None:
        """Two answers to one question; says so where they are not such."""

        def take(pair: tuple[str, str] | None) -> None:
            if pair is None:
                self._screen.show_message(DIFFERENT_QUESTIONS)
            else:
                then(pair)

        self._do(partial(self._acts.pair, numbers), take)

    # How it goes on ----------------------------------------------------------------------------

    def _find(self) -> None:
        self._is_finding, self._is_stale = True, False
        wanted = write_filter(
            self._narrowing,
            self._order,
            descending=self._descending,
            now=self._tools.clock.now(),
        )
        # Another list is seen from its beginning.
        first, last = self._seen if wanted == self._shown else (0, PAGE - 1)
        history, bank = self._tools.history, self._tools.bank

        def work() -> _Found:
            numbers = history.find(wanted)
            rows = history.rows(numbers[first : last + 1][:PAGE], wanted.words)
            return _Found(wanted, numbers, write_lines(rows, bank))

        self._tools.storage.run(work, self._on_found, self._on_find_failed)

    def _on_found(self, found: _Found) -> None:
        self._is_finding = False
        if self._is_stale:
            self._find()
            return
        is_other, self._shown = found.wanted != self._shown, found.wanted
        self._listing.take_order(found.numbers, found.lines)
        self._screen.show_list(is_other=is_other)
        self._read()

    def _on_find_failed(self, fault: Fault) -> None:
        self._is_finding = False
        self._screen.show_message(fault)

    def _read(self) -> None:
        wanted = self._listing.unread(*self._seen)
        if self._is_reading or self._is_finding or self._shown is None or not wanted:
            return
        self._is_reading = True
        history, bank, words = self._tools.history, self._tools.bank, self._shown.words

        def work() -> tuple[HistoryLine, ...]:
            return write_lines(history.rows(wanted, words), bank)

        self._tools.storage.run(work, partial(self._on_lines, wanted, words), self._on_read_failed)

    def _on_lines(
        self, wanted: tuple[int, ...], words: str, lines: tuple[HistoryLine, ...]
    ) -> None:
        self._is_reading = False
        if self._shown is None or self._shown.words != words:
            self._read()
            return
        self._listing.take_lines(lines)
        if len(lines) < len(wanted):
            self.refresh()
        if lines:
            first, last = self._seen
            self._screen.show_rows(first, min(last, len(self._listing) - 1))
        self._read()

    def _on_read_failed(self, fault: Fault) -> None:
        self._is_reading = False
        self._screen.show_message(fault)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._tools.storage.run(work, then, self._screen.show_message)

    def _on_deleted(self, deletion: Deletion) -> None:
        if not deletion.ids:
            self.refresh()
            return
        self._deletions.append(deletion)
        self._screen.on_deleted(deletion.ids)
        self._screen.show_message(say_deleted(len(deletion.ids)))
        self.refresh()

    def _on_returned(self, deletion: Deletion) -> None:
        self._screen.show_message(say_returned(len(deletion.ids)))
        self._screen.select(deletion.numbers)
        self.refresh()

    def _on_queued(self, count: int) -> None:
        self._screen.show_message(say_queued(count) if count else NOTHING_TO_WRITE)
