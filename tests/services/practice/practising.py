"""A practice session on the synthetic microphone, ticked as the page does."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.ports.sound import Device, Recorder, Recording
from mlprep_gui.services.practice.session import Phase, PracticeDesk, PracticeSession
from tests.services.conftest import NETS, AtOnce, House

T = TypeVar("T")

DEADLINE_S = 20.0
SPEED = 10.0


class NoMicrophone:
    """A recorder as it is on a machine without a microphone."""

    def devices(self) -> tuple[Device, ...]:
        return ()

    def start(self, target: Path, device: str | None) -> Recording:
        raise AudioFault(FaultCode.NO_MICROPHONE)

    def go_on(self, target: Path, device: str | None) -> Recording:
        raise AudioFault(FaultCode.NO_MICROPHONE)


class Later:
    """A Background that does nothing until it is told to catch up."""

    def __init__(self) -> None:
        self._jobs: deque[Callable[[], None]] = deque()

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Fault], None]
    ) -> None:
        self._jobs.append(lambda: AtOnce().run(work, then, failed))

    def catch_up(self) -> None:
        while self._jobs:
            self._jobs.popleft()()


@dataclass
class Follower:
    """A live transcription that only keeps what it is told."""

    told: list[tuple[str, str, float]] = field(default_factory=list)

    def began(self, attempt: Attempt) -> None:
        self.told.append(("began", attempt.id, 0.0))

    def grew(self, attempt_id: str, recorded_s: float) -> None:
        self.told.append(("grew", attempt_id, recorded_s))

    def dropped(self, attempt_id: str) -> None:
        self.told.append(("dropped", attempt_id, 0.0))


@dataclass
class Practice:
    """A session and what it told."""

    house: House
    session: PracticeSession
    handed_over: list[Attempt]
    phases: list[Phase]
    live: Follower

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
    live = Follower()
    desk = PracticeDesk(
        answers=house.answers,
        recorder=recorder,
        folder=house.folder,
        clock=house.clock,
        storage=AtOnce(),
        sound=AtOnce(),
        preferences=lambda: preferences,
        live=live,
    )
    handed_over: list[Attempt] = []
    phases: list[Phase] = []
    session = PracticeSession(desk, lambda: phases.append(session.view().phase), handed_over.append)
    session.choose(NETS)
    return Practice(house, session, handed_over, phases, live)
