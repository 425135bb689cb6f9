"""The queue of recordings, with the real child process and its scripted engine."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.errors import Fault, FaultCode, StorageFault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.ports.sound import RecordingReport
from mlprep_gui.services.ports.speech import TranscriptionJob
from mlprep_gui.services.transcription import (
    TranscriptionDesk,
    TranscriptionNews,
    TranscriptionQueue,
    transcribe_and_wait,
)
from tests.services.conftest import NETS, House, write_tone

DEADLINE_S = 30.0


@dataclass
class Line:
    """A queue, its news, and the thread-crossing mail that the test delivers itself."""

    house: House
    queue: TranscriptionQueue
    mail: "SimpleQueue[Callable[[], None]]"
    news: list[TranscriptionNews] = field(default_factory=list)

    def recorded(self, **script: object) -> Attempt:
        """A recorded attempt for which the scripted engine knows what to say."""
        attempt = self.house.answers.begin(NETS, 90.0)
        audio = write_tone(self.house.folder.path_of(attempt), 2.0)
        script_file = audio.with_name(f"{audio.name}.words.json")
        script_file.write_text(json.dumps(script), encoding="utf-8")
        return self.house.answers.finish(attempt, RecordingReport(2.0, 0.5, 0))

    def deliver_until(self, attempt: Attempt, state: AttemptState) -> Attempt:
        """Deliver mail until the attempt is in this state; fails by the deadline."""
        while (now := self.house.store.get(attempt.id)).state is not state:
            self.mail.get(timeout=DEADLINE_S)()
        return now

    def faults(self) -> list[FaultCode]:
        return [news.fault.code for news in self.news if news.fault is not None]


@pytest.fixture
def transcriber(tmp_path: Path) -> Iterator[ChildTranscriber]:
    shelf = ModelShelf(tmp_path / "models", tmp_path / "cache")
    with ChildTranscriber(shelf, tmp_path / "pronunciations.txt", scripted=True) as client:
        yield client


@pytest.fixture
def line(house: House, transcriber: ChildTranscriber) -> Line:
    return new_line(house, transcriber)


def new_line(house: House, transcriber: ChildTranscriber) -> Line:
    """A queue as it is after a start of the program."""
    desk = TranscriptionDesk(house.store, house.review, transcriber, house.folder, house.bank)
    mail: SimpleQueue[Callable[[], None]] = SimpleQueue()
    news: list[TranscriptionNews] = []
    queue = TranscriptionQueue(desk, Preferences, mail.put, news.append)
    return Line(house, queue, mail, news)


def test_a_recording_is_written_down_and_judged(line: Line) -> None:
    attempt = line.recorded(text="each neuron becomes zero")
    line.queue.enqueue(attempt.id)
    done = line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    sheet = line.house.review.sheet(done.id)
    assert sheet.transcript.text == "each neuron becomes zero"
    assert sheet.count(Verdict.COVERED) == 1
    states = [news.attempt.state for news in line.news]
    assert states[:2] == [AttemptState.QUEUED, AttemptState.TRANSCRIBING]
    assert states[-1] is AttemptState.TRANSCRIBED


def test_recordings_are_taken_one_after_the_other(line: Line) -> None:
    first, second = line.recorded(text="neuron zero"), line.recorded(text="only in training")
    line.queue.enqueue(first.id)
    line.queue.enqueue(second.id)
    assert line.house.store.get(second.id).state is AttemptState.QUEUED
    line.deliver_until(second, AttemptState.TRANSCRIBED)
    assert line.house.store.get(first.id).state is AttemptState.TRANSCRIBED


def test_queueing_twice_is_queueing_once(line: Line) -> None:
    attempt = line.recorded(text="neuron zero")
    line.queue.enqueue(attempt.id)
    line.queue.enqueue(attempt.id)
    line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert sum(n.attempt.state is AttemptState.QUEUED for n in line.news) == 1


def test_a_failure_keeps_the_recording_and_can_be_tried_again(line: Line) -> None:
    attempt = line.recorded(conduct="fail", fault="no-speech")
    line.queue.enqueue(attempt.id)
    failed = line.deliver_until(attempt, AttemptState.FAILED)
    assert failed.failure is FaultCode.NO_SPEECH
    assert line.faults() == [FaultCode.NO_SPEECH]
    audio = line.house.folder.path_of(attempt)
    assert audio.exists()
    script = audio.with_name(f"{audio.name}.words.json")
    script.write_text(json.dumps({"text": "neuron zero"}), encoding="utf-8")
    line.queue.enqueue(attempt.id)
    assert line.deliver_until(attempt, AttemptState.TRANSCRIBED).failure is None


def test_a_crash_of_the_engine_is_not_the_end_of_the_queue(line: Line) -> None:
    crashing, fine = line.recorded(conduct="crash"), line.recorded(text="neuron zero")
    line.queue.enqueue(crashing.id)
    line.queue.enqueue(fine.id)
    failed = line.deliver_until(crashing, AttemptState.FAILED)
    assert failed.failure is FaultCode.ENGINE_CRASHED
    line.deliver_until(fine, AttemptState.TRANSCRIBED)


def test_a_full_disk_stops_neither_the_queue_nor_the_next_try(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be stored is told, can be cancelled, and is done again when asked for."""
    first, second = line.recorded(text="neuron zero"), line.recorded(text="only in training")
    finish = line.house.store.finish

    def finish_while_full(attempt: Attempt, *rest: Any) -> None:  # noqa: ANN401  passed on
        if attempt.id == first.id:
            raise StorageFault(FaultCode.DISK_FULL, path="disk")
        finish(attempt, *rest)

    monkeypatch.setattr(line.house.store, "finish", finish_while_full)
    line.queue.enqueue(first.id)
    line.queue.enqueue(second.id)
    line.deliver_until(second, AttemptState.TRANSCRIBED)
    assert line.faults() == [FaultCode.DISK_FULL]
    assert line.house.store.get(first.id).state is AttemptState.TRANSCRIBING
    line.queue.cancel(first.id)
    assert line.house.store.get(first.id).state is AttemptState.RECORDED
    monkeypatch.undo()
    line.queue.enqueue(first.id)
    line.deliver_until(first, AttemptState.TRANSCRIBED)


