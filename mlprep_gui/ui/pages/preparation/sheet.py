"""A sheet of the preparation page: what all of them have in common."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.preparation.presenter import PreparationPresenter
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class SheetTools:
    """What sheets work with.

    Attributes:
        presenter: is told what the user does.
        icons: for buttons.
    """

    presenter: PreparationPresenter
    icons: IconBook


class Sheet(ScrollColumn):
    """A column with a heading and a sentence.

    Args:
        tools: see there.
        title, introduction: at the top.
    """

    def __init__(self, tools: SheetTools, title: str, introduction: str) -> None:
        super().__init__(role="plain")
        self._tools = tools
        self._do = tools.presenter
        self.setAccessibleName(title)
        words = Words(introduction, "muted")
        words.let_height_follow()
        self.body.addWidget(Words(title, "heading"))
        self.body.addWidget(words)

    def show_state(self, state: PreparationState) -> None:
        """Show what is kept, without touching what is being typed."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus on the first field or button."""
        for widget in self.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus()
                return

    def flush(self) -> None:
        """Tell at once what was typed."""
        for field in self.findChildren(KeptField):
            field.flush()
