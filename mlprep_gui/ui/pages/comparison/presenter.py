"""Which two answers are compared, and what there is to show of them. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.records.comparison import ComparisonDesk
from mlprep_gui.ui.pages.comparison.contents import ComparisonText, write_comparison


@dataclass(frozen=True, slots=True)
class ComparisonTools:
    """What the comparison works with; ``desk`` is used on ``storage`` only."""

    desk: ComparisonDesk
    storage: Background


class ComparisonPresenter:
    """Lives on the window's thread and never blocks it; ``changed`` means that there is news.

    Attributes:
        text: what there is to show; None until it was read.
        fault: why there is nothing.
    """

    def __init__(self, tools: ComparisonTools, changed: Callable[[], None]) -> None:
        self._tools = tools
        self._changed = changed
        self._pair = ("", "")
        self.text: ComparisonText | None = None
        self.fault: Fault | None = None

    def open_pair(self, one: str, other: str) -> None:
        """Compare two answers to one question by their ids."""
        if (one, other) != self._pair:
            self.text = None
        self._pair, self.fault = (one, other), None
        desk = self._tools.desk
        self._tools.storage.run(
            lambda: write_comparison(desk.compare(one, other)),
            partial(self._on_read, self._pair),
            partial(self._on_failed, self._pair),
        )
        self._changed()

    def _on_read(self, pair: tuple[str, str], text: ComparisonText) -> None:
        if pair == self._pair:
            self.text = text
            self._changed()

    def _on_failed(self, pair: tuple[str, str], fault: Fault) -> None:
        if pair == self._pair:
            self.fault = fault
            self._changed()
