"""A field for a number of seconds."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox


class SecondsBox(QSpinBox):
    """``changed`` brings the seconds that the user set; changes by the program are not told.

    Args:
        name: accessible name.
        least, most: seconds.
        step: by which the arrows change it.
    """

    changed = Signal(float)

    def __init__(self, name: str, least: int, most: int, step: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(" s")
        # Not at each digit of "120": only when it is whole.
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_value_changed)

    @property
    def seconds(self) -> float:
        """What it shows."""
        return float(self.value())

    def show_seconds(self, seconds: float) -> None:
        """Show a value without telling anybody."""
        blocked = self.blockSignals(True)
        self.setValue(round(seconds))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the page must not change a setting on the way."""
        event.ignore()

    def _on_value_changed(self, seconds: int) -> None:
        self.changed.emit(float(seconds))
