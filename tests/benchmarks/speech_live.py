"""The wait from Stop to the verdicts: written down while one speaks, against all of it after Stop.

Both are measured in the same run with the same engine, model and recording, and both end with the
transcript and the verdicts stored in a database and the review's sheet made. The recording is the
shipped answer, over and over, with a second of silence between its sentences. Most people finish a
sentence before they press Stop, and half a second is recorded after that; so the ratio is that of
Stop a second after a sentence's last word. Stop in the middle of a sentence is shown beside it.

Nobody waits for the ten minutes in which somebody speaks. The child's own parts (``Scribe`` and
below, on a file that grows by a second at a time) run here with a clock of their own: while there
is work, it goes as the real one, so that the recording goes on growing meanwhile; where there is
none, it jumps to the next second. A stretch that is in hand at Stop is thus waited for as in life.
Its time is the processor's, with one thread for the engine: what other programs do meanwhile would
make chance figures of short waits.
What is left out is the pipe between the processes; ``--real-time`` takes everything as it is, the
queue, the child and its pipe, and takes as long as the answer.

Run as ``python -m tests.benchmarks.speech_live [--long] [--models base.en ...] [--real-time S]``.
"""

import argparse
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

import numpy as np
from numpy.typing import NDArray

from mlprep_gui.adapters.audio.wav_file import GrowingWav
from mlprep_gui.adapters.bank.packs import load_bank
from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.engines.base import Engine
from mlprep_gui.adapters.speech.engines.sphinx import SphinxEngine
from mlprep_gui.adapters.speech.engines.whisper import WhisperEngine
from mlprep_gui.adapters.speech.messages import EngineName, Finish, Grown, Transcribe
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.adapters.speech.recording_job import Stretch
from mlprep_gui.adapters.speech.scribe import Scribe
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.review import ReviewDesk
from mlprep_gui.services.transcription import (
    TranscriptionDesk,
    TranscriptionNews,
    TranscriptionQueue,
    spotting_terms,
)
from tests.benchmarks.whisper_shapes import MeasuredWhisper, write_shape

QUESTION = "regularization"
SAMPLE = resource_folder() / "samples" / "regularization.flac"
PRONUNCIATIONS = resource_folder() / "speech" / "pronunciations.txt"
# Where its sentences end, in seconds.
SENTENCE_ENDS_S = (10.9, 13.45, 17.8, 25.15, 28.2, 34.55, 37.2)
PAUSE_S = 0.8
# From the last word of a sentence to the last sample.
STOP_AFTER_S = 1.0
MIDDLE_BEFORE_S = 2.0
STOPS = 2
TARGET = 0.15
THREADS = 1


@dataclass(frozen=True)
class Answer:
    """Samples at 16 kHz, and where its sentences end, in seconds."""

    samples: NDArray[np.int16]
    ends_s: tuple[float, ...]

    def until(self, seconds: float) -> NDArray[np.int16]:
        return self.samples[: int(seconds * RATE)]


def make_answer(seconds: float) -> Answer:
    """So much of the shipped answer, over and over."""
    samples = read_samples(SAMPLE)
    hiss = np.random.default_rng(2).standard_normal(int(PAUSE_S * RATE)).astype(np.float32) * 3e-4
    ends = [*(int(end_s * RATE) for end_s in SENTENCE_ENDS_S), samples.size]
    parts = []
    for start, end in zip([0, *ends], ends, strict=False):
        parts += [samples[start:end], hiss]
    once = np.concatenate(parts)
    times = int(seconds * RATE / once.size) + 1
    whole = np.tile(once, times)[: int(seconds * RATE)]
    said = [end + number * int(PAUSE_S * RATE) for number, end in enumerate(ends)]
    ends_s = [(end + turn * once.size) / RATE for turn in range(times) for end in said]
    return Answer(
        (whole * np.iinfo(np.int16).max).astype(np.int16),
        tuple(end_s for end_s in ends_s if end_s + STOP_AFTER_S <= seconds),
    )


