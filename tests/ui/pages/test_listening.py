"""Answers of a slow sound system that come after the user has gone on."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from mlprep_gui.adapters.audio.playback import SilentPlayer
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.ui.pages.review.contents import Clip
from mlprep_gui.ui.pages.review.listening import Listening
from tests.ui.pages.conftest import SAMPLE

T = TypeVar("T")

FIRST, SECOND = Clip(0.0, 10.0), Clip(20.0, 30.0)


class Later:
    """A Background whose work is done when the test says so."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Fault], None]
    ) -> None:
        def do() -> None:
            try:
                outcome = work()
            except Fault as fault:
                failed(fault)
            else:
                then(outcome)

        self.waiting.append(do)

    def do_next(self) -> None:
        self.waiting.pop(0)()

    def catch_up(self) -> None:
        while self.waiting:
            self.do_next()


class Room:
    """A player on a clock that the test moves, and what was told of it."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.sound = Later()
        self.player = SilentPlayer(lambda: self.now_s)
        self.clips: list[Clip | None] = []
        self.faults: list[Fault] = []
        self.listening = Listening(self.player, self.sound, self._on_changed, self.faults.append)

    def _on_changed(self) -> None:
        self.clips.append(self.listening.clip)


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_clip_ends_by_itself(room: Room) -> None:
    room.listening.play(SAMPLE, FIRST)
    room.sound.catch_up()
    room.now_s = 9.0
    room.listening.tick()
    room.now_s = 11.0
    room.listening.tick()
    assert room.clips == [FIRST, None]


def test_what_does_not_sound_yet_has_not_ended(room: Room) -> None:
    room.listening.play(SAMPLE, FIRST)
    room.listening.tick()
    assert room.listening.clip == FIRST


def test_another_clip_takes_the_place_of_the_first(room: Room) -> None:
    room.listening.play(SAMPLE, FIRST)
    room.listening.play(SAMPLE, SECOND)
    room.sound.catch_up()
    assert room.listening.clip == SECOND
    assert room.player.position_s() == 20.0


def test_stopping_before_it_sounds_leaves_silence(room: Room) -> None:
    room.listening.play(SAMPLE, FIRST)
    room.listening.stop()
    room.sound.catch_up()
    assert room.listening.clip is None
    assert room.player.position_s() is None


def test_the_same_clip_again_is_not_ended_by_its_first_time(room: Room) -> None:
    room.listening.play(SAMPLE, FIRST)
    room.listening.stop()
    room.listening.play(SAMPLE, FIRST)
    # The first time it sounds and is silenced; the second is still on its way.
    room.sound.do_next()
    room.sound.do_next()
    room.listening.tick()
    assert room.listening.clip == FIRST


def test_a_late_fault_leaves_the_next_clip_alone(room: Room, tmp_path: Path) -> None:
    room.listening.play(tmp_path / "gone.wav", FIRST)
    room.listening.play(SAMPLE, SECOND)
    room.sound.catch_up()
    assert room.listening.clip == SECOND
    assert [fault.code for fault in room.faults] == [FaultCode.FILE_MISSING]
