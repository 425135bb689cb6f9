"""One answer that has everything: times, a mistake, notes, a correction, a recording."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.questions import Cue, KeyPoint, Mistake, Question, QuestionBank
from mlprep_gui.domain.transcripts import Segment, Transcript, Word
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.ui.exports.exporter import Exporter

SAMPLE = resource_folder() / "samples" / "regularization.flac"

NETS = Question(
    id="nets",
    topic="Models",
    title="Dropout: what & why?",
    prompt="How does dropout work?",
    model_answer="Dropout sets random outputs to zero.",
    points=(
        KeyPoint("zero", "Outputs become zero.", cues=(Cue("neuron + zero"),)),
        KeyPoint("training", "Only in training.", cues=(Cue("only + training"),)),
    ),
    mistakes=(Mistake("inputs", "It is the outputs.", (), (Cue("remove + feature + forever"),)),),
)

SAID = "dropout sets some neurons to zero you remove a feature <b>forever</b> I think"


class Desk:
    """Keeps answers, and exports them."""

    def __init__(self, store: SqliteAttemptStore, recordings: Path) -> None:
        self._store = store
        self._recordings = recordings
        folder = RecordingsFolder(recordings)
        self.review = ReviewDesk(store, QuestionBank((NETS,)), folder)
        self.exporter = Exporter(self.review, SoundFiles(), resource_folder() / "export", UTC)

    def keep(self, attempt_id: str, said: str = SAID, *, notes: str = "") -> str:
        """An answer of half a second a word, recorded and reviewed."""
        name = f"{attempt_id}.wav"
        seconds = SoundFiles().import_recording(SAMPLE, self._recordings / name)
        attempt = Attempt(
            id=attempt_id,
            question_id="nets",
            started_at=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
            state=AttemptState.TRANSCRIBING,
            source=AnswerSource.MICROPHONE,
            duration_s=seconds,
            recording=name,
        )
        self._store.add(attempt)
        words = tuple(Word(w, n / 2, n / 2 + 0.4, 0.9) for n, w in enumerate(said.split()))
        self.review.keep_transcript(
            attempt, Transcript((Segment(words),), engine="whisper base.en")
        )
        if notes:
            self.review.note(attempt_id, notes)
        return attempt_id

    def drop_recording(self, attempt_id: str) -> None:
        """As if somebody had moved the file."""
        (self._recordings / f"{attempt_id}.wav").unlink()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    with Database(tmp_path / "mlprep.db") as database:
        yield Desk(SqliteAttemptStore(database), recordings)


@pytest.fixture
def export_to(desk: Desk, tmp_path: Path) -> Callable[[str], Path]:
    """A place for an export, by its file name."""
    folder = tmp_path / "out"
    folder.mkdir()
    return lambda name: folder / name
