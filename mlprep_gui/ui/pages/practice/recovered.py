"""Offers of the answers that an earlier run could not bring to an end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.answers import Recovery
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.contents import FOUND_OFFERED, speak_length, title_of
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words

_CUT_OFF = "MLPrep ended before you stopped it."
_FOUND = "Its recording was there, but the history did not list it."


class RecoveredOffer(QFrame):
    """One answer that was saved, and what can be done with it.

    Signals:
        write_down_wanted, open_wanted, dismissed: the button that was pressed.
    """

    write_down_wanted = Signal()
    open_wanted = Signal()
    dismissed = Signal()

    def __init__(self, icons: IconBook, title: str, seconds: float, reason: str) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", "good")
        self._picture = Picture(icons, "covered", "good")
        self._sentence = Words(f"Your answer to “{title}” was saved: {speak_length(seconds)}.")
        self._reason = Words(reason, "muted")
        self._write = Button("Write it down", name=f"Write it down: {title}")
        self._open = Button("Open", name=f"Open the saved answer: {title}")
        self._dismiss = Button("Dismiss", ButtonKind.QUIET, name=f"Dismiss the offer: {title}")
        self._dismiss.setToolTip("The answer stays in the history.")
        self._build()
        self._write.clicked.connect(self.write_down_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._dismiss.clicked.connect(self.dismissed)

    @property
    def sentence(self) -> str:
        """What it says first."""
        return self._sentence.text()

    def _build(self) -> None:
        self.setAccessibleName(f"{self._sentence.text()} {self._reason.text()}")
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        words.addWidget(self._sentence)
        words.addWidget(self._reason)
        words.addLayout(row(self._write, self._open, self._dismiss, None))
        across = QHBoxLayout(self)
        across.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        across.setSpacing(GAP_M)
        across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)


class RecoveredOffers(QWidget):
    """An offer for each answer, until it is dismissed or taken up. Signals bring attempt ids."""

    write_down_wanted = Signal(str)
    open_wanted = Signal(str)

    def __init__(self, icons: IconBook, bank: Questions) -> None:
        super().__init__()
        self._icons = icons
        self._bank = bank
        self._offers: dict[str, RecoveredOffer] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_S)
        self.hide()

    def offer(self, recovery: Recovery) -> None:
        """Show these, the newest first; too many that were found are left to a notice."""
        found = recovery.found if len(recovery.found) <= FOUND_OFFERED else ()
        for attempts, reason in ((recovery.cut_off, _CUT_OFF), (found, _FOUND)):
            for attempt in sorted(attempts, key=lambda one: one.started_at, reverse=True):
                self._add(attempt, reason)
        self.set_wanted(wanted=True)
        if self._offers:
            announce(self, " ".join(offer.sentence for offer in self._offers.values()))

    def set_wanted(self, *, wanted: bool) -> None:
        """Show what there is, unless something else is at hand now."""
        self.setVisible(wanted and bool(self._offers))

    def forget(self, attempt_id: str) -> None:
        """Offer an answer no longer; harmless for an unknown one."""
        offer = self._offers.pop(attempt_id, None)
        if offer is not None:
            offer.hide()
            offer.deleteLater()
            if not self._offers:
                self.hide()

    def _add(self, attempt: Attempt, reason: str) -> None:
        attempt_id, seconds = attempt.id, attempt.duration_s
        title = title_of(self._bank, attempt.question_id)
        offer = self._offers[attempt_id] = RecoveredOffer(self._icons, title, seconds, reason)
        self._column.addWidget(offer)
        offer.write_down_wanted.connect(lambda: self.write_down_wanted.emit(attempt_id))
        offer.open_wanted.connect(lambda: self.open_wanted.emit(attempt_id))
        offer.dismissed.connect(lambda: self.forget(attempt_id))
