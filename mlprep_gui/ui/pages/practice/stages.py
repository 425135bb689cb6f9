"""What the stage below the question says from the first thought to the last word; no Qt here."""

from dataclasses import dataclass

from mlprep_gui.services.ports.sound import RecordingStatus
from mlprep_gui.services.practice.view import LimitState, Phase, PracticeView
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.pages.practice.contents import clock_of

_SPEAK_NOW_FOR_S = 2.0
_LONGEST_NAME = 26
_TONES = {LimitState.WITHIN: "", LimitState.NEAR: "warn", LimitState.PAST: "bad"}


@dataclass(frozen=True, slots=True)
class Stage:
    """What the stage shows while an answer is under way.

    Attributes:
        state: what is going on, in a word or two.
        reason: why, "" where that needs no words.
        clock: the big figure: seconds to think, or recorded time; "" for none.
        remaining: how the answer stands to its limit, in words.
        tone: "", "warn" near the limit, "bad" past it.
        is_live: whether the microphone is being recorded.
        is_heard: whether there is a recording, so that a level makes sense.
        level: of the meter, 0 to 1.
        alerts: what is wrong with the sound, a sentence each.
        microphone: what hears the answer, in words; "" for nothing to say.
        may_change: whether another microphone can be chosen now.
        proceed: the primary button's words, "" for none.
        proceed_name: its accessible name, where that says more.
        aside: the second button's words, "" for none.
        cancel: the last button's words, "" for none.
    """

    state: str
    reason: str = ""
    clock: str = ""
    remaining: str = ""
    tone: str = ""
    is_live: bool = False
    is_heard: bool = False
    level: float = 0.0
    alerts: tuple[str, ...] = ()
    microphone: str = ""
    may_change: bool = False
    proceed: str = ""
    proceed_name: str = ""
    aside: str = ""
    cancel: str = ""


def show_stage(view: PracticeView, alerts: tuple[str, ...] = (), other: str = "") -> Stage:
    """The stage for any phase but CHOOSING.

    Args:
        view: the session's.
        alerts: sentences about the sound that is being recorded.
        other: the microphone with which an interrupted answer would go on, "" for none.
    """
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
        return _opening(view)
    if view.phase is Phase.INTERRUPTED:
        return _interrupted(view, other)
    if view.status is None or view.phase is Phase.FINISHING:
        return Stage(state="Saving your answer…")
    if view.phase is Phase.PAUSED:
        return _paused(view)
    return _recording(view, view.status, alerts)


def _opening(view: PracticeView) -> Stage:
    return Stage(
        state="Opening the microphone…",
        clock=clock_of(view.elapsed_s),
        remaining="One moment: you will see when to speak.",
        cancel="Cancel",
    )


def _recording(view: PracticeView, status: RecordingStatus, alerts: tuple[str, ...]) -> Stage:
    return Stage(
        state=_state_of(status),
        clock=clock_of(view.elapsed_s),
        remaining=_remaining(view),
        tone=_TONES[view.limit],
        is_live=True,
        is_heard=True,
        level=status.level,
        alerts=alerts,
        microphone=_heard_by(view),
        proceed="Stop",
        aside="Pause",
        cancel="Discard…",
    )


def _paused(view: PracticeView) -> Stage:
    return Stage(
        state="Paused",
        reason="Nothing is recorded now. What you have said is kept.",
        clock=clock_of(view.elapsed_s),
        remaining=_remaining(view),
        tone=_TONES[view.limit],
        is_heard=True,
        microphone=_heard_by(view),
        proceed="Go on",
        proceed_name="Go on with the answer",
        aside="Finish",
        cancel="Discard…",
    )


def _interrupted(view: PracticeView, other: str) -> Stage:
    why = describe(view.fault).sentence if view.fault is not None else ""
    return Stage(
        state="The recording was interrupted",
        reason=f"{why} What you have said is kept.".strip(),
        clock=clock_of(view.elapsed_s),
        remaining=_remaining(view),
        tone=_TONES[view.limit],
        microphone="" if other else "No microphone is connected. Plug one in to go on.",
        may_change=bool(other),
        proceed=f"Go on with {shorten(other)}" if other else "",
        proceed_name=f"Go on with {other}" if other else "",
        aside="Finish with what is there",
        cancel="Discard…",
    )


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


def _heard_by(view: PracticeView) -> str:
    if view.fallback_from:
        return f"“{view.fallback_from}” is not connected; recording with “{view.microphone}”."
    return f"Microphone: {view.microphone}" if view.microphone else ""


def shorten(name: str) -> str:
    """A device's name for a button: some are as long as a sentence."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
