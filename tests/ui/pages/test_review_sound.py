"""Hearing an answer on the review page: keys, clicks, words in step, loops, speeds."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar

from mlprep_gui.ui.pages.review.contents import Clip
from mlprep_gui.ui.pages.review.visit import Sounding
from mlprep_gui.ui.widgets.waveform import Waveform
from tests.ui.pages.conftest import SAMPLE_TEXT, Workplace
from tests.ui.pages.test_review_page import Reader, reader

__all__ = ["reader"]


def sounding(reader: Reader) -> Sounding:
    return reader.page._presenter.playing.sounding()


def opened(workplace: Workplace, reader: Reader, text: str = SAMPLE_TEXT) -> Waveform:
    """A recorded answer, with its outline."""
    reader.open(workplace.transcribed(text).id)
    reader.wait(lambda: sounding(reader).peaks is not None)
    reader.qtbot.waitActive(reader.page)
    wave = reader.page.findChild(Waveform)
    assert isinstance(wave, Waveform)
    return wave


def test_the_outline_is_that_of_the_recording(workplace: Workplace, reader: Reader) -> None:
    wave = opened(workplace, reader)
    sheet = reader.page._shown.sheet
    assert sheet is not None
    assert abs(wave.duration_s - sheet.attempt.duration_s) < 0.1


def test_space_plays_and_pauses_and_goes_on(workplace: Workplace, reader: Reader) -> None:
    opened(workplace, reader)
    reader.transcript.setFocus()
    QTest.keyClick(reader.transcript, Qt.Key.Key_Space)
    reader.wait(lambda: sounding(reader).playhead_s > 0.2)
    assert reader.button("Pause").isVisible()
    QTest.keyClick(reader.transcript, Qt.Key.Key_Space)
    paused_s = sounding(reader).playhead_s
    assert sounding(reader).clip is None
    QTest.keyClick(reader.transcript, Qt.Key.Key_Space)
    assert sounding(reader).clip == Clip(paused_s)


def test_space_is_a_space_where_something_is_typed(workplace: Workplace, reader: Reader) -> None:
    opened(workplace, reader)
    reader.press("Correct")
    QTest.keyClick(reader.transcript, Qt.Key.Key_Space)
    reader.notes.setFocus()
    QTest.keyClick(reader.notes, Qt.Key.Key_Space)
    assert sounding(reader).clip is None
    assert reader.notes.toPlainText() == " "


def test_the_word_that_sounds_is_marked(workplace: Workplace, reader: Reader) -> None:
    opened(workplace, reader)
    transcript, text = reader.page._body.transcript, reader.transcript
    sheet = reader.page._shown.sheet
    assert sheet is not None
    words = list(sheet.transcript.word_offsets())
    for word, start, end in (words[0], words[7], words[-1]):
        assert word.start_s is not None
        transcript.show_second(word.start_s + 0.01)
        (selection,) = text.extraSelections()
        assert selection.cursor.selectedText() == word.text
        assert text.text_at(selection.cursor.selectionStart()) == start
        assert text._place_at(end - 1) + 1 == selection.cursor.selectionEnd()
    transcript.show_second(None)
    assert text.extraSelections() == []


def test_a_click_on_a_word_plays_from_it(workplace: Workplace, reader: Reader) -> None:
    opened(workplace, reader)
    sheet = reader.page._shown.sheet
    assert sheet is not None
    word, start, end = list(sheet.transcript.word_offsets())[12]
    place = reader.transcript.place_of((start, end))
    QTest.mouseClick(reader.transcript.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert sounding(reader).clip == Clip(word.start_s or 0.0)


def test_return_plays_from_the_word_at_the_caret(workplace: Workplace, reader: Reader) -> None:
    opened(workplace, reader)
    reader.transcript.setFocus()
    QTest.keyClick(reader.transcript, Qt.Key.Key_Return)
    assert sounding(reader).clip == Clip(0.0)


def test_following_stops_when_the_user_scrolls(workplace: Workplace, reader: Reader) -> None:
    opened(workplace, reader, "\n".join([SAMPLE_TEXT] * 12))
    transcript = reader.page._body.transcript
    bar = reader.page._body._right.verticalScrollBar()
    last_s = sounding(reader).duration_s - 0.5
    transcript.show_second(last_s)
    reader.wait(lambda: bar.value() > 0)
    assert not reader.has_button("Follow")
    bar.triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    assert bar.value() == 0
    transcript.show_second(last_s - 1)
    assert bar.value() == 0
    reader.press("Follow")
    transcript.show_second(last_s)
    assert bar.value() > 0
    assert not reader.has_button("Follow")


def test_a_drawn_stretch_repeats_until_it_is_switched_off(
    workplace: Workplace, reader: Reader
) -> None:
    wave = opened(workplace, reader)
    wave.stretch_chosen.emit(2.0, 4.0)
    assert sounding(reader).loop == (2.0, 4.0)
    reader.transcript.setFocus()
    QTest.keyClick(reader.transcript, Qt.Key.Key_Space)
    assert sounding(reader).clip == Clip(2.0, 4.0)
    reader.wait(lambda: sounding(reader).playhead_s > 2.1)
    reader.press("Repeat a stretch")
    assert sounding(reader).loop is None
    clip = sounding(reader).clip
    assert clip is not None
    assert clip.end_s is None


def test_a_stretch_is_set_by_the_keyboard(workplace: Workplace, reader: Reader) -> None:
    wave = opened(workplace, reader)
    wave.setFocus()
    QTest.keyClick(wave, Qt.Key.Key_Right)
    QTest.keyClick(wave, Qt.Key.Key_BracketLeft)
    assert sounding(reader).loop == (1.0, 6.0)
    QTest.keyClick(wave, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(wave, Qt.Key.Key_Left)
    QTest.keyClick(wave, Qt.Key.Key_BracketRight)
    assert sounding(reader).loop == (1.0, 5.0)
    QTest.keyClick(wave, Qt.Key.Key_L)
    assert sounding(reader).loop is None


def test_the_speed_is_chosen_and_stays(workplace: Workplace, reader: Reader) -> None:
    wave = opened(workplace, reader)
    wave.setFocus()
    for _ in range(9):
        QTest.keyClick(wave, Qt.Key.Key_Greater)
    assert sounding(reader).speed == 2.0
    assert reader.has_button("Speed: 2 times")
    for _ in range(9):
        QTest.keyClick(wave, Qt.Key.Key_Less)
    assert sounding(reader).speed == 0.5
    reader.open(workplace.transcribed("another one").id)
    assert sounding(reader).speed == 0.5


def test_another_answer_begins_at_its_beginning(workplace: Workplace, reader: Reader) -> None:
    wave = opened(workplace, reader)
    wave.sought.emit(3.0)
    wave.stretch_chosen.emit(2.0, 4.0)
    reader.open(workplace.transcribed("another one").id)
    assert sounding(reader).playhead_s == 0.0
    assert sounding(reader).loop is None


def test_points_are_marked_where_they_were_said(workplace: Workplace, reader: Reader) -> None:
    wave = opened(workplace, reader)
    sheet = reader.page._shown.sheet
    assert sheet is not None
    said = [quote.start_s for line in sheet.points for quote in line.quotes]
    assert said
    assert [mark.start_s for mark in wave._scene.marks] == said
