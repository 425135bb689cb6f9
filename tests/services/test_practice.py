"""Choose, think, record, stop, hand over - with the synthetic microphone and real files."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest

from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.services.ports import Device, Recorder, Recording
from mlprep_gui.services.practice import (
    LimitState,
    Phase,
    PracticeDesk,
    PracticeSession,
    choose_next,
    choose_random,
)
from tests.services.conftest import NETS, AtOnce, House, write_tone

DEADLINE_S = 20.0
SPEED = 10.0


class NoMicrophone:
    """A recorder as it is on a machine without a microphone."""

    def devices(self) -> tuple[Device, ...]:
        return ()

    def start(self, target: Path, device: str | None) -> Recording:
        raise AudioFault(FaultCode.NO_MICROPHONE)


@dataclass
class Practice:
    """A session and what it told."""

    house: House
    session: PracticeSession
    handed_over: list[Attempt]
    phases: list[Phase] = field(default_factory=list)

    def until(self, condition: Callable[[], bool]) -> None:
        """Tick, as the page's timer does, until something holds; fails by the deadline."""
        pause = threading.Event()
        end_s = time.monotonic() + DEADLINE_S
        while not condition():
            assert time.monotonic() < end_s, "it never happened"
            pause.wait(0.01)
            self.session.tick()

    def until_elapsed(self, seconds: float) -> None:
        self.until(lambda: self.session.view().elapsed_s >= seconds)


PREFERENCES = Preferences(thinking_s=0.0)


def start_practice(
    house: House, recorder: Recorder, preferences: Preferences = PREFERENCES
) -> Practice:
    """A session with the question chosen."""
    desk = PracticeDesk(
        answers=house.answers,
        recorder=recorder,
        folder=house.folder,
        clock=house.clock,
        storage=AtOnce(),
        sound=AtOnce(),
        preferences=lambda: preferences,
    )
    handed_over: list[Attempt] = []
    phases: list[Phase] = []
    session = PracticeSession(desk, lambda: phases.append(session.view().phase), handed_over.append)
    session.choose(NETS)
    return Practice(house, session, handed_over, phases)


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
    assert attempt.state is AttemptState.RECORDED
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


def test_a_lost_microphone_keeps_what_was_said(house: House, tone: Path) -> None:
    recorder = SyntheticMicrophone(tone, speed=SPEED, unplugged_after_s=1.5)
    practice = start_practice(house, recorder)
    practice.session.begin()
    practice.until(lambda: bool(practice.handed_over))
    assert practice.handed_over[0].duration_s == pytest.approx(1.5, abs=0.2)
    view = practice.session.view()
    assert view.fault is not None
    assert view.fault.code is FaultCode.MICROPHONE_LOST
    assert view.saved_after_fault


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


def test_next_is_the_first_that_was_not_practised() -> None:
    other = replace(NETS, id="other")
    bank = QuestionBank((NETS, other))
    assert choose_next(bank, {"nets"}) is other
    assert choose_next(bank, {"nets", "other"}) is None


def test_random_never_repeats_the_question_on_the_page() -> None:
    bank = QuestionBank((NETS, replace(NETS, id="b"), replace(NETS, id="c")))
    drawn = {choose_random(bank, "b", Random(seed)) for seed in range(50)}
    assert {question.id for question in drawn if question} == {"nets", "c"}
    assert choose_random(QuestionBank((NETS,)), "nets", Random(1)) is NETS
    assert choose_random(QuestionBank(()), None, Random(1)) is None
