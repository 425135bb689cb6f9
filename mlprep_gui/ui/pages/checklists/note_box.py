"""Notes and links beside an item: read, and written in place."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.links import find_links
from mlprep_gui.domain.interviews.workbooks import ItemNote
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.links import LinkColumn
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words, breakable

_NOTE_LINES = 4
_LINK_LINES = 2


class NoteBox(QWidget):
    """Hidden while there is no note and nobody writes one.

    Signals:
        kept: the note, and the stretch of typing.
        question_wished: the note is to become a question to ask.
    """

    kept = Signal(object, str)
    question_wished = Signal()

    def __init__(self, about: str, icons: IconBook) -> None:
        super().__init__()
        self._about = about
        self._icons = icons
        self._note = ItemNote("", "")
        self._text = Words()
        self._text.let_height_follow()
        self._links = LinkColumn()
        self._ask = Button(
            "Make it a question", ButtonKind.SMALL, name=f"Make it a question to ask: {about}"
        )
        # Made when somebody writes: most items never get a note.
        self._fields: tuple[KeptField, KeptField] | None = None
        self._editor = QWidget()
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(GAP_S)
        for part in (self._text, self._links, self._editor):
            self._down.addWidget(part)
        self._down.addLayout(row(self._ask, None))
        self._editor.hide()
        self._ask.clicked.connect(self._on_question_wished)
        self._show()

    @property
    def is_editing(self) -> bool:
        """Whether the fields are there."""
        return not self._editor.isHidden()

    def show_note(self, note: ItemNote) -> None:
        """Show what is kept."""
        self._note = note
        if self._fields is not None:
            self._fields[0].show_text(note.text)
            self._fields[1].show_text("\n".join(note.links))
        self._show()

    def set_editing(self, editing: bool) -> None:
        """Show the fields with the focus in the first one, or what was written."""
        if editing and self._fields is None:
            self._fields = self._make_fields()
        if self._fields is None:
            return
        if not editing:
            self.flush()
        self._editor.setVisible(editing)
        self._show()
        if editing:
            self._fields[0].setFocus()

    def flush(self) -> None:
        """Tell at once what was typed."""
        for field in self._fields or ():
            field.flush()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click on a note ticks nothing."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """See ``mousePressEvent``."""
        event.accept()

    def _show(self) -> None:
        has_text, editing = bool(self._note.text.strip()), self.is_editing
        self._text.setText(breakable(self._note.text.strip()))
        self._text.setVisible(has_text and not editing)
        self._links.show_links((*find_links(self._note.text), *self._note.links))
        self._ask.setVisible(has_text)
        self.setVisible(has_text or bool(self._note.links) or editing)

    def _make_fields(self) -> tuple[KeptField, KeptField]:
        theme = self._icons.theme
        text = KeptField("Notes", theme, _NOTE_LINES, "What you found out")
        links = KeptField("Links, one in each line", theme, _LINK_LINES, "https://…")
        text.set_name(f"Notes on: {self._about}")
        links.set_name(f"Links on: {self._about}")
        text.show_text(self._note.text)
        links.show_text("\n".join(self._note.links))
        down = QVBoxLayout(self._editor)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_S)
        for field in (text, links):
            down.addWidget(field)
            field.kept.connect(self._on_kept)
        return text, links

    def _on_kept(self, _text: str, stretch: str) -> None:
        assert self._fields is not None
        text, links = (field.text for field in self._fields)
        lines = tuple(line.strip() for line in links.splitlines() if line.strip())
        note = ItemNote(self._note.list_id, self._note.item_id, text, lines)
        self._note = note
        self.kept.emit(note, stretch)

    def _on_question_wished(self) -> None:
        self.flush()
        self.question_wished.emit()
