"""A chart on the screen: what it paints, how the keys walk through it, and its table."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.ui.charts.card import ChartCard
from mlprep_gui.ui.charts.chart import Chart
from mlprep_gui.ui.charts.picture import Level, Look, Picture, Series
from mlprep_gui.ui.theme import Theme
from tests.ui.pages.conftest import end_page

PICTURE = Picture(
    title="Coverage",
    sentence="It went up.",
    up="Points, in %",
    across="Answers",
    labels=("1 Mar", "2 Mar", "3 Mar"),
    says=("first", "second", "third"),
    series=(Series("Covered", (20.0, 40.0, 60.0), tops=(40.0, 40.0, 80.0), tops_name="Unsure"),),
    headings=("When", "Covered"),
    rows=(("1 Mar", "20 %"), ("2 Mar", "40 %"), ("3 Mar", "60 %")),
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    theme.apply(Appearance.LIGHT, 1.0)
    return theme


@pytest.fixture
def card(theme: Theme, qtbot: QtBot) -> Iterator[ChartCard]:
    card = ChartCard(theme)
    qtbot.addWidget(card)
    card.resize(700, 400)
    card.show_picture(PICTURE)
    card.show()
    qtbot.waitExposed(card)
    card.activateWindow()
    yield card
    end_page(card)


def chart_of(card: ChartCard) -> Chart:
    chart = card.findChild(Chart)
    assert chart is not None
    return chart


def words(card: ChartCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def paint(card: ChartCard, picture: Picture) -> QImage:
    card.show_picture(picture)
    return chart_of(card).grab().toImage()


def test_keys_walk_through_the_places(card: ChartCard, qtbot: QtBot) -> None:
    chart = chart_of(card)
    chart.setFocus()
    for key, said in (
        (Qt.Key.Key_Right, "first"),
        (Qt.Key.Key_Right, "second"),
        (Qt.Key.Key_End, "third"),
        (Qt.Key.Key_Right, "third"),
        (Qt.Key.Key_Left, "second"),
        (Qt.Key.Key_Home, "first"),
    ):
        qtbot.keyClick(chart, key)
        assert said in words(card)
    chart.clearFocus()
    assert "first" not in words(card)


def test_the_mouse_points_at_the_nearest_place(card: ChartCard, qtbot: QtBot) -> None:
    chart = chart_of(card)
    place = QPointF(chart.width() - 20, chart.height() / 2)
    # Sent, not moved: what lies below the mouse depends on the windows of earlier tests.
    nothing = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        chart.mapToGlobal(place),
        nothing,
        nothing,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(chart, move)
    qtbot.waitUntil(lambda: "third" in words(card))


def test_the_table_has_the_same_figures(card: ChartCard, qtbot: QtBot) -> None:
    button = next(b for b in card.findChildren(QAbstractButton) if b.text() == "Show as table")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    table = card.findChild(QTableWidget)
    assert table is not None
    assert table.isVisible()
    assert not chart_of(card).isVisible()
    cells = [
        [item.text() for n in range(2) if (item := table.item(row, n)) is not None]
        for row in range(table.rowCount())
    ]
    assert cells == [list(row) for row in PICTURE.rows]
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert chart_of(card).isVisible()
    assert not table.isVisible()


def test_a_screen_reader_hears_what_it_shows(card: ChartCard) -> None:
    interface = QAccessible.queryAccessibleInterface(chart_of(card))
    assert "Coverage" in interface.text(QAccessible.Text.Name)
    assert "It went up." in interface.text(QAccessible.Text.Description)


def test_nothing_to_show_is_a_sentence_alone(card: ChartCard) -> None:
    card.show_picture(Picture("Coverage", "Practise first."))
    assert "Practise first." in words(card)
    assert not chart_of(card).isVisible()
    assert not any(b.isVisible() for b in card.findChildren(QAbstractButton))


@pytest.mark.parametrize(
    "other",
    [
        replace(PICTURE, level=Level("Your median: 30", 30.0)),
        replace(PICTURE, series=(replace(PICTURE.series[0], tops=()),)),
        replace(PICTURE, series=(replace(PICTURE.series[0], look=Look.GUESS),)),
        replace(PICTURE, series=(Series("Minutes", (20.0, 40.0, 60.0), Look.BARS),)),
        replace(PICTURE, up="Words a minute"),
        replace(PICTURE, across="Days"),
        replace(PICTURE, labels=("4 Mar", "5 Mar", "6 Mar")),
    ],
)
def test_each_part_is_painted(card: ChartCard, other: Picture) -> None:
    assert paint(card, PICTURE) != paint(card, other)


def test_one_place_alone_can_be_painted(card: ChartCard) -> None:
    one = replace(
        PICTURE,
        labels=("1 Mar",),
        says=("first",),
        series=(replace(PICTURE.series[0], values=(20.0,), tops=(60.0,)),),
    )
    bare = replace(one, series=(replace(one.series[0], tops=(20.0,)),))
    assert paint(card, one) != paint(card, bare)


def test_it_follows_the_theme(card: ChartCard, theme: Theme) -> None:
    chart = chart_of(card)
    light, height = chart.grab().toImage(), chart.sizeHint().height()
    theme.apply(Appearance.DARK, 2.0)
    assert chart.sizeHint().height() > 1.5 * height
    assert chart.grab().toImage() != light
    theme.apply(Appearance.LIGHT, 1.0)
