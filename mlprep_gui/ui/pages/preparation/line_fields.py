"""Lines of the user's own below each other, with an empty one at the end for the next."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.workbooks import Jotting
from mlprep_gui.ui.theme import GAP_S, Theme
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.surfaces import row


class LineFields(QWidget):
    """``kept`` brings all lines that are not blank, and the stretch of typing.

    Args:
        name: accessible name of a line; its number is added.
        theme: for the fields.
        act: text of a button beside each line, "" for none.
        acted: told of the line whose button was pressed.
    """

    kept = Signal(object, str)

    def __init__(
        self,
        name: str,
        theme: Theme,
        act: str = "",
        acted: Callable[[Jotting], None] | None = None,
    ) -> None:
        super().__init__()
        self._name = name
        self._theme = theme
        self._act = act
        self._acted = acted
        self._ids: list[str] = []
        self._fields: list[KeptField] = []
        self._buttons: list[Button] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(GAP_S)
        self._add_field()

    @property
    def lines(self) -> list[Jotting]:
        """The lines that are not blank; new ones have no id."""
        pairs = zip(self._ids, self._fields, strict=True)
        return [Jotting(id_, field.text.strip()) for id_, field in pairs if field.text.strip()]

    def show_lines(self, lines: Sequence[Jotting]) -> None:
        """Show what is kept; lines that stand there already are not touched."""
        filled = [at for at, field in enumerate(self._fields) if field.text.strip()]
        if [self._fields[at].text.strip() for at in filled] == [one.text for one in lines]:
            for at, one in zip(filled, lines, strict=True):
                self._ids[at] = one.id
        elif all(field.is_told for field in self._fields):
            while len(self._fields) < len(lines):
                self._add_field()
            for at, field in enumerate(self._fields):
                field.show_text(lines[at].text if at < len(lines) else "")
                self._ids[at] = lines[at].id if at < len(lines) else ""
        self._keep_one_empty()

    def _add_field(self) -> None:
        number = len(self._fields) + 1
        field = KeptField(f"{self._name} {number}", self._theme, shows_label=False)
        self._fields.append(field)
        self._ids.append("")
        line = row(field)
        if self._act:
            button = Button(self._act, ButtonKind.SMALL, name=f"{self._act}: line {number}")
            button.clicked.connect(partial(self._on_pressed, number - 1))
            self._buttons.append(button)
            line.addWidget(button)
        self._down.addLayout(line)
        field.kept.connect(self._on_kept)
        field.entry.textChanged.connect(self._keep_one_empty)

    def _keep_one_empty(self) -> None:
        if self._fields[-1].text.strip():
            self._add_field()
        for field, button in zip(self._fields, self._buttons, strict=False):
            button.setEnabled(bool(field.text.strip()))

    def _on_kept(self, _text: str, stretch: str) -> None:
        self.kept.emit(self.lines, stretch)

    def _on_pressed(self, at: int) -> None:
        self._fields[at].flush()
        if self._acted is not None:
            self._acted(Jotting(self._ids[at], self._fields[at].text.strip()))
