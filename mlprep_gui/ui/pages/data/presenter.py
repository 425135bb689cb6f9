"""What happens to the user's data when they ask for it on its page; no Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.services.ports.safekeeping import (
    BackupSummary,
    CheckedCopy,
    DatabaseCopy,
    DiskUse,
    Safekeeping,
)
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.services.records.retention import Freed, RetentionDesk
from mlprep_gui.ui.pages.data.contents import (
    Message,
    ask_about_copy,
    ask_about_restore,
    ask_about_retention,
    list_use,
    say_backed_up,
    say_retention,
)
from mlprep_gui.ui.pages.data.errand import Errand
from mlprep_gui.ui.widgets.confirmation import Choice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DataTools:
    """What the page works with.

    Attributes:
        retention: used on ``storage`` only.
        models_bytes: how much the models in the program's own folder take; on ``storage`` too.
        safe: used on ``archive`` only.
        keeper: holds the settings.
        storage, archive: the workers.
        folder: where everything is kept.
    """

    retention: RetentionDesk
    models_bytes: Callable[[], int]
    safe: Safekeeping
    keeper: PreferenceKeeper
    storage: Background
    archive: Background
    folder: Path


class DataScreen(Protocol):
    """What the presenter tells the page."""

    def show_use(self, lines: tuple[tuple[str, str], ...]) -> None:
        """What lies on the disk."""

    def show_copies(self, copies: tuple[DatabaseCopy, ...]) -> None:
        """The automatic copies, newest first."""

    def show_retention(self, kept: Retention) -> None:
        """How long recordings are kept."""

    def show_errand(self, errand: Errand | None) -> None:
        """What takes long now, None for nothing: then the user can ask for something else."""

    def show_message(self, message: Message | Fault) -> None:
        """What came of it."""

    def ask(
        self, choice: Choice, then: Callable[[], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Ask, and do one or the other."""

    def start_again(self) -> None:
        """The program is to close and to open anew."""

    def leave(self) -> None:
        """The program is to close."""


class DataPresenter:
    """One errand at a time; lives on the window's thread and never blocks it."""

    def __init__(self, tools: DataTools, screen: DataScreen) -> None:
        self._tools = tools
        self._screen = screen
        self._errand: Errand | None = None
        self._use: DiskUse | None = None
        self._models_bytes = 0

    @property
    def errand(self) -> Errand | None:
        """What is under way."""
        return self._errand

    def refresh(self) -> None:
        """Look anew at what lies on the disk."""
        tools = self._tools
        self._screen.show_retention(tools.keeper.current.keep_recordings)
        tools.archive.run(tools.safe.disk_use, self._on_use, self._screen.show_message)
        tools.archive.run(tools.safe.copies, self._screen.show_copies, self._screen.show_message)
        tools.storage.run(tools.models_bytes, self._on_models, self._screen.show_message)

    def stop(self) -> None:
        """Give up what is under way."""
        if self._errand is not None:
            self._errand.stop()

    # How long recordings stay ------------------------------------------------------------------

    def choose_retention(self, kept: Retention) -> None:
        """Keep recordings so long; what would be deleted at once is said before."""
        tools = self._tools
        # As it is until the user has agreed.
        self._screen.show_retention(tools.keeper.current.keep_recordings)
        preview = partial(tools.retention.preview, kept)
        tools.storage.run(preview, partial(self._on_preview, kept), self._screen.show_message)

    def _on_preview(self, kept: Retention, due: Freed) -> None:
        if due.recordings:
            self._screen.ask(ask_about_retention(kept, due), partial(self._keep_for, kept))
        else:
            self._keep_for(kept)

    def _keep_for(self, kept: Retention) -> None:
        tools = self._tools
        try:
            tools.keeper.change(replace(tools.keeper.current, keep_recordings=kept))
        except Fault as fault:
            self._screen.show_message(fault)
            return
        self._screen.show_retention(kept)
        apply = partial(tools.retention.apply, kept)
        tools.storage.run(apply, partial(self._on_deleted, kept), self._screen.show_message)

    def _on_deleted(self, kept: Retention, freed: Freed) -> None:
        self._screen.show_message(say_retention(kept, freed))
        self.refresh()

    # Backups -----------------------------------------------------------------------------------

    def back_up(self, target: Path) -> None:
        """Write everything into a file."""
        errand = Errand("Backing up…")
        work = partial(self._tools.safe.back_up, target, errand.watch)
        self._run(errand, work, self._on_backed_up)

    def restore(self, source: Path) -> None:
        """Check a backup, say what is in it, and put it in place if the user wants it."""
        errand = Errand("Checking the backup…")
        work = partial(self._tools.safe.stage_backup, source, errand.watch)
        self._run(errand, work, self._on_staged)

    def restore_copy(self, copy: DatabaseCopy) -> None:
        """The same with an automatic copy."""
        errand = Errand("Checking the copy…")
        self._run(errand, partial(self._tools.safe.check_copy, copy), self._on_copy_checked)

    def erase(self, *, with_own_questions: bool) -> None:
        """Delete everything when the program has closed, which it does at once."""
        safe = self._tools.safe
        work = partial(safe.ask_to_erase, with_own_questions=with_own_questions)
        self._run(Errand("Deleting…"), work, lambda _none: self._screen.leave())

    def _on_backed_up(self, summary: BackupSummary) -> None:
        self._screen.show_message(say_backed_up(summary))
        self.refresh()

    def _on_staged(self, summary: BackupSummary) -> None:
        safe = self._tools.safe
        self._screen.ask(
            ask_about_restore(summary),
            partial(self._put_in_place, safe.accept),
            partial(self._tools.archive.run, safe.drop, _nothing, self._screen.show_message),
        )

    def _on_copy_checked(self, checked: CheckedCopy) -> None:
        def work() -> None:
            self._tools.safe.stage_copy(checked.copy)
            self._tools.safe.accept()

        self._screen.ask(ask_about_copy(checked), partial(self._put_in_place, work))

    def _put_in_place(self, work: Callable[[], None]) -> None:
        self._run(Errand("Restoring…"), work, lambda _none: self._screen.start_again())

    # Errands -----------------------------------------------------------------------------------

    def _run(self, errand: Errand, work: Callable[[], T], then: Callable[[T], None]) -> None:
        if self._errand is not None:
            return
        self._errand = errand
        self._screen.show_errand(errand)

        def on_done(outcome: T) -> None:
            self._end_errand()
            then(outcome)

        self._tools.archive.run(work, on_done, self._on_failed)

    def _on_failed(self, fault: Fault) -> None:
        self._end_errand()
        if fault.code is FaultCode.CANCELLED:
            self._screen.show_message(Message("Cancelled.", "Nothing was changed."))
        else:
            self._screen.show_message(fault)

    def _end_errand(self) -> None:
        self._errand = None
        self._screen.show_errand(None)

    # Figures -----------------------------------------------------------------------------------

    def _on_models(self, size: int) -> None:
        self._models_bytes = size
        self._show_use()

    def _on_use(self, use: DiskUse) -> None:
        self._use = use
        self._show_use()

    def _show_use(self) -> None:
        if self._use is not None:
            self._screen.show_use(list_use(self._use, self._models_bytes))


def _nothing(_outcome: object) -> None:
    """There is nothing to show."""
