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


class Retention(StrEnum):
    """How long recordings are kept; transcripts stay."""

    FOREVER = "forever"
    DAYS_3 = "3-days"
    WEEKS_2 = "2-weeks"
    MONTHS_3 = "3-months"


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
        release_after_s: idle seconds after which the recogniser's process gives its memory back.
        use_hints: whether Whisper is told general terms of machine learning.
        show_while_speaking: whether what is recognised shows before Stop.
        estimate_first: whether the user is asked how many points were said before they show.
        keep_recordings: how long.
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
    release_after_s: float = 600.0
    use_hints: bool = True
    show_while_speaking: bool = False
    estimate_first: bool = True
    keep_recordings: Retention = Retention.FOREVER
    appearance: Appearance = Appearance.SYSTEM
    zoom: float = 1.0
