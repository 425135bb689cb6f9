"""An item of a list as a row: its box, words, date, note, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.due_dates import DueState
from mlprep_gui.domain.interviews.list_editing import OwnItem
from mlprep_gui.domain.interviews.workbooks import ItemNote
from mlprep_gui.services.interviews.list_lines import ItemLine
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.interview_wording import say_due
from mlprep_gui.ui.pages.checklists.contents import PLACES
from mlprep_gui.ui.pages.checklists.item_dialog import ItemDialog
from mlprep_gui.ui.pages.checklists.note_box import NoteBox
from mlprep_gui.ui.pages.checklists.presenter import ChecklistsPresenter
from mlprep_gui.ui.theme import GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.menu_button import MenuButton, add_action, open_menu
from mlprep_gui.ui.widgets.row_column import Grip, MovableRow
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words, breakable

_TONES = {DueState.OVERDUE: "bad", DueState.TODAY: "warn"}


@dataclass(frozen=True, slots=True)
class RowTools:
    """What rows work with.

    Attributes:
        presenter: is told what the user does.
        icons: for buttons.
        open_place: leads to what an item's ``opens`` names.
    """

    presenter: ChecklistsPresenter
    icons: IconBook
    open_place: Callable[[str], None]


class ItemRow(MovableRow):
    """A click anywhere on the words ticks, as Space does on the box.

    Args:
        item: what it shows at first.
        tools: see there.
        list_title: shown with it where items of several lists stand together; such a row stays
            in its place.
    """

    def __init__(self, item: ItemLine, tools: RowTools, list_title: str = "") -> None:
        super().__init__()
        self._item = item
        self._tools = tools
        self._is_alone = bool(list_title)
        self.grip = None if list_title else Grip(tools.icons)
        self.box = _Box()
        self._text = Words()
        self._reason = Words(role="small")
        self._due = Words(role="small")
        self._list = Words(breakable(list_title), "small")
        self._open = Button("", ButtonKind.SMALL)
        self._note = Button("", ButtonKind.SMALL_QUIET, tools.icons, "note", "Notes")
        self._more = MenuButton("More", tools.icons, self._fill_menu)
        # Made when there is a note: most items never get one.
        self._notes: NoteBox | None = None
        self._texts = QVBoxLayout()
        self._build()
        self._connect()
        self.show_item(item)

    def main_widget(self) -> QWidget:
        """See ``MovableRow``."""
        return self.box

    def show_item(self, item: ItemLine) -> None:
        """Show it as it is now, without telling anybody."""
        self._item = item
        blocked = self.box.blockSignals(True)
        self.box.setChecked(item.is_ticked)
        self.box.blockSignals(blocked)
        due = say_due(item.state, item.due)
        self._text.setText(breakable(item.text))
        self._reason.setText(breakable(item.reason))
        self._reason.setVisible(bool(item.reason))
        self._due.setText(due[:1].upper() + due[1:])
        self._due.set_tone(_TONES.get(item.state, ""))
        # Where items of several lists stand together, the heading says it of all of them.
        said_above = self._is_alone and item.state is DueState.TODAY
        self._due.setVisible(bool(due) and not said_above)
        self.box.setAccessibleName(f"{item.text} ({due})" if due else item.text)
        self.box.setAccessibleDescription(item.reason)
        place = PLACES.get(item.opens, "")
        self._open.setText(place)
        self._open.setAccessibleName(f"Open: {place}")
        self._open.setVisible(bool(place))
        self._note.setAccessibleName(f"Notes on: {item.text}")
        self._more.setAccessibleName(f"More: {item.text}")
        if self._notes is not None or item.note.text or item.note.links:
            self._note_box().show_note(item.note)

    def flush(self) -> None:
        """Tell at once what was typed."""
        if self._notes is not None:
            self._notes.flush()

    # The user ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tick by a click on the text, as everywhere else."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(place):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """The same menu as behind the three dots."""
        open_menu(self, event.globalPos(), self._fill_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """On the box: F2 edits, Delete deletes or hides."""
        if self.box.hasFocus() and event.key() == Qt.Key.Key_F2 and self._item.is_own:
            self._edit()
        elif self.box.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        for words in (self._text, self._reason, self._due, self._list):
            words.let_height_follow()
        self._list.setVisible(self._is_alone)
        texts = self._texts
        texts.setSpacing(GAP_XS)
        for part in (self._text, self._reason, self._due, self._list):
            texts.addWidget(part)
        texts.addLayout(row(self._open, None))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_S)
        top = Qt.AlignmentFlag.AlignTop
        if self.grip is not None:
            across.addWidget(self.grip, 0, top)
        across.addWidget(self.box, 0, top)
        across.addLayout(texts, 1)
        across.addWidget(self._note, 0, top)
        across.addWidget(self._more, 0, top)

    def _connect(self) -> None:
        self.box.toggled.connect(self._on_box_toggled)
        self._open.clicked.connect(self._on_open_clicked)
        self._note.clicked.connect(self._on_note_clicked)

    def _note_box(self) -> NoteBox:
        if self._notes is None:
            self._notes = NoteBox(self._item.text, self._tools.icons)
            self._notes.show_note(self._item.note)
            self._notes.kept.connect(self._on_note_kept)
            self._notes.question_wished.connect(self._on_question_wished)
            self._texts.addWidget(self._notes)
        return self._notes

    @property
    def _key(self) -> tuple[str, str]:
        return (self._item.list_id, self._item.id)

    def _fill_menu(self, menu: QMenu) -> None:
        do = self._tools.presenter
        add_action(menu, "&Notes", self._on_note_clicked)
        if not self._is_alone:
            add_action(menu, "Move &up\tAlt+Up", lambda: do.move_item(self._key, -1))
            add_action(menu, "Move &down\tAlt+Down", lambda: do.move_item(self._key, 1))
        menu.addSeparator()
        if self._item.is_own:
            add_action(menu, "&Change…\tF2", self._edit)
            add_action(menu, "D&elete\tDel", self._remove)
        add_action(menu, "&Hide", lambda: do.hide_item(self._key, hidden=True))

    def _edit(self) -> None:
        def open_dialog(item: OwnItem) -> None:
            ItemDialog(self, item, self._tools.presenter.edit_item).open()

        self._tools.presenter.find_own(self._key, open_dialog)

    def _remove(self) -> None:
        if self._item.is_own:
            self._tools.presenter.remove_item(self._key)
        else:
            self._tools.presenter.hide_item(self._key, hidden=True)

    def _on_box_toggled(self, ticked: bool) -> None:
        self._tools.presenter.tick(self._key, ticked)

    def _on_open_clicked(self) -> None:
        self._tools.open_place(self._item.opens)

    def _on_note_clicked(self) -> None:
        notes = self._note_box()
        notes.set_editing(not notes.is_editing)
        if not notes.is_editing:
            self.box.setFocus()

    def _on_note_kept(self, note: ItemNote, stretch: str) -> None:
        self._tools.presenter.save_note(note, stretch)

    def _on_question_wished(self) -> None:
        self._tools.presenter.ask_about(self._key)


class _Box(QCheckBox):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave Up and Down to the column; a button would go to whatever comes next."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)
