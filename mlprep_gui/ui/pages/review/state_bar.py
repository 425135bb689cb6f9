"""A bar that says how far an answer has come, how much is done, and offers the next step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from mlprep_gui.ui.pages.review.notices import Notice, Offer
from mlprep_gui.ui.pages.review.visit import Progress
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS, restyle
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.words import Words

_ACTIONS = {
    Offer.NOTHING: "",
    Offer.TRANSCRIBE: "Transcribe",
    Offer.TRY_AGAIN: "Transcribe again",
    Offer.CANCEL: "Cancel",
}


class StateBar(QFrame):
    """Hidden while there is nothing to say; ``offer_taken`` brings the ``Offer``."""

    offer_taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offer = Offer.NOTHING
        self._text = Words(selectable=True)
        self._remedy = Words(role="muted", selectable=True)
        self._progress = QProgressBar()
        self._action = Button("")
        self._build()
        self._action.clicked.connect(self._on_action_clicked)

    def show_notice(self, notice: Notice | None, progress: Progress | None) -> None:
        """Say how it stands; None hides the bar."""
        self.setVisible(notice is not None)
        if notice is None:
            return
        self._offer = notice.offer
        self._text.setText(notice.text)
        self._remedy.setText(notice.remedy)
        self._remedy.setVisible(bool(notice.remedy))
        self._action.setText(_ACTIONS[notice.offer])
        self._action.setAccessibleName(_ACTIONS[notice.offer])
        self._action.setVisible(notice.offer is not Offer.NOTHING)
        self._progress.setVisible(notice.offer is Offer.CANCEL)
        self._show_progress(progress)
        self.setAccessibleName(f"{notice.text} {notice.remedy}".strip())
        restyle(self, tone=notice.tone)

    def _on_action_clicked(self) -> None:
        self.offer_taken.emit(self._offer)

    def _show_progress(self, progress: Progress | None) -> None:
        # A range of nothing shows that something is going on, but not how much is left.
        self._progress.setMaximum(0 if progress is None else round(progress.total_s * 1000))
        self._progress.setValue(0 if progress is None else round(progress.done_s * 1000))

    def _build(self) -> None:
        self.setProperty("role", "notice")
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName("Written down so far")
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        words.addWidget(self._text)
        words.addWidget(self._remedy)
        words.addWidget(self._progress)
        across = QHBoxLayout(self)
        across.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        across.setSpacing(GAP_M)
        across.addLayout(words, 1)
        across.addWidget(self._action)
        self.hide()
