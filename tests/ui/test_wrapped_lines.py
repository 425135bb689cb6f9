"""A line that nearly fits gets the height of two."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.wrapped_lines import WrappedLines

TEXT = "It keeps a recurrent network from exploding"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    font, palette = qapp.font(), qapp.palette()
    yield Theme(qapp)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("spare", [2, 8, 14, 60])
def test_no_word_is_cut_off(theme: Theme, qtbot: QtBot, zoom: float, spare: int) -> None:
    theme.apply(Appearance.LIGHT, zoom)
    lines = QListWidget()
    qtbot.addWidget(lines)
    lines.setWordWrap(True)
    lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    lines.setItemDelegate(WrappedLines(lines))
    lines.addItem(TEXT)
    lines.show()
    metrics = lines.fontMetrics()
    frame = lines.width() - lines.viewport().width()
    lines.setFixedWidth(metrics.horizontalAdvance(TEXT) + spare + frame)
    qtbot.waitUntil(lambda: lines.visualItemRect(lines.item(0)).width() > 0)
    lines.doItemsLayout()
    height = lines.visualItemRect(lines.item(0)).height()
    if spare < 22:
        assert height >= 2 * metrics.height()
    else:
        assert height < 2 * metrics.height() + 12
