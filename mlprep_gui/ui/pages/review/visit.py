"""What the review page works with, and what it knows of the attempt that is open. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.aliases import AliasProblem
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.aliases import AliasBook
from mlprep_gui.services.ports.sound import AudioFiles, Player
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.review import ReviewDesk, ReviewSheet
from mlprep_gui.services.transcription import TranscriptionQueue
from mlprep_gui.ui.pages.review.contents import Clip
from mlprep_gui.ui.pages.review.notices import Notice


@dataclass(frozen=True, slots=True)
class ReviewTools:
    """What a review works with.

    Attributes:
        desk: sheets and the user's own words; used on ``storage`` only.
        queue: writes recordings down; used on ``storage`` only.
        aliases: what the user taught the judge; used on ``storage`` only.
        player: the loudspeaker; used on ``sound`` only, but for its position.
        files: outlines of recordings; used on ``sound`` only.
        storage, sound: the two workers.
        preferences: the settings in force.
    """

    desk: ReviewDesk
    queue: TranscriptionQueue
    aliases: AliasBook
    player: Player
    files: AudioFiles
    storage: Background
    sound: Background
    preferences: Callable[[], Preferences]


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the recording is written down, in seconds."""

    done_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """An alias that is offered after "I did say that".

    Attributes:
        point_id: below which point.
        heard: what the recogniser wrote, "" where too much was marked for one term.
        terms: the point's terms, the likeliest first.
        problem: why the last try was refused.
    """

    point_id: str
    heard: str
    terms: tuple[str, ...]
    problem: AliasProblem | None = None


@dataclass(frozen=True, slots=True)
class Sounding:
    """What is heard, and what of the recording can be shown.

    Attributes:
        clip: the stretch that sounds, or is about to; None in silence.
        playhead_s: where the sound is, or would go on.
        duration_s: seconds of the recording.
        speed: 1.0 as it was spoken.
        loop: the stretch that repeats, None for none.
        peaks: the outline, None while it is not there.
    """

    clip: Clip | None = None
    playhead_s: float = 0.0
    duration_s: float = 0.0
    speed: float = 1.0
    loop: tuple[float, float] | None = None
    peaks: Peaks | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What there is to show.

    Attributes:
        sheet: the attempt; None while nothing is open or it is still being read.
        fault: why the last step failed; the user can dismiss it.
        state: how far the answer has come, None where nothing is left to do.
        loss: that the recording or the question has gone, None where both are there.
        progress: while the recording is being written down and somebody knows how far it is.
        sounding: what is heard.
        asks_estimate: whether the user is asked for the own estimate before anything shows.
        is_editing: whether the transcript is being corrected.
        can_undo: whether there is an earlier text to go back to.
        answer_shown: whether the user asked for the model answer.
        marking: the point whose words the user is marking, "" for none.
        lesson: the alias that is offered, None for none.
    """

    sheet: ReviewSheet | None = None
    fault: Fault | None = None
    state: Notice | None = None
    loss: Notice | None = None
    progress: Progress | None = None
    sounding: Sounding = Sounding()
    asks_estimate: bool = False
    is_editing: bool = False
    can_undo: bool = False
    answer_shown: bool = False
    marking: str = ""
    lesson: Lesson | None = None


@dataclass(slots=True)
class Visit:
    """The attempt on the page, with what only this visit knows of it."""

    attempt_id: str
    sheet: ReviewSheet | None = None
    progress: Progress | None = None
    fault: Fault | None = None
    failure: Fault | None = None
    engine: EngineInfo | None = None
    peaks: Peaks | None = None
    is_outlined: bool = False
    is_over: bool = False
    is_revealed: bool = False
    is_editing: bool = False
    answer_shown: bool = False
    loop: tuple[float, float] | None = None
    marking: str = ""
    lesson: Lesson | None = None
    earlier: tuple[str | None, ...] = ()

    @property
    def duration_s(self) -> float:
        """Seconds of the recording, as far as anybody knows."""
        if self.peaks is not None:
            return self.peaks.duration_s
        return self.sheet.attempt.duration_s if self.sheet else 0.0

    def asks_estimate(self, preferences: Preferences) -> bool:
        """Whether the verdicts have never been shown, and the user wants to be asked before."""
        sheet = self.sheet
        return (
            sheet is not None
            and preferences.estimate_first
            and not self.is_revealed
            and sheet.attempt.state is AttemptState.TRANSCRIBED
            and sheet.own.estimate is None
            and bool(sheet.points)
            and bool(sheet.recognised.words)
        )
