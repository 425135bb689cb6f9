"""The queue of recordings that wait to be written down; it outlives crashes of everything."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue

from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault, StorageFault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports import AttemptStore, EngineInfo, Transcriber, TranscriptionJob
from mlprep_gui.services.review import ReviewDesk


@dataclass(frozen=True, slots=True)
class TranscriptionNews:
    """What happened to an attempt in the queue.

    Attributes:
        attempt: as it is now.
        done_s, total_s: how far it is, while it is being transcribed.
        fault: why it failed, in the very words of the fault; None otherwise.
        engine: which recogniser is at work, while one is.
    """

    attempt: Attempt
    done_s: float = 0.0
    total_s: float = 0.0
    fault: Fault | None = None
    engine: EngineInfo | None = None


@dataclass(frozen=True, slots=True)
class TranscriptionDesk:
    """What the queue works with.

    Attributes:
        store: the attempts.
        review: judges what was recognised.
        transcriber: the recognisers.
        folder: where the recordings lie.
        bank: the questions, for their terms.
    """

    store: AttemptStore
    review: ReviewDesk
    transcriber: Transcriber
    folder: RecordingsFolder
    bank: QuestionBank


class TranscriptionQueue:
    """One recording after the other. Used on the storage thread only.

    What happens to a job, and what the user is told:

    * it succeeds: transcript and verdicts are stored with the state in one transaction;
    * it fails: FAILED with the code, the recording is kept, ``enqueue`` tries again;
    * it is cancelled: back to RECORDED, the recording is kept;
    * the program ends in the middle: ``recover`` queues it again at the next start.

    Reports of the transcriber come from a thread of its own and are taken over by ``post``, which
    must run them on the storage thread.
    """

    def __init__(
        self,
        desk: TranscriptionDesk,
        preferences: Callable[[], Preferences],
        post: Callable[[Callable[[], None]], None],
        news: Callable[[TranscriptionNews], None],
    ) -> None:
        self._desk = desk
        self._preferences = preferences
        self._post = post
        self._news = news
        self._waiting: deque[str] = deque()
        self._running: str | None = None
        self._is_dropped = False
        self._engine: EngineInfo | None = None

    def enqueue(self, attempt_id: str) -> None:
        """Queue a recorded, failed or already transcribed attempt."""
        attempt = self._desk.store.get(attempt_id)
        if attempt.recording is None or attempt_id in self._waiting or attempt_id == self._running:
            return
        self._keep(attempt.moved(AttemptState.QUEUED))
        self._waiting.append(attempt_id)
        self._start_next()

    def cancel(self, attempt_id: str) -> None:
        """Take an attempt out of the queue, or end its recognition now."""
        if attempt_id == self._running:
            self._desk.transcriber.cancel(attempt_id)
            return
        if attempt_id in self._waiting:
            self._waiting.remove(attempt_id)
        attempt = self._desk.store.get(attempt_id)
        # TRANSCRIBING without running: its result could not be stored.
        if attempt.state in {AttemptState.QUEUED, AttemptState.TRANSCRIBING}:
            self._keep(attempt.moved(AttemptState.RECORDED))

    def drop(self, attempt_id: str) -> None:
        """Let go of an attempt that is about to be deleted; nothing more is told of it."""
        if attempt_id == self._running:
            self._is_dropped = True
        self.cancel(attempt_id)

    def recover(self) -> None:
        """Queue again what was waiting or under way when the program ended."""
        for attempt in self._desk.store.in_state(AttemptState.TRANSCRIBING):
            self._desk.store.save(attempt.moved(AttemptState.QUEUED))
        for attempt in self._desk.store.in_state(AttemptState.QUEUED):
            self._waiting.append(attempt.id)
        for attempt in self._desk.store.in_state(AttemptState.RECORDED):
            self.enqueue(attempt.id)
        self._start_next()

    # The transcriber's reports, each handed over to the storage thread -------------------------

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._tell_progress(job_id, done_s, total_s))

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._end_well(job_id, transcript))

    def on_failed(self, job_id: str, fault: Fault) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._end_badly(job_id, fault))

    # On the storage thread ---------------------------------------------------------------------

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        attempt = self._desk.store.get(self._waiting.popleft())
        self._running = attempt.id
        preferences = self._preferences()
        # Where there is none, the job itself says why.
        with suppress(Fault):
            choice, model = preferences.engine, preferences.model
            self._engine = self._desk.transcriber.engine_for(choice, model)
        self._keep(attempt.moved(AttemptState.TRANSCRIBING))
        job = TranscriptionJob(
            id=attempt.id,
            audio=self._desk.folder.path_of(attempt),
            choice=preferences.engine,
            model=preferences.model,
            terms=self._terms(attempt),
        )
        try:
            self._desk.transcriber.start(job, self)
        except Fault as fault:
            self._end_badly(attempt.id, fault)

    def _terms(self, attempt: Attempt) -> tuple[str, ...]:
        known = attempt.question_id in self._desk.bank
        return spotting_terms(self._desk.bank.get(attempt.question_id)) if known else ()

    def _tell_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        if job_id == self._running and not self._is_dropped:
            attempt = self._desk.store.get(job_id)
            self._news(TranscriptionNews(attempt, done_s, total_s, engine=self._engine))

    def _end_well(self, job_id: str, transcript: Transcript) -> None:
        with self._ending(job_id) as attempt:
            if attempt is not None:
                done = self._desk.review.keep_transcript(attempt, transcript)
                self._news(TranscriptionNews(done))

    def _end_badly(self, job_id: str, fault: Fault) -> None:
        with self._ending(job_id) as attempt:
            if attempt is None:
                return
            if fault.code is FaultCode.CANCELLED:
                self._keep(attempt.moved(AttemptState.RECORDED))
            else:
                self._keep(attempt.moved(AttemptState.FAILED, fault.code), fault)

    @contextmanager
    def _ending(self, job_id: str) -> Iterator[Attempt | None]:
        """The job's attempt, None where it was dropped; the next job starts whatever happens.

        What could not be stored is told and stays TRANSCRIBING: ``recover`` does it again.
        """
        attempt = None if self._is_dropped else self._desk.store.get(job_id)
        try:
            yield attempt
        except StorageFault as fault:
            assert attempt is not None
            self._news(TranscriptionNews(attempt, fault=fault))
        finally:
            self._end(job_id)

    def _end(self, job_id: str) -> None:
        assert job_id == self._running, "one job at a time"
        self._running = None
        self._is_dropped = False
        self._engine = None
        self._start_next()

    def _keep(self, attempt: Attempt, fault: Fault | None = None) -> None:
        self._desk.store.save(attempt)
        at_work = attempt.state is AttemptState.TRANSCRIBING
        engine = self._engine if at_work else None
        self._news(TranscriptionNews(attempt, fault=fault, engine=engine))


def spotting_terms(question: Question) -> tuple[str, ...]:
    """The question's terms of art, each once, in order."""
    return tuple(dict.fromkeys(term for point in question.points for term in point.terms))


class _Outcome:
    """Takes a job's reports to the thread that waits for them."""

    def __init__(self, progress: Callable[[float, float], None]) -> None:
        self.ended: SimpleQueue[Transcript | Fault] = SimpleQueue()
        self._progress = progress

    def on_progress(self, _job_id: str, done_s: float, total_s: float) -> None:
        self._progress(done_s, total_s)

    def on_done(self, _job_id: str, transcript: Transcript) -> None:
        self.ended.put(transcript)

    def on_failed(self, _job_id: str, fault: Fault) -> None:
        self.ended.put(fault)


def transcribe_and_wait(
    transcriber: Transcriber,
    job: TranscriptionJob,
    progress: Callable[[float, float], None] = lambda _done_s, _total_s: None,
) -> Transcript:
    """Write one recording down and wait for it; for programs without a window.

    Raises:
        SpeechFault: whatever the job failed with; NO_SPEECH where nothing was said.
    """
    outcome = _Outcome(progress)
    transcriber.start(job, outcome)
    ended = outcome.ended.get()
    if isinstance(ended, Fault):
        raise ended
    if not ended.words:
        raise SpeechFault(FaultCode.NO_SPEECH)
    return ended
