"""The card of one model: its name, what is known of it, how its download is, its buttons."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from mlprep_gui.services.ports.models import DownloadProgress
from mlprep_gui.ui.pages.models.contents import Act, Lines, Offer, say_progress
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import Card, clear
from mlprep_gui.ui.widgets.words import Badge, Words

_STEPS = 1000


class ModelCard(Card):
    """``wanted`` brings what the user wants to be done with the model."""

    wanted = Signal(Act)

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._by_act: dict[Act, Button] = {}
        self._name = Words("", "heading")
        self._labels = QHBoxLayout()
        self._labels.setSpacing(GAP_S)
        self._remark = Words()
        self._facts = Words("", "muted", selectable=True)
        self._warning = Words()
        self._warning.set_tone("warn")
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._how_far = Words()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GAP_S)
        self._build()

    def show_lines(self, lines: Lines) -> None:
        """Show a model; its download's progress shows from the first report on."""
        self.setAccessibleName(f"Whisper model {lines.name}")
        self._bar.setAccessibleName(f"Download of {lines.name}")
        self._name.setText(lines.name)
        clear(self._labels)
        for label in lines.labels:
            self._labels.addWidget(Badge(label.text, label.tone))
        self._labels.addStretch(1)
        self._remark.setText(lines.remark)
        self._remark.setVisible(bool(lines.remark))
        self._facts.setText(lines.facts)
        self._warning.setText(lines.warning)
        self._warning.setVisible(bool(lines.warning))
        if not any(offer.act is Act.CANCEL for offer in lines.offers):
            self._bar.hide()
            self._how_far.hide()
        if lines.offers != self._offers:
            self._offer(lines.offers)

    def show_progress(self, progress: DownloadProgress) -> None:
        """Show how far the download is."""
        total = max(1, progress.total_bytes)
        self._bar.setValue(round(_STEPS * progress.done_bytes / total))
        self._how_far.setText(say_progress(progress))
        self._bar.show()
        self._how_far.show()

    def button(self, act: Act) -> Button | None:
        """The button that does this, if there is one now."""
        return self._by_act.get(act)

    def _offer(self, offers: tuple[Offer, ...]) -> None:
        had_focus = any(button.hasFocus() for button in self._by_act.values())
        clear(self._buttons)
        self._by_act.clear()
        self._offers = offers
        for offer in offers:
            kind = ButtonKind.QUIET if offer.act in (Act.DELETE, Act.MEASURE) else ButtonKind.PLAIN
            button = Button(offer.text, kind)
            button.setAccessibleName(offer.name)
            button.clicked.connect(lambda _checked=False, act=offer.act: self.wanted.emit(act))
            self._buttons.addWidget(button)
            self._by_act[offer.act] = button
        self._buttons.addStretch(1)
        if had_focus and offers:
            self._by_act[offers[0].act].setFocus()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP_S)
        self._name.setWordWrap(False)
        top.addWidget(self._name)
        top.addLayout(self._labels, 1)
        inside = QVBoxLayout()
        inside.setSpacing(GAP_S)
        inside.addLayout(top)
        for widget in (self._remark, self._facts, self._warning, self._bar, self._how_far):
            inside.addWidget(widget)
        for words in (self._remark, self._facts, self._warning, self._how_far):
            words.let_height_follow()
        inside.addLayout(self._buttons)
        self.body.addLayout(inside)
        for widget in (self._warning, self._bar, self._how_far):
            widget.hide()
