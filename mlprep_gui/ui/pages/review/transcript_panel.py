"""The transcript on the review page: in step with the sound to read, plain to correct."""

from bisect import bisect_right

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.transcript_marks import Mark, Stretch, lay_out, mark_transcript
from mlprep_gui.ui.pages.review.contents import write_engine
from mlprep_gui.ui.pages.review.find_bar import FindBar
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.marked_text import MarkedText
from mlprep_gui.ui.widgets.words import Words

PAUSE_MS = 600
"""After so long without a key a correction is kept; leaving the page keeps it at once."""

_LEGEND = {
    Mark.COVERED: "covers a point",
    Mark.UNSURE: "unsure",
    Mark.MISTAKE: "a wrong claim",
}
_GAP = Stretch("    ")


class TranscriptPanel(QWidget):
    """Shows and edits; what a change means is decided elsewhere.

    Signals:
        edit_wished, edit_left: the user wants to correct, or has done so.
        rewritten: the whole text, with each change of it.
        keep_wished: the text is to be kept now.
        undo_wished, restore_wished, transcription_wished, follow_wished: as they say.
        second_chosen: a word was chosen that was said at this second.
        marked: other characters are marked.
        place_changed: a place in ``text`` is to be in sight; whether in any case.
    """

    edit_wished = Signal()
    edit_left = Signal()
    rewritten = Signal(str)
    keep_wished = Signal()
    undo_wished = Signal()
    restore_wished = Signal()
    transcription_wished = Signal()
    follow_wished = Signal()
    second_chosen = Signal(float)
    marked = Signal()
    place_changed = Signal(QRect, bool)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._is_editing = False
        self._sheet: ReviewSheet | None = None
        self._spoken: tuple[list[float], list[tuple[int, int]]] = ([], [])
        self._second = -1.0
        self.text = MarkedText(icons.theme)
        self._find = FindBar(icons)
        self._legend = MarkedText(icons.theme)
        self._engine = Words(role="small")
        self._corrected = Words("You corrected this transcript.", "small")
        self._edit = Button("&Correct…", ButtonKind.PLAIN, icons, "edit")
        self._search = Button("&Find…", ButtonKind.PLAIN, icons, "search", "Find in transcript")
        self._follow = Button("Fo&llow", name="Follow the sound again")
        self._undo = Button("&Undo correction")
        self._restore = Button("&Restore original")
        self._transcribe = Button("Transcribe again", ButtonKind.PLAIN, icons, "again")
        self._done = Button("&Done", ButtonKind.PRIMARY, name="Done correcting")
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.text)
        self._escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._connect()
        self.setFocusProxy(self.text)

    @property
    def last_control(self) -> QWidget:
        """The last one that Tab comes to."""
        return self._restore

    def open_search(self) -> QWidget:
        """Show the search field; returns what is to have the focus."""
        self._find.open_search()
        return self._find

    def marked_text(self) -> str:
        """The words that the user has marked."""
        span = self.text.selection()
        return "" if span is None else " ".join(self._plain()[span[0] : span[1]].split())

    def show_sheet(self, sheet: ReviewSheet, *, is_editing: bool, can_undo: bool) -> None:
        """Show a transcript, or the same as plain text to be corrected."""
        was_editing = self._is_editing
        self._sheet = sheet
        if not is_editing:
            self._is_editing = False
            self._pause.stop()
            self._show_marked(sheet)
        elif not was_editing:
            self.text.edit_text(lay_out(sheet.transcript))
            self._legend.hide()
            self._is_editing = True
        self._show_controls(sheet, is_editing=is_editing, can_undo=can_undo)
        if is_editing is not was_editing:
            (self.text if is_editing else self._edit).setFocus()
        self._find.take_text(self._plain())

    def show_second(self, second: float | None) -> None:
        """Mark the word that sounds at a second; None where nothing sounds."""
        starts, spans = self._spoken
        if second is None or self._is_editing or not starts:
            self.text.show_spoken(None)
            return
        at = bisect_right(starts, second) - 1
        span = spans[at] if at >= 0 else None
        self.text.show_spoken(span)
        if span is not None:
            self.place_changed.emit(self.text.place_of(span), False)

    def show_following(self, *, follows: bool) -> None:
        """Offer to follow the sound again, where it is not followed."""
        self._follow.setVisible(not follows)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Whoever leaves the page loses nothing."""
        if self._is_editing:
            self.keep_wished.emit()
        super().hideEvent(event)

    def _plain(self) -> str:
        if self._is_editing:
            return self.text.toPlainText()
        return lay_out(self._sheet.transcript) if self._sheet else ""

    def _show_controls(self, sheet: ReviewSheet, *, is_editing: bool, can_undo: bool) -> None:
        corrected = sheet.own.correction is not None
        name, expectation = write_engine(sheet.recognised.engine)
        self._engine.setText(f"{name}. {expectation}")
        self.text.setAccessibleName("Transcript, being corrected" if is_editing else "Transcript")
        self._corrected.setText(
            "Correct what was heard wrongly. The points follow, and all is kept as you type."
            if is_editing
            else "You corrected this transcript."
        )
        self._corrected.setVisible(corrected or is_editing)
        self._restore.setVisible(corrected)
        self._undo.setVisible(can_undo and not is_editing)
        self._edit.setVisible(not is_editing)
        self._transcribe.setVisible(sheet.recording is not None and not is_editing)
        self._done.setVisible(is_editing)
        self._escape.setEnabled(is_editing)

    def _show_marked(self, sheet: ReviewSheet) -> None:
        stretches = mark_transcript(sheet)
        self.text.show_stretches(stretches)
        marks = sorted({stretch.mark for stretch in stretches} - {Mark.NONE}, reverse=True)
        samples = [part for m in marks for part in (Stretch(_LEGEND[m], m), _GAP)]
        if any(stretch.is_uncertain for stretch in stretches):
            samples.append(Stretch("perhaps misheard", is_uncertain=True))
        self._legend.show_stretches(samples)
        self._legend.setVisible(bool(samples))
        timed = [
            (word.start_s, (start, end))
            for word, start, end in sheet.transcript.word_offsets()
            if word.start_s is not None
        ]
        self._spoken = [start_s for start_s, _ in timed], [span for _, span in timed]

    def _build(self) -> None:
        self._legend.as_legend()
        self._legend.setAccessibleName("What the marks mean")
        self.text.setToolTip("")
        self._follow.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(self._find)
        down.addWidget(self.text)
        down.addWidget(self._legend)
        down.addWidget(self._corrected)
        down.addWidget(FlexibleRow(self._done, self._edit, self._search, self._follow))
        down.addWidget(FlexibleRow(self._transcribe, self._undo, self._restore))
        down.addWidget(self._engine)

    def _connect(self) -> None:
        self._edit.clicked.connect(self.edit_wished)
        self._done.clicked.connect(self.edit_left)
        self._escape.activated.connect(self.edit_left)
        self._search.clicked.connect(self._find.open_search)
        self._follow.clicked.connect(self.follow_wished)
        self._undo.clicked.connect(self.undo_wished)
        self._restore.clicked.connect(self.restore_wished)
        self._transcribe.clicked.connect(self.transcription_wished)
        self._pause.timeout.connect(self.keep_wished)
        self._find.found.connect(self._on_found)
        self._find.left.connect(self.text.setFocus)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.selectionChanged.connect(self.marked)
        self.text.character_chosen.connect(self._on_character_chosen)

    def _on_text_changed(self) -> None:
        if self._is_editing:
            self.rewritten.emit(self.text.toPlainText())
            self._pause.start()
            self._find.take_text(self.text.toPlainText())

    def _on_found(self, places: tuple[tuple[int, int], ...], current: int) -> None:
        self.text.show_found(places, current)
        if current >= 0:
            self.place_changed.emit(self.text.place_of(places[current]), True)

    def _on_character_chosen(self, character: int) -> None:
        if self._sheet is not None:
            span = self._sheet.transcript.time_span(character, character + 1)
            if span is not None:
                self.second_chosen.emit(span[0])
