"""The queue of recordings that wait to be written down; it outlives crashes of everything."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from queue import SimpleQueue

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault, StorageFault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question, Questions
from mlprep_gui.domain.transcripts import Segment, Transcript
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.speech import EngineInfo, Transcriber, TranscriptionJob
from mlprep_gui.services.ports.storage import AttemptStore
from mlprep_gui.services.review import ReviewDesk

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TranscriptionNews:
    """What happened to an attempt in the queue.

    Attributes:
        attempt: as it is now.
        done_s, total_s: how far it is, while it is being transcribed.
        fault: why it failed, in the very words of the fault; None otherwise.
        engine: which recogniser is at work, while one is.
        heard: what is written down so far, where the user wants to see it before it is complete;
            the attempt is RECORDING while it is being spoken.
    """

    attempt: Attempt
    done_s: float = 0.0
    total_s: float = 0.0
    fault: Fault | None = None
    engine: EngineInfo | None = None
    heard: str = ""


@dataclass(slots=True)
class _Work:
    """A job that the transcriber has.

    Attributes:
        engine: which recogniser; None where there is none, and the job itself will say why.
        is_live: whether it began while the answer was being spoken.
        heard: the words so far.
    """

    engine: EngineInfo | None
    is_live: bool
    heard: list[str] = field(default_factory=list)


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
    bank: Questions


class TranscriptionQueue:
    """One recording after the other, and the answer that is being spoken. On the storage thread.

    What happens to a job, and what the user is told:

    * it succeeds: transcript and verdicts are stored with the state in one transaction;
    * it fails: FAILED with the code, the recording is kept, ``enqueue`` tries again;
    * it is cancelled: back to RECORDED, the recording is kept, and it stays so until somebody asks;
    * the program ends in the middle: ``recover`` queues it again at the next start.

    An answer that is followed while it is spoken is only done to its end when it is enqueued, so
    that little is left to do. Where that failed, nobody hears of it, and ``enqueue`` starts anew.

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
        # Answers that are being spoken, and recordings that are whole; by attempt.
        self._followed: dict[str, _Work] = {}
        self._running: dict[str, _Work] = {}
        self._left_over: set[str] = set()

    def follow(self, attempt: Attempt) -> None:
        """Write an answer down while it is being spoken, with the engine of this moment."""
        if attempt.id in self._followed or attempt.recording is None:
            return
        self._followed[attempt.id] = self._choose(is_live=True)
        self._start(replace(self._job(attempt), is_growing=True))

    def grow(self, attempt_id: str) -> None:
        """There is more in the file of an answer that is followed."""
        if attempt_id in self._followed:
            self._desk.transcriber.grown(attempt_id)

    def forget(self, attempt_id: str) -> None:
        """An answer that was followed is thrown away."""
        if self._followed.pop(attempt_id, None) is not None:
            self._desk.transcriber.drop(attempt_id)

    def enqueue(self, attempt_id: str) -> None:
        """Queue an attempt that is recorded, failed, already transcribed or stored as queued."""
        attempt = self._desk.store.get(attempt_id)
        if attempt.recording is None or attempt_id in self._waiting or attempt_id in self._running:
            return
        followed = self._followed.pop(attempt_id, None)
        if followed is not None:
            # First of all: somebody waits.
            self._desk.transcriber.finish(attempt_id)
            self._running[attempt_id] = followed
            queued = _queue(attempt)
            self._keep(queued)
            self._keep(queued.moved(AttemptState.TRANSCRIBING))
            return
        self._keep(_queue(attempt))
        self._waiting.append(attempt_id)
        self._start_next()

    def cancel(self, attempt_id: str) -> None:
        """Take an attempt out of the queue, or end its recognition now."""
        if attempt_id in self._running:
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
        self.forget(attempt_id)
        if self._running.pop(attempt_id, None) is None:
            self.cancel(attempt_id)
            return
        # Killed, not only dropped: nothing may read the file any longer.
        self._desk.transcriber.cancel(attempt_id)
        self._start_next()

    def recover(self) -> None:
        """Queue again what was waiting or under way when the program ended.

        What was only recorded is left alone: it may have been cancelled. Everything that is queued
        here gives way to answers of today.
        """
        for attempt in self._desk.store.in_state(AttemptState.TRANSCRIBING):
            self._desk.store.save(attempt.moved(AttemptState.QUEUED))
        for attempt in self._desk.store.in_state(AttemptState.QUEUED):
            self._waiting.append(attempt.id)
            self._left_over.add(attempt.id)
        self._start_next()

    def close(self) -> None:
        """Take no more reports: what is not done yet is done by the next start's ``recover``."""
        self._waiting.clear()
        self._followed.clear()
        self._running.clear()

    # The transcriber's reports, each handed over to the storage thread -------------------------

    def on_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._tell_progress(job_id, done_s, total_s))

    def on_heard(self, job_id: str, segments: tuple[Segment, ...]) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._tell_heard(job_id, segments))

    def on_done(self, job_id: str, transcript: Transcript) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._end_well(job_id, transcript))

    def on_failed(self, job_id: str, fault: Fault) -> None:
        """See ``TranscriptionListener``."""
        self._post(lambda: self._end_badly(job_id, fault))

    # On the storage thread ---------------------------------------------------------------------

    def _start_next(self) -> None:
        if any(not work.is_live for work in self._running.values()) or not self._waiting:
            return
        attempt = self._desk.store.get(self._waiting.popleft())
        # The engine is known when the state is told, and the job is begun when that is stored.
        self._running[attempt.id] = self._choose(is_live=False)
        self._keep(attempt.moved(AttemptState.TRANSCRIBING))
        self._start(self._job(attempt))

    def _choose(self, *, is_live: bool) -> _Work:
        preferences = self._preferences()
        try:
            engine = self._desk.transcriber.engine_for(preferences.engine, preferences.model)
        except Fault:
            return _Work(None, is_live)
        return _Work(engine, is_live)

    def _job(self, attempt: Attempt) -> TranscriptionJob:
        preferences = self._preferences()
        return TranscriptionJob(
            id=attempt.id,
            audio=self._desk.folder.path_of(attempt),
            choice=preferences.engine,
            model=preferences.model,
            terms=self._terms(attempt),
            hints=preferences.use_hints,
            gives_way=attempt.source is AnswerSource.FILE or attempt.id in self._left_over,
        )

    def _start(self, job: TranscriptionJob) -> None:
        try:
            self._desk.transcriber.start(job, self)
        except Fault as fault:
            self._end_badly(job.id, fault)

    def _terms(self, attempt: Attempt) -> tuple[str, ...]:
        known = attempt.question_id in self._desk.bank
        return spotting_terms(self._desk.bank.get(attempt.question_id)) if known else ()

    def _tell_progress(self, job_id: str, done_s: float, total_s: float) -> None:
        work = self._running.get(job_id)
        if work is not None:
            attempt = self._desk.store.get(job_id)
            heard = self._shown(work)
            self._news(TranscriptionNews(attempt, done_s, total_s, engine=work.engine, heard=heard))

    def _tell_heard(self, job_id: str, segments: tuple[Segment, ...]) -> None:
        work = self._followed.get(job_id) or self._running.get(job_id)
        if work is None:
            return
        work.heard.extend(word.text for segment in segments for word in segment.words)
        heard = self._shown(work)
        if heard and job_id in self._followed:
            attempt = self._desk.store.get(job_id)
            self._news(TranscriptionNews(attempt, engine=work.engine, heard=heard))

    def _shown(self, work: _Work) -> str:
        return " ".join(work.heard) if self._preferences().show_while_speaking else ""

    def _end_well(self, job_id: str, transcript: Transcript) -> None:
        with self._ending(job_id) as attempt:
            if attempt is not None:
                done = self._desk.review.keep_transcript(attempt, transcript)
                self._news(TranscriptionNews(done))

    def _end_badly(self, job_id: str, fault: Fault) -> None:
        if self._followed.pop(job_id, None) is not None:
            _LOG.info("an answer could not be followed while it was spoken: %s", fault.code)
            return
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
        if self._running.pop(job_id, None) is None:
            yield None
            return
        self._left_over.discard(job_id)
        attempt = self._desk.store.get(job_id)
        try:
            yield attempt
        except StorageFault as fault:
            self._news(TranscriptionNews(attempt, fault=fault))
        finally:
            self._start_next()

    def _keep(self, attempt: Attempt, fault: Fault | None = None) -> None:
        self._desk.store.save(attempt)
        at_work = attempt.state is AttemptState.TRANSCRIBING
        work = self._running.get(attempt.id) if at_work else None
        engine = work.engine if work is not None else None
        self._news(TranscriptionNews(attempt, fault=fault, engine=engine))


def _queue(attempt: Attempt) -> Attempt:
    """This attempt as QUEUED, which it may be already."""
    is_queued = attempt.state is AttemptState.QUEUED
    return attempt if is_queued else attempt.moved(AttemptState.QUEUED)


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

    def on_heard(self, _job_id: str, _segments: tuple[Segment, ...]) -> None:
        """All words come together in the end."""

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
