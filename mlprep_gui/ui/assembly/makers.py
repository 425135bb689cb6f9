"""How each page is made of its tools; a page's module is imported when it is first wanted."""

# ruff: noqa: PLC0415  the window opens sooner

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.services.models import ModelDesk
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.sound import AudioFiles, Player
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.services.question_shelf import QuestionShelf
from mlprep_gui.services.records.ensemble import RecordServices
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Announcer
from mlprep_gui.ui.pages.practice.errands import PracticeServices

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mlprep_gui.ui.exports.dialog import ExportDialog
    from mlprep_gui.ui.exports.exporter import Exporter
    from mlprep_gui.ui.microphone_test.dialog import MicrophoneTestDialog
    from mlprep_gui.ui.pages.checklists.page import ChecklistsPage
    from mlprep_gui.ui.pages.comparison.page import ComparisonPage
    from mlprep_gui.ui.pages.data.page import DataPage
    from mlprep_gui.ui.pages.history.page import HistoryPage
    from mlprep_gui.ui.pages.interviews.page import InterviewsPage
    from mlprep_gui.ui.pages.models.page import ModelsPage
    from mlprep_gui.ui.pages.preparation.page import PreparationPage
    from mlprep_gui.ui.pages.progress.page import ProgressPage
    from mlprep_gui.ui.pages.questions.page import QuestionsPage
    from mlprep_gui.ui.pages.review.page import ReviewPage
    from mlprep_gui.ui.pages.settings.page import SettingsPage
    from mlprep_gui.ui.permission import MicrophonePermission


@dataclass(frozen=True, slots=True)
class PageTools:
    """What the pages work with, beyond what the practice page needs.

    Attributes:
        practice: for the practice page; its parts serve the others as well.
        shelf: the questions in force and what is wrong with packs.
        self_check: the questions about body language after an answer.
        player: the loudspeaker.
        files: outlines of recordings.
        keeper: the settings.
        find_models: names of the Whisper models on this computer; asks the disk.
        models, model_news: Whisper models and their downloads.
        own_questions: makes and keeps questions of the user's own.
        interviews: interviews, their checklists and all that is prepared for them.
        records: past attempts: history, progress, comparison, retention, backups.
        exporter: writes answers to files.
        data_folder, own_packs: shown to the user.
    """

    practice: PracticeServices
    shelf: QuestionShelf
    self_check: SelfCheck
    player: Player
    files: AudioFiles
    keeper: PreferenceKeeper
    find_models: Callable[[], tuple[str, ...]]
    models: ModelDesk
    model_news: Announcer
    own_questions: OwnQuestionDesk
    interviews: InterviewServices
    records: RecordServices
    exporter: "Exporter"
    data_folder: Path
    own_packs: Path


def make_review(tools: PageTools, icons: IconBook) -> "ReviewPage":
    """The page that shows one answer."""
    from mlprep_gui.ui.pages.review.page import ReviewPage
    from mlprep_gui.ui.pages.review.visit import ReviewTools

    desk = tools.practice
    review = ReviewTools(
        desk=desk.review,
        queue=desk.queue,
        aliases=desk.review.aliases,
        player=tools.player,
        files=tools.files,
        storage=desk.practice.storage,
        sound=desk.practice.sound,
        preferences=lambda: tools.keeper.current,
    )
    return ReviewPage(review, tools.self_check, icons)


def make_microphone_test(
    tools: PageTools, icons: IconBook, parent: "QWidget", choose: Callable[[str | None], None]
) -> "MicrophoneTestDialog":
    """The dialog that tests the microphone; ``choose`` remembers another one."""
    from mlprep_gui.ui.microphone_test.dialog import MicrophoneTestDialog, MicrophoneTestTools

    desk = tools.practice.practice
    test = MicrophoneTestTools(
        recorder=desk.recorder,
        player=tools.player,
        sound=desk.sound,
        devices=tools.practice.devices,
        chosen=lambda: tools.keeper.current.microphone,
        choose=choose,
        permission=make_permission(),
    )
    return MicrophoneTestDialog(test, icons, parent)


def make_permission() -> "MicrophonePermission":
    """Asks the system whether the microphone may be used."""
    from PySide6.QtCore import QCoreApplication

    from mlprep_gui.ui.permission import MicrophonePermission

    application = QCoreApplication.instance()
    assert application is not None
    return MicrophonePermission(application)


def make_export(
    tools: PageTools, parent: "QWidget", attempt_ids: Sequence[str], name: str
) -> "ExportDialog":
    """The dialog that exports answers; ``name`` is proposed for the file."""
    from mlprep_gui.ui.exports.dialog import ExportDialog, ExportTools

    export = ExportTools(tools.exporter, tools.practice.practice.storage)
    return ExportDialog(parent, export, attempt_ids, name)


