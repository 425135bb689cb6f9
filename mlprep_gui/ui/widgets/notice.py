"""A bar that says what is wrong or new, what to do about it, and offers one action."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from mlprep_gui.domain.errors import Fault
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS, restyle
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.words import Words

_ICONS = {"": "info", "good": "covered", "warn": "mistake", "bad": "mistake"}


class NoticeBar(QFrame):
    """Hidden until ``show_words`` or ``show_fault``; ``acted`` when its action was chosen.

    Screen readers are told of a new notice. It never takes the focus by itself.
    """

    acted = Signal()
    dismissed = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._picture = Picture(icons, "info")
        self._sentence = Words(selectable=True)
        self._remedy = Words(role="muted", selectable=True)
        self._action = Button("")
        self._close = Button("", ButtonKind.QUIET, icons, "close", "Dismiss this notice")
        self._build()
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._on_closed)
        self.hide()

    def show_fault(self, fault: Fault, action: str = "", tone: str = "bad") -> None:
        """Say a fault with its remedy.

        Args:
            fault: the world's fault.
            action: a button's text, "" for no button.
            tone: "bad", or "warn" where nothing has failed yet.
        """
        wording = describe(fault)
        self.show_words(wording.sentence, wording.remedy, action, tone)

    def show_words(self, sentence: str, remedy: str = "", action: str = "", tone: str = "") -> None:
        """Say something.

        Args:
            sentence: what is the matter.
            remedy: what to do, "" for nothing.
            action: a button's text, "" for no button.
            tone: "", "good", "warn" or "bad".
        """
        self._sentence.setText(sentence)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self._picture.set_icon(_ICONS[tone], tone or "text")
        restyle(self, tone=tone)
        self.setAccessibleName(f"{sentence} {remedy}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def text(self) -> str:
        """What it says now, "" while hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        words.addWidget(self._sentence)
        words.addWidget(self._remedy)
        across = QHBoxLayout(self)
        across.setContentsMargins(GAP_M, GAP_S, GAP_S, GAP_S)
        across.setSpacing(GAP_M)
        across.addWidget(self._picture)
        across.addLayout(words, 1)
        across.addWidget(self._action)
        across.addWidget(self._close)

    def _on_closed(self) -> None:
        self.hide()
        self.dismissed.emit()
