"""What the user can set, with defaults that suit a first start."""

from dataclasses import dataclass
from enum import StrEnum


class EngineChoice(StrEnum):
    """Which recogniser is asked for; AUTO is Whisper where a model is there, else PocketSphinx."""

    AUTO = "auto"
    WHISPER = "whisper"
    SPHINX = "sphinx"


class Appearance(StrEnum):
    """Light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's settings.

    Attributes:
        thinking_s: time to think before the recording, 0 for none.
        limit_s: time limit of an answer; None for the question's own.
        stop_at_limit: whether the recording ends at the limit by itself.
        microphone: the device's name; None for the system's default.
        loudspeaker: the same for playback.
        engine: which recogniser.
        model: a Whisper model's name or folder; "" for the best one that is there.
        appearance: light, dark or after the system.
        zoom: size of text and controls, 1.0 for 100 %.
    """

    thinking_s: float = 15.0
    limit_s: float | None = None
    stop_at_limit: bool = False
    microphone: str | None = None
    loudspeaker: str | None = None
    engine: EngineChoice = EngineChoice.AUTO
    model: str = ""
    appearance: Appearance = Appearance.SYSTEM
    zoom: float = 1.0