def make_history(tools: PageTools, icons: IconBook) -> "HistoryPage":
    """The page that lists all answers."""
    from mlprep_gui.ui.pages.history.page import HistoryPage
    from mlprep_gui.ui.pages.history.presenter import HistoryTools

    desk = tools.practice
    history = HistoryTools(
        history=tools.records.history,
        queue=desk.queue,
        bank=desk.bank,
        storage=desk.practice.storage,
        clock=desk.practice.clock,
    )
    return HistoryPage(history, icons)


def make_progress(tools: PageTools, icons: IconBook) -> "ProgressPage":
    """The page that shows how one gets on."""
    from mlprep_gui.ui.pages.progress.page import ProgressPage
    from mlprep_gui.ui.pages.progress.presenter import ProgressTools

    desk, records = tools.practice, tools.records
    progress = ProgressTools(records.progress, records.history, desk.bank, desk.practice.storage)
    return ProgressPage(progress, icons)


def make_comparison(tools: PageTools, icons: IconBook) -> "ComparisonPage":
    """The page that sets two answers side by side."""
    from mlprep_gui.ui.pages.comparison.page import ComparisonPage
    from mlprep_gui.ui.pages.comparison.presenter import ComparisonTools

    storage = tools.practice.practice.storage
    return ComparisonPage(ComparisonTools(tools.records.comparison, storage), icons)


def make_checklists(tools: PageTools, icons: IconBook) -> "ChecklistsPage":
    """The page of the checklists, for each interview."""
    from mlprep_gui.ui.pages.checklists.page import ChecklistsPage

    return ChecklistsPage(tools.interviews, tools.practice.practice.storage, icons)


def make_interviews(tools: PageTools, icons: IconBook) -> "InterviewsPage":
    """The page of the interviews."""
    from mlprep_gui.resources import resource_folder
    from mlprep_gui.ui.pages.interviews.page import InterviewsPage, InterviewTools
    from mlprep_gui.ui.printing.sheet import SheetPrinter

    printer = SheetPrinter(resource_folder() / "export")
    storage = tools.practice.practice.storage
    return InterviewsPage(InterviewTools(tools.interviews.interviews, storage, printer), icons)


def make_preparation(tools: PageTools, icons: IconBook) -> "PreparationPage":
    """The page on which one prepares for an interview, and writes down how it went."""
    from mlprep_gui.ui.pages.preparation.page import PreparationPage

    return PreparationPage(tools.interviews, tools.practice.practice.storage, icons)


def make_questions(tools: PageTools, icons: IconBook) -> "QuestionsPage":
    """The page of the questions, shipped and one's own."""
    from mlprep_gui.ui.pages.questions.page import QuestionsPage, QuestionsTools

    questions = QuestionsTools(
        shelf=tools.shelf,
        own_packs=tools.own_packs,
        desk=tools.own_questions,
        aliases=tools.practice.review.aliases,
        storage=tools.practice.practice.storage,
    )
    return QuestionsPage(questions, icons)


def make_settings(tools: PageTools, icons: IconBook) -> "SettingsPage":
    """The page of the settings."""
    from mlprep_gui.ui.pages.settings.page import SettingsPage, SettingsTools

    desk = tools.practice
    settings = SettingsTools(
        keeper=tools.keeper,
        devices=desk.devices,
        transcriber=desk.transcriber,
        find_models=tools.find_models,
        data_folder=tools.data_folder,
        storage=desk.practice.storage,
    )
    return SettingsPage(settings, icons)


def make_models(tools: PageTools, icons: IconBook) -> "ModelsPage":
    """The page of the Whisper models."""
    from mlprep_gui.ui.pages.models.page import ModelsPage, ModelTools

    storage = tools.practice.practice.storage
    return ModelsPage(ModelTools(tools.models, tools.keeper, storage), icons)


def make_data(tools: PageTools, icons: IconBook) -> "DataPage":
    """The page of the user's data: how much, how long, backups, its end."""
    from mlprep_gui.ui.pages.data.page import DataPage
    from mlprep_gui.ui.pages.data.presenter import DataTools

    def models_bytes() -> int:
        disks = [line.disk for line in tools.models.sheet().lines if line.disk is not None]
        return sum(disk.size_bytes for disk in disks if disk.is_own)

    data = DataTools(
        retention=tools.records.retention,
        models_bytes=models_bytes,
        safe=tools.records.safe,
        keeper=tools.keeper,
        storage=tools.practice.practice.storage,
        archive=tools.records.archive,
        folder=tools.data_folder,
    )
    return DataPage(data, icons)
