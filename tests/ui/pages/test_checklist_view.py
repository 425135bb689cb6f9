"""The list beside a practice question, on the shipped lists and the real database."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from mlprep_gui.ui.pages.practice.side_panel import SidePanel
from mlprep_gui.ui.widgets.checklist_view import ChecklistView
from tests.ui.pages.conftest import Workplace


def test_a_click_on_the_text_ticks(workplace: Workplace, qtbot: QtBot) -> None:
    ticked = workplace.stored(workplace.checklists.lists)[0]
    view = ChecklistView(ticked)
    qtbot.addWidget(view)
    view.resize(400, 600)
    view.show()
    item = next(ticked.checklist.items())
    (text,) = (w for w in view.findChildren(QLabel) if w.text() == item.text)
    with qtbot.waitSignal(view.item_toggled) as toggled:
        QTest.mouseClick(text, Qt.MouseButton.LeftButton)
    assert toggled.args == [ticked.checklist.id, item.id, True]


def test_showing_ticks_tells_nobody(workplace: Workplace, qtbot: QtBot) -> None:
    ticked = workplace.stored(workplace.checklists.lists)[0]
    view = ChecklistView(ticked)
    qtbot.addWidget(view)
    every = frozenset(item.id for item in ticked.checklist.items())
    with qtbot.assertNotEmitted(view.item_toggled):
        view.show_ticks(every)
    assert all(box.isChecked() for box in view.findChildren(QCheckBox))
    assert any(w.text() == f"{len(every)} of {len(every)}" for w in view.findChildren(QLabel))


def test_every_item_has_a_name_and_its_reason(workplace: Workplace, qtbot: QtBot) -> None:
    for ticked in workplace.stored(workplace.checklists.lists):
        view = ChecklistView(ticked)
        qtbot.addWidget(view)
        items = list(ticked.checklist.items())
        boxes = view.findChildren(QCheckBox)
        assert [box.accessibleName() for box in boxes] == [item.text for item in items]
        assert [box.accessibleDescription() for box in boxes] == [item.reason for item in items]


def test_body_language_and_dress_are_at_hand_beside_a_question(
    workplace: Workplace, qtbot: QtBot
) -> None:
    lists = workplace.stored(workplace.checklists.lists)
    beside = tuple(one for one in lists if one.checklist.beside_practice)
    assert {one.checklist.id for one in beside} == {"body-language", "dress"}
    panel = SidePanel(workplace.icons)
    qtbot.addWidget(panel)
    panel.show_lists(beside)
    panel.show()
    for one in beside:
        panel.open_list(one.checklist.id)
        boxes = [box for box in panel.findChildren(QCheckBox) if box.isVisible()]
        assert len(boxes) == one.total
        with qtbot.waitSignal(panel.item_toggled) as toggled:
            QTest.keyClick(boxes[0], Qt.Key.Key_Space)
        list_id, item_id, ticked = toggled.args
        desk = workplace.checklists
        workplace.stored(partial(desk.set_tick, list_id, item_id, ticked=ticked))
    again = workplace.stored(workplace.checklists.lists)
    assert sum(len(one.ticked) for one in again) == len(beside)
