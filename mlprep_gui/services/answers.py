"""The life of an attempt until it is handed to the recogniser, and what a crash left behind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.questions import Question
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.ports import AttemptStore, AudioFiles, Clock, RecordingReport


@dataclass(frozen=True, slots=True)
class RecordingsFolder:
    """The folder of the recordings and how its files are named."""

    path: Path

    def path_of(self, attempt: Attempt) -> Path:
        """Where an attempt's recording lies; raises ValueError for a typed answer."""
        if attempt.recording is None:
            raise ValueError("a typed answer has no recording")
        return self.path / attempt.recording


class AnswerBook:
    """Begins, ends, imports and recovers attempts. Used on the storage thread only.

    The row is stored before the microphone opens and the file is never deleted but by ``discard``,
    so whatever happens in between, the answer is found again by ``recover``.
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

    def discard(self, attempt: Attempt) -> None:
        """Forget the attempt and delete its recording."""
        self._store.remove(attempt.id)
        if attempt.recording is not None:
            self._folder.path_of(attempt).unlink(missing_ok=True)

    def import_recording(self, question: Question, source: Path, limit_s: float) -> Attempt:
        """Copy a sound file in as an answer; raises as ``AudioFiles.import_recording``."""
        attempt = self._new(question, limit_s, AttemptState.RECORDED, AnswerSource.FILE)
        seconds = self._files.import_recording(source, self._folder.path_of(attempt))
        attempt = replace(attempt, duration_s=seconds)
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

    def recover(self) -> tuple[Attempt, ...]:
        """Bring what a crash left in RECORDING to an end; returns the answers that were saved.

        A file with sound in it becomes a recorded answer; a row without one is forgotten, since
        nothing had been said yet.
        """
        saved = []
        for attempt in self._store.in_state(AttemptState.RECORDING):
            try:
                seconds = self._files.duration_s(self._folder.path_of(attempt))
            except Fault as fault:
                if fault.code not in {FaultCode.FILE_MISSING, FaultCode.AUDIO_EMPTY}:
                    # The file may be readable again later (a folder that is not mounted yet).
                    continue
                self.discard(attempt)
                continue
            report = RecordingReport(duration_s=seconds, peak=0.0, overflows=0)
            saved.append(self.finish(attempt, report))
        return tuple(saved)

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
            recording=None if source is AnswerSource.TYPED else f"{attempt_id}.wav",
        )
