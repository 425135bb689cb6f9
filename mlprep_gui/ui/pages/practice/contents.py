"""What the practice page says at each moment, as plain values; no Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.ports import EngineInfo, RecordingStatus
from mlprep_gui.services.practice import SILENCE_WARNING_S, LimitState, Phase, PracticeView
from mlprep_gui.ui.wording import describe, expect_of, name_engine

_SPEAK_NOW_FOR_S = 2.0


class Mode(Enum):
    """What the user is doing."""

    CHOOSING = auto()
    TYPING = auto()
    ANSWERING = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said once, with one thing to do about it.

    Attributes:
        sentence: what is the matter.
        remedy: what to do, "" for nothing.
        tone: "", "good", "warn" or "bad".
        action: a button's words, "" for none.
        act: what the button does.
    """

    sentence: str
    remedy: str = ""
    tone: str = ""
    action: str = ""
    act: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What the stage below the question shows while an answer is under way.

    Attributes:
        state: what is going on, in a word or two.
        clock: the big figure: seconds to think, or recorded time; "" for none.
        remaining: how the answer stands to its limit, in words.
        tone: "", "warn" near the limit, "bad" past it.
        is_live: whether the microphone is being recorded.
        level: of the meter, 0 to 1.
        hint: what is wrong with the sound, "" when nothing is.
        proceed: the primary button's words, "" for none.
        cancel: the other button's words, "" for none.
    """

    state: str
    clock: str = ""
    remaining: str = ""
    tone: str = ""
    is_live: bool = False
    level: float = 0.0
    hint: str = ""
    proceed: str = ""
    cancel: str = ""


@dataclass(frozen=True, slots=True)
class PracticeState:
    """All that the page shows but the level of the sound.

    Attributes:
        mode: which parts are seen.
        question: the one chosen, None in an empty bank.
        plan: what will happen when the answer is begun.
        stage: while an answer is under way.
        may_record: whether there is a microphone, and nothing else is going on.
        may_answer: whether the other ways to answer are open.
        may_cancel: whether there is something to cancel or to discard.
        was_answered: whether this question has just been answered.
        notice: what is to be said, None for nothing.
    """

    mode: Mode
    question: Question | None
    plan: str
    stage: Stage | None
    may_record: bool
    may_answer: bool
    may_cancel: bool
    was_answered: bool
    notice: Notice | None


def show_stage(view: PracticeView) -> Stage:
    """The stage for any phase but CHOOSING."""
    if view.phase is Phase.THINKING:
        return Stage(
            state="Time to think",
            # Rounded up: "1" stands until the second is over.
            clock=str(-int(-view.thinking_left_s // 1)),
            remaining="seconds until the recording starts",
            proceed="Start speaking now",
            cancel="Cancel",
        )
    if view.phase is Phase.OPENING:
        return Stage(state="Opening the microphone…", clock=clock_of(0.0), cancel="Cancel")
    if view.phase is Phase.FINISHING or view.status is None:
        return Stage(state="Saving your answer…")
    return Stage(
        state=_state_of(view.status),
        clock=clock_of(view.elapsed_s),
        remaining=_remaining(view),
        tone=_TONES[view.limit],
        is_live=True,
        level=view.status.level,
        hint=_hint(view.status),
        proceed="Stop",
        cancel="Discard…",
    )


_TONES = {LimitState.WITHIN: "", LimitState.NEAR: "warn", LimitState.PAST: "bad"}


def _state_of(status: RecordingStatus) -> str:
    if not status.started:
        return "Wait for the microphone…"
    return "Speak now" if status.elapsed_s < _SPEAK_NOW_FOR_S else "Recording"


def _remaining(view: PracticeView) -> str:
    left_s = view.limit_s - view.elapsed_s
    if view.limit is LimitState.PAST:
        return f"{clock_of(-left_s)} past the limit of {clock_of(view.limit_s)}"
    if view.limit is LimitState.NEAR:
        return f"Come to an end: {clock_of(left_s)} left"
    return f"{clock_of(left_s)} left of {clock_of(view.limit_s)}"


def _hint(status: RecordingStatus) -> str:
    if status.silent_for_s >= SILENCE_WARNING_S:
        return f"Nothing heard for {int(status.silent_for_s)} s. Is the microphone switched on?"
    if status.clipped:
        return "Too loud. Move back a little."
    if status.overflows:
        return "Some sound was lost. Close programs that keep the computer busy."
    return ""


def clock_of(seconds: float) -> str:
    """Minutes and seconds such as "1:05"; a begun second does not count."""
    whole = int(max(seconds, 0.0))
    return f"{whole // 60}:{whole % 60:02}"


def speak_length(seconds: float) -> str:
    """A length in words such as "2 minutes", "90 seconds", "1 minute"."""
    whole = round(seconds)
    if whole >= 60 and whole % 60 == 0:
        minutes = whole // 60
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return "1 second" if whole == 1 else f"{whole} seconds"


def plan_of(question: Question, preferences: Preferences) -> str:
    """What will happen when the answer is begun."""
    limit = speak_length(preferences.limit_s or question.time_limit_s)
    ending = "it stops by itself then" if preferences.stop_at_limit else "you stop it yourself"
    speaking = f"up to {limit} to answer; {ending}."
    if preferences.thinking_s <= 0:
        return f"You have {speaking}"
    return f"You have {speak_length(preferences.thinking_s)} to think, then {speaking}"


def notice_of(
    fault: Fault, tone: str = "bad", action: str = "", act: Callable[[], None] | None = None
) -> Notice:
    """A fault as a notice."""
    wording = describe(fault)
    return Notice(wording.sentence, wording.remedy, tone, action, act)


def sentence_on_engine(engine: EngineInfo | Fault) -> str:
    """Which recogniser will write the answer down and what to expect of it."""
    if isinstance(engine, Fault):
        return str(describe(engine))
    return f"Your answer will be written down by {name_engine(engine)}. {expect_of(engine)}"


def matches(question: Question, wanted: str) -> bool:
    """Whether a question belongs to a search: each word occurs in its topic, title or prompt."""
    text = f"{question.topic} {question.title} {question.prompt}".casefold()
    return all(word in text for word in wanted.casefold().split())
