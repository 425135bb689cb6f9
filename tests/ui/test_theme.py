"""Contrast is computed, not judged by eye."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.ui.theme import DARK, LIGHT, Colours, Theme, contrast, restyle

ENOUGH = 4.5
GROUNDS = ("window", "surface", "raised")
PAIRS = [
    *((text, ground) for text in ("text", "muted", "accent_text") for ground in GROUNDS),
    *((tone, ground) for tone in ("good", "warn", "bad") for ground in ("window", "surface")),
    *(("text", ground) for ground in ("good_soft", "warn_soft", "bad_soft", "accent_soft")),
    *(("muted", ground) for ground in ("good_soft", "warn_soft", "bad_soft")),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("bad", "bad_soft"),
    ("accent_text", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_bad", "bad_fill"),
]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    font, palette = qapp.font(), qapp.palette()
    yield Theme(qapp)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= ENOUGH


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("appearance", "window"), [(Appearance.LIGHT, LIGHT.window), (Appearance.DARK, DARK.window)]
)
def test_appearance_reaches_the_palette(
    theme: Theme, qapp: QApplication, appearance: Appearance, window: str
) -> None:
    theme.apply(appearance, 1.0)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == window


def test_zoom_makes_text_larger(theme: Theme, qapp: QApplication) -> None:
    label = QLabel("Text")
    theme.apply(Appearance.LIGHT, 1.0)
    before = label.sizeHint().height()
    theme.apply(Appearance.LIGHT, 2.0)
    assert label.sizeHint().height() >= 1.8 * before
    assert theme.scaled(100) == 200


def test_zoom_can_be_taken_back(theme: Theme, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    theme.apply(Appearance.LIGHT, 2.0)
    theme.apply(Appearance.LIGHT, 1.0)
    assert qapp.font().pointSizeF() == pytest.approx(before)


def test_restyle_changes_the_colour_of_a_word(theme: Theme) -> None:
    theme.apply(Appearance.LIGHT, 1.0)
    label = QLabel("Text")
    label.ensurePolished()
    restyle(label, tone="bad")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.bad


def test_the_system_is_followed_while_it_changes(theme: Theme, qapp: QApplication) -> None:
    """The platform of the tests has no colours of its own, so its signal is sent for it."""
    changed = qapp.styleHints().colorSchemeChanged
    theme.apply(Appearance.SYSTEM, 1.0)
    changed.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark
    assert qapp.palette().window().color().name() == DARK.window
    changed.emit(Qt.ColorScheme.Light)
    assert not theme.is_dark


def test_a_choice_of_the_user_outweighs_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.apply(Appearance.DARK, 1.0)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.is_dark
