"""The terms that MLPrep learnt from one user's voice: which there are, and how one is forgotten."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.domain.aliases import AliasProblem
from mlprep_gui.domain.coverage.aliases import Alias
from mlprep_gui.services.aliases import AliasBook
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import FIELD_HEIGHT, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, clear, row
from mlprep_gui.ui.widgets.words import Words


class AliasesPanel(QWidget):
    """Hidden while there is nothing to list; reads the aliases each time it is shown.

    Args:
        book: used on ``storage`` only.
        storage: the worker.
        icons: for the notice.
    """

    def __init__(self, book: AliasBook, storage: Background, icons: IconBook) -> None:
        super().__init__()
        self._book = book
        self._storage = storage
        self._removed: Alias | None = None
        self._toggle = Button("", ButtonKind.QUIET)
        self._undo = Button("Undo", ButtonKind.QUIET)
        self._faults = NoticeBar(icons)
        self._lines = ScrollColumn(role="plain")
        self._build(icons)
        self._toggle.toggled.connect(self._lines.setVisible)
        self._undo.clicked.connect(self._on_undo)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Something may have been taught or read since."""
        super().showEvent(event)
        self._storage.run(self._book.listed, self._show, self._faults.show_fault)

    def _build(self, icons: IconBook) -> None:
        self._toggle.setCheckable(True)
        self._undo.hide()
        self._lines.body.setSpacing(GAP_S)
        self._lines.setMaximumHeight(icons.theme.scaled(FIELD_HEIGHT))
        self._lines.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_S)
        down.addLayout(row(self._toggle, self._undo, None))
        down.addWidget(self._faults)
        down.addWidget(self._lines)
        self._toggle.hide()

    def _show(self, aliases: tuple[Alias, ...]) -> None:
        clear(self._lines.body)
        for alias in aliases:
            self._lines.body.addLayout(self._build_line(alias))
        self._toggle.setVisible(bool(aliases))
        self._lines.setVisible(bool(aliases) and self._toggle.isChecked())
        self._toggle.setText(f"Terms learnt from your voice ({len(aliases)})")
        self._toggle.setAccessibleName(self._toggle.text())
        self._undo.setVisible(self._removed is not None)

    def _build_line(self, alias: Alias) -> QHBoxLayout:
        words = Words(f"“{alias.heard}” is read as “{alias.term}”", selectable=True)
        forget = Button("Forget", ButtonKind.QUIET, name=f"Forget “{alias.heard}”")
        forget.clicked.connect(partial(self._on_forget, alias))
        across = QHBoxLayout()
        across.addWidget(words, 1)
        across.addWidget(forget, 0, Qt.AlignmentFlag.AlignTop)
        return across

    def _on_forget(self, alias: Alias, _checked: bool = False) -> None:
        def work() -> tuple[Alias, ...]:
            self._book.remove(alias)
            return self._book.listed()

        def then(aliases: tuple[Alias, ...]) -> None:
            self._removed = alias
            self._undo.setAccessibleName(f"Remember “{alias.heard}” again")
            announce(self, f"Forgotten: {alias.heard}")
            self._show(aliases)
            self._undo.setFocus()

        self._storage.run(work, then, self._faults.show_fault)

    def _on_undo(self) -> None:
        alias = self._removed
        if alias is None:
            return

        def work() -> tuple[AliasProblem | None, tuple[Alias, ...]]:
            return self._book.add(alias), self._book.listed()

        def then(outcome: tuple[AliasProblem | None, tuple[Alias, ...]]) -> None:
            self._removed = None
            self._show(outcome[1])
            self._toggle.setFocus()

        self._storage.run(work, then, self._faults.show_fault)
