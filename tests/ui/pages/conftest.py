"""Everything that the pages work with: real threads, database, files, bank and speech child."""

import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.audio.playback import SilentPlayer
from mlprep_gui.adapters.bank.checklists import TomlChecklists, load_self_check
from mlprep_gui.adapters.bank.packs import TomlPacks
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.preferences import Appearance, Preferences
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.domain.transcripts import Segment, Transcript, Word
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.checklists import ChecklistDesk
from mlprep_gui.services.ports.texts import LoadedBank
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.services.transcription import (
    TranscriptionDesk,
    TranscriptionNews,
    TranscriptionQueue,
)
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Lane, MainThreadDoor
from mlprep_gui.ui.pages.history.presenter import HistoryTools
from mlprep_gui.ui.pages.review.visit import ReviewTools
from mlprep_gui.ui.theme import Theme

T = TypeVar("T")

DEADLINE_S = 30.0
SAMPLE = resource_folder() / "samples" / "regularization.flac"
SAMPLE_TEXT = SAMPLE.with_suffix(".txt").read_text("utf-8")


@dataclass
class ManualClock:
    """A clock that the test moves."""

    moment: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def monotonic_s(self) -> float:
        return 0.0

    def pass_minutes(self, minutes: float) -> None:
        self.moment += timedelta(minutes=minutes)


@dataclass
class Workplace:
    """All that a page may need, as the program has it."""

    storage: Lane
    sound: Lane
    database: Database
    store: SqliteAttemptStore
    folder: RecordingsFolder
    loaded: LoadedBank
    answers: AnswerBook
    review: ReviewDesk
    history: HistoryDesk
    checklists: ChecklistDesk
    self_check: SelfCheck
    player: SilentPlayer
    clock: ManualClock
    icons: IconBook
    preferences: Preferences = field(default_factory=lambda: Preferences(estimate_first=False))
    queue: TranscriptionQueue = field(init=False)
    listeners: list[Callable[[TranscriptionNews], None]] = field(default_factory=list)

    @property
    def bank(self) -> QuestionBank:
        return self.loaded.bank

    @property
    def review_tools(self) -> ReviewTools:
        return ReviewTools(
            desk=self.review,
            queue=self.queue,
            aliases=self.review.aliases,
            player=self.player,
            files=SoundFiles(),
            storage=self.storage,
            sound=self.sound,
            preferences=lambda: self.preferences,
        )

    @property
    def history_tools(self) -> HistoryTools:
        return HistoryTools(self.history, self.queue, self.bank, self.storage, self.clock)

    def stored(self, work: Callable[[], T]) -> T:
        """Do something on the storage thread and wait for it."""
        outcome: Future[T] = Future()

        def do() -> None:
            try:
                outcome.set_result(work())
            except BaseException as error:  # noqa: BLE001  whatever it is, the test is to see it
                outcome.set_exception(error)

        self.storage.run(do, lambda _none: None, lambda _fault: None)
        return outcome.result(DEADLINE_S)

    def forbid_writing(self) -> None:
        """From now on the database can only be read, as on a disk that was mounted so."""

        def work() -> None:
            with self.database.reading() as connection:
                connection.execute("PRAGMA query_only = ON")

        self.stored(work)

    def recorded(self, question_id: str = "regularization", **script: object) -> Attempt:
        """An answer with a recording, for which the scripted engine knows what to say."""
        question = self.bank.get(question_id)
        self.clock.pass_minutes(1)
        attempt = self.stored(lambda: self.answers.import_recording(question, SAMPLE, 120.0))
        self.write_script(attempt, **script)
        return attempt

    def write_script(self, attempt: Attempt, **script: object) -> None:
        """Tell the scripted engine what to say to a recording, and how to behave."""
        audio = self.folder.path_of(attempt)
        audio.with_name(f"{audio.name}.words.json").write_text(json.dumps(script), "utf-8")

    def transcribed(
        self,
        text: str,
        question_id: str = "regularization",
        engine: str = "whisper base.en",
        transcript: Transcript | None = None,
    ) -> Attempt:
        """An answer that was written down as ``text``, spread evenly over its recording."""
        recorded = self.recorded(question_id)
        written = transcript or spread(text, recorded.duration_s, engine)

        def work() -> Attempt:
            under_way = recorded.moved(AttemptState.QUEUED).moved(AttemptState.TRANSCRIBING)
            self.store.save(under_way)
            return self.review.keep_transcript(under_way, written)

        return self.stored(work)

    def typed(self, text: str, question_id: str = "regularization") -> Attempt:
        """A typed answer."""
        question = self.bank.get(question_id)
        self.clock.pass_minutes(1)
        return self.stored(
            lambda: self.answers.type_answer(
                question, text, lambda transcript: self.review.judge(question, transcript)
            )
        )


