"""Builds the pages and ties them together: which page's wish another page fulfils."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports import LoadedBank, Player
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Announcer
from mlprep_gui.ui.main_window import MainWindow, PageEntry
from mlprep_gui.ui.pages.practice.errands import PracticeServices
from mlprep_gui.ui.pages.practice.page import PracticePage
from mlprep_gui.ui.theme import ZOOM_STEPS
from mlprep_gui.ui.widgets.surfaces import Page
from mlprep_gui.ui.wording import describe


@dataclass(frozen=True, slots=True)
class PageTools:
    """What the pages work with, beyond what the practice page needs.

    Attributes:
        practice: for the practice page; its parts serve the others as well.
        loaded: the questions and what was wrong with them.
        self_check: the questions about body language after an answer.
        player: the loudspeaker.
        keeper: the settings.
        find_models: names of the Whisper models on this computer; asks the disk.
        own_questions: makes and keeps questions of the user's own.
        data_folder, own_packs: shown to the user.
    """

    practice: PracticeServices
    loaded: LoadedBank
    self_check: SelfCheck
    player: Player
    keeper: PreferenceKeeper
    find_models: Callable[[], tuple[str, ...]]
    own_questions: OwnQuestionDesk
    data_folder: Path
    own_packs: Path


class Assembly:
    """Each page is built when it is first wanted, or by ``build_next`` when there is time.

    Args:
        window: gets the pages.
        icons: for their buttons.
        tools: for their work.
        announcer: tells what happens in the queue.
    """

    def __init__(
        self, window: MainWindow, icons: IconBook, tools: PageTools, announcer: Announcer
    ) -> None:
        self._window = window
        self._icons = icons
        self._tools = tools
        self._announcer = announcer
        self._unbuilt = ["review", "history", "checklists", "questions", "settings"]

    def open(self) -> None:
        """Show the practice page and its menus."""
        self._window.fill(
            [
                PageEntry("practice", self._make_practice),
                PageEntry("history", self._make_history),
                PageEntry("checklists", self._make_checklists),
                PageEntry("questions", self._make_questions),
                PageEntry("settings", self._make_settings),
                PageEntry("review", self._make_review, under="history"),
            ]
        )
        commands = self.practice.commands
        self._window.add_menus([commands.open], commands.for_practice)
        self._window.zoom_stepped.connect(self._on_zoom_stepped)
        self._tools.keeper.subscribe(self.practice.on_preferences_changed)
        self._window.show_page("practice")

    def build_next(self) -> bool:
        """Build one more page; whether there are still others."""
        if self._unbuilt:
            self._window.page(self._unbuilt.pop(0))
        return bool(self._unbuilt)

    @property
    def practice(self) -> PracticePage:
        """The practice page."""
        page = self._window.page("practice")
        assert isinstance(page, PracticePage)
        return page

    def change(self, preferences: Preferences) -> None:
        """Keep new settings, and say so where they cannot be kept."""
        try:
            self._tools.keeper.change(preferences)
        except Fault as fault:
            self.tell(fault)

    def tell(self, fault: Fault) -> None:
        """Show a fault of the start or of a setting."""
        wording = describe(fault)
        self.practice.tell(wording.sentence, wording.remedy, "warn")

    def tell_saved(self, count: int) -> None:
        """Say how many answers were found that an earlier run could not bring to an end."""
        if count:
            answers = "1 answer was" if count == 1 else f"{count} answers were"
            self.practice.tell(f"{answers} saved when MLPrep ended unexpectedly.", tone="good")

    # The pages ---------------------------------------------------------------------------------

    def _make_practice(self) -> Page:
        page = PracticePage(self._tools.practice, self._icons)
        page.review_requested.connect(self._show_review)
        page.settings_requested.connect(partial(self._window.show_page, "settings"))
        page.front_requested.connect(partial(self._window.show_page, "practice"))
        page.focus_mode_changed.connect(self._window.set_focused)
        self._listen(page.hear)
        return page

    def _make_review(self) -> Page:
        from mlprep_gui.ui.pages.review.page import ReviewPage  # noqa: PLC0415  opens sooner
        from mlprep_gui.ui.pages.review.presenter import ReviewTools  # noqa: PLC0415  the same

        desk = self._tools.practice
        tools = ReviewTools(
            desk=desk.review,
            queue=desk.queue,
            player=self._tools.player,
            storage=desk.practice.storage,
            sound=desk.practice.sound,
        )
        page = ReviewPage(tools, self._tools.self_check, self._icons)
        page.try_again_requested.connect(self._practise)
        page.left.connect(partial(self._window.show_page, "history"))
        self._listen(page.take_news)
        return page

    def _make_history(self) -> Page:
        from mlprep_gui.ui.pages.history.page import HistoryPage  # noqa: PLC0415  opens sooner
        from mlprep_gui.ui.pages.history.presenter import HistoryTools  # noqa: PLC0415  the same

        desk = self._tools.practice
        tools = HistoryTools(
            history=desk.history, queue=desk.queue, bank=desk.bank, storage=desk.practice.storage
        )
        page = HistoryPage(tools, self._icons)
        page.attempt_opened.connect(self._show_review)
        page.attempt_deleted.connect(self._on_attempt_deleted)
        page.practice_requested.connect(partial(self._window.show_page, "practice"))
        self._listen(page.take_news)
        return page

    def _make_checklists(self) -> Page:
        from mlprep_gui.ui.pages.checklists.page import ChecklistsPage  # noqa: PLC0415  opens sooner

        desk = self._tools.practice
        return ChecklistsPage(desk.checklists, desk.practice.storage, self._icons)

    def _make_questions(self) -> Page:
        from mlprep_gui.ui.pages.questions.page import (  # noqa: PLC0415  opens sooner
            QuestionsPage,
            QuestionsTools,
        )

        tools = QuestionsTools(
            loaded=self._tools.loaded,
            own_packs=self._tools.own_packs,
            desk=self._tools.own_questions,
            storage=self._tools.practice.practice.storage,
        )
        page = QuestionsPage(tools, self._icons)
        page.practice_requested.connect(self._practise)
        return page

    def _make_settings(self) -> Page:
        from mlprep_gui.ui.pages.settings.page import (  # noqa: PLC0415  opens sooner
            SettingsPage,
            SettingsTools,
        )

        desk = self._tools.practice
        tools = SettingsTools(
            keeper=self._tools.keeper,
            recorder=desk.practice.recorder,
            player=self._tools.player,
            transcriber=desk.transcriber,
            find_models=self._tools.find_models,
            data_folder=self._tools.data_folder,
            storage=desk.practice.storage,
            sound=desk.practice.sound,
        )
        return SettingsPage(tools, self._icons)

    # Between them ------------------------------------------------------------------------------

    def _listen(self, hear: Callable[[TranscriptionNews], None]) -> None:
        self._announcer.told.connect(hear)

    def _show_review(self, attempt_id: str) -> None:
        from mlprep_gui.ui.pages.review.page import ReviewPage  # noqa: PLC0415  opens sooner

        page = self._window.page("review")
        assert isinstance(page, ReviewPage)
        page.open_attempt(attempt_id)
        self.practice.forget(attempt_id)
        self._window.show_page("review")

    def _on_attempt_deleted(self, attempt_id: str) -> None:
        from mlprep_gui.ui.pages.review.page import ReviewPage  # noqa: PLC0415  opens sooner

        page = self._window.page("review")
        assert isinstance(page, ReviewPage)
        page.forget_attempt(attempt_id)
        self.practice.forget(attempt_id)

    def _practise(self, question_id: str) -> None:
        self.practice.choose(question_id)
        self._window.show_page("practice")

    def _on_zoom_stepped(self, step: int) -> None:
        current = self._tools.keeper.current
        self.change(replace(current, zoom=step_zoom(current.zoom, step)))


def step_zoom(zoom: float, step: int) -> float:
    """The next larger (1) or smaller (-1) zoom, or 100 % (0)."""
    if step == 0:
        return 1.0
    if step > 0:
        return next((size for size in ZOOM_STEPS if size > zoom), ZOOM_STEPS[-1])
    return next((size for size in reversed(ZOOM_STEPS) if size < zoom), ZOOM_STEPS[0])
