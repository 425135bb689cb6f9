"""The stage: what stands below the question from the first thought to the last word."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.contents import Stage
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.level_meter import LevelMeter
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words


class StageCard(Card):
    """Shows a ``Stage``; ``proceeded`` and ``cancelled`` when its buttons are pressed."""

    proceeded = Signal()
    cancelled = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._light = Picture(icons, "record", "bad")
        self._state = Words(role="heading")
        self._clock = Words(role="timer")
        self._remaining = Words()
        self._meter = LevelMeter(icons.theme)
        self._hint = Words()
        self._proceed = Button("Stop", ButtonKind.PRIMARY, icons, "stop")
        self._cancel = Button("Discard…", ButtonKind.QUIET)
        self._shown: Stage | None = None
        self._build()
        self._proceed.clicked.connect(self.proceeded)
        self._cancel.clicked.connect(self.cancelled)

    def show_stage(self, stage: Stage) -> None:
        """Show this; called some thirty times a second, so only what is new is touched."""
        before, self._shown = self._shown, stage
        self._meter.set_level(stage.level)
        if before is not None and replace(before, level=0.0) == replace(stage, level=0.0):
            return
        self._state.setText(stage.state)
        self._light.setVisible(stage.is_live)
        self._clock.setText(stage.clock)
        self._clock.setAccessibleName(f"{stage.state}, {stage.clock}")
        self._remaining.setText(stage.remaining)
        self._remaining.set_tone(stage.tone)
        self._clock.set_tone(stage.tone)
        self._sound.setVisible(stage.is_live)
        self._hint.setText(stage.hint)
        self._hint.set_tone("warn" if stage.hint else "")
        self._show_button(self._proceed, stage.proceed)
        self._proceed.set_icon("stop" if stage.is_live else "record")
        self._show_button(self._cancel, stage.cancel)
        if before is None or before.state != stage.state or before.tone != stage.tone:
            announce(self, f"{stage.state}. {stage.remaining}")
        if before is None or before.proceed != stage.proceed:
            self.focus_next_action()
        if before is not None and before.is_live and not stage.is_live:
            self._meter.reset()

    def clear(self) -> None:
        """Forget what was shown, so that the next answer starts afresh."""
        self._shown = None
        self._meter.reset()

    def focus_next_action(self) -> None:
        """Put the focus where Space does the next thing."""
        button = self._proceed if not self._proceed.isHidden() else self._cancel
        if self.isVisible():
            button.setFocus()

    def _show_button(self, button: Button, text: str) -> None:
        button.setVisible(bool(text))
        if text:
            button.setText(text)
            button.setAccessibleName(text.rstrip("…"))

    def _build(self) -> None:
        self._state.setWordWrap(False)
        self._clock.setWordWrap(False)
        for words in (self._clock, self._remaining, self._hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sound = QWidget()
        beside = QVBoxLayout(self._sound)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP_S)
        beside.addWidget(self._meter)
        beside.addWidget(self._hint)
        self.body.setSpacing(GAP_M)
        self.body.addLayout(row(None, self._light, self._state, None))
        self.body.addWidget(self._clock)
        self.body.addWidget(self._remaining)
        self.body.addWidget(self._sound)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_L)
        buttons.addStretch(1)
        buttons.addWidget(self._proceed)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