def end_page(page: QWidget) -> None:
    """Delete a page now: left to the collector, it would die in the middle of something else."""
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)


def spread(text: str, seconds: float, engine: str) -> Transcript:
    """A line of text a segment, its words spread evenly over the recording."""
    lines = [line.split() for line in text.splitlines() if line.split()]
    step = seconds / max(1, sum(map(len, lines)))
    at = itertools.count()
    return Transcript(
        tuple(
            Segment(tuple(Word(w, i * step, (i + 1) * step) for w, i in zip(line, at)))  # noqa: B905
            for line in lines
        ),
        engine,
    )


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply(Appearance.LIGHT, 1.0)
    return theme


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedBank:
    """The shipped questions; reading them takes longer than most tests."""
    own = tmp_path_factory.mktemp("packs")
    return TomlPacks(resource_folder() / "questions", own).load()


@pytest.fixture
def storage() -> Iterator[Lane]:
    """A storage thread alone, for pages that need no database."""
    crashes: list[BaseException] = []
    door = MainThreadDoor()
    with Lane("storage", door, crashes.append) as lane:
        yield lane
    door.close()
    assert crashes == []


@pytest.fixture
def workplace(tmp_path: Path, theme: Theme, loaded: LoadedBank) -> Iterator[Workplace]:
    crashes: list[BaseException] = []
    door = MainThreadDoor()
    with (
        Lane("storage", door, crashes.append) as storage,
        Lane("sound", door, crashes.append) as sound,
    ):
        database = Database(tmp_path / "mlprep.db")
        place = _furnish(tmp_path / "recordings", database, loaded, (storage, sound), theme)
        place.stored(database.__enter__)
        with ChildTranscriber(
            ModelShelf(tmp_path / "models", tmp_path / "cache"),
            resource_folder() / "speech" / "pronunciations.txt",
            scripted=True,
        ) as transcriber:
            _employ(place, transcriber, door)
            yield place
        place.stored(lambda: database.__exit__(None, None, None))
    door.close()
    assert crashes == []


def _furnish(
    folder: Path, database: Database, loaded: LoadedBank, lanes: tuple[Lane, Lane], theme: Theme
) -> Workplace:
    folder.mkdir()
    recordings, texts = RecordingsFolder(folder), resource_folder() / "checklists"
    clock, store = ManualClock(), SqliteAttemptStore(database)
    numbers = itertools.count(1)
    answers = AnswerBook(store, SoundFiles(), recordings, clock, lambda: f"a{next(numbers)}")
    return Workplace(
        storage=lanes[0],
        sound=lanes[1],
        database=database,
        store=store,
        folder=recordings,
        loaded=loaded,
        answers=answers,
        review=ReviewDesk(store, loaded.bank, recordings),
        history=HistoryDesk(SqliteHistoryStore(database), store, recordings, loaded.bank, clock),
        checklists=ChecklistDesk(TomlChecklists(texts).load(), SqliteTickStore(database, clock)),
        self_check=load_self_check(texts),
        player=SilentPlayer(),
        clock=clock,
        icons=IconBook(theme),
    )


def _employ(place: Workplace, transcriber: ChildTranscriber, door: MainThreadDoor) -> None:
    """Give the workplace a queue whose news reach the listeners on the window's thread."""
    desk = TranscriptionDesk(place.store, place.review, transcriber, place.folder, place.bank)

    def post(work: Callable[[], None]) -> None:
        place.storage.run(work, lambda _none: None, lambda fault: pytest.fail(fault.code))

    def tell(news: TranscriptionNews) -> None:
        for listener in place.listeners:
            door.post(partial(listener, news))

    place.queue = TranscriptionQueue(desk, Preferences, post, tell)
