"""The waveform as a slider: where clicks and keys lead, and what of a long answer is in sight."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.wave_picture import WaveMark
from mlprep_gui.ui.widgets.waveform import Waveform

WIDTH = 400
HOUR_S = 3600.0


def outline(duration_s: float, per_s: int = 20) -> Peaks:
    """Loud everywhere."""
    slices = round(duration_s * per_s)
    return Peaks(duration_s, per_s, np.tile(np.array([-9000, 9000], np.int16), (slices, 1)))


@pytest.fixture
def wave(qapp: QApplication, qtbot: QtBot) -> Waveform:
    theme = Theme(qapp)
    theme.apply(Appearance.LIGHT, 1.0)
    wave = Waveform(theme)
    qtbot.addWidget(wave)
    wave.resize(WIDTH, wave.sizeHint().height())
    wave.show_recording(outline(100.0), 100.0)
    wave.show()
    return wave


def picture(wave: Waveform) -> QImage:
    return wave.grab().toImage()


def test_a_click_goes_there(wave: Waveform, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wave.sought) as sought:
        QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(WIDTH // 4, 50))
    assert sought.args == [pytest.approx(25.0, abs=0.5)]


@pytest.mark.parametrize(
    ("key", "modifier", "second"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 51.0),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 49.0),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 55.0),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 45.0),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0.0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 100.0),
    ],
)
def test_keys_go_there(
    wave: Waveform, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, second: float
) -> None:
    wave.show_position(50.0)
    with qtbot.waitSignal(wave.sought) as sought:
        QTest.keyClick(wave, key, modifier)
    assert sought.args == [second]


def test_no_key_leads_beyond_the_recording(wave: Waveform, qtbot: QtBot) -> None:
    wave.show_position(99.5)
    with qtbot.waitSignal(wave.sought) as sought:
        QTest.keyClick(wave, Qt.Key.Key_Right)
    assert sought.args == [100.0]


def test_dragging_draws_a_stretch_in_either_direction(wave: Waveform, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wave.stretch_chosen) as drawn:
        QTest.mousePress(wave, Qt.MouseButton.LeftButton, pos=QPoint(300, 50))
        QTest.mouseMove(wave, QPoint(100, 50))
        QTest.mouseRelease(wave, Qt.MouseButton.LeftButton, pos=QPoint(100, 50))
    assert drawn.args == [pytest.approx(25.0, abs=0.5), pytest.approx(75.0, abs=0.5)]


def test_it_tells_its_value_as_a_slider(wave: Waveform) -> None:
    wave.show_position(61.4)
    interface = QAccessible.queryAccessibleInterface(wave)
    assert interface.role() is QAccessible.Role.Slider
    assert interface.valueInterface().currentValue() == 61
    assert interface.valueInterface().maximumValue() == 100
    assert interface.text(QAccessible.Text.Description) == "1:01 of 1:40"


def test_looking_closer_keeps_the_playhead_where_it_is(wave: Waveform) -> None:
    wave.show_position(80.0)
    QTest.keyClick(wave, Qt.Key.Key_Plus)
    assert wave.sight.length_s == pytest.approx(100 / 1.5)
    share = (80.0 - wave.sight.start_s) / wave.sight.length_s
    assert share == pytest.approx(0.8)
    for _ in range(20):
        QTest.keyClick(wave, Qt.Key.Key_Minus)
    assert (wave.sight.start_s, wave.sight.end_s) == (0.0, 100.0)


def test_the_playhead_stays_in_sight(wave: Waveform) -> None:
    wave.zoom(10.0)
    wave.show_position(60.0)
    assert wave.sight.start_s <= 60.0 <= wave.sight.end_s
    assert wave.sight.length_s == pytest.approx(10.0)


def test_nobody_scrolls_out_of_the_recording(wave: Waveform) -> None:
    wave.zoom(4.0)
    wave.scroll_to(1e6)
    assert wave.sight.end_s == pytest.approx(100.0)
    wave.scroll_to(-5.0)
    assert wave.sight.start_s == 0.0


def test_covered_and_unsure_differ_in_form(wave: Waveform, qapp: QApplication) -> None:
    """In shades of grey as well."""
    looks = []
    for is_sure in (True, False):
        wave.show_marks((WaveMark(10.0, 30.0, 1, is_sure),), ())
        looks.append(picture(wave).convertToFormat(QImage.Format.Format_Mono))
    assert looks[0] != looks[1]


def test_pauses_loop_and_playhead_show(wave: Waveform) -> None:
    plain = picture(wave)
    wave.show_marks((), ((40.0, 60.0),))
    paused = picture(wave)
    wave.show_loop((10.0, 20.0))
    looped = picture(wave)
    wave.show_position(90.0)
    moved = picture(wave)
    assert len({bytes(image.constBits()) for image in (plain, paused, looped, moved)}) == 4


def test_without_an_outline_there_is_still_a_line_to_click(wave: Waveform, qtbot: QtBot) -> None:
    wave.show_recording(None, HOUR_S)
    assert not picture(wave).isNull()
    with qtbot.waitSignal(wave.sought) as sought:
        QTest.mouseClick(wave, Qt.MouseButton.LeftButton, pos=QPoint(WIDTH // 2, 50))
    assert sought.args == [pytest.approx(HOUR_S / 2, abs=10)]
