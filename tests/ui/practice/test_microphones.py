"""Which microphone will be heard, and what is said when that changes."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.playback import SilentPlayer
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.services.ports.sound import Device
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.ui.models.device_lines import device_lines
from mlprep_gui.ui.pages.practice.contents import Notice
from mlprep_gui.ui.pages.practice.microphones import MicrophoneRound
from tests.end_to_end.microphones import MicrophoneRack
from tests.services.conftest import AtOnce, ManualClock

DESK, HEADSET = "Desk", "Headset"


class DeafRack(MicrophoneRack):
    """Microphones behind a sound system that may not answer."""

    fault: Fault | None = None

    def devices(self) -> tuple[Device, ...]:
        if self.fault is not None:
            raise self.fault
        return super().devices()


@dataclass
class Place:
    """A round of microphones, and what it said last."""

    rack: DeafRack
    chosen: str | None = None
    said: list[Notice | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.watch = DeviceWatch(self.rack, SilentPlayer(), AtOnce(), ManualClock())
        self.round = MicrophoneRound(self.watch, lambda: self.chosen, self.said.append)

    @property
    def fault(self) -> str:
        return self.round.fault.code if self.round.fault is not None else ""

    @property
    def last(self) -> str:
        notice = self.said[-1]
        return "" if notice is None else notice.sentence


@pytest.fixture
def place(tmp_path: Path) -> Place:
    rack = DeafRack(tmp_path / "sounds")
    rack.plug(DESK, seconds=0.1)
    return Place(rack)


def test_nothing_is_said_where_all_is_as_wished(place: Place) -> None:
    assert place.round.fault is None
    assert place.round.offer().lines == ()
    place.round.look()
    assert (place.last, place.round.in_use) == ("", DESK)
    assert place.round.offer().lines == ((None, f"System default ({DESK})"), (DESK, DESK))


def test_a_chosen_microphone_comes_and_goes(place: Place) -> None:
    place.chosen = HEADSET
    place.round.look()
    assert place.last == f"The microphone “{HEADSET}” is not connected."
    assert place.round.in_use == DESK
    place.rack.plug(HEADSET, seconds=0.1)
    place.round.look()
    assert place.last == f"The microphone is “{HEADSET}” now."
    place.rack.unplug(HEADSET)
    place.round.look()
    assert "not connected" in place.last
    assert (HEADSET, f"Not connected: {HEADSET}") in place.round.offer().lines


def test_another_microphone_that_nobody_uses_is_no_news(place: Place) -> None:
    place.round.look()
    place.rack.plug(HEADSET, seconds=0.1)
    place.round.look()
    assert place.last == ""


def test_a_choice_of_the_user_is_no_news(place: Place) -> None:
    place.rack.plug(HEADSET, seconds=0.1)
    place.round.look()
    place.chosen = HEADSET
    place.round.follow_choice()
    place.rack.plug("Camera", seconds=0.1)
    place.round.look()
    assert place.last == ""


def test_no_microphone_is_a_fault_until_one_is_there(place: Place) -> None:
    place.rack.unplug(DESK)
    place.round.look()
    assert place.fault == FaultCode.NO_MICROPHONE
    assert place.last == "No microphone was found."
    place.rack.plug(HEADSET, seconds=0.1)
    place.round.look()
    assert place.fault == ""
    assert place.last == f"The microphone “{HEADSET}” is there now."


def test_a_sound_system_that_does_not_answer_is_named_with_a_way_to_try_again(
    place: Place,
) -> None:
    place.rack.fault = AudioFault(FaultCode.AUDIO_UNRESPONSIVE)
    place.round.look()
    notice = place.said[-1]
    assert notice is not None
    assert notice.action == "Look again"
    place.rack.fault = None
    assert notice.act is not None
    notice.act()
    assert place.last == f"The microphone “{DESK}” is there now."


def test_the_default_comes_first_and_its_name_is_told() -> None:
    devices = (Device("A", is_default=False), Device("B", is_default=True))
    assert device_lines(devices, None) == (
        (None, "System default (B)"),
        ("A", "A"),
        ("B", "B"),
    )
    assert device_lines((), None) == ((None, "System default"),)
