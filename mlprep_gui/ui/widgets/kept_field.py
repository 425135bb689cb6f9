"""A field whose text is kept while it is typed: when to tell that there is something to keep."""

from itertools import count

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from mlprep_gui.ui.theme import GAP_S, GAP_XS, Theme
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words

KEEP_AFTER_MS = 600
"""What is typed is told at most so long after; going elsewhere tells it at once."""

LONGEST_TEXT = 20_000
"""Characters that can be pasted into a field of several lines, unless it is told otherwise."""


class KeptField(QWidget):
    """Tells what is typed within a second.

    Signals:
        kept: the text, and the name of the stretch of typing that it belongs to: a stretch
            begins when the field gets the focus, and all of it is one step to undo.

    Args:
        label: above the field, and its accessible name; "&" marks the key.
        theme: scales the height.
        lines: how many lines are seen; 1 for a field of a single line.
        hint: what to write, in the empty field.
        shows_label: whether the label is seen, or only read out.
    """

    kept = Signal(str, str)

    def __init__(
        self, label: str, theme: Theme, lines: int = 1, hint: str = "", *, shows_label: bool = True
    ) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._stretches = count(1)
        self._stretch = next(self._stretches)
        self._is_told = True
        self._label = QLabel(label)
        self._cut = Words(role="small")
        self.entry: QLineEdit | QPlainTextEdit = _LineEntry() if lines == 1 else _TextEntry()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_AFTER_MS)
        self._build(label, hint, shows_label)
        self._pause.timeout.connect(self.flush)
        self.entry.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """What stands in it."""
        if isinstance(self.entry, QLineEdit):
            return self.entry.text()
        return self.entry.toPlainText()

    @property
    def is_told(self) -> bool:
        """Whether all that was typed has been told."""
        return self._is_told

    def set_limit(self, characters: int) -> None:
        """Take no more than so much of what is pasted into a field of several lines."""
        if isinstance(self.entry, _TextEntry):
            self.entry.limit = characters

    def set_name(self, name: str) -> None:
        """Another accessible name."""
        self.entry.setAccessibleName(name)

    def show_text(self, text: str) -> None:
        """Show a kept text without telling anybody; what was typed since stays.

        A kept text may come without the blanks at its ends, which are still being typed around.
        """
        is_same = text.strip() == self.text.strip() if self.entry.hasFocus() else text == self.text
        if not self._is_told or is_same:
            return
        blocked = self.entry.blockSignals(True)
        if isinstance(self.entry, QLineEdit):
            self.entry.setText(text)
            self.entry.setCursorPosition(0)
        else:
            self.entry.setPlainText(text)
        self.entry.blockSignals(blocked)
        self._stretch = next(self._stretches)

    def flush(self) -> None:
        """Tell at once what has been typed since the last time."""
        if not self._is_told:
            self._is_told = True
            self._pause.stop()
            self.kept.emit(self.text, f"{id(self)}-{self._stretch}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Whoever leaves the field loses nothing."""
        if watched is self.entry and isinstance(event, QFocusEvent):
            self.flush()
            if event.gotFocus():
                self._cut.hide()
                self._stretch = next(self._stretches)
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nor does whoever leaves the page."""
        self.flush()
        super().hideEvent(event)

    def _build(self, label: str, hint: str, shows_label: bool) -> None:
        self.entry.setAccessibleName(label.replace("&", ""))
        self.entry.setAccessibleDescription(hint)
        self.entry.setPlaceholderText(hint)
        self.entry.installEventFilter(self)
        self._label.setBuddy(self.entry)
        self.setFocusProxy(self.entry)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        self._label.setVisible(shows_label)
        if shows_label:
            down.addWidget(self._label)
        else:
            self._label.setParent(self)
        down.addWidget(self.entry)
        down.addWidget(self._cut)
        self._cut.set_tone("warn")
        self._cut.hide()
        if isinstance(self.entry, _TextEntry):
            self.entry.shortened.connect(self._on_shortened)

    def _on_shortened(self) -> None:
        assert isinstance(self.entry, _TextEntry)
        self._cut.setText(
            "This text is very long. "
            f"Only its beginning was taken, up to {self.entry.limit:,} characters."
        )
        self._cut.show()
        announce(self, self._cut.text())

    def _fit(self) -> None:
        if isinstance(self.entry, QPlainTextEdit):
            spacing = self.entry.fontMetrics().lineSpacing()
            self.entry.setFixedHeight(self._lines * spacing + 2 * GAP_S + GAP_XS)

    def _on_text_changed(self) -> None:
        self._is_told = False
        # Not begun anew by each key: whoever types on and on must not lose it all to a crash.
        if not self._pause.isActive():
            self._pause.start()


class _LineEntry(QLineEdit):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """With nothing to undo here, Undo is meant for what was done before."""
        if _goes_on(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _TextEntry(QPlainTextEdit):
    shortened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.limit = LONGEST_TEXT
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Paste plain text, and no more of it than there is room for."""
        text = source.text()
        room = self.limit - self.document().characterCount()
        if len(text) > room:
            start = text[: max(0, room)]
            # Whole lines, where it has any.
            text = start.rpartition("\n")[0] or start
            self.shortened.emit()
        self.insertPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """With nothing to undo here, Undo is meant for what was done before."""
        document = self.document()
        if _goes_on(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _goes_on(event: QKeyEvent, can_undo: bool, can_redo: bool) -> bool:
    standard = QKeySequence.StandardKey
    return (event.matches(standard.Undo) and not can_undo) or (
        event.matches(standard.Redo) and not can_redo
    )


class AddLine(QWidget):
    """A line for something new; ``added`` brings it, without blanks at its ends.

    Args:
        name: what it adds: accessible name, and the hint in the empty line.
        button: the button's text.
    """

    added = Signal(str)

    def __init__(self, name: str, button: str = "Add") -> None:
        super().__init__()
        self.entry = _LineEntry()
        self.entry.setAccessibleName(name)
        self.entry.setPlaceholderText(name)
        self._button = Button(button, name=f"{button}: {name}")
        across = row(self.entry, self._button)
        across.setContentsMargins(0, 0, 0, 0)
        self.setLayout(across)
        self.setFocusProxy(self.entry)
        self.entry.returnPressed.connect(self._on_entered)
        self._button.clicked.connect(self._on_entered)

    def _on_entered(self) -> None:
        text = self.entry.text().strip()
        if text:
            self.entry.setText("")
            self.added.emit(text)
        self.entry.setFocus()