class Desk:
    """Keeps transcripts and makes sheets, as the program does."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = RecordingsFolder(folder)
        self.bank = load_bank(resource_folder() / "questions", folder / "packs").bank
        self.store = SqliteAttemptStore(database)
        self.review = ReviewDesk(self.store, self.bank, self.folder)
        self._count = 0

    def new_attempt(self, state: AttemptState) -> Attempt:
        self._count += 1
        name = f"a{self._count}"
        began = datetime(2026, 1, 1, tzinfo=UTC)
        attempt = Attempt(
            name, QUESTION, began, state, AnswerSource.MICROPHONE, recording=f"{name}.wav"
        )
        self.store.add(attempt)
        return attempt

    def keep(self, transcript: Transcript) -> None:
        attempt = self.new_attempt(AttemptState.TRANSCRIBING)
        self.review.keep_transcript(attempt, transcript)
        self.review.sheet(attempt.id)

    @property
    def terms(self) -> tuple[str, ...]:
        return spotting_terms(self.bank.get(QUESTION))


@contextmanager
def open_desk(folder: Path) -> Iterator[Desk]:
    with Database(folder / "bench.db") as database:
        yield Desk(folder, database)


def wait_for_whole(engine: Engine, samples: NDArray[np.int16], desk: Desk) -> float:
    """Seconds from Stop to the sheet, where everything begins at Stop."""
    path = write_wav(desk.folder.path / "whole.wav", samples)
    began_s = time.process_time()
    engine.renew()
    desk.keep(engine.transcribe(read_samples(path), desk.terms, lambda _done_s: None))
    return time.process_time() - began_s


def wait_for_tail(engine: Engine, samples: NDArray[np.int16], desk: Desk) -> tuple[float, int]:
    """The same where the answer was followed while it grew; and how many stretches there were."""
    path = desk.folder.path / "growing.wav"
    path.unlink(missing_ok=True)
    heard: list[messages.Heard] = []

    def report(message: messages.Report) -> None:
        if isinstance(message, messages.Heard):
            heard.append(message)

    scribe = Scribe(lambda _wanted: engine, _never, report)
    scribe.take(
        Transcribe("live", str(path), EngineName.WHISPER, terms=desk.terms, is_growing=True)
    )
    stop_s = samples.size / RATE
    with GrowingWav(path, RATE) as file:
        now_s = written_s = 0.0
        was_busy = False
        while now_s < stop_s:
            # As the program does: a second at a time.
            while written_s + 1.0 <= min(now_s, stop_s):
                first = int(written_s * RATE)
                file.append(samples[first : first + RATE].tobytes())
                written_s += 1.0
                scribe.take(Grown("live"))
            began_s = time.process_time()
            was_busy = scribe.work()
            now_s += time.process_time() - began_s
            if not was_busy:
                now_s = max(now_s, written_s + 1.0)
        file.append(samples[int(written_s * RATE) :].tobytes())
    scribe.take(Finish("live"))
    # What the stretch in hand at Stop took beyond it.
    waited_s = max(0.0, now_s - stop_s) if was_busy else 0.0
    began_s = time.process_time()
    while scribe.work():
        pass
    desk.keep(
        Transcript(
            tuple(segment for part in heard for segment in part.segments),
            "bench",
            tuple(term for part in heard for term in part.spotted),
            tuple(span for part in heard for span in part.speech),
        )
    )
    return waited_s + time.process_time() - began_s, len(heard)


def _never(_audio: Path, _stretch: Stretch) -> Engine:
    raise AssertionError("nothing is scripted here")


def write_wav(path: Path, samples: NDArray[np.int16]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


@dataclass(frozen=True)
class Figures:
    """Of one engine and one length."""

    whole_s: float
    live_s: tuple[float, ...]
    middle_s: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return sum(self.live_s) / len(self.live_s) / self.whole_s

    @property
    def middle_ratio(self) -> float:
        return sum(self.middle_s) / len(self.middle_s) / self.whole_s


def measure(name: str, engine: Engine, desk: Desk, lengths_s: list[float]) -> list[Figures]:
    """Print a line a length."""
    all_figures = []
    # The first answer pays for what is loaded late.
    wait_for_whole(engine, make_answer(6.0).samples, desk)
    for length_s in lengths_s:
        answer = make_answer(length_s)
        stops_s = [end_s + STOP_AFTER_S for end_s in answer.ends_s[-STOPS:]]
        whole_s = wait_for_whole(engine, answer.until(stops_s[-1]), desk)
        live, middle = (
            [wait_for_tail(engine, answer.until(stop_s - early_s), desk) for stop_s in stops_s]
            for early_s in (0.0, STOP_AFTER_S + MIDDLE_BEFORE_S)
        )
        figures = Figures(
            whole_s, tuple(wait_s for wait_s, _ in live), tuple(wait_s for wait_s, _ in middle)
        )
        all_figures.append(figures)
        each, others = (
            ", ".join(f"{wait_s:.2f}" for wait_s in waits)
            for waits in (figures.live_s, figures.middle_s)
        )
        print(
            f"{name:12} {length_s:5.0f} s: after Stop {whole_s:6.2f} s, while speaking {each} s,"
            f" ratio {figures.ratio:.3f} ({live[-1][1]} stretches);"
            f" in mid-sentence {others} s, ratio {figures.middle_ratio:.3f}",
            flush=True,
        )
    return all_figures


class Following:
    """The queue as in the program; its mail is delivered on this thread, the storage thread."""

    def __init__(self, desk: Desk, transcriber: ChildTranscriber) -> None:
        self.mail: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self.done = False
        self._desk = desk
        self.queue = TranscriptionQueue(
            TranscriptionDesk(desk.store, desk.review, transcriber, desk.folder, desk.bank),
            lambda: Preferences(engine=EngineChoice.SPHINX),
            self.mail.put,
            self._take_news,
        )

    def _take_news(self, news: TranscriptionNews) -> None:
        if news.attempt.state in {AttemptState.TRANSCRIBED, AttemptState.FAILED}:
            self.done = news.attempt.state is AttemptState.TRANSCRIBED

    def wait(self, attempt: Attempt) -> float:
        """Seconds from Stop to the sheet."""
        began_s = time.perf_counter()
        self.queue.enqueue(attempt.id)
        while not self.done:
            self.mail.get(timeout=600.0)()
        self._desk.review.sheet(attempt.id)
        return time.perf_counter() - began_s


def measure_real_time(desk: Desk, length_s: float) -> None:
    """PocketSphinx with the real child, the queue and a recording that takes its time."""
    answer = make_answer(length_s)
    samples = answer.until(answer.ends_s[-1] + STOP_AFTER_S)
    shelf = ModelShelf(desk.folder.path / "none", desk.folder.path / "none")
    waits = []
    with ChildTranscriber(shelf, PRONUNCIATIONS) as transcriber:
        transcriber.warm_up(EngineChoice.SPHINX)
        for is_live in (False, True):
            following = Following(desk, transcriber)
            attempt = desk.new_attempt(AttemptState.RECORDING)
            with GrowingWav(desk.folder.path_of(attempt), RATE) as file:
                if is_live:
                    _speak(samples, file, following, attempt)
                else:
                    file.append(samples.tobytes())
            recorded = attempt.moved(AttemptState.RECORDED)
            desk.store.save(recorded)
            waits.append(following.wait(recorded))
    print(
        f"PocketSphinx {length_s:5.0f} s in real time, with child and queue: after Stop"
        f" {waits[0]:.2f} s, while speaking {waits[1]:.2f} s, ratio {waits[1] / waits[0]:.3f}"
    )


def _speak(
    samples: NDArray[np.int16], file: GrowingWav, following: Following, attempt: Attempt
) -> None:
    began_s = time.perf_counter()
    for start in range(0, samples.size, RATE):
        block = samples[start : start + RATE]
        time.sleep(max(0.0, began_s + (start + block.size) / RATE - time.perf_counter()))
        file.append(block.tobytes())
        if start == 0:
            following.queue.follow(attempt)
        following.queue.grow(attempt.id)
        while not following.mail.empty():
            following.mail.get()()


def load_engine(name: str, folder: Path) -> Engine:
    if name == "PocketSphinx":
        return SphinxEngine.load(PRONUNCIATIONS)
    model = MeasuredWhisper(
        str(write_shape(folder / name, name)),
        device="cpu",
        compute_type="int8",
        cpu_threads=THREADS,
        local_files_only=True,
    )
    model.steps = []
    return WhisperEngine(model)


def main() -> int:
    """Print the figures; status 1 where the wait after two minutes is too long."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--long", action="store_true", help="ten minutes as well")
    parser.add_argument("--models", nargs="*", default=["PocketSphinx", "base.en", "small.en"])
    parser.add_argument("--real-time", type=float, default=30.0, metavar="SECONDS")
    options = parser.parse_args()
    lengths_s = [30.0, 120.0, *([600.0] if options.long else [])]
    is_good = True
    with tempfile.TemporaryDirectory() as name, open_desk(Path(name)) as desk:
        for model in options.models:
            engine = load_engine(model, Path(name))
            figures = measure(model, engine, desk, lengths_s)
            is_good &= figures[1].ratio <= TARGET
        if options.real_time:
            measure_real_time(desk, options.real_time)
    if options.models:
        print(f"ratio at two minutes at most {TARGET}: {'yes' if is_good else 'NO'}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
