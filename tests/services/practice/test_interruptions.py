"""Pauses, lost microphones and what else comes between the start and the end of an answer."""

import os
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio.capture import Capture
from mlprep_gui.adapters.audio.synthetic import Feed, SyntheticMicrophone
from mlprep_gui.adapters.audio.wav_file import GrowingWav
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.sound import Recording, RecordingStatus
from mlprep_gui.services.practice.session import Phase, RecordingWarning
from mlprep_gui.services.practice.view import find_warnings
from tests.adapters.audio.disk import file_size_limit, small_disk
from tests.services.conftest import House, write_tone
from tests.services.practice.practising import (
    PREFERENCES,
    SPEED,
    Later,
    NoMicrophone,
    Practice,
    start_practice,
)


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    return write_tone(tmp_path / "tone.wav", 6.0)


@pytest.fixture
def practice(house: House, tone: Path) -> Practice:
    return start_practice(house, SyntheticMicrophone(tone, speed=SPEED))


@pytest.fixture
def interrupted(house: House, tone: Path) -> Practice:
    """The microphone was lost after a second and a half."""
    practice = start_practice(house, SyntheticMicrophone(tone, SPEED, unplugged_after_s=1.5))
    practice.session.begin()
    practice.until(lambda: practice.session.view().phase is Phase.INTERRUPTED)
    return practice


def fault_code(practice: Practice) -> FaultCode | None:
    fault = practice.session.view().fault
    return None if fault is None else fault.code


class TestPause:
    def test_the_clock_stands_still(self, practice: Practice) -> None:
        practice.session.begin()
        practice.until_elapsed(0.5)
        practice.session.pause()
        seen: deque[float] = deque(maxlen=20)

        def stands() -> bool:
            seen.append(practice.session.view().elapsed_s)
            return len(seen) == seen.maxlen and len(set(seen)) == 1

        practice.until(stands)
        view = practice.session.view()
        assert (view.phase, view.warnings) == (Phase.PAUSED, ())
        practice.session.resume()
        assert practice.session.view().phase is Phase.RECORDING
        practice.until_elapsed(view.elapsed_s + 0.5)
        practice.session.stop()
        (attempt,) = practice.handed_over
        path = practice.house.folder.path_of(attempt)
        assert practice.house.files.duration_s(path) == attempt.duration_s

    def test_a_paused_answer_can_be_stopped(self, practice: Practice) -> None:
        practice.session.begin()
        practice.until_elapsed(0.5)
        practice.session.pause()
        assert practice.session.can_stop
        practice.session.stop()
        assert practice.handed_over[0].duration_s >= 0.5
        assert fault_code(practice) is None

    def test_a_paused_answer_can_be_discarded(self, practice: Practice) -> None:
        practice.session.begin()
        practice.until_elapsed(0.5)
        practice.session.pause()
        practice.session.discard()
        assert practice.session.view().phase is Phase.CHOOSING
        assert practice.house.store.history() == ()
        assert list(practice.house.folder.path.iterdir()) == []

    def test_a_microphone_that_is_lost_meanwhile_is_told(self, house: House, tone: Path) -> None:
        practice = start_practice(house, SyntheticMicrophone(tone, SPEED, unplugged_after_s=1.5))
        practice.session.begin()
        practice.until_elapsed(0.3)
        practice.session.pause()
        practice.until(lambda: practice.session.view().phase is Phase.INTERRUPTED)
        assert fault_code(practice) is FaultCode.MICROPHONE_LOST

    def test_pausing_where_nothing_runs_does_nothing(self, practice: Practice) -> None:
        practice.session.pause()
        practice.session.resume()
        practice.session.continue_answer()
        assert practice.phases == [Phase.CHOOSING]


