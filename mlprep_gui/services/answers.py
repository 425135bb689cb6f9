"""The life of an attempt until it is handed to the recogniser, and what a crash left behind."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, unquote

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import Fault, FaultCode, StorageFault
from mlprep_gui.domain.questions import Question
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports.sound import AudioFiles, Cancelled, Progress, RecordingReport
from mlprep_gui.services.ports.storage import AttemptStore
from mlprep_gui.services.ports.workers import Clock

# Two minutes of one channel of 16 bits, 48000 times a second.
_ROOM_BYTES = 2 * 60 * 48_000 * 2
_SUFFIX = ".wav"
# The user has thrown it away, whatever else of it is still there.
_DISCARDED = f"{_SUFFIX}.discarded"
# An import that was cut off: the user still has the file that it is a copy of.
_PART = f"{_SUFFIX}.part"
# Names of files have an end.
_LONGEST_MARK = 120

UNKNOWN_QUESTION = "an unknown question"
"""Stands in for a question's id; shown as it is, as the ids of questions that have gone are."""


def name_recording(attempt_id: str, question_id: str) -> str:
    """The name of a new recording; it tells the question, should the database lose its row."""
    mark = quote(question_id, safe="")
    return f"{attempt_id}.{mark}{_SUFFIX}" if len(mark) <= _LONGEST_MARK else attempt_id + _SUFFIX


def question_of(recording: str) -> str:
    """The id of the question that a recording answers, by its name; or UNKNOWN_QUESTION."""
    return unquote(recording.removesuffix(_SUFFIX).partition(".")[2]) or UNKNOWN_QUESTION


def _keep_nothing(_path: Path) -> None:
    """Nothing was made of the recording."""


@dataclass(frozen=True, slots=True)
class RecordingsFolder:
    """The folder of the recordings: where they lie, and how one is deleted.

    Attributes:
        path: the folder.
        forget: drops what was made of a recording, such as its outline.
    """

    path: Path
    forget: Callable[[Path], None] = _keep_nothing

    def path_of(self, attempt: Attempt) -> Path:
        """Where an attempt's recording lies; raises ValueError for a typed answer."""
        if attempt.recording is None:
            raise ValueError("a typed answer has no recording")
        return self.path / attempt.recording

    def recordings(self) -> Iterator[Path]:
        """All recordings, whoever knows of them."""
        return self._files(_SUFFIX)

    def delete(self, attempt: Attempt) -> None:
        """Delete an attempt's recording and what was made of it; harmless where there is none.

        Raises:
            OSError: it cannot be deleted now.
        """
        if attempt.recording is not None:
            path = self.path_of(attempt)
            path.unlink(missing_ok=True)
            self.forget(path)

    def put_aside(self, attempt: Attempt) -> None:
        """Mark a recording as thrown away, in one step, for ``clear``.

        Raises:
            StorageFault: FOLDER_UNUSABLE; nothing was done.
        """
        if attempt.recording is None:
            return
        path = self.path_of(attempt)
        try:
            path.replace(path.with_suffix(_DISCARDED))
        except FileNotFoundError:
            # Nothing was recorded.
            return
        except OSError as error:
            raise disk_fault(error, self.path) from error

    def thrown_away(self) -> tuple[str, ...]:
        """The names that recordings had which were put aside and are still there."""
        return tuple(
            path.name.removesuffix(_DISCARDED) + _SUFFIX for path in self._files(_DISCARDED)
        )

    def clear(self) -> None:
        """Delete what was put aside; what cannot be deleted now waits for another time."""
        for path in self._files(_DISCARDED):
            with suppress(OSError):
                path.unlink()
                self.forget(path.with_suffix(""))

    def clear_parts(self) -> None:
        """Delete what is left of imports that were cut off; none may be under way."""
        for path in self._files(_PART):
            with suppress(OSError):
                path.unlink()

    def _files(self, suffix: str) -> Iterator[Path]:
        return (path for path in sorted(self.path.glob(f"*{suffix}")) if path.is_file())

    def check(self) -> None:
        """See whether an answer can be recorded here at all.

        Raises:
            StorageFault: FOLDER_UNUSABLE; DISK_FULL where there is no room for two minutes.
        """
        try:
            with tempfile.TemporaryFile(dir=self.path):
                free_bytes = shutil.disk_usage(self.path).free
        except OSError as error:
            raise disk_fault(error, self.path) from error
        if free_bytes < _ROOM_BYTES:
            raise StorageFault(FaultCode.DISK_FULL, path=str(self.path))


@dataclass(frozen=True, slots=True)
class Recovery:
    """What an earlier run left behind.

    Attributes:
        cut_off: answers that it could not bring to an end.
        found: recordings which no attempt knew, and which are answers now.
    """

    cut_off: tuple[Attempt, ...] = ()
    found: tuple[Attempt, ...] = ()


