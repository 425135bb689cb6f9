"""The services on the real database and real files, in a folder of the test's own."""

import itertools
import math
import struct
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.questions import Cue, KeyPoint, Mistake, Question, QuestionBank
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.review import ReviewDesk

T = TypeVar("T")

NETS = Question(
    id="nets",
    topic="Models",
    title="Dropout",
    prompt="How does this method work, would you say?",
    model_answer="Dropout sets random outputs to zero.",
    points=(
        KeyPoint("zero", "Outputs become zero.", cues=(Cue("neuron + zero"),), terms=("dropout",)),
        KeyPoint("training", "Only in training.", cues=(Cue("only + training"),)),
    ),
    mistakes=(
        Mistake("inputs", "It is the outputs.", ("zero",), (Cue("remove + feature + forever"),)),
    ),
)


@dataclass
class ManualClock:
    """A clock that the test moves."""

    moment: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    passed_s: float = 0.0

    def now(self) -> datetime:
        return self.moment + timedelta(seconds=self.passed_s)

    def monotonic_s(self) -> float:
        return self.passed_s


class AtOnce:
    """A Background that has no worker: what is asked for is done before the call returns."""

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Fault], None]
    ) -> None:
        try:
            outcome = work()
        except Fault as fault:
            failed(fault)
        else:
            then(outcome)


@dataclass
class House:
    """All services of one test."""

    store: SqliteAttemptStore
    folder: RecordingsFolder
    bank: QuestionBank
    answers: AnswerBook
    review: ReviewDesk
    clock: ManualClock
    files: SoundFiles = field(default_factory=SoundFiles)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    recordings = tmp_path / "recordings"
    recordings.mkdir()
    folder = RecordingsFolder(recordings)
    clock, bank = ManualClock(), QuestionBank((NETS,))
    numbers = itertools.count(1)
    with Database(tmp_path / "mlprep.db") as database:
        store = SqliteAttemptStore(database)
        yield House(
            store=store,
            folder=folder,
            bank=bank,
            answers=AnswerBook(store, SoundFiles(), folder, clock, lambda: f"a{next(numbers)}"),
            review=ReviewDesk(store, bank, folder),
            clock=clock,
        )


def write_tone(path: Path, seconds: float, rate: int = 16_000) -> Path:
    """A WAV file with a tone of 440 Hz at half of full scale."""
    samples = (
        round(16_000 * math.sin(2 * math.pi * 440 * i / rate)) for i in range(int(seconds * rate))
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", s) for s in samples))
    return path
