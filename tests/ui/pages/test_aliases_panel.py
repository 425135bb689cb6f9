"""The terms learnt from the user's voice, listed and forgotten under Questions."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from mlprep_gui.adapters.bank.aliases import AliasFile
from mlprep_gui.domain.aliases import make_alias
from mlprep_gui.services.aliases import AliasBook
from mlprep_gui.services.ports.texts import LoadedBank
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.main_thread import Lane
from mlprep_gui.ui.pages.questions.aliases_panel import AliasesPanel
from mlprep_gui.ui.theme import Theme
from tests.ui.pages.conftest import DEADLINE_S, end_page

BRIER = make_alias("barrier score", "brier score")
LISTED = "“barrier score” is read as “brier score”"


class Panel:
    """Sees and presses."""

    def __init__(self, panel: AliasesPanel, qtbot: QtBot) -> None:
        self.panel = panel
        self.qtbot = qtbot

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=round(DEADLINE_S * 1000))

    def sees(self, part: str) -> bool:
        labels = self.panel.findChildren(QLabel)
        return any(part in label.text() for label in labels if label.isVisible())

    def offers(self, name: str) -> bool:
        buttons = self.panel.findChildren(QAbstractButton)
        return any(b.isVisible() and b.accessibleName().startswith(name) for b in buttons)

    def press(self, name: str) -> None:
        self.wait(lambda: self.offers(name))
        buttons = self.panel.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.isVisible() and b.accessibleName().startswith(name))
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aliases.toml"


@pytest.fixture
def panel(
    path: Path, loaded: LoadedBank, storage: Lane, theme: Theme, qtbot: QtBot
) -> Iterator[Panel]:
    book = AliasBook(AliasFile(path), loaded.bank)
    panel = AliasesPanel(book, storage, IconBook(theme))
    yield Panel(panel, qtbot)
    end_page(panel)


def test_nothing_learnt_takes_no_room(panel: Panel, path: Path) -> None:
    AliasFile(path).save((BRIER,))
    panel.panel.show()
    panel.wait(lambda: panel.offers("Terms learnt"))
    AliasFile(path).save(())
    panel.panel.hide()
    panel.panel.show()
    panel.wait(lambda: not panel.offers("Terms learnt"))


def test_what_was_learnt_is_listed_forgotten_and_back(panel: Panel, path: Path) -> None:
    AliasFile(path).save((BRIER,))
    panel.panel.show()
    panel.press("Terms learnt from your voice (1)")
    panel.wait(lambda: panel.sees(LISTED))
    panel.press("Forget “barrier score”")
    panel.wait(lambda: not panel.sees(LISTED))
    assert AliasFile(path).load() == ()
    panel.press("Remember “barrier score” again")
    panel.wait(lambda: panel.sees(LISTED))
    assert AliasFile(path).load() == (BRIER,)


def test_a_broken_file_is_told(panel: Panel, path: Path) -> None:
    path.write_text("[[", "utf-8")
    panel.panel.show()
    panel.wait(lambda: panel.sees(f"{path} cannot be used"))
