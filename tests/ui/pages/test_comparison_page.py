"""The comparison of two answers: what it says of points, figures and texts. On real services."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.services.records.comparison import ComparisonDesk
from mlprep_gui.ui.models.transcript_marks import Mark, mark_transcript
from mlprep_gui.ui.pages.comparison.contents import (
    ComparisonText,
    write_comparison,
)
from mlprep_gui.ui.pages.comparison.page import ComparisonPage
from mlprep_gui.ui.pages.comparison.panels import SideBySide
from mlprep_gui.ui.pages.comparison.presenter import ComparisonTools
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.marked_text import MarkedText
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.words import Badge, Words
from tests.ui.pages.conftest import DEADLINE_S, SAMPLE_TEXT, Workplace, end_page

SHORT = "L1 pushes weights to exactly zero. Um, and then, um, I do not know."


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> Iterator[ComparisonPage]:
    tools = ComparisonTools(ComparisonDesk(workplace.review), workplace.storage)
    page = ComparisonPage(tools, workplace.icons)
    page.resize(960, 640)
    page.show()
    qtbot.waitExposed(page)
    yield page
    end_page(page)


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda condition: qtbot.waitUntil(condition, timeout=round(DEADLINE_S * 1000))


def open_pair(
    page: ComparisonPage, wait: Callable[[Callable[[], bool]], None], one: str, other: str
) -> list[str]:
    """Compare, and all words that can be seen then."""
    page.open_pair(one, other)
    page.on_shown()
    wait(lambda: page._presenter.text is not None)
    # New widgets are shown by an event.
    QCoreApplication.sendPostedEvents()
    return [w.text() for w in page.findChildren(Words) if w.isVisibleTo(page) and w.text()]


def compare(workplace: Workplace, one: str, other: str) -> ComparisonText:
    desk = ComparisonDesk(workplace.review)
    return workplace.stored(lambda: write_comparison(desk.compare(one, other)))


def test_points_gained_come_first_and_in_words(
    workplace: Workplace, page: ComparisonPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    earlier, later = workplace.transcribed(SHORT), workplace.transcribed(SAMPLE_TEXT)
    words = open_pair(page, wait, later.id, earlier.id)
    assert "Compare: Regularization" in words
    assert any("points gained" in text for text in words)
    assert "Was missing, is now covered." in words
    badges = [badge.text() for badge in page.findChildren(Badge) if badge.isVisibleTo(page)]
    assert badges[0] == "Gained"
    assert badges[-1] == "Same"
    assert len(badges) == 5


def test_both_texts_stand_whole_with_their_marks(
    workplace: Workplace, page: ComparisonPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    earlier, later = workplace.transcribed(SHORT), workplace.transcribed(SAMPLE_TEXT)
    open_pair(page, wait, earlier.id, later.id)
    first, second = page.findChildren(MarkedText)
    assert SHORT[:30] in first.toPlainText()
    assert "Early" not in first.toPlainText()
    assert second.verticalScrollBar().maximum() == 0
    sheet = workplace.stored(lambda: workplace.review.sheet(later.id))
    (covered, *_) = [q.text for line in sheet.points for q in line.quotes if q.start < q.end]
    assert covered in second.toPlainText().replace("\n", " ")
    marked = [stretch.text for stretch in mark_transcript(sheet) if stretch.mark is Mark.COVERED]
    assert marked
    assert all(text in second.toPlainText() for text in marked)


def test_figures_are_neutral_and_say_where_there_is_none(workplace: Workplace) -> None:
    spoken, typed = workplace.transcribed(SAMPLE_TEXT), workplace.typed("um, short")
    figures = {figure.name: figure for figure in compare(workplace, typed.id, spoken.id).figures}
    assert (figures["Length"].before, figures["Length"].after) == ("0:47", "–")
    assert figures["Length"].difference == "cannot be compared"
    assert figures["Fillers, at least"].difference == "1 more"
    assert figures["Pauses"].after == "–"
    again = compare(workplace, spoken.id, workplace.transcribed(SHORT).id)
    pace = {figure.name: figure for figure in again.figures}["Words a minute"]
    assert pace.difference.endswith("slower")


def test_an_answer_that_is_not_judged_says_so(
    workplace: Workplace, page: ComparisonPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    waiting, spoken = workplace.recorded(), workplace.transcribed(SAMPLE_TEXT)
    words = open_pair(page, wait, waiting.id, spoken.id)
    assert "The points cannot be compared: an answer here is not judged." in words
    assert "Nothing is written down." in words


def test_nothing_changed_is_said(workplace: Workplace) -> None:
    one, other = workplace.transcribed(SAMPLE_TEXT), workplace.transcribed(SAMPLE_TEXT)
    text = compare(workplace, one.id, other.id)
    assert text.headline == "No point changed."
    assert not any(point.is_change for point in text.points)
    lost = compare(workplace, one.id, workplace.typed("nothing").id)
    assert lost.headline == "4 points lost."


def test_escape_leads_back_and_an_answer_can_be_opened(
    workplace: Workplace,
    page: ComparisonPage,
    wait: Callable[[Callable[[], bool]], None],
    qtbot: QtBot,
) -> None:
    earlier, later = workplace.transcribed(SHORT), workplace.transcribed(SAMPLE_TEXT)
    open_pair(page, wait, earlier.id, later.id)
    (button,) = (
        b for b in page.findChildren(Button) if b.accessibleName() == "Open the later answer"
    )
    with qtbot.waitSignal(page.attempt_opened) as opened:
        button.click()
    assert opened.args == [later.id]
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.findChildren(MarkedText)[0], Qt.Key.Key_Escape)


def test_texts_stand_below_each_other_where_it_is_narrow(
    workplace: Workplace,
    page: ComparisonPage,
    wait: Callable[[Callable[[], bool]], None],
    theme: Theme,
) -> None:
    earlier, later = workplace.transcribed(SHORT), workplace.transcribed(SAMPLE_TEXT)
    open_pair(page, wait, earlier.id, later.id)
    pair = page.findChild(SideBySide)
    assert isinstance(pair, SideBySide)
    across = QBoxLayout.Direction.LeftToRight
    assert pair._layout.direction() is across
    page.resize(560, 640)
    wait(lambda: pair._layout.direction() is not across)
    page.resize(960, 640)
    wait(lambda: pair._layout.direction() is across)
    theme.apply(Appearance.DARK, 2.0)
    page.resize(950, 640)
    wait(lambda: pair._layout.direction() is not across)


def test_a_fault_is_shown(
    workplace: Workplace, page: ComparisonPage, wait: Callable[[Callable[[], bool]], None]
) -> None:
    one, other = workplace.typed("one"), workplace.typed("two")

    def break_it() -> None:
        with workplace.database.transaction() as connection:
            connection.execute("UPDATE transcripts SET segments = '{}'")

    workplace.stored(break_it)
    page.open_pair(one.id, other.id)
    notice = page.findChild(NoticeBar)
    assert isinstance(notice, NoticeBar)
    wait(lambda: "cannot be used" in notice.text)
