"""The concrete parts behind the window, and how services and pages are made of them.

Everything heavy is imported from here, which is why this module itself is imported late: on the
storage thread, when the window has been drawn.
"""

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from uuid import uuid4

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.playback import PortAudioPlayer
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.adapters.bank.aliases import AliasFile
from mlprep_gui.adapters.bank.checklists import (
    MOCK_FEEDBACK,
    TomlChecklists,
    load_self_check,
    load_texts,
)
from mlprep_gui.adapters.bank.list_files import ListFileFolder
from mlprep_gui.adapters.bank.pack_files import OwnPackFiles
from mlprep_gui.adapters.bank.packs import VOCABULARY, TomlPacks
from mlprep_gui.adapters.calendar.home_zone import SystemZone
from mlprep_gui.adapters.calendar.ics import IcsFiles
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.logs import open_log
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.speech.catalogue import read_catalogue
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.downloads import ChildDownloader
from mlprep_gui.adapters.speech.library import DiskLibrary
from mlprep_gui.adapters.speech.models import ModelShelf, hugging_face_cache
from mlprep_gui.adapters.speech.speed import SampleSpeedMeter
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.interviews import SqliteDossierStore
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.app.archive import Archive
from mlprep_gui.domain.errors import Fault
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.aliases import AliasBook
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder, Recovery
from mlprep_gui.services.checklists import ChecklistDesk
from mlprep_gui.services.interviews.ensemble import (
    InterviewPorts,
    InterviewServices,
    ShippedTexts,
    make_interview_services,
)
from mlprep_gui.services.live_transcription import QueuedLiveTranscription
from mlprep_gui.services.models import ModelDesk
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.sound import Player, Recorder
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.services.practice.session import PracticeDesk
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.services.question_shelf import QuestionShelf
from mlprep_gui.services.records.ensemble import RecordServices
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.services.transcription import TranscriptionDesk, TranscriptionQueue
from mlprep_gui.ui.assembly.makers import PageTools
from mlprep_gui.ui.assembly.ties import Assembly
from mlprep_gui.ui.exports.exporter import Exporter
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Announcer, Lane
from mlprep_gui.ui.main_window import MainWindow
from mlprep_gui.ui.pages.practice.errands import PracticeServices

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bench:
    """What the window has ready before the workshop is opened.

    Attributes:
        folders: where everything lies.
        storage, sound, slow, intake: the workers; ``slow`` reads all data through where need be,
            and ``intake`` reads sound files in.
        announcer: brings news to the window's thread.
    """

    folders: Folders
    storage: Lane
    sound: Lane
    slow: Lane
    intake: Lane
    announcer: Announcer