class TestInterruption:
    def test_what_was_said_is_kept_and_told(self, interrupted: Practice) -> None:
        view = interrupted.session.view()
        assert view.elapsed_s == pytest.approx(1.5, abs=0.2)
        assert view.fault is not None
        assert view.fault.code is FaultCode.MICROPHONE_LOST
        assert view.fault.params["seconds"] == round(view.elapsed_s)
        assert view.saved_after_fault
        assert interrupted.handed_over == []
        assert interrupted.session.can_stop

    def test_the_answer_goes_on_in_the_same_file(self, interrupted: Practice, tone: Path) -> None:
        (before,) = interrupted.house.folder.path.iterdir()
        interrupted.session.continue_answer()
        view = interrupted.session.view()
        assert (view.phase, view.fault) == (Phase.RECORDING, None)
        assert view.elapsed_s >= 1.4
        interrupted.until_elapsed(3.0)
        interrupted.session.stop()
        (attempt,) = interrupted.handed_over
        assert interrupted.house.folder.path_of(attempt) == before
        assert attempt.duration_s == interrupted.house.files.duration_s(before) >= 3.0
        recorded = soundfile.read(before, dtype="int16")[0]
        played = soundfile.read(tone, dtype="int16")[0]
        assert np.array_equal(recorded, played[: len(recorded)])

    def test_it_can_be_handed_over_as_it_is(self, interrupted: Practice) -> None:
        interrupted.session.stop()
        interrupted.session.stop()
        (attempt,) = interrupted.handed_over
        assert attempt.state is AttemptState.QUEUED
        assert attempt.duration_s == pytest.approx(1.5, abs=0.2)
        assert fault_code(interrupted) is None

    def test_it_can_be_discarded(self, interrupted: Practice) -> None:
        interrupted.session.discard()
        assert interrupted.session.view().phase is Phase.CHOOSING
        assert interrupted.house.store.history() == ()
        assert list(interrupted.house.folder.path.iterdir()) == []
        assert interrupted.live.told[-1][0] == "dropped"

    def test_a_device_that_never_gave_a_sound_leaves_nothing(
        self, house: House, tone: Path
    ) -> None:
        practice = start_practice(house, SyntheticMicrophone(tone, speed=0.001))
        practice.session.begin()
        practice.until(lambda: practice.session.view().phase is Phase.CHOOSING)
        fault = practice.session.view().fault
        assert fault is not None
        assert fault.code is FaultCode.MICROPHONE_FAILED
        assert fault.params["device"] == tone.name
        assert not practice.session.view().saved_after_fault
        assert house.store.history() == ()

    def test_a_computer_that_slept_interrupts_it(self, house: House, tone: Path) -> None:
        recorder = Sleepy(tone, speed=SPEED)
        practice = start_practice(house, recorder)
        practice.session.begin()
        practice.until_elapsed(1.0)
        recorder.slept_s = 3600.0
        practice.until(lambda: practice.session.view().phase is Phase.INTERRUPTED)
        assert fault_code(practice) is FaultCode.COMPUTER_SLEPT
        practice.session.continue_answer()
        practice.until_elapsed(2.0)
        practice.session.stop()
        assert practice.handed_over[0].duration_s >= 2.0

    def test_without_another_microphone_it_stays_interrupted(
        self, house: House, tone: Path
    ) -> None:
        practice = start_practice(house, OnlyOnce(tone))
        practice.session.begin()
        practice.until(lambda: practice.session.view().phase is Phase.INTERRUPTED)
        kept_s = practice.session.view().elapsed_s
        practice.session.continue_answer()
        view = practice.session.view()
        assert (view.phase, view.elapsed_s) == (Phase.INTERRUPTED, kept_s)
        assert fault_code(practice) is FaultCode.NO_MICROPHONE
        practice.session.stop()
        assert practice.handed_over[0].duration_s == kept_s

    @pytest.mark.parametrize("keeps", [True, False])
    def test_what_is_wanted_while_the_microphone_opens_is_done_then(
        self, interrupted: Practice, keeps: bool
    ) -> None:
        sound = Later()
        session = interrupted.session
        session._desk = replace(session._desk, sound=sound)
        session.continue_answer()
        assert session.view().phase is Phase.OPENING
        assert session.view().elapsed_s >= 1.4
        (session.stop if keeps else session.discard)()
        assert session.is_busy
        sound.catch_up()
        assert session.view().phase is Phase.CHOOSING
        assert len(interrupted.handed_over) == len(interrupted.house.store.history()) == keeps
        assert len(list(interrupted.house.folder.path.iterdir())) == keeps


class TestStorage:
    def test_a_full_disk_hands_over_what_was_written(self, house: House, tone: Path) -> None:
        practice = start_practice(house, SyntheticMicrophone(tone, speed=3 * SPEED))
        practice.session.begin()
        with file_size_limit(800_000):
            practice.until(lambda: practice.session.view().phase is Phase.CHOOSING)
        assert fault_code(practice) is FaultCode.DISK_FULL
        assert practice.session.view().saved_after_fault
        (attempt,) = practice.handed_over
        path = house.folder.path_of(attempt)
        assert house.files.duration_s(path) == attempt.duration_s > 20

    def test_nobody_thinks_for_a_folder_that_is_gone(self, house: House, tone: Path) -> None:
        wanted = replace(PREFERENCES, thinking_s=15.0)
        practice = start_practice(house, SyntheticMicrophone(tone, speed=SPEED), wanted)
        house.folder.path.rmdir()
        practice.session.begin()
        assert practice.session.view().phase is Phase.CHOOSING
        assert fault_code(practice) is FaultCode.FOLDER_UNUSABLE
        assert house.store.history() == ()

    def test_a_folder_that_is_read_only_is_told(self) -> None:
        with tempfile.TemporaryDirectory() as name, as_nobody():
            folder = RecordingsFolder(Path(name))
            with pytest.raises(StorageFault) as caught:
                folder.check()
        assert caught.value.code is FaultCode.FOLDER_UNUSABLE
        assert caught.value.params["path"] == name

    def test_a_disk_without_room_for_an_answer_is_told(self, tmp_path: Path) -> None:
        with small_disk(tmp_path / "disk", size_kb=1024) as disk:
            with pytest.raises(StorageFault) as caught:
                RecordingsFolder(disk.path).check()
            assert list(disk.path.iterdir()) == []
        assert caught.value.code is FaultCode.DISK_FULL

    def test_a_folder_that_can_be_written_is_left_as_it_was(self, tmp_path: Path) -> None:
        RecordingsFolder(tmp_path).check()
        assert list(tmp_path.iterdir()) == []


