"""The page of the interviews: all of them, one of them, or the form of one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.interview import Interview
from mlprep_gui.services.interviews.desk import InterviewDesk
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.interviews.contents import propose_file_name
from mlprep_gui.ui.pages.interviews.detail import InterviewDetail
from mlprep_gui.ui.pages.interviews.form import InterviewForm
from mlprep_gui.ui.pages.interviews.overview import Overview
from mlprep_gui.ui.pages.interviews.presenter import (
    InterviewsPageView,
    InterviewsPresenter,
    Notice,
    Remedy,
)
from mlprep_gui.ui.printing.print_dialog import ask_printer
from mlprep_gui.ui.printing.sheet import SheetPrinter
from mlprep_gui.ui.theme import GAP_L, GAP_M
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.file_dialogs import ask_save
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page
from mlprep_gui.ui.widgets.words import breakable

_TICK_MS = 30_000
"""So often the countdown is looked at; it is told in minutes."""


@dataclass(frozen=True, slots=True)
class InterviewTools:
    """What the page works with.

    Attributes:
        desk: used on ``storage`` only.
        storage: the worker.
        printer: brings the sheet to paper; used on ``storage`` too.
    """

    desk: InterviewDesk
    storage: Background
    printer: SheetPrinter


class InterviewsPage(Page):
    """Shows and forwards; ``InterviewsPresenter`` and ``FormPresenter`` decide.

    Signals:
        lists_requested: the checklists of the interview with this id, and the list with this id,
            "" for none in particular.
        practice_requested: the question with this id.
    """

    lists_requested = Signal(str, str)
    practice_requested = Signal(str)

    def __init__(self, tools: InterviewTools, icons: IconBook) -> None:
        super().__init__()
        self._tools = tools
        self._presenter = InterviewsPresenter(tools.desk, tools.storage, self._on_changed)
        self._shown = InterviewsPageView()
        self._wants_focus = False
        self._notice = NoticeBar(icons)
        self._overview = Overview(icons)
        self._detail = InterviewDetail(icons)
        self._form = InterviewForm(tools.desk, tools.storage, icons, self._on_saved)
        self._leaves = QStackedWidget()
        self._minutes = QTimer(self)
        self._minutes.setInterval(_TICK_MS)
        self._build()
        self._connect()

    # What the window asks -----------------------------------------------------------------------

    def on_shown(self) -> None:
        """See ``Page``."""
        self._wants_focus = not self._is_editing
        self._presenter.refresh()

    def holds_closing(self, proceed: Callable[[], object]) -> bool:
        """See ``Page``."""
        if not (self._is_editing and self._form.is_changed):
            return False

        def go_on() -> None:
            self._leave_form()
            proceed()

        self._form.ask_to_leave(go_on)
        return True

    def undo(self) -> None:
        """Take back the last step, by the menu; a form keeps to its own fields."""
        if not self._is_editing:
            self._presenter.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self._is_editing:
            self._presenter.redo()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """The countdown runs while somebody sees it."""
        super().showEvent(event)
        self._minutes.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nobody sees it."""
        super().hideEvent(event)
        self._minutes.stop()

    @property
    def _is_editing(self) -> bool:
        return self._leaves.currentWidget() is self._form

    # What is shown ------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        view, before = self._presenter.view(), self._shown
        self._shown = view
        self._show_notice(view.notice, before.notice)
        if view.overview is not None:
            self._overview.show_view(view.overview)
        if view.chosen is not None:
            self._detail.show_view(view.chosen)
        if self._is_editing:
            return
        interview, last = view.chosen_interview, before.chosen_interview
        wanted: QWidget = self._overview if interview is None else self._detail
        is_other = wanted is not self._leaves.currentWidget()
        self._leaves.setCurrentWidget(wanted)
        if not (is_other or self._wants_focus):
            return
        self._wants_focus = False
        if interview is None:
            self._overview.focus("" if last is None else last.id)
        else:
            self._detail.focus()

    def _show_notice(self, notice: Notice | None, before: Notice | None) -> None:
        if notice is None:
            self._notice.hide()
        elif notice is not before:
            self._notice.show_words(
                notice.sentence, notice.details, notice.remedy.value, notice.tone
            )

    # The form -----------------------------------------------------------------------------------

    def _on_add(self) -> None:
        self._presenter.dismiss()
        self._leaves.setCurrentWidget(self._form)
        self._form.open_new()

    def _on_edit(self) -> None:
        interview = self._presenter.view().chosen_interview
        if interview is not None:
            self._presenter.dismiss()
            self._leaves.setCurrentWidget(self._form)
            self._form.open_interview(interview)

    def _on_saved(self, interview: Interview, is_new: bool) -> None:
        self._leaves.setCurrentWidget(self._overview)
        self._presenter.tell_kept(interview.id, is_new=is_new)

    def _leave_form(self) -> None:
        chosen = self._presenter.view().chosen
        self._leaves.setCurrentWidget(self._overview if chosen is None else self._detail)
        self._wants_focus = True
        self._presenter.refresh()

    # What the user does with one ----------------------------------------------------------------

    def _with_chosen(self, act: Callable[[str], None]) -> None:
        interview = self._presenter.view().chosen_interview
        if interview is not None:
            act(interview.id)

    def _on_list_wished(self, list_id: str) -> None:
        self._with_chosen(lambda interview_id: self.lists_requested.emit(interview_id, list_id))

    def _on_deletion_wished(self) -> None:
        interview = self._presenter.view().chosen_interview
        if interview is None:
            return
        details = interview.details
        choice = Choice(
            breakable(f"Delete the interview for {details.role} at {details.company}?"),
            "Its lists, notes and preparation are deleted with it. "
            "You can undo this until you close MLPrep.",
            "Delete",
            "Keep it",
        )
        ask(self, choice, partial(self._presenter.delete, interview.id))

    def _on_calendar_wished(self) -> None:
        interview = self._presenter.view().chosen_interview
        if interview is not None:
            name = f"{propose_file_name(interview)}.ics"
            save = partial(self._presenter.save_calendar, interview.id)
            ask_save(self, "Save calendar file", "Calendar files (*.ics)", name, save)

    def _on_pdf_wished(self) -> None:
        interview = self._presenter.view().chosen_interview
        if interview is not None:
            name = f"{propose_file_name(interview)}.pdf"
            save = partial(self._save_pdf, interview.id)
            ask_save(self, "Save the sheet", "PDF files (*.pdf)", name, save)

    def _save_pdf(self, interview_id: str, path: Path) -> None:
        printer = self._tools.printer
        told = Notice(f"Saved as {path}.", tone="good")
        self._presenter.bring_to_paper(interview_id, lambda sheet: printer.save(sheet, path), told)

    def _on_printing_wished(self) -> None:
        interview = self._presenter.view().chosen_interview
        if interview is not None:
            name = propose_file_name(interview)
            ask_printer(self, name, partial(self._print, interview.id))

    def _print(self, interview_id: str, device: QPrinter) -> None:
        printer = self._tools.printer
        told = Notice("The sheet was sent to the printer.", tone="good")
        self._presenter.bring_to_paper(
            interview_id, lambda sheet: printer.print(sheet, device), told
        )

    def _on_remedy(self) -> None:
        notice = self._presenter.view().notice
        if notice is not None and notice.remedy is Remedy.UNDO:
            self._presenter.undo()
        elif notice is not None and notice.remedy is Remedy.REDO:
            self._presenter.redo()

    # How it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        for leaf in (self._overview, self._detail, self._form):
            self._leaves.addWidget(leaf)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        down.addWidget(self._notice)
        down.addWidget(self._leaves, 1)

    def _connect(self) -> None:
        presenter, overview, detail = self._presenter, self._overview, self._detail
        self._minutes.timeout.connect(presenter.refresh)
        self._notice.acted.connect(self._on_remedy)
        self._notice.dismissed.connect(presenter.dismiss)
        for bar in (overview.undo_bar, detail.undo_bar):
            bar.undone.connect(presenter.undo)
            bar.redone.connect(presenter.redo)
        overview.add_wished.connect(self._on_add)
        overview.opened.connect(presenter.open)
        overview.lists_wished.connect(lambda one: self.lists_requested.emit(one, ""))
        overview.restore_wished.connect(presenter.restore)
        detail.left.connect(presenter.close)
        detail.edit_wished.connect(self._on_edit)
        detail.archive_wished.connect(lambda: self._with_chosen(presenter.archive))
        detail.restore_wished.connect(lambda: self._with_chosen(presenter.restore))
        detail.deletion_wished.connect(self._on_deletion_wished)
        detail.plan.practice_wished.connect(self.practice_requested)
        detail.lists.list_wished.connect(self._on_list_wished)
        detail.paper.calendar_wished.connect(self._on_calendar_wished)
        detail.paper.printing_wished.connect(self._on_printing_wished)
        detail.paper.pdf_wished.connect(self._on_pdf_wished)
        self._form.left.connect(self._leave_form)
