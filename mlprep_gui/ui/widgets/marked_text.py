"""A text that is as tall as it is long, and how marked stretches look in it, colour or not."""

import math
from bisect import bisect_right
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from mlprep_gui.ui.models.transcript_marks import Mark, Stretch
from mlprep_gui.ui.theme import Theme

_LINE_PERCENT = 135.0
_Line = QTextCharFormat.UnderlineStyle
# Ground and line of each mark; the kind of line tells them apart where colours do not.
_LOOKS = {
    Mark.COVERED: ("good_soft", "good", _Line.SingleUnderline),
    Mark.UNSURE: ("warn_soft", "warn", _Line.DashUnderline),
    Mark.MISTAKE: ("bad_soft", "bad", _Line.WaveUnderline),
}
_UNCERTAIN_TIP = "The recogniser was not sure of this. Correct it if it is wrong."


class MarkedText(QTextEdit):
    """Shows marked stretches, or plain text that can be edited; grows with what it holds.

    Characters are those of the shown text; the small numbers behind quotes do not count.

    Signals:
        character_chosen: a click, or Return at the caret, on this character.
    """

    character_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._stretches: tuple[Stretch, ...] = ()
        # Of each stretch: its first character, and where that stands in the document.
        self._texts: list[int] = [0]
        self._places: list[int] = [0]
        self._spoken: tuple[int, int] | None = None
        self._found: tuple[tuple[int, int], ...] = ()
        self._current = -1
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        theme.changed.connect(self._on_theme_changed)

    # What is shown ------------------------------------------------------------------------------

    def show_stretches(self, stretches: Iterable[Stretch]) -> None:
        """Show marked text; it can be copied, not edited."""
        shown = tuple(stretches)
        if shown == self._stretches and self.isReadOnly():
            return
        self._stretches = shown
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._write()

    def edit_text(self, text: str) -> None:
        """Let the user change plain text; undone by Ctrl+Z as usual."""
        caret = self.text_at(self.textCursor().position())
        self._stretches = ()
        self._texts, self._places = [0], [0]
        self._spoken = None
        self.setCurrentCharFormat(QTextCharFormat())
        self.setPlainText(text)
        everything = self.textCursor()
        everything.select(QTextCursor.SelectionType.Document)
        everything.setBlockFormat(_airy())
        self.document().clearUndoRedoStacks()
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        cursor = self.textCursor()
        cursor.setPosition(min(caret, len(text)))
        self.setTextCursor(cursor)
        self._decorate()

    def show_spoken(self, span: tuple[int, int] | None) -> None:
        """Mark the characters that sound now."""
        if span != self._spoken:
            self._spoken = span
            self._decorate()

    def show_found(self, spans: Iterable[tuple[int, int]], current: int) -> None:
        """Mark what was searched for, one of them as the one that is looked at."""
        self._found, self._current = tuple(spans), current
        self._decorate()

    def selection(self) -> tuple[int, int] | None:
        """The characters that the user has marked, None for none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.text_at(cursor.selectionStart()), self.text_at(cursor.selectionEnd())

    def place_of(self, span: tuple[int, int]) -> QRect:
        """Where characters are painted, in this widget."""
        cursor = self.textCursor()
        cursor.setPosition(self._place_at(span[0]))
        first = self.cursorRect(cursor)
        cursor.setPosition(self._place_at(span[1]))
        return first.united(self.cursorRect(cursor))

    def text_at(self, place: int) -> int:
        """The character that stands at a place of the document."""
        nth = bisect_right(self._places, place) - 1
        longest = self._texts[nth + 1] - self._texts[nth] if nth + 1 < len(self._texts) else place
        return self._texts[nth] + min(place - self._places[nth], longest)

    def _place_at(self, character: int) -> int:
        nth = bisect_right(self._texts, character) - 1
        return self._places[nth] + character - self._texts[nth]

    def as_legend(self) -> None:
        """Be a line of explanation rather than a field."""
        self.setStyleSheet("border: none; background: transparent; padding: 0")
        self.document().setDocumentMargin(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # What the user does -------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """A click without marking anything chooses the word below it."""
        super().mouseReleaseEvent(event)
        is_click = event.button() is Qt.MouseButton.LeftButton
        if self.isReadOnly() and is_click and not self.textCursor().hasSelection():
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Return chooses the word at the caret; Space is the page's while nothing is typed."""
        if not self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, another height."""
        super().resizeEvent(event)
        self._on_size_changed()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Another font, another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._on_size_changed()

    def _choose(self) -> None:
        self.character_chosen.emit(self.text_at(self.textCursor().position()))

    # How it looks -------------------------------------------------------------------------------

    def _write(self) -> None:
        caret, marked = self.text_at(self.textCursor().position()), self.selection()
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(_airy())
        self._texts, self._places, at = [], [], 0
        for stretch in self._stretches:
            self._texts.append(at)
            self._places.append(cursor.position())
            cursor.insertText(stretch.text, self._format(stretch))
            at += len(stretch.text)
            if stretch.ends:
                cursor.insertText(",".join(map(str, stretch.ends)), self._number_format())
        self._texts.append(at)
        self._places.append(cursor.position())
        self._restore(min(caret, at), marked if marked and marked[1] <= at else None)
        self._decorate()

    def _restore(self, caret: int, marked: tuple[int, int] | None) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._place_at(marked[0] if marked else caret))
        if marked:
            cursor.setPosition(self._place_at(marked[1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _decorate(self) -> None:
        """What comes and goes lies over the text and leaves the document alone."""
        colours = self._theme.colours
        layers = []
        for nth, span in enumerate(self._found):
            is_current = nth == self._current
            form = QTextCharFormat()
            form.setBackground(QColor(colours.accent if is_current else colours.accent_soft))
            form.setForeground(QColor(colours.on_accent if is_current else colours.accent_text))
            layers.append(self._layer(span, form))
        if self._spoken is not None:
            form = QTextCharFormat()
            form.setBackground(QColor(colours.accent))
            form.setForeground(QColor(colours.on_accent))
            layers.append(self._layer(self._spoken, form))
        self.setExtraSelections(layers)

    def _layer(self, span: tuple[int, int], form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        layer = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._place_at(span[0]), last))
        end = self._place_at(span[1] - 1) + 1 if span[1] > span[0] else self._place_at(span[1])
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        layer.cursor = cursor
        layer.format = form
        return layer

    def _format(self, stretch: Stretch) -> QTextCharFormat:
        form = QTextCharFormat()
        colours = self._theme.colours
        if stretch.mark in _LOOKS:
            ground, line, style = _LOOKS[stretch.mark]
            form.setBackground(QColor(getattr(colours, ground)))
            form.setUnderlineColor(QColor(getattr(colours, line)))
            form.setUnderlineStyle(style)
        if stretch.is_uncertain:
            form.setUnderlineColor(QColor(colours.text))
            form.setUnderlineStyle(_Line.DotLine)
            form.setForeground(QColor(colours.muted))
            form.setToolTip(_UNCERTAIN_TIP)
        return form

    def _number_format(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        form.setForeground(QColor(self._theme.colours.muted))
        return form

    @Slot()
    def _on_size_changed(self) -> None:
        margins = self.contentsMargins()
        text_height = math.ceil(self.document().size().height())
        self.setFixedHeight(text_height + margins.top() + margins.bottom())

    @Slot()
    def _on_theme_changed(self) -> None:
        if self._stretches:
            self._write()


def _airy() -> QTextBlockFormat:
    """Lines far enough apart for what is drawn below the words."""
    form = QTextBlockFormat()
    form.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form
