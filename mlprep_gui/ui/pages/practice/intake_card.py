"""Says how far a sound file is that is being read, and lets the user call it off."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from mlprep_gui.ui.pages.practice.intake import IntakeView
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words

_STEPS = 1000


class IntakeCard(Card):
    """Shows an ``IntakeView``; ``cancelled`` when its button is pressed."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(role="heading")
        self._sentence = Words(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress of the reading")
        self._cancel = Button("Cancel", name="Cancel reading the file")
        self.body.addWidget(self._title)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._bar)
        self.body.addLayout(row(self._cancel, None))
        self._cancel.clicked.connect(self.cancelled)
        self.hide()

    def show_intake(self, view: IntakeView | None) -> None:
        """Show this; None hides the card."""
        if view is None:
            self.hide()
            return
        self._title.setText(view.title)
        self._sentence.setText(view.sentence)
        # A bar without a range moves by itself, which says: under way, nobody knows how long.
        self._bar.setRange(0, 0 if view.fraction is None else _STEPS)
        self._bar.setValue(round((view.fraction or 0.0) * _STEPS))
        if self.isHidden():
            self.show()
            self._cancel.setFocus()
            announce(self, view.title)