class Workshop:
    """Opened and closed on the storage thread, which is the database's; used on the window's.

    Args:
        bench: see there.
        recorder, microphone_file: stand in for the microphones, see ``Options``.

    Attributes:
        keeper: the settings in force.
        archive: what becomes of the user's data.
    """

    def __init__(
        self, bench: Bench, recorder: Recorder | None, microphone_file: Path | None
    ) -> None:
        self._bench = bench
        self._recorder = recorder
        self._microphone_file = microphone_file
        self._open = ExitStack()
        self._clock = SystemClock()
        self._database = Database(bench.folders.database)
        self._texts = resource_folder()
        self._transcriber = ChildTranscriber(
            self._model_shelf(),
            self._texts / "speech" / "pronunciations.txt",
            release_after_s=lambda: self.keeper.current.release_after_s,
        )
        self._system_sound = PortAudio()
        packs = TomlPacks(self._texts / "questions", bench.folders.packs)
        self._shelf = QuestionShelf(packs)
        self._records: RecordServices | None = None
        self._queue: TranscriptionQueue | None = None
        self.archive = Archive(bench.folders, self._clock, bench.storage, bench.slow)
        self.keeper = PreferenceKeeper(SettingsFile(bench.folders.settings_file))

    def open(self) -> None:
        """Open the database and read the texts.

        Raises:
            StorageFault: the database cannot be used.
            BankFault: a shipped checklist is broken.
        """
        self._open.enter_context(open_log(self._bench.folders.logs))
        # A restore that the user asked for, before anything is opened that it replaces.
        self.archive.safe.settle()
        with suppress(Fault):
            # The window has read it before, and tells the user where it could not.
            self.keeper.load()
        self._open.enter_context(self._database)
        self._open.enter_context(self._transcriber)
        self._shelf.reload()
        self._checklists = TomlChecklists(self._texts / "checklists").load()
        self._self_check = load_self_check(self._texts / "checklists")

    def open_with_copy(self) -> "Workshop":
        """Put the newest sound copy in the place of a damaged database, then open.

        Raises:
            StorageFault: as ``open``; BACKUP_BROKEN where no copy is sound.
        """
        self._open.close()
        self.archive.safe.stage_newest_copy()
        self.archive.safe.accept()
        self.open()
        return self

    def close(self) -> None:
        """End the recogniser's process, close the database and the log."""
        self.archive.stop()
        if self._queue is not None:
            # Ending the recogniser is no wish of the user's to have nothing written down.
            self._queue.close()
        with suppress(Fault):
            # What cannot be deleted now is deleted by the next start.
            if self._records is not None:
                self._records.history.forget_deleted()
        self._open.close()
        # What was asked for is done at once where it can be, else at the next start.
        self.archive.safe.settle()

    def close_sound(self) -> None:
        """Let go of the sound system, after everything that used it; on any thread."""
        self._system_sound.__exit__(None, None, None)

    def open_pages(self, window: MainWindow, icons: IconBook) -> Assembly:
        """Make the services and the pages; take up what an earlier run left; warm up."""
        store = SqliteAttemptStore(self._database)
        files = SoundFiles(self._bench.folders.data / "outlines")
        recordings = RecordingsFolder(self._bench.folders.recordings, files.forget)
        answers = AnswerBook(store, files, recordings, self._clock, lambda: uuid4().hex)
        player = PortAudioPlayer(self._system_sound, lambda: self.keeper.current.loudspeaker)
        services = self._make_services(store, answers, recordings, player)
        self._queue = services.queue
        self._records = self.archive.furnish(
            self._database, services.review, recordings, self._shelf
        )
        model_news = self._bench.announcer.another()
        tools = PageTools(
            practice=services,
            shelf=self._shelf,
            self_check=self._self_check,
            player=player,
            files=files,
            keeper=self.keeper,
            find_models=lambda: tuple(model.name for model in self._model_shelf().models()),
            models=self._make_models(model_news),
            model_news=model_news,
            own_questions=self._make_own_questions(),
            interviews=self._make_interviews(),
            records=self._records,
            exporter=Exporter(services.review, files, self._texts / "export"),
            data_folder=self._bench.folders.data,
            own_packs=self._bench.folders.packs,
        )
        assembly = Assembly(window, icons, tools, self._bench.announcer)
        assembly.open()
        self._recover(answers, services.queue, assembly)
        self.archive.look_after(
            window,
            self._records,
            lambda: self.keeper.current.keep_recordings,
            assembly.tell,
        )
        return assembly

    def _make_services(
        self,
        store: SqliteAttemptStore,
        answers: AnswerBook,
        recordings: RecordingsFolder,
        player: Player,
    ) -> PracticeServices:
        bank, storage = self._shelf, self._bench.storage
        aliases = AliasBook(AliasFile(self._bench.folders.data / "aliases.toml"), bank)
        review = ReviewDesk(store, bank, recordings, aliases)

        def post(deed: Callable[[], None]) -> None:
            storage.run(deed, _nothing, _log_fault)

        queue = TranscriptionQueue(
            TranscriptionDesk(store, review, self._transcriber, recordings, bank),
            preferences=lambda: self.keeper.current,
            post=post,
            news=self._bench.announcer.tell,
        )
        practice = PracticeDesk(
            answers=answers,
            recorder=self._make_recorder(),
            folder=recordings,
            clock=self._clock,
            storage=storage,
            sound=self._bench.sound,
            preferences=lambda: self.keeper.current,
            live=QueuedLiveTranscription(queue, post),
        )
        ticks = SqliteTickStore(self._database, self._clock)
        return PracticeServices(
            bank=bank,
            practice=practice,
            queue=queue,
            review=review,
            history=HistoryDesk(
                SqliteHistoryStore(self._database), store, recordings, bank, self._clock
            ),
            checklists=ChecklistDesk(self._checklists, ticks),
            transcriber=self._transcriber,
            devices=DeviceWatch(practice.recorder, player, practice.sound, self._clock),
            player=player,
            random=SystemRandom(),
            intake=self._bench.intake,
        )

    def _make_models(self, news: Announcer) -> ModelDesk:
        speech = self._texts / "speech"
        downloader = ChildDownloader(self._bench.folders.models)
        sample = self._texts / "samples" / "regularization.flac"
        meter = SampleSpeedMeter(
            lambda: ChildTranscriber(self._model_shelf(), speech / "pronunciations.txt"), sample
        )
        for part in (downloader, meter):
            self._open.callback(part.close)
        return ModelDesk(
            DiskLibrary(self._model_shelf(), read_catalogue(speech / "models.toml")),
            downloader,
            meter,
            post=lambda report: self._bench.storage.run(report, _nothing, _log_fault),
            news=news.tell,
        )

    def _make_own_questions(self) -> OwnQuestionDesk:
        packs = OwnPackFiles(self._bench.folders.packs, self._texts / "questions" / VOCABULARY)
        return OwnQuestionDesk(packs, self._shelf)

    def _make_interviews(self) -> InterviewServices:
        folder = self._texts / "checklists"
        ports = InterviewPorts(
            store=SqliteDossierStore(self._database, self._clock),
            history=SqliteHistoryStore(self._database),
            calendar=IcsFiles(),
            files=ListFileFolder(),
            clock=self._clock,
            home=SystemZone(),
            bank=lambda: self._shelf.bank,
        )
        form = load_self_check(folder, MOCK_FEEDBACK)
        return make_interview_services(
            ports, ShippedTexts(self._checklists, load_texts(folder), form)
        )

    def _make_recorder(self) -> Recorder:
        if self._recorder is not None:
            return self._recorder
        if self._microphone_file is not None:
            return SyntheticMicrophone(self._microphone_file)
        return PortAudioRecorder(self._system_sound)

    def _model_shelf(self) -> ModelShelf:
        return ModelShelf(own=self._bench.folders.models, cache=hugging_face_cache(os.environ))

    def _recover(self, answers: AnswerBook, queue: TranscriptionQueue, assembly: Assembly) -> None:
        def work() -> Recovery:
            # In this order: what a crash cut off is offered, and not written down unasked.
            queue.recover()
            return answers.recover()

        self._bench.storage.run(work, assembly.offer_recovered, assembly.tell)


def _log_fault(fault: Fault) -> None:
    _LOG.warning("a report of the recogniser was lost: %s", fault.code)


def _nothing(_outcome: object) -> None:
    """There is nothing to show."""
