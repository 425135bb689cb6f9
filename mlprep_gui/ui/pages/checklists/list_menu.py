"""What can be done with a whole list, or with all of them: menus, dialogs and questions."""

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from mlprep_gui.services.interviews.list_lines import ListLines
from mlprep_gui.ui.pages.checklists.contents import LIST_FILES, READABLE_LISTS
from mlprep_gui.ui.pages.checklists.presenter import ChecklistsPresenter
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.file_dialogs import ask_open, ask_save
from mlprep_gui.ui.widgets.menu_button import add_action
from mlprep_gui.ui.widgets.text_dialog import TextDialog, TextWish


class ListMenu:
    """Fills menus, and asks before something is lost.

    Args:
        page: what dialogs stand over.
        presenter: does what is wished.
    """

    def __init__(self, page: QWidget, presenter: ChecklistsPresenter) -> None:
        self._page = page
        self._do = presenter

    def fill_for_list(self, lines: ListLines, menu: QMenu) -> None:
        """What can be done with one list."""
        add_action(menu, "Move &up\tAlt+Up", partial(self._do.move_list, lines.id, -1))
        add_action(menu, "Move &down\tAlt+Down", partial(self._do.move_list, lines.id, 1))
        add_action(menu, "&Hide this list", partial(self._do.hide_list, lines.id, hidden=True))
        if lines.is_own:
            add_action(menu, "&Rename…", partial(self._ask_title, lines))
            add_action(menu, "&Delete this list", partial(self._do.remove_list, lines.id))
        else:
            restore = partial(self._do.restore, lines.id)
            add_action(menu, "&Restore as it came", restore, enabled=lines.is_changed)
        menu.addSeparator()
        untick = partial(self._ask_reset, lines)
        add_action(menu, "Un&tick this list…", untick, enabled=lines.ticked > 0)
        add_action(menu, "&Export this list…", partial(self._ask_export, lines))

    def fill_for_all(self, menu: QMenu) -> None:
        """What can be done with all lists."""
        lists = self._do.view().lists
        add_action(menu, "&New list…", self.ask_new_list)
        add_action(menu, "&Import a list…", self._ask_import)
        if lists is None:
            return
        any_tick = lists.ticked > 0
        add_action(menu, "Un&tick all lists…", self._ask_reset_all, enabled=any_tick)
        if lists.hidden_lists:
            menu.addSeparator()
        for one in lists.hidden_lists:
            title = one.title.replace("&", "&&")
            show = partial(self._do.hide_list, one.id, hidden=False)
            add_action(menu, f"Show “{title}” again", show)

    def ask_new_list(self) -> None:
        """Ask for the title of a list of the user's own."""
        wish = TextWish("New list", "&Title", "Make the list")
        TextDialog(self._page, wish, self._do.add_list).open()

    def _ask_title(self, lines: ListLines) -> None:
        wish = TextWish("Rename the list", "&Title", "Rename", lines.title)
        TextDialog(self._page, wish, partial(self._do.rename_list, lines.id)).open()

    def _ask_reset(self, lines: ListLines) -> None:
        choice = Choice(
            f"Untick all of “{lines.title}”?",
            f"{_count(lines.ticked)} taken away, for the next interview. Your notes stay.",
            "Untick all",
            "Keep the ticks",
        )
        ask(self._page, choice, partial(self._do.reset, lines.id))

    def _ask_reset_all(self) -> None:
        lists = self._do.view().lists
        choice = Choice(
            "Untick all lists?",
            f"{_count(lists.ticked if lists else 0)} taken away, for the next interview. "
            "Your notes and your own items stay.",
            "Untick all",
            "Keep the ticks",
        )
        ask(self._page, choice, self._do.reset)

    def _ask_export(self, lines: ListLines) -> None:
        name = "".join(one if one.isalnum() or one in " -" else "" for one in lines.title).strip()
        export = partial(self._do.export_list, lines.id)
        ask_save(self._page, "Export the list", LIST_FILES, f"{name or 'List'}.md", export)

    def _ask_import(self) -> None:
        ask_open(self._page, "Import a list", READABLE_LISTS, self._do.import_list)


def _count(ticks: int) -> str:
    return "1 tick is" if ticks == 1 else f"{ticks} ticks are"
