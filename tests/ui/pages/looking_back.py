"""A past for the pages that look back: answers that were judged, with all their figures."""

from datetime import UTC, datetime, timedelta

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage, PointVerdict, Verdict
from mlprep_gui.domain.questions import Question
from mlprep_gui.domain.transcripts import Segment, Transcript, Word
from mlprep_gui.services.ports.storage import OwnWords

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_VERDICTS = {"c": Verdict.COVERED, "u": Verdict.UNSURE, "m": Verdict.MISSING}


def keep_answer(
    store: SqliteAttemptStore,
    question: Question,
    letters: str,
    *,
    day: float = 0,
    estimate: int | None = None,
    recording: str | None = None,
    word_s: float = 0.45,
) -> Attempt:
    """An answer of 60 words; each letter is the verdict on a point: c, u or m."""
    at = START + timedelta(days=day)
    attempt = Attempt(
        id=f"{question.id}-{day:g}",
        question_id=question.id,
        started_at=at,
        state=AttemptState.TRANSCRIBED,
        source=AnswerSource.FILE,
        recording=recording,
        duration_s=60 * word_s,
    )
    words = ("um", "so", "we", "split", "the", "data") * 10
    spoken = tuple(Word(w, n * word_s, (n + 1) * word_s) for n, w in enumerate(words))
    verdicts = tuple(
        PointVerdict(point.id, _VERDICTS[letter])
        for point, letter in zip(question.points, letters.ljust(len(question.points), "m"))  # noqa: B905  more letters than points
    )
    store.add(attempt)
    transcript = Transcript((Segment(spoken),), "whisper base.en")
    store.finish(attempt, transcript, Coverage(question.id, verdicts))
    if estimate is not None:
        store.save_own(attempt.id, OwnWords(estimate=estimate))
    return attempt
