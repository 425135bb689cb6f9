"""An answer that is typed instead of spoken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import FIELD_HEIGHT
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words


class TypedAnswerCard(Card):
    """``submitted`` brings the text; ``cancelled`` keeps it in the field for the next time."""

    submitted = Signal(str)
    cancelled = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._field = QPlainTextEdit()
        self._check = Button("Check this answer", ButtonKind.PRIMARY, icons, "covered")
        self._cancel = Button("Cancel", ButtonKind.QUIET)
        self._build()
        self._field.textChanged.connect(self._on_text_changed)
        self._check.clicked.connect(lambda: self.submitted.emit(self._field.toPlainText()))
        self._cancel.clicked.connect(self.cancelled)
        self._on_text_changed()

    def focus_next_action(self) -> None:
        """Put the focus into the field."""
        self._field.setFocus()

    def clear(self) -> None:
        """Forget the text: it was kept, or another question came."""
        self._field.clear()

    @property
    def is_empty(self) -> bool:
        """Whether nothing but white space was typed."""
        return not self._field.toPlainText().strip()

    def _build(self) -> None:
        heading = Words("Type the answer as you would say it", "heading")
        self._field.setAccessibleName("Your answer")
        self._field.setPlaceholderText("Your answer")
        self._field.setMinimumHeight(FIELD_HEIGHT)
        # Tab goes on to the buttons: an answer needs no tabulators.
        self._field.setTabChangesFocus(True)
        heading.setBuddy(self._field)
        self.body.addWidget(heading)
        self.body.addWidget(self._field, 1)
        self.body.addLayout(row(None, self._cancel, self._check))

    def _on_text_changed(self) -> None:
        self._check.setEnabled(not self.is_empty)
