"""What is overdue or due today, of all lists of an interview."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mlprep_gui.services.interviews.list_lines import ItemLine
from mlprep_gui.ui.pages.checklists.contents import (
    MOST_AT_ONCE,
    DueGroup,
    group_due,
    say_due_sentence,
    say_nothing_due,
)
from mlprep_gui.ui.pages.checklists.item_row import ItemRow, RowTools
from mlprep_gui.ui.pages.checklists.state import ChecklistsView
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.row_column import MovableRow, RowColumn
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words, breakable


class TodayPanel(ScrollColumn):
    """What was ticked here stays in sight until the user goes elsewhere.

    Signals:
        list_wished: the id of a list of which not everything is shown here.
    """

    list_wished = Signal(str)

    def __init__(self, tools: RowTools) -> None:
        super().__init__(role="plain")
        self._tools = tools
        self._shown: dict[str, ItemLine | DueGroup] = {}
        self._sentence = Words(role="muted")
        self._title = Words(role="heading")
        self._rows: RowColumn[MovableRow] = RowColumn(GAP_M)
        self.setAccessibleName("Due today")
        self.body.addWidget(self._title)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._rows)

    def show_view(self, view: ChecklistsView) -> None:
        """Show what is due."""
        if view.lists is None:
            return
        is_much = len(view.due) > MOST_AT_ONCE
        heading, sentence = "Due today", say_due_sentence(view.lists, is_much=is_much)
        if not view.due:
            heading, sentence = say_nothing_due(view.lists)
        self._title.setText(heading)
        self._sentence.setText(sentence)
        titles = {one.id: one.title for one in view.lists.lists}
        lines = _few_of_each(group_due(view.lists, view.due)) if is_much else _all(view.due)

        def make(row_id: str) -> MovableRow:
            line = lines[row_id]
            if isinstance(line, DueGroup):
                return _MoreRow(line, partial(self.list_wished.emit, line.list_id))
            return ItemRow(line, self._tools, f"On the list “{titles[line.list_id]}”")

        self._rows.show_rows(lines, make)
        self._renew(lines)

    def focus_first(self) -> None:
        """Put the focus on the first item."""
        self._rows.focus_at(0)

    def flush(self) -> None:
        """Tell at once what was typed."""
        for shown in self._rows.rows():
            if isinstance(shown, ItemRow):
                shown.flush()

    def _renew(self, lines: dict[str, ItemLine | DueGroup]) -> None:
        for row_id, line in lines.items():
            shown = self._rows.row(row_id)
            if self._shown.get(row_id) == line:
                continue
            if isinstance(shown, ItemRow) and isinstance(line, ItemLine):
                shown.show_item(line)
            elif isinstance(shown, _MoreRow) and isinstance(line, DueGroup):
                shown.show_group(line)
        self._shown = lines


def _all(due: tuple[ItemLine, ...]) -> dict[str, ItemLine | DueGroup]:
    return {f"{item.list_id}/{item.id}": item for item in due}


def _few_of_each(groups: tuple[DueGroup, ...]) -> dict[str, ItemLine | DueGroup]:
    lines: dict[str, ItemLine | DueGroup] = {}
    for group in groups:
        lines.update(_all(group.items))
        if group.more:
            # No item has an empty id.
            lines[f"{group.list_id}/"] = group
    return lines


class _MoreRow(MovableRow):
    """Says how much more of a list is due, and leads there."""

    def __init__(self, group: DueGroup, open_list: "partial[None]") -> None:
        super().__init__()
        self._words = Words(role="muted")
        self._words.let_height_follow()
        self._button = _MoreButton("Open the list", ButtonKind.SMALL)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, GAP_M)
        across.addWidget(self._words, 1)
        across.addWidget(self._button)
        self._button.clicked.connect(lambda _checked: open_list())
        self.show_group(group)

    def main_widget(self) -> QWidget:
        """See ``MovableRow``."""
        return self._button

    def show_group(self, group: DueGroup) -> None:
        """Show how many there are now."""
        self._words.setText(breakable(f"and {group.more} more in “{group.title}”"))
        self._button.setAccessibleName(f"Open the list “{group.title}”: {group.more} more are due")


class _MoreButton(Button):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave Up and Down to the column, as the boxes of the items do."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)
