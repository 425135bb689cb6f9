"""The concrete parts behind the window, and how services and pages are made of them.

Everything heavy is imported from here, which is why this module itself is imported late: on the
storage thread, when the window has been drawn.
"""

import logging
import os
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
from mlprep_gui.adapters.bank.checklists import TomlChecklists, load_self_check
from mlprep_gui.adapters.bank.pack_files import OwnPackFiles
from mlprep_gui.adapters.bank.packs import VOCABULARY, TomlPacks
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.files.logs import open_log
from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf, hugging_face_cache
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.checklists import ChecklistDesk
from mlprep_gui.services.history import History
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports import Recorder
from mlprep_gui.services.practice import PracticeDesk
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.services.transcription import TranscriptionDesk, TranscriptionQueue
from mlprep_gui.ui.assembly import Assembly, PageTools
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
        storage, sound: the workers.
        announcer: brings news to the window's thread.
    """

    folders: Folders
    storage: Lane
    sound: Lane
    announcer: Announcer


class Workshop:
    """Opened and closed on the storage thread, which is the database's; used on the window's.

    Args:
        bench: see there.
        recorder, microphone_file: stand in for the microphones, see ``Options``.

    Attributes:
        keeper: the settings in force.
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
            self._model_shelf(), self._texts / "speech" / "pronunciations.txt"
        )
        self._system_sound = PortAudio()
        self.keeper = PreferenceKeeper(SettingsFile(bench.folders.settings_file))

    def open(self) -> None:
        """Open the database and read the texts.

        Raises:
            StorageFault: the database cannot be used.
            BankFault: a shipped checklist is broken.
        """
        self._open.enter_context(open_log(self._bench.folders.logs))
        with suppress(Fault):
            # The window has read it before, and tells the user where it could not.
            self.keeper.load()
        self._open.enter_context(self._database)
        self._open.enter_context(self._transcriber)
        self._loaded = TomlPacks(self._texts / "questions", self._bench.folders.packs).load()
        self._checklists = TomlChecklists(self._texts / "checklists").load()
        self._self_check = load_self_check(self._texts / "checklists")

    def close(self) -> None:
        """End the recogniser's process, close the database and the log."""
        self._open.close()

    def close_sound(self) -> None:
        """Let go of the sound system, after everything that used it; on any thread."""
        self._system_sound.__exit__(None, None, None)

    def open_pages(self, window: MainWindow, icons: IconBook) -> Assembly:
        """Make the services and the pages; take up what an earlier run left; warm up."""
        recordings = RecordingsFolder(self._bench.folders.recordings)
        store = SqliteAttemptStore(self._database)
        answers = AnswerBook(store, SoundFiles(), recordings, self._clock, lambda: uuid4().hex)
        services = self._make_services(store, answers, recordings)
        tools = PageTools(
            practice=services,
            loaded=self._loaded,
            self_check=self._self_check,
            player=PortAudioPlayer(self._system_sound, lambda: self.keeper.current.loudspeaker),
            keeper=self.keeper,
            find_models=lambda: tuple(model.name for model in self._model_shelf().models()),
            own_questions=self._make_own_questions(),
            data_folder=self._bench.folders.data,
            own_packs=self._bench.folders.packs,
        )
        assembly = Assembly(window, icons, tools, self._bench.announcer)
        assembly.open()
        self._recover(answers, services.queue, assembly)
        self._warm_up(self.keeper.current)
        self.keeper.subscribe(self._warm_up)
        return assembly

    def _make_services(
        self, store: SqliteAttemptStore, answers: AnswerBook, recordings: RecordingsFolder
    ) -> PracticeServices:
        bank, storage = self._loaded.bank, self._bench.storage
        review = ReviewDesk(store, bank, recordings)
        queue = TranscriptionQueue(
            TranscriptionDesk(store, review, self._transcriber, recordings, bank),
            preferences=lambda: self.keeper.current,
            post=lambda report: storage.run(report, _nothing, _log_fault),
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
        )
        ticks = SqliteTickStore(self._database, self._clock)
        return PracticeServices(
            bank=bank,
            practice=practice,
            queue=queue,
            review=review,
            history=History(store, answers),
            checklists=ChecklistDesk(self._checklists, ticks),
            transcriber=self._transcriber,
            random=SystemRandom(),
        )

    def _make_own_questions(self) -> OwnQuestionDesk:
        packs = OwnPackFiles(self._bench.folders.packs, self._texts / "questions" / VOCABULARY)
        return OwnQuestionDesk(packs, self._loaded.bank)

    def _make_recorder(self) -> Recorder:
        if self._recorder is not None:
            return self._recorder
        if self._microphone_file is not None:
            return SyntheticMicrophone(self._microphone_file)
        return PortAudioRecorder(self._system_sound)

    def _model_shelf(self) -> ModelShelf:
        return ModelShelf(own=self._bench.folders.models, cache=hugging_face_cache(os.environ))

    def _recover(self, answers: AnswerBook, queue: TranscriptionQueue, assembly: Assembly) -> None:
        def work() -> int:
            saved = len(answers.recover())
            queue.recover()
            return saved

        self._bench.storage.run(work, assembly.tell_saved, assembly.tell)

    def _warm_up(self, preferences: Preferences) -> None:
        """Have the recogniser ready by the time that it is needed; faults show when it is."""
        self._bench.storage.run(
            lambda: self._transcriber.warm_up(preferences.engine, preferences.model),
            _nothing,
            _log_fault,
        )


def _log_fault(fault: Fault) -> None:
    _LOG.warning("a report of the recogniser was lost: %s", fault.code)


def _nothing(_outcome: object) -> None:
    """There is nothing to show."""
