"""The list of devices follows plugging, and asks no more often than it must."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.playback import SilentPlayer
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import Device
from mlprep_gui.services.practice.devices import (
    ATTENTIVE_FOR_S,
    LOOK_EVERY_S,
    LOOK_SELDOM_S,
    DeviceWatch,
)
from tests.services.conftest import AtOnce, ManualClock
from tests.services.practice.practising import Later

HEADSET = Device("Headset", is_default=True)


class Plugged(SyntheticMicrophone):
    """A recorder whose devices the test plugs in and out."""

    def __init__(self) -> None:
        super().__init__(Path("unused.wav"))
        self.plugged: tuple[Device, ...] | AudioFault = (HEADSET,)
        self.looks = 0

    def devices(self) -> tuple[Device, ...]:
        self.looks += 1
        if isinstance(self.plugged, AudioFault):
            raise self.plugged
        return self.plugged


@dataclass
class Watching:
    """A watch and what it told."""

    recorder: Plugged = field(default_factory=Plugged)
    clock: ManualClock = field(default_factory=ManualClock)
    changes: int = 0

    def __post_init__(self) -> None:
        self.watch = DeviceWatch(self.recorder, SilentPlayer(), AtOnce(), self.clock)
        self.watch.subscribe(self.on_changed)

    def on_changed(self) -> None:
        self.changes += 1

    def fault_code(self) -> FaultCode | None:
        return None if self.watch.fault is None else self.watch.fault.code

    def pass_time(self) -> None:
        self.clock.passed_s += LOOK_EVERY_S
        self.watch.tick()


@pytest.fixture
def watching() -> Watching:
    watching = Watching()
    watching.watch.tick()
    return watching


def test_first_look_fills_the_lists(watching: Watching) -> None:
    assert watching.watch.has_looked
    assert watching.watch.microphones == (HEADSET,)
    assert len(watching.watch.loudspeakers) == 1
    assert watching.changes == 1


def test_looks_every_few_seconds_only(watching: Watching) -> None:
    watching.watch.tick()
    assert watching.recorder.looks == 1
    watching.pass_time()
    assert watching.recorder.looks == 2


def test_looks_seldom_after_a_while_until_something_happens(watching: Watching) -> None:
    watching.clock.passed_s = ATTENTIVE_FOR_S + 1
    watching.watch.tick()
    watching.pass_time()
    assert watching.recorder.looks == 2
    watching.clock.passed_s += LOOK_SELDOM_S
    watching.recorder.plugged = ()
    watching.watch.tick()
    watching.pass_time()
    assert (watching.recorder.looks, watching.changes) == (4, 2)


def test_tells_what_was_plugged_and_nothing_else(watching: Watching) -> None:
    watching.pass_time()
    assert watching.changes == 1
    other = Device("Webcam", is_default=False)
    watching.recorder.plugged = (HEADSET, other)
    watching.pass_time()
    assert (watching.changes, watching.watch.microphones) == (2, (HEADSET, other))
    watching.recorder.plugged = ()
    watching.pass_time()
    assert (watching.changes, watching.watch.microphones) == (3, ())


def test_tells_why_there_is_no_list(watching: Watching) -> None:
    watching.recorder.plugged = AudioFault(FaultCode.AUDIO_UNRESPONSIVE)
    watching.pass_time()
    watching.pass_time()
    assert watching.fault_code() is FaultCode.AUDIO_UNRESPONSIVE
    assert (watching.changes, watching.watch.microphones) == (2, ())
    watching.recorder.plugged = (HEADSET,)
    watching.pass_time()
    assert watching.watch.microphones == (HEADSET,)
    assert watching.fault_code() is None


class Unplugged(SilentPlayer):
    """A player whose devices nobody can list."""

    def devices(self) -> tuple[Device, ...]:
        raise AudioFault(FaultCode.AUDIO_UNRESPONSIVE)


def test_a_fault_of_the_loudspeakers_hides_no_microphone() -> None:
    watch = DeviceWatch(Plugged(), Unplugged(), AtOnce(), ManualClock())
    watch.look()
    assert (watch.microphones, watch.fault) == ((HEADSET,), None)
    assert watch.loudspeakers == ()
    assert watch.loudspeaker_fault is not None
    assert watch.loudspeaker_fault.code is FaultCode.AUDIO_UNRESPONSIVE


def test_a_fault_of_the_microphones_hides_no_loudspeaker() -> None:
    recorder = Plugged()
    recorder.plugged = AudioFault(FaultCode.AUDIO_UNRESPONSIVE)
    watch = DeviceWatch(recorder, SilentPlayer(), AtOnce(), ManualClock())
    watch.look()
    assert len(watch.loudspeakers) == 1
    assert watch.fault is not None


def test_one_look_at_a_time() -> None:
    recorder, clock, sound = Plugged(), ManualClock(), Later()
    watch = DeviceWatch(recorder, SilentPlayer(), sound, clock)
    watch.tick()
    clock.passed_s = 60.0
    watch.tick()
    watch.look()
    sound.catch_up()
    assert recorder.looks == 1
    watch.look()
    sound.catch_up()
    assert recorder.looks == 2
