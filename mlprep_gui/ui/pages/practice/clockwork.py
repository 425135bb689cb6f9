"""How often the practice page looks at its clocks, and when it need not look at all."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

_LIVE_MS = 33
_CLOCKS_MS = 500
_PLUGGING_MS = 1000


class Clockwork(QObject):
    """Two timers.

    Signals:
        ticked: look at what runs; only between ``set_pace`` and ``set_pace`` with nothing to do.
        plugging_due: about once a second, look whether a microphone was plugged in.
    """

    ticked = Signal()
    plugging_due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._live = QTimer(self)
        self._live.setTimerType(Qt.TimerType.PreciseTimer)
        self._plugging = QTimer(self)
        self._live.timeout.connect(self.ticked)
        self._plugging.timeout.connect(self.plugging_due)
        self._plugging.start(_PLUGGING_MS)

    def set_pace(self, *, live: bool, clocks: bool) -> None:
        """Look as often as the level of sound needs it, or as clocks do, or never."""
        wanted_ms = _LIVE_MS if live else _CLOCKS_MS if clocks else 0
        if wanted_ms == 0:
            self._live.stop()
        elif not self._live.isActive() or self._live.interval() != wanted_ms:
            self._live.start(wanted_ms)
