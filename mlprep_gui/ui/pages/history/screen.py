"""What the history's presenter tells the page: a port between the two. No Qt here."""

from collections.abc import Sequence
from typing import Protocol

from mlprep_gui.domain.errors import Fault
from mlprep_gui.ui.pages.history.contents import Message


class HistoryScreen(Protocol):
    """What the presenter tells the page."""

    def show_list(self, *, is_other: bool) -> None:
        """The list was read; ``is_other`` where the user asked for another one."""

    def show_rows(self, first: int, last: int) -> None:
        """These rows read otherwise now."""

    def show_message(self, message: Message | Fault | None) -> None:
        """Something is to be said above the list, or nothing any more."""

    def select(self, numbers: Sequence[int]) -> None:
        """These answers are to be chosen."""

    def on_deleted(self, ids: tuple[str, ...]) -> None:
        """These answers have gone."""
