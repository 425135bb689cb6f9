"""Words in a column that scrolls, some of which the user wrote."""

from mlprep_gui.ui.widgets.words import Words, breakable


class Text(Words):
    """Takes no more height than it needs, and no more width than there is; see ``Words``."""

    def __init__(self, text: str = "", role: str = "", *, selectable: bool = False) -> None:
        super().__init__("", role, selectable=selectable)
        self.let_height_follow()
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Show a text; whoever has it read out hears it as it was written."""
        super().setText(breakable(text))
        self.setAccessibleName(text)
