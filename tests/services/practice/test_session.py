"""Choose, think, record, stop, hand over - with the synthetic microphone and real files."""

from dataclasses import replace
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.services.practice.session import LimitState, Phase
from tests.services.conftest import NETS, House, write_tone
from tests.services.practice.practising import (
    PREFERENCES,
    SPEED,
    NoMicrophone,
    Practice,
    start_practice,
)


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "tone.wav", 4.0)


@pytest.fixture
def practice(house: House, tone: Path) -> Practice:
    return start_practice(house, SyntheticMicrophone(tone, speed=SPEED))


def test_a_recorded_answer_is_kept_and_handed_over(practice: Practice) -> None:
    practice.session.begin()
    practice.until_elapsed(1.0)
    practice.session.stop()
    (attempt,) = practice.handed_over
    assert attempt.state is AttemptState.QUEUED
    assert attempt.duration_s >= 1.0
    path = practice.house.folder.path_of(attempt)
    assert practice.house.files.duration_s(path) == pytest.approx(attempt.duration_s, abs=0.01)
    assert practice.house.store.get(attempt.id) == attempt
    assert practice.session.view().phase is Phase.CHOOSING
    assert practice.phases[1:] == [Phase.OPENING, Phase.RECORDING, Phase.FINISHING, Phase.CHOOSING]


def test_stop_pressed_twice_is_one_answer(practice: Practice) -> None:
    practice.session.begin()
    practice.until_elapsed(0.3)
    practice.session.stop()
    practice.session.stop()
    assert len(practice.handed_over) == 1


def test_speak_now_comes_with_the_first_sound(practice: Practice) -> None:
    practice.session.begin()
    practice.until(
        lambda: (status := practice.session.view().status) is not None and status.started
    )
    status = practice.session.view().status
    assert status is not None
    assert status.level == pytest.approx(16_000 / 32_768, abs=0.02)
    practice.session.stop()


def test_thinking_time_runs_out_into_the_recording(house: House, tone: Path) -> None:
    recorder = SyntheticMicrophone(tone, speed=SPEED)
    practice = start_practice(house, recorder, replace(PREFERENCES, thinking_s=15.0))
    practice.session.begin()
    house.clock.passed_s = 10.0
    practice.session.tick()
    assert practice.session.view().phase is Phase.THINKING
    assert practice.session.view().thinking_left_s == pytest.approx(5.0)
    house.clock.passed_s = 15.0
    practice.session.tick()
    assert practice.session.view().phase is Phase.RECORDING
    practice.session.stop()


def test_thinking_can_be_skipped_or_given_up(house: House, tone: Path) -> None:
    recorder = SyntheticMicrophone(tone, speed=SPEED)
    practice = start_practice(house, recorder, replace(PREFERENCES, thinking_s=15.0))
    practice.session.begin()
    practice.session.discard()
    assert practice.session.view().phase is Phase.CHOOSING
    assert house.store.history() == ()
    practice.session.begin()
    practice.session.skip_thinking()
    assert practice.session.view().phase is Phase.RECORDING
    practice.session.stop()


def test_the_limit_is_announced_and_passed(house: House, tone: Path) -> None:
    """Recording goes on past the limit unless the user wants it to stop there."""
    recorder = SyntheticMicrophone(tone, speed=SPEED)
    practice = start_practice(house, recorder, replace(PREFERENCES, limit_s=2.0))
    practice.session.begin()
    assert practice.session.view().limit is LimitState.WITHIN
    practice.until(lambda: practice.session.view().limit is LimitState.NEAR)
    practice.until(lambda: practice.session.view().limit is LimitState.PAST)
    practice.until_elapsed(2.5)
    assert practice.session.view().phase is Phase.RECORDING
    practice.session.stop()
    assert practice.handed_over[0].limit_s == 2.0


def test_the_recording_stops_at_the_limit_where_that_is_wanted(house: House, tone: Path) -> None:
    wanted = replace(PREFERENCES, limit_s=1.0, stop_at_limit=True)
    practice = start_practice(house, SyntheticMicrophone(tone, speed=SPEED), wanted)
    practice.session.begin()
    practice.until(lambda: bool(practice.handed_over))
    assert practice.handed_over[0].duration_s >= 1.0


def test_a_discarded_recording_leaves_nothing(practice: Practice) -> None:
    practice.session.begin()
    practice.until_elapsed(0.5)
    practice.session.discard()
    practice.until(lambda: practice.session.view().phase is Phase.CHOOSING)
    assert practice.handed_over == []
    assert practice.house.store.history() == ()
    assert list(practice.house.folder.path.iterdir()) == []


def test_without_a_microphone_the_fault_is_shown_and_nothing_stays(house: House) -> None:
    practice = start_practice(house, NoMicrophone())
    practice.session.begin()
    view = practice.session.view()
    assert view.phase is Phase.CHOOSING
    assert view.fault is not None
    assert view.fault.code is FaultCode.NO_MICROPHONE
    assert house.store.history() == ()
    practice.session.choose(NETS)
    assert practice.session.view().fault is None


def test_a_recordings_folder_that_is_gone_is_told_before_the_answer(
    house: House, tone: Path
) -> None:
    house.folder.path.rmdir()
    practice = start_practice(house, SyntheticMicrophone(tone, speed=SPEED))
    practice.session.begin()
    fault = practice.session.view().fault
    assert fault is not None
    assert fault.code is FaultCode.FOLDER_UNUSABLE


def test_another_question_cannot_be_chosen_in_mid_answer(practice: Practice) -> None:
    practice.session.begin()
    practice.session.choose(replace(NETS, id="other"))
    assert practice.session.view().question is NETS
    practice.session.stop()
