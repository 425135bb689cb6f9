"""The cards of the page: each shows one thing about the data and tells what the user wants."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from mlprep_gui.domain.preferences import Retention
from mlprep_gui.services.ports.safekeeping import DatabaseCopy
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.data.contents import (
    BACKUP,
    COPIES,
    NO_COPIES,
    RETENTION,
    RETENTIONS,
    name_copy,
    say_progress,
)
from mlprep_gui.ui.pages.data.errand import Errand
from mlprep_gui.ui.theme import GAP_L, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.surfaces import Card, clear, row
from mlprep_gui.ui.widgets.words import Words

_STEPS = 1000
_LOOK_EVERY_MS = 100


class TitledCard(Card):
    """A card with a heading and a text."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.body.addWidget(Words(title, "heading"))
        words = Words(text)
        words.let_height_follow()
        self.body.addWidget(words)


class UseList(QWidget):
    """What lies on the disk: a line a kind, the sum last."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP_L)
        self._grid.setVerticalSpacing(GAP_S)
        self._grid.setColumnStretch(0, 1)
        self._lines: list[tuple[Words, Words]] = []
        self._waiting = Words("Adding up what is on the disk…", "muted")
        self._grid.addWidget(self._waiting, 0, 0)

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show names and sizes; always as many lines."""
        self._waiting.hide()
        while len(self._lines) < len(lines):
            self._add_line(is_sum=len(self._lines) == len(lines) - 1)
        for (label, value), (name, size) in zip(self._lines, lines, strict=True):
            label.setText(name)
            value.setText(size)

    def _add_line(self, *, is_sum: bool) -> None:
        role = "" if is_sum else "muted"
        label, value = Words("", role), Words("", role)
        label.let_height_follow()
        value.setWordWrap(False)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(label, len(self._lines), 0)
        self._grid.addWidget(value, len(self._lines), 1)
        self._lines.append((label, value))


class RetentionCard(TitledCard):
    """How long recordings are kept. ``picked`` brings what the user wants."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("Keep recordings", RETENTION)
        self._keep = ChoiceBox("Keep recordings for")
        self._keep.picked.connect(self.picked)
        self.body.addWidget(self._keep)

    def show_retention(self, kept: Retention) -> None:
        """Show what is in force."""
        self._keep.offer(RETENTIONS, kept)


class BackupCard(TitledCard):
    """Backup and restore, and how far either is.

    Signals:
        backup_wanted, restore_wanted, stop_wanted: as they say.
    """

    backup_wanted = Signal()
    restore_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__("Backup", BACKUP)
        self._errand: Errand | None = None
        self._back_up = Button("Back up to a file…", icons=icons, icon="folder")
        self._restore = Button("Restore from a file…", icons=icons, icon="open")
        self._state = Words()
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._stop = Button("Cancel", name="Cancel what is under way")
        self._stop_row = QWidget()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self.body.addWidget(FlexibleRow(self._back_up, self._restore))
        self.body.addWidget(self._state)
        self.body.addWidget(self._bar)
        inside = row(self._stop, None)
        inside.setContentsMargins(0, 0, 0, 0)
        self._stop_row.setLayout(inside)
        self.body.addWidget(self._stop_row)
        self._back_up.clicked.connect(self.backup_wanted)
        self._restore.clicked.connect(self.restore_wanted)
        self._stop.clicked.connect(self.stop_wanted)
        self._timer.timeout.connect(self._show_progress)
        self.show_errand(None)

    @property
    def first(self) -> QWidget:
        """The first control."""
        return self._back_up

    def show_errand(self, errand: Errand | None) -> None:
        """Show what is under way, or nothing any more."""
        had_focus = self._stop.hasFocus()
        self._errand = errand
        for button in (self._back_up, self._restore):
            button.setEnabled(errand is None)
        for widget in (self._state, self._bar, self._stop_row):
            widget.setVisible(errand is not None)
        if errand is None:
            self._timer.stop()
            if had_focus:
                self._back_up.setFocus()
            return
        self._bar.setAccessibleName(errand.title)
        announce(self, errand.title)
        self._show_progress()
        self._timer.start()
        self._stop.setFocus()

    def _show_progress(self) -> None:
        if self._errand is None:
            return
        done, total = self._errand.progress
        # Without a total the bar only shows that something happens.
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(round(_STEPS * done / total) if total else 0)
        self._state.setText(f"{self._errand.title} {say_progress(done, total)}".strip())


class CopiesCard(TitledCard):
    """The automatic copies. ``wanted`` brings the one to go back to."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Automatic copies", COPIES)
        self._ground = QWidget()
        self._lines = QGridLayout(self._ground)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(GAP_L)
        self._lines.setColumnStretch(0, 1)
        self._none = Words(NO_COPIES, "muted")
        self._buttons: list[Button] = []
        self._copies: tuple[DatabaseCopy, ...] = ()
        self._is_busy = False
        self.body.addWidget(self._none)
        self.body.addWidget(self._ground)

    def show_copies(self, copies: tuple[DatabaseCopy, ...]) -> None:
        """Show these, newest first."""
        if copies == self._copies:
            return
        self._copies = copies
        clear(self._lines)
        self._buttons.clear()
        self._none.setVisible(not copies)
        for at, copy in enumerate(copies):
            name = name_copy(copy)
            button = Button(
                "Go back to it…", ButtonKind.SMALL, name=f"Go back to the copy of {name}"
            )
            button.clicked.connect(partial(self.wanted.emit, copy))
            self._lines.addWidget(Words(name), at, 0)
            self._lines.addWidget(button, at, 1)
            self._buttons.append(button)
        self.set_busy(self._is_busy)

    def set_busy(self, busy: bool) -> None:
        """Whether something else is under way."""
        self._is_busy = busy
        for button in self._buttons:
            button.setEnabled(not busy)