def test_a_cancelled_job_is_a_recording_again(line: Line) -> None:
    attempt = line.recorded(conduct="hang")
    line.queue.enqueue(attempt.id)
    line.queue.cancel(attempt.id)
    line.deliver_until(attempt, AttemptState.RECORDED)
    assert line.faults() == []
    assert line.house.folder.path_of(attempt).exists()


def test_a_waiting_job_can_be_cancelled_without_disturbing_the_running_one(line: Line) -> None:
    running, waiting = line.recorded(text="neuron zero"), line.recorded(text="zero")
    line.queue.enqueue(running.id)
    line.queue.enqueue(waiting.id)
    line.queue.cancel(waiting.id)
    assert line.house.store.get(waiting.id).state is AttemptState.RECORDED
    line.deliver_until(running, AttemptState.TRANSCRIBED)
    assert line.house.store.get(waiting.id).state is AttemptState.RECORDED


def test_after_a_restart_everything_unfinished_is_done(
    house: House, transcriber: ChildTranscriber
) -> None:
    """What was running or waiting when the program ended is written down; nothing else is."""
    before = new_line(house, transcriber)
    interrupted, waiting, cancelled = (before.recorded(text="neuron zero") for _ in range(3))
    before.queue.enqueue(cancelled.id)
    before.queue.cancel(cancelled.id)
    before.deliver_until(cancelled, AttemptState.RECORDED)
    house.store.save(interrupted.moved(AttemptState.QUEUED).moved(AttemptState.TRANSCRIBING))
    house.store.save(waiting.moved(AttemptState.QUEUED))
    after = new_line(house, transcriber)
    after.queue.recover()
    for attempt in (interrupted, waiting):
        after.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert house.store.get(cancelled.id).state is AttemptState.RECORDED


def test_an_answer_is_done_after_a_kill_between_stop_and_the_queue(
    house: House, transcriber: ChildTranscriber, tmp_path: Path
) -> None:
    before = new_line(house, transcriber)
    spoken = house.answers.begin(NETS, 90.0)
    taken_in = house.answers.take_in(NETS, write_tone(tmp_path / "talk.wav", 2.0), 90.0)
    for attempt in (spoken, taken_in):
        audio = house.folder.path_of(attempt)
        if attempt is spoken:
            write_tone(audio, 2.0)
        audio.with_name(f"{audio.name}.words.json").write_text('{"text": "zero"}')
    # And nobody comes to ``enqueue`` them.
    house.answers.hand_over(spoken, RecordingReport(2.0, 0.5, 0))
    house.answers.keep(taken_in)
    after = new_line(house, transcriber)
    after.queue.recover()
    for attempt in (spoken, taken_in):
        after.deliver_until(attempt, AttemptState.TRANSCRIBED)
    assert before.news == []


def test_what_is_stored_as_queued_is_enqueued_once(line: Line) -> None:
    attempt = line.house.answers.begin(NETS, 90.0)
    audio = write_tone(line.house.folder.path_of(attempt), 2.0)
    audio.with_name(f"{audio.name}.words.json").write_text('{"text": "zero"}')
    line.house.answers.hand_over(attempt, RecordingReport(2.0, 0.5, 0))
    line.queue.enqueue(attempt.id)
    line.queue.enqueue(attempt.id)
    line.deliver_until(attempt, AttemptState.TRANSCRIBED)
    states = [news.attempt.state for news in line.news if not news.total_s]
    assert states.count(AttemptState.TRANSCRIBING) == 1


def test_ending_the_recogniser_with_the_program_is_no_cancel(
    line: Line, transcriber: ChildTranscriber
) -> None:
    attempt = line.recorded(text="neuron zero", conduct="hang")
    line.queue.enqueue(attempt.id)
    line.queue.close()
    transcriber.close()
    while not line.mail.empty():
        line.mail.get()()
    assert line.house.store.get(attempt.id).state is AttemptState.TRANSCRIBING


def test_waiting_for_one_recording_gives_its_words(
    line: Line, transcriber: ChildTranscriber
) -> None:
    audio = line.house.folder.path_of(line.recorded(text="neuron zero"))
    assert transcribe_and_wait(transcriber, TranscriptionJob("a", audio)).text == "neuron zero"


def test_waiting_for_one_recording_raises_its_fault(
    line: Line, transcriber: ChildTranscriber
) -> None:
    audio = line.house.folder.path_of(line.recorded(conduct="fail", fault="no-speech"))
    with pytest.raises(Fault) as caught:
        transcribe_and_wait(transcriber, TranscriptionJob("a", audio))
    assert caught.value.code is FaultCode.NO_SPEECH
