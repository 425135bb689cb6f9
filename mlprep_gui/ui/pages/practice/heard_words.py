"""What the recogniser has understood so far, small and calm, for those who want to see it."""

from mlprep_gui.ui.widgets.surfaces import Card
from mlprep_gui.ui.widgets.words import Words

_LAST_WORDS = 40


class HeardWords(Card):
    """Hidden until there are words; only the last ones show, and screen readers are not told."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Words(role="muted")
        self.body.addWidget(Words("Written down so far", "eyebrow"))
        self.body.addWidget(self._text)
        self.hide()

    def show_words(self, heard: str) -> None:
        """Show all that was heard; "" hides the card."""
        words = heard.split()
        cut = "… " if len(words) > _LAST_WORDS else ""
        self._text.setText(cut + " ".join(words[-_LAST_WORDS:]))
        self.setVisible(bool(words))
