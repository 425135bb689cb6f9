"""The stage: what stands below the question from the first thought to the last word."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.microphones import MicrophoneOffer
from mlprep_gui.ui.pages.practice.stages import Stage
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.level_meter import LevelMeter
from mlprep_gui.ui.widgets.microphone_choice import MicrophoneChoice
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words

_ALERT_LINES = 2
"""So many lines are kept free, so that the buttons stand still when an alert comes."""


class StageCard(Card):
    """Shows a ``Stage``.

    Signals:
        proceeded, stepped_aside, cancelled: the first, second and last button.
        microphone_chosen: another one's name, None for the system's default.
    """

    proceeded = Signal()
    stepped_aside = Signal()
    cancelled = Signal()
    microphone_chosen = Signal(object)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._light = Picture(icons, "record", "bad")
        self._state = Words(role="heading")
        self._reason = Words()
        self._clock = Words(role="timer")
        self._remaining = Words()
        self._meter = LevelMeter(icons.theme)
        self._alerts = Words()
        self._microphone = Words(role="small")
        self._choice = MicrophoneChoice(icons, "Microphone to go on with")
        self._proceed = Button("Stop", ButtonKind.PRIMARY, icons, "stop")
        self._aside = Button("Pause", icons=icons, icon="pause")
        self._cancel = Button("Discard…", ButtonKind.QUIET)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._shown: Stage | None = None
        self._build()
        self._proceed.clicked.connect(self.proceeded)
        self._aside.clicked.connect(self.stepped_aside)
        self._cancel.clicked.connect(self.cancelled)
        self._choice.chosen.connect(self.microphone_chosen)

    def show_stage(self, stage: Stage) -> None:
        """Show this; called some thirty times a second, so only what is new is touched."""
        before, self._shown = self._shown, stage
        self._meter.set_level(stage.level)
        if before is not None and replace(before, level=0.0) == replace(stage, level=0.0):
            return
        self._show_words(stage)
        self._show_sound(stage)
        self._show_buttons(stage)
        self._announce(before, stage)
        if before is None or before.proceed != stage.proceed:
            self.focus_next_action()

    def show_microphones(self, offer: MicrophoneOffer) -> None:
        """Those with which an interrupted answer can go on."""
        self._choice.show_lines(offer.lines, offer.chosen)

    def clear(self) -> None:
        """Forget what was shown, so that the next answer starts afresh."""
        self._shown = None
        self._meter.reset()

    def focus_next_action(self) -> None:
        """Put the focus where Space does the next thing."""
        buttons = (self._proceed, self._aside, self._cancel)
        button = next((one for one in buttons if not one.isHidden()), self._cancel)
        if self.isVisible():
            button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let the buttons have the room that there is."""
        super().resizeEvent(event)
        self._arrange_buttons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep room for the alerts in the letters that are used now."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._keep_room()

    def _show_words(self, stage: Stage) -> None:
        self._state.setText(stage.state)
        self._light.setVisible(stage.is_live)
        self._reason.setText(stage.reason)
        self._reason.setVisible(bool(stage.reason))
        self._clock.setText(stage.clock)
        self._clock.setAccessibleName(f"{stage.state}, {stage.clock}")
        self._remaining.setText(stage.remaining)
        self._remaining.set_tone(stage.tone)
        self._clock.set_tone(stage.tone)

    def _show_sound(self, stage: Stage) -> None:
        self._meter.setVisible(stage.is_live)
        if not stage.is_live:
            self._meter.reset()
        self._alerts.setText("\n".join(stage.alerts))
        self._alerts.setVisible(stage.is_live)
        self._alerts.set_tone("warn" if stage.alerts else "")
        self._microphone.setText(stage.microphone)
        self._microphone.setVisible(bool(stage.microphone))
        self._choice.setVisible(stage.may_change)

    def _show_buttons(self, stage: Stage) -> None:
        _show_button(self._proceed, stage.proceed, stage.proceed_name)
        self._proceed.set_icon("stop" if stage.is_live else "record")
        _show_button(self._aside, stage.aside)
        self._aside.set_icon("pause" if stage.is_live else "stop")
        _show_button(self._cancel, stage.cancel)
        self._arrange_buttons()

    def _announce(self, before: Stage | None, stage: Stage) -> None:
        if before is None or before.state != stage.state or before.tone != stage.tone:
            announce(
                self, " ".join(filter(None, (f"{stage.state}.", stage.reason, stage.remaining)))
            )
        known = before.alerts if before is not None else ()
        for alert in stage.alerts:
            if alert not in known:
                announce(self, alert)

    def _build(self) -> None:
        self._state.setWordWrap(False)
        self._clock.setWordWrap(False)
        for words in (self._reason, self._clock, self._remaining, self._alerts, self._microphone):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.setSpacing(GAP_S)
        self.body.addLayout(row(None, self._light, self._state, None))
        self.body.addWidget(self._reason)
        self.body.addWidget(self._clock)
        self.body.addWidget(self._remaining)
        self.body.addWidget(self._meter)
        self.body.addWidget(self._alerts)
        self.body.addWidget(self._choice)
        self.body.addLayout(self._build_buttons())
        self.body.addWidget(self._microphone)
        self._keep_room()

    def _build_buttons(self) -> QBoxLayout:
        self._buttons.setSpacing(GAP_M)
        self._buttons.setContentsMargins(0, GAP_S, 0, GAP_S)
        self._buttons.addStretch(1)
        for button in (self._proceed, self._aside, self._cancel):
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        self._buttons.addStretch(1)
        return self._buttons

    def _arrange_buttons(self) -> None:
        """Side by side, or below each other where they do not fit."""
        shown = [b for b in (self._proceed, self._aside, self._cancel) if not b.isHidden()]
        needed = sum(button.sizeHint().width() + GAP_M for button in shown)
        room = self.contentsRect().width() - 2 * GAP_L
        across = QBoxLayout.Direction.LeftToRight
        self._buttons.setDirection(across if needed <= room else QBoxLayout.Direction.TopToBottom)

    def _keep_room(self) -> None:
        self._alerts.setMinimumHeight(_ALERT_LINES * self.fontMetrics().lineSpacing())


def _show_button(button: Button, text: str, name: str = "") -> None:
    button.setVisible(bool(text))
    if text:
        button.setText(text)
        button.setAccessibleName(name or text.rstrip("…"))
        button.setToolTip(name if name != text else "")
