"""A field for a time, in seconds or in minutes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSpinBox


class SecondsBox(QSpinBox):
    """``changed`` brings the seconds that the user set; changes by the program are not told.

    Args:
        name: accessible name.
        least, most: in the field's unit.
        step: by which the arrows change it.
        unit_s: 1 for seconds, 60 for minutes.
    """

    changed = Signal(float)

    def __init__(self, name: str, least: int, most: int, step: int, unit_s: int = 1) -> None:
        super().__init__()
        self._unit_s = unit_s
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(" s" if unit_s == 1 else " min")
        # Not at each digit of "120": only when it is whole.
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._on_value_changed)

    @property
    def seconds(self) -> float:
        """What it shows, in seconds whatever the unit."""
        return float(self.value() * self._unit_s)

    def show_seconds(self, seconds: float) -> None:
        """Show a value without telling anybody."""
        blocked = self.blockSignals(True)
        self.setValue(round(seconds / self._unit_s))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the page must not change a setting on the way."""
        event.ignore()

    def _on_value_changed(self) -> None:
        self.changed.emit(self.seconds)
