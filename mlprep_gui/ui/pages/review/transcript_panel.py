"""The transcript on the review page: marked to read, plain to correct."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.review.contents import write_engine
from mlprep_gui.ui.pages.review.flexible_row import FlexibleRow
from mlprep_gui.ui.pages.review.marked_text import MarkedText
from mlprep_gui.ui.pages.review.marks import Mark, Stretch, lay_out, mark_transcript
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.words import Words

_LEGEND = {
    Mark.COVERED: "covers a point",
    Mark.UNSURE: "unsure",
    Mark.MISTAKE: "a wrong claim",
}


class TranscriptPanel(QWidget):
    """Shows and edits; what a change means is decided elsewhere.

    ``corrected`` brings the user's whole text.
    """

    edit_wished = Signal()
    edit_left = Signal()
    corrected = Signal(str)
    undo_wished = Signal()
    restore_wished = Signal()
    transcription_wished = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._is_editing = False
        self._text = MarkedText(icons.theme)
        self._legend = MarkedText(icons.theme)
        self._engine = Words(role="small")
        self._corrected = Words("You corrected this transcript.", "small")
        self._edit = Button("&Correct…", ButtonKind.PLAIN, icons, "edit")
        self._undo = Button("&Undo correction")
        self._restore = Button("&Restore original")
        self._transcribe = Button("Transcribe again", ButtonKind.PLAIN, icons, "again")
        self._judge = Button("&Judge again", ButtonKind.PRIMARY)
        self._cancel = Button("Cancel")
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._build()
        self._connect()
        self.setFocusProxy(self._text)

    @property
    def last_control(self) -> QWidget:
        """The last one that Tab comes to."""
        return self._restore

    def show_sheet(self, sheet: ReviewSheet, *, is_editing: bool, can_undo: bool) -> None:
        """Show a transcript, or the same as plain text to be corrected."""
        if is_editing:
            self._text.edit_text(lay_out(sheet.transcript))
            self._legend.hide()
        else:
            self._show_marked(sheet)
        corrected = sheet.own.correction is not None
        name, expectation = write_engine(sheet.recognised.engine)
        self._engine.setText(f"{name}. {expectation}")
        self._text.setAccessibleName("Transcript, being corrected" if is_editing else "Transcript")
        self._corrected.setVisible(corrected)
        self._restore.setVisible(corrected and not is_editing)
        self._undo.setVisible(can_undo and not is_editing)
        self._edit.setVisible(not is_editing)
        self._transcribe.setVisible(sheet.recording is not None and not is_editing)
        self._judge.setVisible(is_editing)
        self._cancel.setVisible(is_editing)
        self._escape.setEnabled(is_editing)
        if is_editing is not self._is_editing:
            self._is_editing = is_editing
            (self._text if is_editing else self._edit).setFocus()

    def _show_marked(self, sheet: ReviewSheet) -> None:
        stretches = mark_transcript(sheet)
        self._text.show_stretches(stretches)
        marks = sorted({stretch.mark for stretch in stretches} - {Mark.NONE}, reverse=True)
        samples = [part for m in marks for part in (Stretch(_LEGEND[m], m), Stretch("    "))]
        self._legend.show_stretches(samples)
        self._legend.setVisible(bool(samples))

    def _build(self) -> None:
        self._legend.as_legend()
        self._legend.setAccessibleName("What the marks mean")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(self._text)
        down.addWidget(self._legend)
        down.addWidget(self._corrected)
        down.addWidget(FlexibleRow(self._judge, self._cancel, self._edit, self._transcribe))
        down.addWidget(FlexibleRow(self._undo, self._restore))
        down.addWidget(self._engine)

    def _connect(self) -> None:
        self._edit.clicked.connect(self.edit_wished)
        self._cancel.clicked.connect(self.edit_left)
        self._escape.activated.connect(self.edit_left)
        self._undo.clicked.connect(self.undo_wished)
        self._restore.clicked.connect(self.restore_wished)
        self._transcribe.clicked.connect(self.transcription_wished)
        self._judge.clicked.connect(self._on_judge_clicked)

    def _on_judge_clicked(self) -> None:
        self.corrected.emit(self._text.toPlainText())
