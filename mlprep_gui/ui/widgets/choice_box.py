"""A drop-down list whose lines stand for values."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from mlprep_gui.ui.theme import FIELD_WIDTH


class ChoiceBox(QComboBox):
    """``picked`` brings the value that the user chose; changes by the program are not told.

    Args:
        name: accessible name.
    """

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        # Not as the lines' own data: Qt would hand back plain strings for enumerations.
        self._values: list[object] = []
        self.setAccessibleName(name)
        # A long name is cut off in the closed list and whole in the open one.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMinimumWidth(FIELD_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)

    def offer(self, lines: Iterable[tuple[object, str]], chosen: object) -> None:
        """Show these lines (value and text) with one of them chosen."""
        self.clear()
        self._values.clear()
        for value, text in lines:
            self._values.append(value)
            self.addItem(text)
            if value == chosen:
                self.setCurrentIndex(self.count() - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the page must not change a setting on the way."""
        event.ignore()

    def _on_activated(self, at: int) -> None:
        self.picked.emit(self._values[at])
