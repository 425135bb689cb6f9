"""Labels by what they say: titles, headings, running text, badges."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mlprep_gui.ui.theme import restyle


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
