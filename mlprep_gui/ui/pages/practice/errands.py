"""What the practice page has done off the window's thread, and where it is done; no Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question, Questions
from mlprep_gui.services.answers import AnswerBook
from mlprep_gui.services.checklists import ChecklistDesk, TickedList
from mlprep_gui.services.ports.sound import Player
from mlprep_gui.services.ports.speech import EngineInfo, Transcriber
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.services.practice.session import PracticeDesk
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.services.transcription import TranscriptionQueue


@dataclass(frozen=True, slots=True)
class PracticeServices:
    """What the practice page works with.

    Attributes:
        bank: the questions.
        practice: for the session; its two workers serve the page as well.
        queue, review, history, checklists: used on the storage worker only.
        transcriber: asked which engine will be used.
        devices: follows what is plugged in.
        player: plays the test of the microphone back.
        random: picks a question.
        intake: the worker that reads sound files in.
    """

    bank: Questions
    practice: PracticeDesk
    queue: TranscriptionQueue
    review: ReviewDesk
    history: HistoryDesk
    checklists: ChecklistDesk
    transcriber: Transcriber
    devices: DeviceWatch
    player: Player
    random: Random
    intake: Background


class PracticeErrands:
    """Each call returns at once; its outcome comes to ``then`` on the window's thread.

    Args:
        services: what does the work.
        failed: told of faults that are nobody's answer.
    """

    def __init__(self, services: PracticeServices, failed: Callable[[Fault], None]) -> None:
        self._services = services
        self._storage = services.practice.storage
        self._failed = failed

    def find_practised(self, then: Callable[[frozenset[str]], None]) -> None:
        """Which questions were answered at least once."""
        self._storage.run(self._services.history.practised, then, self._failed)

    def find_lists(self, then: Callable[[tuple[TickedList, ...]], None]) -> None:
        """The checklists that belong beside a question."""

        def work() -> tuple[TickedList, ...]:
            lists = self._services.checklists.lists()
            return tuple(ticked for ticked in lists if ticked.checklist.beside_practice)

        self._storage.run(work, then, self._failed)

    def set_tick(self, checklist_id: str, item_id: str, ticked: bool) -> None:
        """Keep a tick."""
        desk = self._services.checklists
        self._storage.run(
            lambda: desk.set_tick(checklist_id, item_id, ticked=ticked), _nothing, self._failed
        )

    def find_engine(
        self, preferences: Preferences, then: Callable[[EngineInfo | Fault], None]
    ) -> None:
        """Which recogniser these settings mean, or why there is none."""
        transcriber = self._services.transcriber
        self._storage.run(
            lambda: transcriber.engine_for(preferences.engine, preferences.model), then, then
        )

    def warm_up(self, preferences: Preferences) -> None:
        """Have the recogniser ready by the time that it is needed; faults show when it is."""
        transcriber = self._services.transcriber
        self._storage.run(
            lambda: transcriber.warm_up(
                preferences.engine, preferences.model, hints=preferences.use_hints
            ),
            _nothing,
            self._failed,
        )

    def open_recording(
        self,
        take: Callable[[AnswerBook], Attempt],
        then: Callable[[Attempt], None],
        failed: Callable[[Fault], None],
    ) -> None:
        """Have the book take a sound file in, which may take long, and keep it as an answer."""
        answers = self._services.practice.answers
        self._services.intake.run(
            lambda: take(answers),
            lambda attempt: self._storage.run(lambda: answers.keep(attempt), then, failed),
            failed,
        )

    def type_answer(self, question: Question, text: str, then: Callable[[Attempt], None]) -> None:
        """Keep and judge a typed answer."""
        answers, review = self._services.practice.answers, self._services.review
        self._storage.run(
            lambda: answers.type_answer(
                question, text, lambda transcript: review.judge(question, transcript)
            ),
            then,
            self._failed,
        )

    def write_down(self, attempt_id: str) -> None:
        """Queue an answer for the recogniser, for the first time or again."""
        queue = self._services.queue
        self._storage.run(lambda: queue.enqueue(attempt_id), _nothing, self._failed)

    def cancel(self, attempt_id: str) -> None:
        """Take an answer from the recogniser."""
        queue = self._services.queue
        self._storage.run(lambda: queue.cancel(attempt_id), _nothing, self._failed)


def _nothing(_outcome: None) -> None:
    """There is nothing to show."""
