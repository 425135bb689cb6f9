"""The practice page at one moment, as a plain value; no Qt here."""

from dataclasses import dataclass
from enum import Enum, auto

from mlprep_gui.domain.questions import Question
from mlprep_gui.ui.pages.practice.contents import Notice
from mlprep_gui.ui.pages.practice.intake import IntakeView
from mlprep_gui.ui.pages.practice.microphones import MicrophoneOffer
from mlprep_gui.ui.pages.practice.stages import Stage


class Mode(Enum):
    """What the user is doing."""

    CHOOSING = auto()
    TYPING = auto()
    ANSWERING = auto()


@dataclass(frozen=True, slots=True)
class PracticeState:
    """All that the page shows but the level of the sound.

    Attributes:
        mode: which parts are seen.
        question: the one chosen, None in an empty bank.
        plan: what will happen when the answer is begun.
        stage: while an answer is under way.
        intake: while a sound file is taken in.
        microphones: those to choose from.
        may_record: whether there is a microphone, and nothing else is going on.
        may_answer: whether the other ways to answer are open.
        may_cancel: whether there is something to cancel or to discard.
        may_pause: whether there is a recording to halt or to go on with.
        was_answered: whether this question has just been answered.
        notice: what is to be said, None for nothing.
    """

    mode: Mode
    question: Question | None
    plan: str
    stage: Stage | None
    intake: IntakeView | None
    microphones: MicrophoneOffer
    may_record: bool
    may_answer: bool
    may_cancel: bool
    may_pause: bool
    was_answered: bool
    notice: Notice | None