class TestDevices:
    def test_a_microphone_that_is_not_there_is_told(self, house: House, tone: Path) -> None:
        wanted = replace(PREFERENCES, microphone="a headset at home")
        practice = start_practice(house, SyntheticMicrophone(tone, speed=SPEED), wanted)
        practice.session.begin()
        view = practice.session.view()
        assert (view.microphone, view.fallback_from) == (tone.name, "a headset at home")
        practice.session.stop()

    @pytest.mark.parametrize("wanted", [None, "tone.wav"])
    def test_the_one_that_was_wanted_needs_no_notice(
        self, house: House, tone: Path, wanted: str | None
    ) -> None:
        practice = start_practice(
            house,
            SyntheticMicrophone(tone, speed=SPEED),
            replace(PREFERENCES, microphone=wanted),
        )
        practice.session.begin()
        view = practice.session.view()
        assert (view.microphone, view.fallback_from) == (tone.name, None)
        practice.session.stop()


class TestLiveTranscription:
    def test_is_told_of_the_first_sound_and_then_every_second(self, practice: Practice) -> None:
        practice.session.begin()
        practice.until_elapsed(3.5)
        practice.session.stop()
        (attempt,) = practice.handed_over
        began, *grew = practice.live.told
        assert began == ("began", attempt.id, 0.0)
        assert {(what, which) for what, which, _ in grew} == {("grew", attempt.id)}
        seconds = [s for _, _, s in grew]
        assert len(seconds) in {2, 3}
        assert all(later - earlier >= 1 for earlier, later in pairwise([0.0, *seconds]))

    def test_hears_that_an_answer_is_dropped(self, practice: Practice) -> None:
        practice.session.begin()
        practice.until(lambda: bool(practice.live.told))
        practice.session.discard()
        assert [what for what, *_ in practice.live.told][-1] == "dropped"
        assert practice.live.told[0][1] == practice.live.told[-1][1]

    def test_an_interruption_is_no_second_beginning(self, interrupted: Practice) -> None:
        interrupted.session.continue_answer()
        interrupted.until_elapsed(3.0)
        interrupted.session.stop()
        said = [what for what, *_ in interrupted.live.told]
        assert said.count("began") == 1
        assert "dropped" not in said


STATUS = RecordingStatus(
    started=True, elapsed_s=10.0, level=0.3, silent_for_s=0.0, clipped=False, overflows=0
)


@pytest.mark.parametrize(
    ("status", "warnings"),
    [
        (STATUS, ()),
        (replace(STATUS, silent_for_s=4.9), ()),
        (replace(STATUS, silent_for_s=5.0), (RecordingWarning.SILENT,)),
        (replace(STATUS, clipped=True), (RecordingWarning.CLIPPING,)),
        (replace(STATUS, overflows=3), ()),
        (replace(STATUS, overflows=3, overflowed=True), (RecordingWarning.OVERFLOW,)),
        (replace(STATUS, silent_for_s=60.0, clipped=True, paused=True), ()),
    ],
)
def test_warnings(status: RecordingStatus, warnings: tuple[RecordingWarning, ...]) -> None:
    assert find_warnings(status) == warnings


@dataclass
class OnlyOnce(NoMicrophone):
    """A microphone that is lost, and no other is there."""

    sound: Path

    def start(self, target: Path, device: str | None) -> Recording:
        return SyntheticMicrophone(self.sound, SPEED, unplugged_after_s=1.0).start(target, device)


class Sleepy(SyntheticMicrophone):
    """A microphone of a computer that can be sent to sleep."""

    slept_s = 0.0

    def _record(self, wav: GrowingWav, feed: Feed) -> Recording:
        capture = Capture(wav, feed, feed.inlet, lambda: (self.slept_s,))
        capture.start()
        feed.start()
        return capture


@contextmanager
def as_nobody() -> Iterator[None]:
    """As a user to whom nothing belongs; the one who runs the tests may be allowed everything."""
    if os.geteuid() != 0:
        pytest.skip("only the superuser can become somebody else")
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
