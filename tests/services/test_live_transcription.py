"""An answer that is followed while it is spoken, from its first second to its verdicts."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.live_transcription import QueuedLiveTranscription
from mlprep_gui.services.ports.sound import RecordingReport
from mlprep_gui.services.ports.speech import LiveTranscription
from mlprep_gui.services.transcription import TranscriptionDesk, TranscriptionQueue
from tests.services.conftest import NETS, House, write_tone
from tests.services.test_transcription import DEADLINE_S, Line, new_line

SPOKEN_S = 8.0
WORDS = ("each", "neuron", "becomes", "zero", "only", "in", "training", "now")


@pytest.fixture
def transcriber(tmp_path: Path) -> Iterator[ChildTranscriber]:
    shelf = ModelShelf(tmp_path / "models", tmp_path / "cache")
    with ChildTranscriber(shelf, tmp_path / "pronunciations.txt", scripted=True) as client:
        yield client


class Practice:
    """A line with an answer that is being spoken."""

    def __init__(self, house: House, transcriber: ChildTranscriber) -> None:
        self.line: Line = new_line(house, transcriber)
        self.house = house
        self.live: LiveTranscription = QueuedLiveTranscription(self.line.queue, self.line.mail.put)

    def begin(self, **script: object) -> Attempt:
        """Six seconds of an answer have been spoken."""
        attempt = self.house.answers.begin(NETS, 90.0)
        audio = write_tone(self.house.folder.path_of(attempt), 6.0)
        words = [{"text": w, "start_s": n, "end_s": n + 1} for n, w in enumerate(WORDS)]
        path = audio.with_name(f"{audio.name}.words.json")
        path.write_text(json.dumps({"words": words} | script), encoding="utf-8")
        self.live.began(attempt)
        self.deliver()
        self.live.grew(attempt.id, 6.0)
        self.deliver()
        return attempt

    def stop(self, attempt: Attempt) -> Attempt:
        """The rest is spoken; the answer is kept, and not yet handed over."""
        path = self.house.folder.path_of(attempt)
        path.unlink()
        write_tone(path, SPOKEN_S)
        return self.house.answers.finish(attempt, RecordingReport(SPOKEN_S, 0.5, 0))

    def deliver(self) -> None:
        """All mail that is there."""
        while not self.line.mail.empty():
            self.line.mail.get()()

    def deliver_until_heard(self, attempt: Attempt) -> None:
        """Until a stretch is written down."""
        while not self.line.queue._followed[attempt.id].heard:
            self.line.mail.get(timeout=DEADLINE_S)()

    def text(self, attempt: Attempt) -> str:
        return self.house.review.sheet(attempt.id).transcript.text


@pytest.fixture
def practice(house: House, transcriber: ChildTranscriber) -> Practice:
    return Practice(house, transcriber)


def test_what_was_written_down_while_speaking_is_not_done_again(practice: Practice) -> None:
    attempt = practice.begin()
    practice.deliver_until_heard(attempt)
    practice.stop(attempt)
    practice.line.queue.enqueue(attempt.id)
    practice.line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert practice.text(attempt) == " ".join(WORDS)
    told = [news.done_s for news in practice.line.news if news.total_s]
    assert min(told) >= 5.0
    states = [news.attempt.state for news in practice.line.news]
    assert states[:2] == [AttemptState.QUEUED, AttemptState.TRANSCRIBING]


def test_nothing_is_told_before_stop(practice: Practice) -> None:
    attempt = practice.begin()
    practice.deliver_until_heard(attempt)
    assert practice.line.news == []


def test_whoever_wants_to_sees_the_words_while_speaking(
    house: House, transcriber: ChildTranscriber
) -> None:
    practice = Practice(house, transcriber)
    line = practice.line
    desk = TranscriptionDesk(house.store, house.review, transcriber, house.folder, house.bank)
    queue = TranscriptionQueue(
        desk, lambda: Preferences(show_while_speaking=True), line.mail.put, line.news.append
    )
    practice.live = QueuedLiveTranscription(queue, line.mail.put)
    attempt = practice.begin()
    while not line.news:
        line.mail.get(timeout=DEADLINE_S)()
    assert line.news[-1].heard == " ".join(WORDS[:5])
    assert line.news[-1].attempt.state is AttemptState.RECORDING
    practice.stop(attempt)
    queue.enqueue(attempt.id)
    line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert practice.text(attempt) == " ".join(WORDS)


def test_an_answer_that_is_thrown_away_leaves_nothing(practice: Practice) -> None:
    attempt = practice.begin()
    practice.live.dropped(attempt.id)
    practice.live.grew(attempt.id, 7.0)
    practice.live.dropped("one that never began")
    practice.deliver()
    practice.house.answers.discard(attempt)
    other = practice.line.recorded(text="neuron zero")
    practice.line.queue.enqueue(other.id)
    practice.line.deliver_until(other, AttemptState.TRANSCRIBED)
    assert {news.attempt.id for news in practice.line.news} == {other.id}


def test_where_following_failed_all_is_done_after_stop(practice: Practice) -> None:
    attempt = practice.begin(conduct="fail", fault="model-broken")
    practice.line.mail.get(timeout=DEADLINE_S)()
    while practice.line.queue._followed:
        practice.line.mail.get(timeout=DEADLINE_S)()
    assert practice.line.news == []
    practice.stop(attempt)
    path = practice.house.folder.path_of(attempt)
    script = path.with_name(f"{path.name}.words.json")
    script.write_text(json.dumps({"text": "neuron zero"}), encoding="utf-8")
    practice.line.queue.enqueue(attempt.id)
    practice.line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert practice.text(attempt) == "neuron zero"


def test_the_answer_just_spoken_comes_before_what_an_earlier_run_left(practice: Practice) -> None:
    left = practice.line.recorded(text="neuron zero")
    practice.house.store.save(left.moved(AttemptState.QUEUED))
    attempt = practice.begin()
    practice.line.queue.recover()
    practice.stop(attempt)
    practice.line.queue.enqueue(attempt.id)
    practice.line.deliver_until(left, AttemptState.TRANSCRIBED)
    done = [n.attempt.id for n in practice.line.news if n.attempt.state is AttemptState.TRANSCRIBED]
    assert done == [attempt.id, left.id]


def test_an_older_answer_goes_on_while_the_next_is_spoken(practice: Practice) -> None:
    older = practice.line.recorded(text="neuron zero")
    attempt = practice.begin()
    practice.line.queue.enqueue(older.id)
    practice.line.deliver_until(older, AttemptState.TRANSCRIBED)
    assert practice.house.store.get(attempt.id).state is AttemptState.RECORDING
    practice.stop(attempt)
    practice.line.queue.enqueue(attempt.id)
    practice.line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert practice.text(attempt) == " ".join(WORDS)


def test_cancelled_after_stop_it_is_a_recording_again(practice: Practice) -> None:
    attempt = practice.begin(conduct="hang")
    practice.stop(attempt)
    practice.line.queue.enqueue(attempt.id)
    practice.line.queue.cancel(attempt.id)
    practice.line.deliver_until(attempt, AttemptState.RECORDED)
    assert practice.line.faults() == []


def test_a_crash_that_repeats_itself_fails_it_with_the_reason(practice: Practice) -> None:
    attempt = practice.begin()
    practice.deliver_until_heard(attempt)
    path = practice.house.folder.path_of(attempt)
    script = path.with_name(f"{path.name}.words.json")
    script.write_text(json.dumps({"text": "x", "conduct": "crash"}), encoding="utf-8")
    practice.stop(attempt)
    practice.line.queue.enqueue(attempt.id)
    failed = practice.line.deliver_until(attempt, AttemptState.FAILED)
    assert failed.failure is FaultCode.ENGINE_CRASHED
    assert path.exists()


def test_deleted_while_it_is_written_down(practice: Practice) -> None:
    attempt = practice.begin(conduct="hang")
    recorded = practice.stop(attempt)
    practice.line.queue.enqueue(attempt.id)
    practice.line.queue.drop(attempt.id)
    practice.house.answers.discard(recorded)
    other = practice.line.recorded(text="neuron zero")
    practice.line.queue.enqueue(other.id)
    practice.line.deliver_until(other, AttemptState.TRANSCRIBED)
    assert practice.line.news[-1].attempt.id == other.id
