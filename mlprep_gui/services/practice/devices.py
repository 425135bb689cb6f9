"""Which microphones and loudspeakers are plugged in, followed while nothing sounds."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.sound import Device, Player, Recorder
from mlprep_gui.services.ports.workers import Background, Clock

LOOK_EVERY_S = 3.0
LOOK_SELDOM_S = 15.0
ATTENTIVE_FOR_S = 60.0

Devices = tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a look found; of each kind either devices or a fault."""

    microphones: Devices = ()
    loudspeakers: Devices = ()
    fault: Fault | None = None
    loudspeaker_fault: Fault | None = None

    def is_like(self, other: "_Found") -> bool:
        """Whether there is nothing new to show."""
        return (
            (self.microphones, self.loudspeakers) == (other.microphones, other.loudspeakers)
            and _code(self.fault) == _code(other.fault)
            and _code(self.loudspeaker_fault) == _code(other.loudspeaker_fault)
        )


class DeviceWatch:
    """One for the program. Lives on the window's thread; asks on the sound worker.

    Call ``tick`` by a timer of any page that shows devices. It looks every ``LOOK_EVERY_S`` while
    somebody may be plugging - for a minute after ``look`` was called or something changed - and
    every ``LOOK_SELDOM_S`` then, because the system's libraries lose some memory at each look.
    Subscribers are told where a list or the fault is another one than before.

    Attributes:
        has_looked: whether the first look is over.
    """

    def __init__(self, recorder: Recorder, player: Player, sound: Background, clock: Clock) -> None:
        self._recorder = recorder
        self._player = player
        self._sound = sound
        self._clock = clock
        self._subscribers: list[Callable[[], None]] = []
        self._is_looking = False
        self._looked_at_s: float | None = None
        self._attentive_until_s = 0.0
        self._found = _Found()
        self.has_looked = False

    @property
    def microphones(self) -> Devices:
        """Those that there were at the last look; none before the first."""
        return self._found.microphones

    @property
    def loudspeakers(self) -> Devices:
        """Those that there were at the last look; none before the first."""
        return self._found.loudspeakers

    @property
    def fault(self) -> Fault | None:
        """Why there is no list of microphones; None where there is one."""
        return self._found.fault

    @property
    def loudspeaker_fault(self) -> Fault | None:
        """Why there is no list of loudspeakers, which keeps nobody from recording."""
        return self._found.loudspeaker_fault

    def subscribe(self, changed: Callable[[], None]) -> None:
        """Have ``changed`` called on the window's thread when something was plugged."""
        self._subscribers.append(changed)

    def tick(self) -> None:
        """Look again if the last look is some seconds old."""
        now_s = self._clock.monotonic_s()
        every_s = LOOK_EVERY_S if now_s < self._attentive_until_s else LOOK_SELDOM_S
        if self._looked_at_s is None:
            self.look()
        elif now_s - self._looked_at_s >= every_s:
            self._ask()

    def look(self) -> None:
        """Look now, unless a look is under way, and more often for a while."""
        self._attentive_until_s = self._clock.monotonic_s() + ATTENTIVE_FOR_S
        self._ask()

    def _ask(self) -> None:
        if self._is_looking:
            return
        self._is_looking = True
        self._looked_at_s = self._clock.monotonic_s()
        self._sound.run(self._find, self._take, self._on_fault)

    def _find(self) -> _Found:
        """Ask for each kind by itself: one that fails must not hide the other."""
        microphones, fault = _list(self._recorder)
        loudspeakers, loudspeaker_fault = _list(self._player)
        return _Found(microphones, loudspeakers, fault, loudspeaker_fault)

    def _on_fault(self, fault: Fault) -> None:
        self._take(_Found(fault=fault, loudspeaker_fault=fault))

    def _take(self, found: _Found) -> None:
        is_old = self.has_looked and found.is_like(self._found)
        self._found = found
        self.has_looked = True
        self._is_looking = False
        # Again after a look that took long, but not at once.
        self._looked_at_s = self._clock.monotonic_s()
        if not is_old:
            self._attentive_until_s = self._looked_at_s + ATTENTIVE_FOR_S
            for changed in tuple(self._subscribers):
                changed()


def _list(kind: Recorder | Player) -> tuple[Devices, Fault | None]:
    """The devices of a kind, or why there is no list of them."""
    try:
        return kind.devices(), None
    except Fault as fault:
        return (), fault


def _code(fault: Fault | None) -> str | None:
    return None if fault is None else fault.code
