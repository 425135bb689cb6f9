"""What the practice page says, without a window."""

from datetime import UTC, datetime

import pytest

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.pages.practice.contents import (
    clock_of,
    matches,
    plan_of,
    sentence_on_engine,
    speak_length,
)
from mlprep_gui.ui.pages.practice.jobs import JobBoard

QUESTION = Question(
    id="q", topic="Models", title="Ensembles", prompt="What are they?", model_answer="", points=()
)


@pytest.mark.parametrize(
    ("seconds", "clock"), [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (3661, "61:01"), (-1, "0:00")]
)
def test_clock(seconds: float, clock: str) -> None:
    assert clock_of(seconds) == clock


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (45, "45 seconds"),
        (60, "1 minute"),
        (90, "90 seconds"),
        (120, "2 minutes"),
        (185, "3 minutes 5 seconds"),
    ],
)
def test_length(seconds: float, words: str) -> None:
    assert speak_length(seconds) == words


def test_the_plan_follows_the_settings() -> None:
    assert plan_of(QUESTION, Preferences()) == (
        "You have 15 seconds to think, then up to 2 minutes to answer; you stop it yourself."
    )
    strict = Preferences(thinking_s=0.0, limit_s=90.0, stop_at_limit=True)
    assert plan_of(QUESTION, strict) == (
        "You have up to 90 seconds to answer; it stops by itself then."
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", True), ("ENSEM", True), ("models what", True), ("ensembles trees", False)],
)
def test_search(wanted: str, found: bool) -> None:
    assert matches(QUESTION, wanted) is found


def test_the_engine_is_named_and_so_is_its_absence() -> None:
    assert "PocketSphinx" in sentence_on_engine(EngineInfo(EngineChoice.SPHINX))
    fault = SpeechFault(FaultCode.MODEL_NOT_FOUND, model="huge")
    assert "“huge”" in sentence_on_engine(fault)


def test_a_job_from_the_queue_to_its_review() -> None:
    attempt = Attempt(
        id="a",
        question_id="q",
        started_at=datetime(2026, 1, 2, tzinfo=UTC),
        state=AttemptState.QUEUED,
        source=AnswerSource.MICROPHONE,
        recording="a.wav",
    )
    board = JobBoard()
    assert "Waits" in board.hear(TranscriptionNews(attempt), 100.0).sentence(100.0)
    attempt = attempt.moved(AttemptState.TRANSCRIBING)
    job = board.hear(TranscriptionNews(attempt), 101.0)
    assert job.sentence(105.0) == "Writing it down for 0:04; the recogniser is getting ready."
    job = board.hear(TranscriptionNews(attempt, done_s=12.0, total_s=48.0), 106.0)
    assert job.sentence(107.0) == "Writing it down for 0:06: 0:12 of 0:48 done."
    assert job.fraction == 0.25
    fault = SpeechFault(FaultCode.CANCELLED)
    failed = attempt.moved(AttemptState.FAILED, FaultCode.CANCELLED)
    job = board.hear(TranscriptionNews(failed, fault=fault), 108.0)
    assert not job.is_under_way
    assert "Cancelled." in job.sentence(109.0)
    assert not board.is_working
    done = attempt.moved(AttemptState.TRANSCRIBED)
    assert board.hear(TranscriptionNews(done), 110.0).is_done
    board.dismiss("a")
    assert board.jobs == ()
