"""Labels by what they say: titles, headings, running text, badges."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mlprep_gui.ui.theme import restyle

_LONGEST_WORD = 24


def breakable(text: str) -> str:
    """A text of the user's, to be shown: words too long for a line can be broken anywhere.

    A label else asks for as much width as its longest word needs.
    """
    return " ".join(
        word if len(word) <= _LONGEST_WORD else "\u200b".join(word) for word in text.split(" ")
    )


def as_plain(text: str) -> str:
    """A text for where Qt guesses whether it is markup: tool tips and message boxes."""
    if "<" not in text:
        return text
    lines = escape(text).replace("\n", "<br>")
    return f"<qt>{lines}</qt>"


class Words(QLabel):
    """Text that wraps, is never taken for markup, and is dressed by its role.

    Args:
        text: plain text.
        role: "" for running text, or "title", "heading", "prompt", "muted", "small", "eyebrow",
            "timer".
        selectable: whether it can be marked and copied with the mouse.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        parent: QWidget | None = None,
        *,
        selectable: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def let_height_follow(self) -> None:
        """Need no more height than the width asks for, in a column that scrolls.

        Qt else keeps room for the text in a narrower shape: many such texts add up to a page.
        """
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_tone(self, tone: str) -> None:
        """Give the words the colour of "good", "warn" or "bad", or "" for none, as they say."""
        restyle(self, tone=tone)


class Badge(QLabel):
    """One or two words on a ground of their own, such as a verdict.

    Args:
        text: plain text.
        tone: "", "good", "warn", "bad" or "accent".
    """

    def __init__(self, text: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "badge")
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def set_text(self, text: str, tone: str) -> None:
        """Show something else."""
        self.setText(text)
        restyle(self, tone=tone)
