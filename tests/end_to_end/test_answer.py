"""From the question to the review, through the real window with real parts."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QPlainTextEdit

from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.resources import resource_folder
from mlprep_gui.ui.widgets.level_meter import LevelMeter
from tests.end_to_end.conftest import Start
from tests.end_to_end.driving import Driver

SAMPLE = resource_folder() / "samples" / "regularization.flac"


def record(driver: Driver, until: str = "0:02") -> None:
    """Answer until the clock shows this."""
    driver.click("Record answer")
    driver.wait(lambda: driver.reads(until))


def choose_file(driver: Driver, path: Path) -> None:
    """Open a recording by the dialog."""
    driver.click("Open a recording…")
    driver.wait(lambda: driver.window.findChildren(QFileDialog))
    (dialog,) = driver.window.findChildren(QFileDialog)
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(path.name)
    dialog.accept()


def test_a_spoken_answer_reaches_its_review(
    start: Start, quick: Preferences, folders: Folders
) -> None:
    driver = start(quick)
    driver.practice.choose("regularization")
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Speak now"))
    driver.wait(lambda: driver.reads("0:03"))
    driver.click("Stop")
    driver.wait(lambda: driver.window.front == "review")
    driver.wait(lambda: driver.reads("PocketSphinx"))
    assert len(list(folders.recordings.glob("*.wav"))) == 1


def test_the_whole_way_by_keyboard(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.wait(lambda: driver.focus_name() == "Record answer")
    driver.press_control(Qt.Key.Key_F)
    assert driver.find(QLineEdit, "Search questions").hasFocus()
    driver.bot.keyClicks(driver.find(QLineEdit, "Search questions"), "regularization")
    driver.press(Qt.Key.Key_Return)
    driver.wait(lambda: driver.focus_name() == "Record answer")
    assert driver.reads("regularization")
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.focus_name() == "Stop" and driver.reads("0:02"))
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.window.front == "review")
    driver.press_control(Qt.Key.Key_1)
    driver.wait(lambda: driver.focus_name() == "Try again")


def test_thinking_comes_first_and_can_be_skipped(start: Start) -> None:
    driver = start(Preferences(thinking_s=60.0, engine=EngineChoice.SPHINX))
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Time to think") and driver.reads("59"))
    assert driver.focus_name() == "Start speaking now"
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.reads("Recording"))


def test_thinking_ends_by_itself_and_can_be_cancelled(start: Start) -> None:
    driver = start(Preferences(thinking_s=1.0, engine=EngineChoice.SPHINX))
    driver.click("Record answer")
    driver.press(Qt.Key.Key_Escape)
    driver.wait(lambda: driver.sees_button("Record answer"))
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("Speak now"))


def test_while_recording_nothing_else_is_seen(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    record(driver)
    for name in ("History", "Type the answer", "Random", "Checklist: Body language"):
        assert not driver.sees_button(name)
    driver.press_control(Qt.Key.Key_2)
    assert driver.window.front == "practice"
    assert driver.find(LevelMeter, "Microphone level").shown > 0


def test_the_limit_is_announced_and_marked_in_words(start: Start) -> None:
    driver = start(Preferences(thinking_s=0.0, limit_s=4.0, engine=EngineChoice.SPHINX))
    record(driver, "Come to an end: 0:00 left")
    driver.wait(lambda: driver.reads("past the limit of 0:04"))
    assert driver.sees_button("Stop")


def test_the_recording_stops_at_the_limit_if_that_is_wished(start: Start) -> None:
    driver = start(
        Preferences(thinking_s=0.0, limit_s=2.0, stop_at_limit=True, engine=EngineChoice.SPHINX)
    )
    driver.click("Record answer")
    driver.wait(lambda: driver.window.front == "review")


def test_discarding_asks_first_and_leaves_nothing(
    start: Start, quick: Preferences, folders: Folders
) -> None:
    driver = start(quick)
    record(driver)
    driver.press(Qt.Key.Key_Escape)
    driver.answer("Keep on")
    driver.wait(lambda: driver.box is None)
    assert driver.sees_button("Stop")
    driver.click("Discard")
    driver.answer("Discard")
    driver.wait(lambda: driver.sees_button("Record answer"))
    assert list(folders.recordings.iterdir()) == []
    driver.window.show_page("history")
    driver.wait(lambda: driver.reads("Nothing practised yet"))


def test_a_typed_answer_is_judged_at_once(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.practice.choose("regularization")
    driver.press_control(Qt.Key.Key_T)
    field = driver.find(QPlainTextEdit, "Your answer")
    assert field.hasFocus()
    driver.bot.keyClicks(field, "L1 pushes many weights to exactly zero. Space bars are text.")
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Tab)
    assert driver.focus_name() == "Check this answer"
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.window.front == "review")
    driver.wait(lambda: driver.reads("1 of 5 points"))


def test_a_recording_from_a_file_is_an_answer(
    start: Start, quick: Preferences, short_answer: Path
) -> None:
    driver = start(quick)
    driver.practice.choose("regularization")
    choose_file(driver, short_answer)
    driver.wait(lambda: driver.window.front == "review")
    driver.wait(lambda: driver.reads("from a sound file"))


def test_a_file_that_is_no_sound_is_named(
    start: Start, quick: Preferences, tmp_path: Path, folders: Folders
) -> None:
    fake = tmp_path / "fake.wav"
    fake.write_text("no sound at all")
    driver = start(quick)
    choose_file(driver, fake)
    driver.wait(lambda: driver.reads(f"{fake} is not a sound file"))
    assert driver.sees_button("Record answer")
    assert list(folders.recordings.iterdir()) == []


def test_the_next_question_can_start_while_the_last_is_written_down(
    start: Start, quick: Preferences
) -> None:
    driver = start(quick)
    driver.practice.choose("regularization")
    choose_file(driver, SAMPLE)
    driver.wait(lambda: driver.sees_button("Cancel writing down: Regularization"))
    driver.practice.choose("ensembles")
    record(driver)
    driver.click("Stop")
    # The answer that was spoken goes before the file, and is shown by itself.
    driver.wait(lambda: driver.window.front == "review")
    driver.wait(lambda: driver.reads("Ensembles"))
    driver.window.show_page("practice")
    driver.wait(lambda: driver.sees_button("Review: Regularization"))


def test_writing_down_can_be_cancelled_and_tried_again(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.practice.choose("regularization")
    choose_file(driver, SAMPLE)
    driver.click("Cancel writing down: Regularization")
    driver.wait(lambda: driver.reads("Not written down yet. Your recording is safe."))
    driver.click("Try again: Regularization")
    driver.wait(lambda: driver.reads("Writing it down"))
    driver.wait(lambda: driver.window.front == "review")


def test_without_the_model_nothing_is_lost(start: Start, short_answer: Path) -> None:
    """A failure says why, keeps the recording, and another engine can take over."""
    driver = start(Preferences(engine=EngineChoice.WHISPER, model="no-such-model"))
    driver.wait(lambda: driver.reads("There is no Whisper model “no-such-model”"))
    driver.practice.choose("regularization")
    choose_file(driver, short_answer)
    driver.wait(lambda: driver.sees_button("Try again: Regularization"))
    assert driver.program.assembly is not None
    driver.program.assembly.change(Preferences(engine=EngineChoice.SPHINX))
    driver.click("Try again: Regularization")
    driver.wait(lambda: driver.window.front == "review")


def test_a_lost_microphone_keeps_what_was_said(
    start: Start, quick: Preferences, folders: Folders, short_answer: Path
) -> None:
    driver = start(quick, SyntheticMicrophone(short_answer, unplugged_after_s=2.0))
    driver.click("Record answer")
    driver.wait(lambda: driver.reads("The microphone stopped after 2 seconds."))
    driver.click("Finish with what is there")
    driver.wait(lambda: driver.window.front == "review")
    assert len(list(folders.recordings.glob("*.wav"))) == 1


def test_a_list_can_be_ticked_beside_the_question(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    driver.click("Checklist: Body language")
    driver.wait(lambda: driver.reads("0 of 12"))
    driver.click("Sit upright, a little forward")
    driver.wait(lambda: driver.reads("1 of 12"))
    driver.click("Close the checklist")
    assert not driver.reads("1 of 12")


@pytest.mark.parametrize("zoom_steps", [0, 8])
def test_escape_closes_the_list_beside_the_question(
    start: Start, quick: Preferences, zoom_steps: int
) -> None:
    driver = start(quick)
    for _ in range(zoom_steps):
        driver.press_control(Qt.Key.Key_Plus)
    driver.click("Checklist: Body language")
    driver.wait(lambda: driver.reads("0 of 12"))
    driver.press(Qt.Key.Key_Escape)
    driver.wait(lambda: not driver.reads("0 of 12"))
    assert driver.sees_button("Checklist: Body language")


def test_search_hides_what_does_not_fit(start: Start, quick: Preferences) -> None:
    driver = start(quick)
    listed = driver.find(QListWidget, "Questions")
    driver.bot.keyClicks(driver.find(QLineEdit, "Search questions"), "overfit nonsense")
    assert driver.reads("No question has all of these words.")
    driver.find(QLineEdit, "Search questions").clear()
    shown = [listed.item(row) for row in range(listed.count())]
    assert not any(line.isHidden() for line in shown)
