"""One list: its heading, progress, sections of items, and what is hidden."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QProgressBar, QVBoxLayout, QWidget

from mlprep_gui.services.interviews.list_lines import ItemLine, ListLines, SectionLines
from mlprep_gui.ui.pages.checklists.contents import say_progress
from mlprep_gui.ui.pages.checklists.item_row import ItemRow, RowTools
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.kept_field import AddLine
from mlprep_gui.ui.widgets.menu_button import MenuButton
from mlprep_gui.ui.widgets.row_column import RowColumn
from mlprep_gui.ui.widgets.surfaces import Line, ScrollColumn, clear, row
from mlprep_gui.ui.widgets.words import Words, breakable


class ListPanel(ScrollColumn):
    """Shows a list; what the user does to its items goes to the presenter.

    ``menu_wished`` brings the list and a menu to put into what can be done with the whole list.
    """

    menu_wished = Signal(object, object)

    def __init__(self, lines: ListLines, tools: RowTools) -> None:
        super().__init__(role="plain")
        self._lines = lines
        self._tools = tools
        self._sections: dict[str, _Section] = {}
        self._title = Words(role="heading")
        self._more = MenuButton("More for this list", tools.icons, self._fill_menu)
        self._introduction = Words(role="muted")
        self._progress = QProgressBar()
        self._progress_text = Words(role="muted")
        self._empty = Words("Nothing is on this list yet.", "muted")
        self._ground = QVBoxLayout()
        self._add = AddLine("An item of your own")
        self._hidden = _HiddenItems(tools)
        self._build()
        self.show_list(lines)

    def show_list(self, lines: ListLines) -> None:
        """Show it as it is now."""
        self._lines = lines
        self.setAccessibleName(lines.title)
        self._title.setText(breakable(lines.title))
        self._introduction.setText(breakable(lines.introduction))
        self._introduction.setVisible(bool(lines.introduction))
        self._progress.setMaximum(max(1, lines.total))
        self._progress.setValue(lines.ticked)
        self._progress.setAccessibleName(f"Done on {lines.title}")
        self._progress_text.setText(say_progress(lines.ticked, lines.total))
        self._empty.setVisible(not lines.sections)
        self._hidden.show_items(lines.id, lines.hidden)
        self._show_sections(lines.sections)

    def focus_first(self) -> None:
        """Put the focus on the first item, or on the line for a new one."""
        first = next(iter(self._sections.values()), None)
        if first is None or not first.rows.focus_at(0):
            self._add.setFocus()

    def flush(self) -> None:
        """Tell at once what was typed."""
        for section in self._sections.values():
            for shown in section.rows.rows():
                shown.flush()

    def _show_sections(self, sections: tuple[SectionLines, ...]) -> None:
        wanted = {section.title: section for section in sections}
        for gone in [title for title in self._sections if title not in wanted]:
            dropped = self._sections.pop(gone)
            self._ground.removeWidget(dropped)
            dropped.hide()
            dropped.deleteLater()
        for place, (title, section) in enumerate(wanted.items()):
            shown = self._sections.get(title)
            if shown is None:
                shown = self._sections[title] = self._make_section(title)
                self._ground.insertWidget(place, shown)
                shown.show()
            shown.show_items(section.items)
        self._sections = {title: self._sections[title] for title in wanted}

    def _make_section(self, title: str) -> "_Section":
        section = _Section(title, self._tools)
        section.rows.left.connect(partial(self._on_left, title))
        section.rows.moved.connect(self._on_moved)
        section.rows.ordered.connect(partial(self._on_ordered, title))
        return section

    def _build(self) -> None:
        self._progress.setTextVisible(False)
        self._progress_text.setWordWrap(False)
        head = row(self._title, self._more)
        head.setStretch(0, 1)
        bar = row(self._progress, self._progress_text, spacing=GAP_M)
        bar.setStretch(0, 1)
        self._ground.setSpacing(GAP_M)
        self.body.addLayout(head)
        self.body.addWidget(self._introduction)
        self.body.addLayout(bar)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._ground)
        self.body.addWidget(self._add)
        self.body.addWidget(self._hidden)
        self._add.added.connect(self._on_added)

    def _fill_menu(self, menu: QMenu) -> None:
        self.menu_wished.emit(self._lines, menu)

    def _on_added(self, text: str) -> None:
        self._tools.presenter.add_item(self._lines.id, text)

    def _on_moved(self, item_id: str, step: int) -> None:
        self._tools.presenter.move_item((self._lines.id, item_id), step)

    def _on_ordered(self, title: str, ids: list[str]) -> None:
        others = [
            item.id
            for section in self._lines.sections
            for item in section.items
            if section.title != title
        ]
        self._tools.presenter.order_items(self._lines.id, [*ids, *others])

    def _on_left(self, title: str, step: int) -> None:
        """Go on in the next section, or to the line for a new item."""
        titles = list(self._sections)
        place = titles.index(title) + step
        if 0 <= place < len(titles):
            self._sections[titles[place]].rows.focus_at(0 if step > 0 else -1)
        elif step > 0:
            self._add.setFocus()


class _Section(QWidget):
    """The items under one heading."""

    def __init__(self, title: str, tools: RowTools) -> None:
        super().__init__()
        self._tools = tools
        self._items: dict[str, ItemLine] = {}
        self.rows: RowColumn[ItemRow] = RowColumn(GAP_M)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_S)
        down.addWidget(Words(breakable(title), "eyebrow"))
        down.addWidget(self.rows)

    def show_items(self, items: tuple[ItemLine, ...]) -> None:
        """Show these."""
        by_id = {item.id: item for item in items}
        self.rows.show_rows(by_id, lambda item_id: ItemRow(by_id[item_id], self._tools))
        for item_id, item in by_id.items():
            shown = self.rows.row(item_id)
            if shown is not None and self._items.get(item_id) != item:
                shown.show_item(item)
        self._items = by_id


class _HiddenItems(QWidget):
    """Items that were hidden, each with a button that shows it again."""

    def __init__(self, tools: RowTools) -> None:
        super().__init__()
        self._tools = tools
        self._shown: tuple[ItemLine, ...] = ()
        self._toggle = Button("", ButtonKind.QUIET)
        self._toggle.setCheckable(True)
        self._ground = QWidget()
        self._lines = QVBoxLayout(self._ground)
        self._lines.setContentsMargins(0, 0, 0, 0)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(Line())
        down.addLayout(row(self._toggle, None))
        down.addWidget(self._ground)
        self._ground.hide()
        self._toggle.toggled.connect(self._ground.setVisible)

    def show_items(self, list_id: str, items: tuple[ItemLine, ...]) -> None:
        """Show these; nothing where there is none."""
        self.setVisible(bool(items))
        if items == self._shown:
            return
        self._shown = items
        count = len(items)
        self._toggle.setText("1 hidden item" if count == 1 else f"{count} hidden items")
        self._toggle.setAccessibleName(self._toggle.text())
        clear(self._lines)
        for item in items:
            button = Button("Show again", ButtonKind.SMALL, name=f"Show again: {item.text}")
            button.clicked.connect(partial(self._on_wished, (list_id, item.id)))
            line = row(Words(breakable(item.text), "muted"), button, spacing=GAP_M)
            line.setStretch(0, 1)
            self._lines.addLayout(line)

    def _on_wished(self, key: tuple[str, str]) -> None:
        self._toggle.setFocus()
        self._tools.presenter.hide_item(key, hidden=False)
