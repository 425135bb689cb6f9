"""The page of the user's data: shows what the presenter knows, and forwards what they want."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.services.ports.safekeeping import DatabaseCopy
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.data.cards import (
    BackupCard,
    CopiesCard,
    RetentionCard,
    TitledCard,
    UseList,
)
from mlprep_gui.ui.pages.data.contents import ERASE, WHERE, Message
from mlprep_gui.ui.pages.data.erase_dialog import EraseDialog
from mlprep_gui.ui.pages.data.errand import Errand
from mlprep_gui.ui.pages.data.presenter import DataPresenter, DataTools
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.file_dialogs import ask_open, ask_save
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words, breakable

_BACKUPS = "MLPrep backup (*.zip)"


class DataPage(Page):
    """Five cards.

    Signals:
        left: the user wants to go back.
        start_again_requested: the program is to close and to open anew.
        leave_requested: the program is to close.
    """

    left = Signal()
    start_again_requested = Signal()
    leave_requested = Signal()

    def __init__(self, tools: DataTools, icons: IconBook) -> None:
        super().__init__()
        self._folder = tools.folder
        self._presenter = DataPresenter(tools, self)
        self._back = Button("Settings", ButtonKind.QUIET, icons, "back", "Back to the settings")
        self._notice = NoticeBar(icons)
        self._use = UseList()
        self._open = Button("Open the folder", icons=icons, icon="folder")
        self._retention = RetentionCard()
        self._backup = BackupCard(icons)
        self._copies = CopiesCard()
        self._erase = Button("Delete everything…", ButtonKind.DANGER)
        self._scroll = ScrollColumn()
        self._build()
        self._connect()

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._presenter.refresh()
        self._back.setFocus()

    def holds_closing(self, _proceed: Callable[[], object]) -> bool:
        """What is under way stops, and the program need not wait for the user."""
        self._presenter.stop()
        return False

    def back_up(self, target: Path) -> None:
        """Write a backup into this file."""
        self._presenter.back_up(target)

    def restore(self, source: Path) -> None:
        """Check this file, and ask whether to restore it."""
        self._presenter.restore(source)

    # What the presenter tells ------------------------------------------------------------------

    def show_use(self, lines: tuple[tuple[str, str], ...]) -> None:
        """See ``DataScreen``."""
        self._use.show_lines(lines)

    def show_copies(self, copies: tuple[DatabaseCopy, ...]) -> None:
        """See ``DataScreen``."""
        self._copies.show_copies(copies)

    def show_retention(self, kept: Retention) -> None:
        """See ``DataScreen``."""
        self._retention.show_retention(kept)

    def show_errand(self, errand: Errand | None) -> None:
        """See ``DataScreen``."""
        self._backup.show_errand(errand)
        self._copies.set_busy(errand is not None)
        # What is being read must not go meanwhile.
        self._retention.setEnabled(errand is None)
        self._erase.setEnabled(errand is None)
        if errand is not None:
            self._notice.hide()
            self._scroll.ensureWidgetVisible(self._backup)

    def show_message(self, message: Message | Fault) -> None:
        """See ``DataScreen``."""
        if isinstance(message, Fault):
            self._notice.show_fault(message)
        else:
            self._notice.show_words(message.sentence, message.details, tone="good")
        self._scroll.ensureWidgetVisible(self._notice)

    def ask(
        self, choice: Choice, then: Callable[[], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """See ``DataScreen``."""
        taken: list[bool] = []

        def on_taken() -> None:
            taken.append(True)
            then()

        def on_finished() -> None:
            if not taken and otherwise is not None:
                otherwise()

        ask(self, choice, on_taken).finished.connect(on_finished)

    def start_again(self) -> None:
        """See ``DataScreen``."""
        self.start_again_requested.emit()

    def leave(self) -> None:
        """See ``DataScreen``."""
        self.leave_requested.emit()

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        where = TitledCard("Where it is", WHERE)
        where.body.addWidget(Words(breakable(str(self._folder)), "muted", selectable=True))
        where.body.addLayout(row(self._open, None))
        where.body.addWidget(self._use)
        erase = TitledCard("Delete everything", ERASE)
        erase.body.addLayout(row(self._erase, None))
        body = self._scroll.body
        body.addLayout(row(self._back, None))
        body.addWidget(Words("Your data", "title"))
        body.addWidget(self._notice)
        for card in (where, self._retention, self._backup, self._copies, erase):
            body.addWidget(card)

    def _connect(self) -> None:
        do = self._presenter
        self._back.clicked.connect(self.left)
        self._open.clicked.connect(self._on_open_wanted)
        self._retention.picked.connect(lambda kept: do.choose_retention(Retention(kept)))
        self._backup.backup_wanted.connect(self._on_backup_wanted)
        self._backup.restore_wanted.connect(self._on_restore_wanted)
        self._backup.stop_wanted.connect(do.stop)
        self._copies.wanted.connect(do.restore_copy)
        self._erase.clicked.connect(self._on_erase_wanted)

    # What the user does ------------------------------------------------------------------------

    def _on_open_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _on_backup_wanted(self) -> None:
        name = f"mlprep-backup-{date.today():%Y-%m-%d}.zip"  # noqa: DTZ011  the user's own day
        ask_save(self, "Back up to a file", _BACKUPS, name, self.back_up)

    def _on_restore_wanted(self) -> None:
        ask_open(self, "Restore from a file", _BACKUPS, self.restore)

    def _on_erase_wanted(self) -> None:
        EraseDialog(self, lambda own: self._presenter.erase(with_own_questions=own)).open()
