"""What the history page lists, and how an attempt is deleted. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.services.history import History
from mlprep_gui.services.ports import Background, HistoryRow
from mlprep_gui.services.transcription import TranscriptionNews, TranscriptionQueue
from mlprep_gui.ui.models.history_lines import HistoryLine, write_lines


@dataclass(frozen=True, slots=True)
class HistoryTools:
    """What the history works with.

    Attributes:
        history: past attempts; used on ``storage`` only.
        queue: lets go of an attempt before it is deleted; used on ``storage`` only.
        bank: the questions' titles.
        storage: the worker.
    """

    history: History
    queue: TranscriptionQueue
    bank: QuestionBank
    storage: Background


@dataclass(frozen=True, slots=True)
class HistoryView:
    """What there is to show; ``lines`` is None until they were read once."""

    lines: tuple[HistoryLine, ...] | None = None
    fault: Fault | None = None


class HistoryPresenter:
    """The state of the history page. Lives on the window's thread and never blocks it.

    ``changed`` means "ask ``view`` again"; ``deleted`` brings the id of an attempt that is gone.
    """

    def __init__(
        self, tools: HistoryTools, changed: Callable[[], None], deleted: Callable[[str], None]
    ) -> None:
        self._tools = tools
        self._changed = changed
        self._deleted = deleted
        self._view = HistoryView()

    def view(self) -> HistoryView:
        """What there is to show now."""
        return self._view

    def refresh(self) -> None:
        """Read the list anew."""
        self._tools.storage.run(self._tools.history.rows, self._on_rows, self._on_failed)

    def take_news(self, news: TranscriptionNews) -> None:
        """Something happened to an attempt: read the list anew unless it only got further."""
        lines = self._view.lines or ()
        states = {line.attempt.id: line.attempt.state for line in lines}
        if states.get(news.attempt.id) is not news.attempt.state:
            self.refresh()

    def delete(self, attempt_id: str) -> None:
        """Delete an attempt with its recording; the page has asked before."""

        def work() -> None:
            self._tools.queue.drop(attempt_id)
            self._tools.history.delete(attempt_id)

        self._tools.storage.run(work, lambda _none: self._on_deleted(attempt_id), self._on_failed)

    def dismiss_fault(self) -> None:
        """Forget the last fault."""
        self._show(HistoryView(self._view.lines))

    def _on_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        self._show(HistoryView(write_lines(rows, self._tools.bank)))

    def _on_deleted(self, attempt_id: str) -> None:
        # At once: nobody shall delete or open what has gone while the list is read anew.
        left = tuple(line for line in self._view.lines or () if line.attempt.id != attempt_id)
        self._show(HistoryView(left))
        self._deleted(attempt_id)

    def _on_failed(self, fault: Fault) -> None:
        self._show(HistoryView(self._view.lines, fault))

    def _show(self, view: HistoryView) -> None:
        self._view = view
        self._changed()
