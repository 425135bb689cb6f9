"""A text that is as tall as it is long, and how marked stretches look in it, colour or not."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from mlprep_gui.ui.pages.review.marks import Mark, Stretch
from mlprep_gui.ui.theme import Theme

_LINE_PERCENT = 135.0
_Line = QTextCharFormat.UnderlineStyle
# Ground and line of each mark; the kind of line tells them apart where colours do not.
_LOOKS = {
    Mark.COVERED: ("good_soft", "good", _Line.SingleUnderline),
    Mark.UNSURE: ("warn_soft", "warn", _Line.DashUnderline),
    Mark.MISTAKE: ("bad_soft", "bad", _Line.WaveUnderline),
}


class MarkedText(QTextEdit):
    """Shows marked stretches, or plain text that can be edited; grows with what it holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._stretches: tuple[Stretch, ...] = ()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        theme.changed.connect(self._on_theme_changed)

    def show_stretches(self, stretches: Iterable[Stretch]) -> None:
        """Show marked text; it can be copied, not edited."""
        self._stretches = tuple(stretches)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._write()

    def edit_text(self, text: str) -> None:
        """Let the user change plain text; undone by Ctrl+Z as usual."""
        self._stretches = ()
        self.setCurrentCharFormat(QTextCharFormat())
        self.setPlainText(text)
        everything = self.textCursor()
        everything.select(QTextCursor.SelectionType.Document)
        everything.setBlockFormat(_airy())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def as_legend(self) -> None:
        """Be a line of explanation rather than a field."""
        self.setStyleSheet("border: none; background: transparent; padding: 0")
        self.document().setDocumentMargin(0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width, another height."""
        super().resizeEvent(event)
        self._on_size_changed()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Another font, another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._on_size_changed()

    def _write(self) -> None:
        self.clear()
        cursor = self.textCursor()
        cursor.setBlockFormat(_airy())
        for stretch in self._stretches:
            cursor.insertText(stretch.text, self._format(stretch.mark))
            if stretch.ends:
                cursor.insertText(",".join(map(str, stretch.ends)), self._number_format())
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, mark: Mark) -> QTextCharFormat:
        form = QTextCharFormat()
        if mark in _LOOKS:
            ground, line, style = _LOOKS[mark]
            form.setBackground(QColor(getattr(self._theme.colours, ground)))
            form.setUnderlineColor(QColor(getattr(self._theme.colours, line)))
            form.setUnderlineStyle(style)
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
