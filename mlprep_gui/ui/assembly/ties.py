"""Which page's wish another page fulfils, and in what order the pages are built."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.answers import Recovery
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.assembly import makers
from mlprep_gui.ui.assembly.makers import PageTools
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Announcer
from mlprep_gui.ui.main_window import MainWindow, PageEntry
from mlprep_gui.ui.menus import make_action
from mlprep_gui.ui.pages.practice.page import PracticePage
from mlprep_gui.ui.theme import ZOOM_STEPS
from mlprep_gui.ui.widgets.surfaces import Page

_GO_BACK = (
    "What you do now may be lost. In Settings, under “Your data, backups…”, you can go back to an "
    "automatic copy; the damaged file is kept."
)


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
        self._unbuilt = [
            "review",
            "history",
            "progress",
            "interviews",
            "checklists",
            "questions",
            "settings",
        ]

    def open(self) -> None:
        """Show the practice page and its menus."""
        self._window.fill(
            [
                PageEntry("practice", self._make_practice),
                PageEntry("history", self._make_history),
                PageEntry("progress", self._make_progress),
                PageEntry("interviews", self._make_interviews),
                PageEntry("checklists", self._make_checklists),
                PageEntry("questions", self._make_questions),
                PageEntry("settings", self._make_settings),
                PageEntry("review", self._make_review, under="history"),
                PageEntry("comparison", self._make_comparison, under="history"),
                PageEntry("models", self._make_models, under="settings"),
                PageEntry("data", self._make_data, under="settings"),
                PageEntry("preparation", self._make_preparation, under="checklists"),
            ]
        )
        commands = self.practice.commands
        to_models = partial(self._window.show_page, "models")
        models = make_action(self._window, "&Whisper models…", "", to_models)
        to_data = partial(self._window.show_page, "data")
        data = make_action(self._window, "Your &data, backups…", "", to_data)
        self._window.add_menus(
            [commands.open], commands.for_practice, [commands.test, models, data]
        )
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
        broken = fault.code is FaultCode.DATABASE_BROKEN
        self.practice.tell(wording.sentence, _GO_BACK if broken else wording.remedy, "warn")

    def offer_recovered(self, recovery: Recovery) -> None:
        """Offer what an earlier run left behind."""
        self.practice.offer_recovered(recovery)

    def test_microphone(self) -> None:
        """Let the user hear how the microphone sounds."""
        if not self._window.is_focused:
            dialog = makers.make_microphone_test(
                self._tools, self._icons, self._window, self._on_microphone_chosen
            )
            dialog.open()

    def export(self, attempt_ids: Sequence[str], name: str) -> None:
        """Ask in which form and where answers are to be written; ``name`` is for the file."""
        makers.make_export(self._tools, self._window, attempt_ids, name).open()

    # The pages ---------------------------------------------------------------------------------

    def _make_practice(self) -> Page:
        page = PracticePage(self._tools.practice, self._icons, makers.make_permission())
        page.review_requested.connect(self._show_review)
        page.settings_requested.connect(partial(self._window.show_page, "settings"))
        page.front_requested.connect(partial(self._window.show_page, "practice"))
        page.focus_mode_changed.connect(self._window.set_focused)
        page.microphone_chosen.connect(self._on_microphone_chosen)
        page.microphone_test_requested.connect(self.test_microphone)
        self._listen(page.hear)
        return page

    def _make_review(self) -> Page:
        page = makers.make_review(self._tools, self._icons)
        page.try_again_requested.connect(self._practise)
        page.export_requested.connect(self.export)
        page.left.connect(partial(self._window.show_page, "history"))
        self._listen(page.take_news)
        return page

    def _make_history(self) -> Page:
        page = makers.make_history(self._tools, self._icons)
        page.attempt_opened.connect(self._show_review)
        page.attempts_deleted.connect(self._on_attempts_deleted)
        page.practise_requested.connect(self._practise)
        page.compare_requested.connect(self._compare)
        page.export_requested.connect(self.export)
        page.practice_requested.connect(partial(self._window.show_page, "practice"))
        self._listen(page.take_news)
        return page

    def _make_progress(self) -> Page:
        page = makers.make_progress(self._tools, self._icons)
        page.practise_requested.connect(self._practise)
        page.practice_requested.connect(partial(self._window.show_page, "practice"))
        self._listen(page.take_news)
        return page

    def _make_interviews(self) -> Page:
        page = makers.make_interviews(self._tools, self._icons)
        page.practice_requested.connect(self._practise)
        page.lists_requested.connect(self._show_lists)
        return page

    def _make_comparison(self) -> Page:
        page = makers.make_comparison(self._tools, self._icons)
        page.left.connect(partial(self._window.show_page, "history"))
        page.attempt_opened.connect(self._show_review)
        return page

    def _make_checklists(self) -> Page:
        page = makers.make_checklists(self._tools, self._icons)
        page.microphone_test_requested.connect(self.test_microphone)
        page.practice_requested.connect(partial(self._window.show_page, "practice"))
        page.preparation_requested.connect(self._show_preparation)
        return page

    def _make_preparation(self) -> Page:
        page = makers.make_preparation(self._tools, self._icons)
        page.left.connect(partial(self._window.show_page, "checklists"))
        page.list_requested.connect(self._show_lists)
        page.practice_requested.connect(self._practise)
        page.question_drafted.connect(self._edit_draft)
        return page

    def _make_questions(self) -> Page:
        page = makers.make_questions(self._tools, self._icons)
        page.practice_requested.connect(self._practise)
        page.bank_changed.connect(self.practice.follow_bank)
        return page

    def _make_settings(self) -> Page:
        page = makers.make_settings(self._tools, self._icons)
        page.microphone_test_requested.connect(self.test_microphone)
        page.models_requested.connect(partial(self._window.show_page, "models"))
        page.data_requested.connect(partial(self._window.show_page, "data"))
        return page

    def _make_models(self) -> Page:
        page = makers.make_models(self._tools, self._icons)
        page.left.connect(partial(self._window.show_page, "settings"))
        self._tools.model_news.told.connect(page.take_news)
        return page

    def _make_data(self) -> Page:
        page = makers.make_data(self._tools, self._icons)
        page.left.connect(partial(self._window.show_page, "settings"))
        page.start_again_requested.connect(self._window.start_again)
        page.leave_requested.connect(self._window.close)
        return page

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

    def _compare(self, one: str, other: str) -> None:
        from mlprep_gui.ui.pages.comparison.page import ComparisonPage  # noqa: PLC0415  opens sooner

        page = self._window.page("comparison")
        assert isinstance(page, ComparisonPage)
        page.open_pair(one, other)
        self._window.show_page("comparison")

    def _on_attempts_deleted(self, attempt_ids: Sequence[str]) -> None:
        from mlprep_gui.ui.pages.review.page import ReviewPage  # noqa: PLC0415  opens sooner

        page = self._window.page("review")
        assert isinstance(page, ReviewPage)
        practice = self.practice
        for attempt_id in attempt_ids:
            page.forget_attempt(attempt_id)
            practice.forget(attempt_id)

    def _show_lists(self, set_id: str, list_id: str) -> None:
        from mlprep_gui.ui.pages.checklists.page import ChecklistsPage  # noqa: PLC0415  same

        page = self._window.page("checklists")
        assert isinstance(page, ChecklistsPage)
        page.open_set(set_id, list_id)
        self._window.show_page("checklists")

    def _show_preparation(self, set_id: str, sheet: str) -> None:
        from mlprep_gui.ui.pages.preparation.page import PreparationPage  # noqa: PLC0415  same

        page = self._window.page("preparation")
        assert isinstance(page, PreparationPage)
        page.open_set(set_id, sheet)
        self._window.show_page("preparation")

    def _edit_draft(self, question: Question) -> None:
        from mlprep_gui.ui.pages.questions.page import QuestionsPage  # noqa: PLC0415  same

        page = self._window.page("questions")
        assert isinstance(page, QuestionsPage)
        self._window.show_page("questions")
        page.open_draft(question)

    def _practise(self, question_id: str) -> None:
        self.practice.choose(question_id)
        self._window.show_page("practice")

    def _on_microphone_chosen(self, name: str | None) -> None:
        self.change(replace(self._tools.keeper.current, microphone=name))

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
