"""What the test of the microphone says at each moment, as plain values; no Qt here."""

from dataclasses import dataclass

from mlprep_gui.services.practice.microphone_test import (
    LISTEN_S,
    MicrophoneTestStep,
    MicrophoneTestView,
    MicrophoneVerdict,
)
from mlprep_gui.ui.fault_words import describe

_Step = MicrophoneTestStep


@dataclass(frozen=True, slots=True)
class TestWords:
    """What the dialog shows.

    Attributes:
        state: what is going on, or how it was, in a few words.
        advice: what to do now.
        tone: "", "good", "warn" or "bad".
        icon: of the state, "" for none.
        is_live: whether the microphone is heard, so that the level makes sense.
        start: the first button's words, "" for none.
        play: the second button's words, "" for none.
    """

    state: str
    advice: str = ""
    tone: str = ""
    icon: str = ""
    is_live: bool = False
    start: str = ""
    play: str = ""


_VERDICTS = {
    MicrophoneVerdict.GOOD: TestWords(
        "Your microphone works well.", "You are easy to understand.", "good", "covered"
    ),
    MicrophoneVerdict.TOO_QUIET: TestWords(
        "Your voice is too quiet.",
        "Move closer to the microphone, or turn it up in the sound settings of your computer. "
        "Then test again.",
        "warn",
        "unsure",
    ),
    MicrophoneVerdict.CLIPPED: TestWords(
        "It is too loud: the sound is cut off.",
        "Move back a little, or turn the microphone down in the sound settings of your computer. "
        "Then test again.",
        "warn",
        "unsure",
    ),
    MicrophoneVerdict.SILENT: TestWords(
        "Nothing was heard.",
        "Check that the microphone is plugged in and not muted, or choose another one above. "
        "Then test again.",
        "bad",
        "missing",
    ),
}


def words_of(view: MicrophoneTestView) -> TestWords:
    """What to say about a test."""
    if view.step is _Step.OPENING:
        return TestWords("Opening the microphone…", "One moment: you will see when to speak.")
    if view.step is _Step.LISTENING:
        if not view.started:
            return TestWords("Wait for the microphone…", "It is being opened.", is_live=True)
        # Rounded up: "1" stands until the second is over.
        seconds = -int(-view.left_s // 1)
        unit = "second" if seconds == 1 else "seconds"
        return TestWords("Speak now", f"{seconds} {unit} left", is_live=True)
    if view.step is _Step.CLOSING:
        return TestWords("One moment…")
    return _at_rest(view)


def is_worth_hearing(view: MicrophoneTestView) -> bool:
    """Whether there is something to play back."""
    return view.result is not None and view.result.verdict is not MicrophoneVerdict.SILENT


def _at_rest(view: MicrophoneTestView) -> TestWords:
    start = "Test again" if view.result is not None or view.fault is not None else "Start the test"
    if view.result is None:
        if view.fault is not None:
            wording = describe(view.fault)
            return TestWords(wording.sentence, wording.remedy, "bad", "mistake", start=start)
        return TestWords(
            "Say a sentence or two, as in an interview.",
            f"The test takes {LISTEN_S:.0f} seconds. Then you hear how you sound.",
            start=start,
        )
    verdict = _VERDICTS[view.result.verdict]
    playing = view.step is _Step.PLAYING
    advice = verdict.advice
    if view.fault is not None:
        advice = f"{advice} {describe(view.fault)}"
    play = "" if not is_worth_hearing(view) else "Stop playing" if playing else "Play it back"
    return TestWords(verdict.state, advice, verdict.tone, verdict.icon, start=start, play=play)