class AnswerBook:
    """Begins, ends, imports and recovers attempts. On the storage thread only, but ``take_in``.

    The row is stored before the microphone opens and the file is never deleted but by ``discard``,
    so whatever happens in between, the answer is found again by ``recover``. An answer that is
    complete is stored as QUEUED: from then on it is written down, in this run or in the next.
    """

    def __init__(
        self,
        store: AttemptStore,
        files: AudioFiles,
        folder: RecordingsFolder,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._files = files
        self._folder = folder
        self._clock = clock
        self._new_id = new_id

    def begin(self, question: Question, limit_s: float) -> Attempt:
        """Keep a row for a recording that is about to start."""
        attempt = self._new(question, limit_s, AttemptState.RECORDING, AnswerSource.MICROPHONE)
        self._store.add(attempt)
        return attempt

    def finish(self, attempt: Attempt, report: RecordingReport) -> Attempt:
        """Keep what the recording turned out to be."""
        done = replace(attempt.moved(AttemptState.RECORDED), duration_s=report.duration_s)
        self._store.save(done)
        return done

    def hand_over(self, attempt: Attempt, report: RecordingReport) -> Attempt:
        """Keep what the recording turned out to be, to be written down."""
        done = replace(attempt.moved(AttemptState.RECORDED), duration_s=report.duration_s)
        queued = done.moved(AttemptState.QUEUED)
        self._store.save(queued)
        return queued

    def discard(self, attempt: Attempt) -> None:
        """Forget the attempt and delete its recording.

        Killed in between, nothing has happened or ``recover`` brings it to its end.
        """
        self._folder.put_aside(attempt)
        self._store.remove(attempt.id)
        self._folder.clear()

    def take_in(
        self,
        question: Question,
        source: Path,
        limit_s: float,
        progress: Progress = lambda _done_s, _total_s: None,
        cancelled: Cancelled = lambda: False,
    ) -> Attempt:
        """Copy a sound file in as an answer, for ``keep``; on any thread, takes long.

        Takes and raises as ``AudioFiles``' own.
        """
        attempt = self._new(question, limit_s, AttemptState.RECORDED, AnswerSource.FILE)
        target = self._folder.path_of(attempt)
        seconds = self._files.import_recording(source, target, progress, cancelled)
        return replace(attempt, duration_s=seconds)

    def keep(self, attempt: Attempt) -> Attempt:
        """Keep an answer that was taken in, to be written down."""
        queued = attempt.moved(AttemptState.QUEUED)
        self._store.add(queued)
        return queued

    def import_recording(
        self,
        question: Question,
        source: Path,
        limit_s: float,
        progress: Progress = lambda _done_s, _total_s: None,
        cancelled: Cancelled = lambda: False,
    ) -> Attempt:
        """Take a sound file in and keep it, for whoever may wait; it is not written down yet."""
        attempt = self.take_in(question, source, limit_s, progress, cancelled)
        self._store.add(attempt)
        return attempt

    def type_answer(
        self, question: Question, text: str, judge: Callable[[Transcript], Coverage]
    ) -> Attempt:
        """Keep a typed answer with the verdicts on it; it needs no recogniser."""
        transcript = Transcript.typed(text)
        recorded = self._new(question, 0.0, AttemptState.RECORDED, AnswerSource.TYPED)
        self._store.add(recorded)
        done = replace(recorded.moved(AttemptState.TRANSCRIBED), engine=transcript.engine)
        self._store.finish(done, transcript, judge(transcript))
        return done

    def recover(self) -> Recovery:
        """Bring to an end what an earlier run could not; at the start, before anything is recorded.

        A row in RECORDING with sound in its file becomes a recorded answer; one without is
        forgotten, since nothing had been said yet. A recording without a row, as an older copy of
        the database leaves them, becomes an answer again. What the user threw away goes.
        """
        if not self._folder.path.is_dir():
            # On a disk that is not there yet the files may come back.
            return Recovery()
        self._discard_again()
        self._folder.clear_parts()
        return Recovery(tuple(self._end_cut_off()), tuple(self._adopt()))

    def _discard_again(self) -> None:
        known = self._store.recordings()
        for name in self._folder.thrown_away():
            if name in known:
                self._store.remove(known[name])
        self._folder.clear()

    def _end_cut_off(self) -> Iterator[Attempt]:
        for attempt in self._store.in_state(AttemptState.RECORDING):
            try:
                seconds = self._files.duration_s(self._folder.path_of(attempt))
            except Fault as fault:
                # Any other may be readable again later.
                if fault.code in {FaultCode.FILE_MISSING, FaultCode.AUDIO_EMPTY}:
                    self.discard(attempt)
                continue
            yield self.finish(attempt, RecordingReport(duration_s=seconds, peak=0.0, overflows=0))

    def _adopt(self) -> Iterator[Attempt]:
        known = self._store.recordings()
        for path in self._folder.recordings():
            if path.name in known:
                continue
            try:
                seconds = self._files.duration_s(path)
                ended_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except (Fault, OSError):
                continue
            attempt = Attempt(
                id=self._new_id(),
                question_id=question_of(path.name),
                started_at=ended_at - timedelta(seconds=seconds),
                state=AttemptState.RECORDED,
                source=AnswerSource.MICROPHONE,
                duration_s=seconds,
                recording=path.name,
            )
            self._store.add(attempt)
            yield attempt

    def _new(
        self, question: Question, limit_s: float, state: AttemptState, source: AnswerSource
    ) -> Attempt:
        attempt_id = self._new_id()
        return Attempt(
            id=attempt_id,
            question_id=question.id,
            started_at=self._clock.now(),
            state=state,
            source=source,
            limit_s=limit_s,
            recording=None
            if source is AnswerSource.TYPED
            else name_recording(attempt_id, question.id),
        )
