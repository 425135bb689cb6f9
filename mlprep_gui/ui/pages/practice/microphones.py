"""Which microphones there are, which one will be used, and what changed about that; no Qt here."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.ui.models.device_lines import default_of, device_lines, is_connected
from mlprep_gui.ui.pages.practice.contents import Notice, notice_of


@dataclass(frozen=True, slots=True)
class MicrophoneOffer:
    """What there is to choose from.

    Attributes:
        lines: name (None for the system's default) and text of each; none before the first look.
        chosen: the name that is remembered; None for the system's default.
    """

    lines: tuple[tuple[str | None, str], ...]
    chosen: str | None


class MicrophoneRound:
    """Follows the watch and says what the user should know of it.

    Args:
        watch: tells what is plugged in.
        chosen: the remembered name, asked anew each time.
        say: takes what is new, None where nothing is to be said.
    """

    def __init__(
        self,
        watch: DeviceWatch,
        chosen: Callable[[], str | None],
        say: Callable[[Notice | None], None],
    ) -> None:
        self._watch = watch
        self._chosen = chosen
        self._say = say
        self._in_use = ""
        self._was_deaf = False
        watch.subscribe(self._on_changed)

    @property
    def fault(self) -> Fault | None:
        """Why nothing can be recorded; None as well before the first look."""
        watch = self._watch
        if watch.fault is not None or not watch.has_looked:
            return watch.fault
        return None if watch.microphones else AudioFault(FaultCode.NO_MICROPHONE)

    @property
    def in_use(self) -> str:
        """The microphone that would be heard now, "" for none."""
        devices, chosen = self._watch.microphones, self._chosen()
        if chosen is not None and is_connected(devices, chosen):
            return chosen
        return default_of(devices) or (devices[0].name if devices else "")

    def offer(self) -> MicrophoneOffer:
        """What there is to choose from now."""
        devices, chosen = self._watch.microphones, self._chosen()
        return MicrophoneOffer(device_lines(devices, chosen) if devices else (), chosen)

    def look(self) -> None:
        """Look at once."""
        self._watch.look()

    def follow(self) -> None:
        """Look if the last look is some seconds old."""
        self._watch.tick()

    def follow_choice(self) -> None:
        """The user has chosen another one, and needs no notice of it."""
        self._in_use = self.in_use

    def _on_changed(self) -> None:
        fault = self.fault
        if fault is not None:
            self._was_deaf, self._in_use = True, ""
            self._say(notice_of(fault, "warn", "Look again", self._watch.look))
            return
        notice = self._find_news()
        self._was_deaf, self._in_use = False, self.in_use
        self._say(notice)

    def _find_news(self) -> Notice | None:
        before, now, chosen = self._in_use, self.in_use, self._chosen()
        if now == before:
            return None
        if chosen is not None and now != chosen:
            return Notice(
                f"The microphone “{chosen}” is not connected.",
                f"“{now}” is used until it is back.",
                "warn",
            )
        if self._was_deaf:
            return Notice(f"The microphone “{now}” is there now.", tone="good")
        return Notice(f"The microphone is “{now}” now.", tone="good") if before else None
