"""PySide6 6.12.0 drops a reference to True with each emission, until Python aborts."""

import sys

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot


class Bell(QObject):
    rung = Signal(bool)


def test_emissions_keep_their_references(qtbot: QtBot) -> None:
    bell = Bell()
    heard: list[bool] = []
    bell.rung.connect(heard.append)
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rung.emit(True)
    # The list holds one reference for each; others come and go, but never by the hundred.
    assert abs(sys.getrefcount(True) - before - len(heard)) < 50
    assert len(heard) == 100
