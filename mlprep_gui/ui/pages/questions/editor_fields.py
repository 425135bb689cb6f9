"""The parts of the editor's leaves: labelled fields with room for problems, a list of drafts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.ui.theme import GAP_XS, Theme
from mlprep_gui.ui.widgets.words import Words
from mlprep_gui.ui.widgets.wrapped_lines import WrappedLines

_LONGEST_LINE = 60


class TextField(QWidget):
    """``edited`` brings the text whenever the user changes it.

    Args:
        label: above the field, and its accessible name; "&" marks the key.
        hint: below the label: what to write; "" for nothing.
        theme: scales the height.
        height: of a field for several lines at 100 %; 0 for a single line.
    """

    edited = Signal(str)

    def __init__(self, label: str, hint: str, theme: Theme, height: int = 0) -> None:
        super().__init__()
        self._height = height
        self._theme = theme
        self._label = QLabel(label)
        self._hint = Words(hint, "small")
        self._problem = Words()
        self._problem.set_tone("bad")
        self.entry: QLineEdit | QPlainTextEdit = QPlainTextEdit() if height else QLineEdit()
        self.entry.setAccessibleName(label.replace("&", ""))
        self.entry.setAccessibleDescription(hint)
        self._label.setBuddy(self.entry)
        self._build()
        self.show_problem("")
        self.entry.textChanged.connect(self._on_text_changed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """What stands in it."""
        if isinstance(self.entry, QLineEdit):
            return self.entry.text()
        return self.entry.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text without telling anybody; the cursor stays where nothing changes."""
        if text == self.text:
            return
        blocked = self.entry.blockSignals(True)
        if isinstance(self.entry, QLineEdit):
            self.entry.setText(text)
        else:
            self.entry.setPlainText(text)
        self.entry.blockSignals(blocked)

    def show_problem(self, problem: str) -> None:
        """Say what is wrong below the field, "" for nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _build(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        down.addWidget(self._label)
        if self._hint.text():
            down.addWidget(self._hint)
        down.addWidget(self.entry)
        down.addWidget(self._problem)
        if isinstance(self.entry, QPlainTextEdit):
            self.entry.setTabChangesFocus(True)

    def _fit(self) -> None:
        if self._height:
            self.entry.setFixedHeight(self._theme.scaled(self._height))

    def _on_text_changed(self) -> None:
        self.edited.emit(self.text)


class DraftList(QListWidget):
    """A line a draft; ``show_lines`` tells nobody.

    Args:
        name: its accessible name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setItemDelegate(WrappedLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[str], current: int) -> None:
        """List these; lines that stay are left alone."""
        blocked = self.blockSignals(True)
        while self.count() > len(lines):
            self.takeItem(self.count() - 1)
        for at, line in enumerate(lines):
            if at >= self.count():
                self.addItem(line)
            elif self.item(at).text() != line:
                self.item(at).setText(line)
        self.setCurrentRow(current)
        self.blockSignals(blocked)


def write_line(at: int, text: str, name: str) -> str:
    """A draft as a numbered line of a list: its text, else its name."""
    said = " ".join(text.split()) or name.strip() or "(empty)"
    short = said if len(said) <= _LONGEST_LINE else f"{said[: _LONGEST_LINE - 1]}…"
    return f"{at + 1}. {short}"


class WeightField(QWidget):
    """A field for a weight; ``edited`` brings what the user sets."""

    edited = Signal(float)

    def __init__(self, label: str) -> None:
        super().__init__()
        self._box = _WeightBox()
        self._box.setAccessibleName(label.replace("&", ""))
        self._box.setRange(0.01, 100.0)
        self._box.setSingleStep(0.5)
        name = QLabel(label)
        name.setBuddy(self._box)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        down.addWidget(name)
        down.addWidget(self._box)
        down.addStretch(1)
        self._box.valueChanged.connect(self.edited)

    def show_weight(self, weight: float) -> None:
        """Show a weight without telling anybody."""
        if round(weight, self._box.decimals()) != self._box.value():
            blocked = self._box.blockSignals(True)
            self._box.setValue(weight)
            self._box.blockSignals(blocked)


class _WeightBox(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the page must not change a weight on the way."""
        event.ignore()
