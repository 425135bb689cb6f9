"""The widgets that more than one page uses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.resources import resource_folder
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import LIGHT, Theme
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.file_drop import FileDrop
from mlprep_gui.ui.widgets.level_meter import LevelMeter, fill_of
from mlprep_gui.ui.widgets.notice import NoticeBar


@pytest.fixture
def icons(qapp: QApplication) -> Iterator[IconBook]:
    font, palette = qapp.font(), qapp.palette()
    theme = Theme(qapp)
    theme.apply(Appearance.LIGHT, 1.0)
    yield IconBook(theme)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.mark.parametrize(
    "name", [path.stem for path in sorted((resource_folder() / "icons").glob("*.svg"))]
)
def test_every_icon_is_drawn_in_its_colour(icons: IconBook, name: str) -> None:
    image = icons.pixmap(name, "accent").toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    solid = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert solid == {LIGHT.accent}


def test_icons_follow_the_theme(icons: IconBook) -> None:
    button = Button("Record", ButtonKind.PLAIN, icons, "record")
    before = button.icon().pixmap(icons.size()).toImage()
    icons.theme.apply(Appearance.DARK, 1.0)
    assert button.icon().pixmap(icons.size()).toImage() != before


def test_a_button_is_named_by_its_words_without_the_mnemonic() -> None:
    assert Button("&Open…").accessibleName() == "Open…"
    assert Button("", name="Close").accessibleName() == "Close"


def test_a_notice_says_sentence_and_remedy_and_offers_one_thing(
    icons: IconBook, qtbot: QtBot
) -> None:
    bar = NoticeBar(icons)
    qtbot.addWidget(bar)
    assert bar.text == ""
    bar.show_fault(AudioFault(FaultCode.NO_MICROPHONE), "Look again")
    assert bar.text.startswith("No microphone was found. Plug one in")
    with qtbot.waitSignal(bar.acted):
        next(b for b in bar.findChildren(Button) if b.text() == "Look again").click()
    with qtbot.waitSignal(bar.dismissed):
        next(b for b in bar.findChildren(Button) if not b.text()).click()
    assert bar.text == ""


@pytest.mark.parametrize(
    ("level", "fill"), [(0.0, 0.0), (0.0005, 0.0), (0.001, 0.0), (0.0316, 0.5), (1.0, 1.0), (2, 1)]
)
def test_the_meter_has_the_scale_of_the_ear(level: float, fill: float) -> None:
    assert fill_of(level) == pytest.approx(fill, abs=0.01)


def test_the_meter_rises_at_once_and_sinks_slowly(icons: IconBook, qtbot: QtBot) -> None:
    meter = LevelMeter(icons.theme)
    qtbot.addWidget(meter)
    meter.set_level(1.0)
    assert meter.shown == 1.0
    meter.set_level(0.0)
    assert 0.8 < meter.shown < 1.0
    meter.reset()
    assert meter.shown == 0.0


def test_a_choice_tells_what_the_user_picked_and_nothing_else(qtbot: QtBot) -> None:
    box = ChoiceBox("Appearance")
    qtbot.addWidget(box)
    picked: list[object] = []
    box.picked.connect(picked.append)
    box.offer([(None, "Default"), (Appearance.DARK, "Dark")], Appearance.DARK)
    assert (box.currentText(), picked) == ("Dark", [])
    box.show()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert picked == [None, Appearance.DARK]
    assert picked[1] is Appearance.DARK


CHOICE = Choice("Discard this answer?", "It will be lost.", "Discard", "Keep on")


@pytest.mark.parametrize(("text", "done"), [("Discard", [1]), ("Keep on", [])])
def test_a_question_does_what_was_answered(qtbot: QtBot, text: str, done: list[int]) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    did: list[int] = []
    box = ask(parent, CHOICE, lambda: did.append(1))
    with qtbot.waitSignal(box.finished):
        next(b for b in box.buttons() if b.text() == text).click()
    assert did == done


def test_escape_keeps(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    did: list[int] = []
    box: QMessageBox = ask(parent, CHOICE, lambda: did.append(1))
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert did == []


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let go; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(1, 1), Qt.DropAction.CopyAction, data, left, none)
    entered.setAccepted(False)
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        dropped = QDropEvent(QPointF(1, 1), Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(widget, dropped)
    return entered.isAccepted()


def test_one_file_can_be_dropped_while_it_is_welcome(qtbot: QtBot, tmp_path: Path) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    got: list[Path] = []
    welcome = [True]
    FileDrop(widget, lambda: welcome[0], got.append)
    assert drop(widget, tmp_path / "a.wav")
    assert not drop(widget, tmp_path / "a.wav", tmp_path / "b.wav")
    welcome[0] = False
    assert not drop(widget, tmp_path / "a.wav")
    assert got == [tmp_path / "a.wav"]
