"""What stands below the question in each phase, without a window."""

from dataclasses import replace

import pytest

from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import RecordingStatus
from mlprep_gui.services.practice.view import LimitState, Phase, PracticeView, RecordingWarning
from mlprep_gui.ui.pages.practice.alerts import AlertBoard
from mlprep_gui.ui.pages.practice.stages import shorten, show_stage

STATUS = RecordingStatus(
    started=True, elapsed_s=10.0, level=0.3, silent_for_s=0.0, clipped=False, overflows=0
)
VIEW = PracticeView(
    phase=Phase.RECORDING,
    question=None,
    thinking_left_s=0.0,
    elapsed_s=10.0,
    limit_s=120.0,
    limit=LimitState.WITHIN,
    status=STATUS,
    fault=None,
    saved_after_fault=False,
    microphone="Desk",
)
LOST = AudioFault(FaultCode.MICROPHONE_LOST, seconds=10)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (replace(STATUS, started=False), "Wait for the microphone…"),
        (replace(STATUS, elapsed_s=1.0), "Speak now"),
        (STATUS, "Recording"),
    ],
)
def test_speak_now_waits_for_the_first_sound(status: RecordingStatus, state: str) -> None:
    stage = show_stage(replace(VIEW, status=status))
    assert stage.state == state
    assert stage.is_live
    assert (stage.proceed, stage.aside, stage.cancel) == ("Stop", "Pause", "Discard…")


@pytest.mark.parametrize(
    ("elapsed_s", "limit", "words", "tone"),
    [
        (10.0, LimitState.WITHIN, "1:50 left of 2:00", ""),
        (105.0, LimitState.NEAR, "Come to an end: 0:15 left", "warn"),
        (132.0, LimitState.PAST, "0:12 past the limit of 2:00", "bad"),
    ],
)
def test_the_limit_is_never_told_by_colour_alone(
    elapsed_s: float, limit: LimitState, words: str, tone: str
) -> None:
    stage = show_stage(replace(VIEW, elapsed_s=elapsed_s, limit=limit))
    assert (stage.remaining, stage.tone) == (words, tone)


def test_thinking_counts_begun_seconds() -> None:
    stage = show_stage(replace(VIEW, phase=Phase.THINKING, thinking_left_s=2.1, status=None))
    assert (stage.clock, stage.proceed) == ("3", "Start speaking now")


def test_nothing_can_be_pressed_while_the_answer_is_saved() -> None:
    stage = show_stage(replace(VIEW, phase=Phase.FINISHING, status=None))
    assert (stage.proceed, stage.aside, stage.cancel) == ("", "", "")


def test_nobody_is_told_to_speak_while_the_microphone_is_opened() -> None:
    stage = show_stage(replace(VIEW, phase=Phase.OPENING, status=None))
    assert "Speak now" not in f"{stage.state} {stage.remaining}"
    assert stage.cancel


def test_a_pause_shows_no_level_and_says_that_all_is_kept() -> None:
    stage = show_stage(replace(VIEW, phase=Phase.PAUSED, status=replace(STATUS, paused=True)))
    assert (stage.is_live, stage.level) == (False, 0.0)
    assert (stage.proceed, stage.aside) == ("Go on", "Finish")
    assert "kept" in stage.reason
    assert stage.clock == "0:10"


def test_an_interruption_says_why_and_with_what_to_go_on() -> None:
    view = replace(VIEW, phase=Phase.INTERRUPTED, status=None, fault=LOST)
    stage = show_stage(view, other="Headset")
    assert stage.reason == "The microphone stopped after 10 seconds. What you have said is kept."
    assert (stage.proceed, stage.aside) == ("Go on with Headset", "Finish with what is there")
    alone = show_stage(view)
    assert alone.proceed == ""
    assert "No microphone" in alone.microphone
    assert not alone.may_change


def test_a_long_name_is_whole_for_those_who_listen() -> None:
    name = "USB Audio Device of a very long name: Analog Stereo"
    stage = show_stage(replace(VIEW, phase=Phase.INTERRUPTED, fault=LOST), other=name)
    assert stage.proceed == f"Go on with {shorten(name)}"
    assert len(shorten(name)) <= 26
    assert stage.proceed_name == f"Go on with {name}"


def test_a_fallback_is_named_while_recording() -> None:
    stage = show_stage(replace(VIEW, fallback_from="Headset"))
    assert stage.microphone == "“Headset” is not connected; recording with “Desk”."


def test_warnings_stay_long_enough_to_be_read() -> None:
    board = AlertBoard()
    loud = {RecordingWarning.CLIPPING}
    (first,) = board.show(loud, 100.0)
    assert "Too loud" in first
    assert board.show((), 103.0) == (first,)
    assert board.show(loud, 103.5) == (first,)
    assert board.show((), 107.0) == (first,)
    assert board.show((), 108.0) == ()


def test_silence_is_over_as_soon_as_somebody_speaks() -> None:
    board = AlertBoard()
    assert len(board.show({RecordingWarning.SILENT}, 10.0)) == 1
    assert board.show((), 11.0) == ()


def test_the_weightiest_warning_comes_first_and_a_new_recording_has_none() -> None:
    board = AlertBoard()
    lost, loud, silent = board.show(set(RecordingWarning), 0.0)
    assert "lost" in lost
    assert "loud" in loud
    assert "heard" in silent
    board.clear()
    assert board.show((), 0.1) == ()
