"""The waveform with what moves about in it: play, speed, loop, zoom."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollBar, QVBoxLayout, QWidget

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.lengths import write_clock
from mlprep_gui.ui.pages.review.listening import SPEEDS
from mlprep_gui.ui.pages.review.visit import Sounding
from mlprep_gui.ui.theme import GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.wave_picture import WaveMark
from mlprep_gui.ui.widgets.waveform import Waveform
from mlprep_gui.ui.widgets.words import Words

_SCROLL_STEPS = 1000
_ZOOM = 2.0


class PlayerPanel(QWidget):
    """Shows the recording and what is heard of it; what a key means is decided elsewhere.

    Signals:
        toggled: play or pause.
        sought, stretch_chosen: see ``Waveform``.
        speed_chosen: the speed.
        loop_wished: something is to repeat, or nothing any more.
    """

    toggled = Signal()
    sought = Signal(float)
    stretch_chosen = Signal(float, float)
    speed_chosen = Signal(float)
    loop_wished = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._wave = Waveform(icons.theme)
        self._scroll = QScrollBar(Qt.Orientation.Horizontal)
        self._play = Button("&Play", icons=icons, icon="play", name="Play")
        self._time = Words(role="small")
        self._speed = Button("1×", name="Speed")
        self._speeds: dict[float, QAction] = {}
        self._loop = Button("&Loop", name="Repeat a stretch")
        self._closer = Button("+", ButtonKind.QUIET, name="Look closer")
        self._wider = Button("−", ButtonKind.QUIET, name="Look wider")  # noqa: RUF001  a minus
        self._outlined: tuple[object, float] = (None, 0.0)
        self._sounds = False
        self._build()
        self._connect()

    @property
    def first_control(self) -> QWidget:
        """Where the focus begins."""
        return self._play

    def show_sheet(self, sheet: ReviewSheet) -> None:
        """Mark where points were said, and where nothing was."""
        sure = {Verdict.COVERED: True, Verdict.UNSURE: False}
        marks = tuple(
            WaveMark(quote.start_s, quote.end_s, number, sure[line.verdict])
            for number, line in enumerate(sheet.points, start=1)
            if line.verdict in sure
            for quote in line.quotes
            if quote.start_s is not None and quote.end_s is not None
        )
        pauses = tuple((pause.start_s, pause.end_s) for pause in sheet.delivery.pauses)
        self._wave.show_marks(marks, pauses)
        said = ", ".join(f"point {mark.number} at {write_clock(mark.start_s)}" for mark in marks)
        self._wave.setWhatsThis(said)

    def show_sounding(self, sounding: Sounding) -> None:
        """Show what is heard now; cheap, for every tick."""
        if (sounding.peaks, sounding.duration_s) != self._outlined:
            self._outlined = (sounding.peaks, sounding.duration_s)
            self._wave.show_recording(sounding.peaks, sounding.duration_s)
            self._show_sight()
        self._wave.show_loop(sounding.loop)
        self._wave.show_position(sounding.playhead_s)
        time = f"{write_clock(sounding.playhead_s)} / {write_clock(sounding.duration_s)}"
        if time != self._time.text():
            self._time.setText(time)
        sounds = sounding.clip is not None
        if sounds is not self._sounds:
            self._sounds = sounds
            self._play.setText("&Pause" if sounds else "&Play")
            self._play.setAccessibleName("Pause" if sounds else "Play")
            self._play.setToolTip("Pause (Space)" if sounds else "Play (Space)")
            self._play.set_icon("pause" if sounds else "play")
        self._loop.setChecked(sounding.loop is not None)
        self._show_speed(sounding.speed)

    def _show_speed(self, speed: float) -> None:
        text = f"{speed:g}×"
        if text != self._speed.text():
            self._speed.setText(text)
            self._speed.setAccessibleName(f"Speed: {speed:g} times")
        action = self._speeds.get(speed)
        if action is not None:
            action.setChecked(True)

    def _show_sight(self) -> None:
        sight, duration_s = self._wave.sight, self._wave.duration_s
        hidden_s = duration_s - sight.length_s
        self._scroll.setVisible(hidden_s > 0.01)
        self._wider.setEnabled(hidden_s > 0.01)
        if hidden_s <= 0:
            return
        with QSignalBlocker(self._scroll):
            page = max(round(sight.length_s / duration_s * _SCROLL_STEPS), 1)
            self._scroll.setPageStep(page)
            self._scroll.setRange(0, _SCROLL_STEPS - page)
            self._scroll.setValue(round(sight.start_s / hidden_s * (_SCROLL_STEPS - page)))

    def _build(self) -> None:
        self._time.setWordWrap(False)
        self._loop.setCheckable(True)
        self._loop.setToolTip("Repeat a stretch (L). [ and ] set its ends at the playhead.")
        self._scroll.setAccessibleName("Scroll the waveform")
        self._scroll.hide()
        menu, group = QMenu(self), QActionGroup(self)
        for speed in SPEEDS:
            action = menu.addAction(f"{speed:g} times")
            action.setCheckable(True)
            group.addAction(action)
            action.setData(speed)
            self._speeds[speed] = action
        group.triggered.connect(self._on_speed_chosen)
        self._speed.setMenu(menu)
        self._speed.setToolTip("Speed (< slower, > faster); the pitch stays")
        controls = FlexibleRow(
            _side_by_side(self._play, self._time),
            _side_by_side(self._speed, self._loop, self._wider, self._closer),
        )
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        down.addWidget(self._wave)
        down.addWidget(self._scroll)
        down.addWidget(controls)

    def _connect(self) -> None:
        self._wave.sought.connect(self.sought)
        self._wave.stretch_chosen.connect(self.stretch_chosen)
        self._wave.sight_changed.connect(self._show_sight)
        self._scroll.valueChanged.connect(self._on_scrolled)
        self._play.clicked.connect(self.toggled)
        self._loop.clicked.connect(self._on_loop_clicked)
        self._closer.clicked.connect(self._on_closer)
        self._wider.clicked.connect(self._on_wider)

    def _on_scrolled(self, value: int) -> None:
        hidden_s = self._wave.duration_s - self._wave.sight.length_s
        self._wave.scroll_to(value / max(self._scroll.maximum(), 1) * hidden_s)

    def _on_loop_clicked(self) -> None:
        self.loop_wished.emit()

    def _on_closer(self) -> None:
        self._wave.zoom(_ZOOM)

    def _on_wider(self) -> None:
        self._wave.zoom(1 / _ZOOM)

    def _on_speed_chosen(self, action: QAction) -> None:
        self.speed_chosen.emit(action.data())


def _side_by_side(*widgets: QWidget) -> QWidget:
    """Widgets that stay in one line."""
    whole = QWidget()
    across = QHBoxLayout(whole)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(GAP_S)
    for widget in widgets:
        across.addWidget(widget)
    across.addStretch(1)
    return whole
