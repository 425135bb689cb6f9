"""The review page, driven like a user, on real services."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.ui.pages.review.notes_field import NotesField
from mlprep_gui.ui.pages.review.page import ReviewPage
from mlprep_gui.ui.pages.review.point_row import ClipButton, PointRow
from mlprep_gui.ui.pages.review.points_panel import PointsPanel
from mlprep_gui.ui.pages.review.state_bar import StateBar
from mlprep_gui.ui.widgets.marked_text import MarkedText
from tests.ui.pages.conftest import DEADLINE_S, SAMPLE_TEXT, Workplace, end_page

DEADLINE_MS = round(DEADLINE_S * 1000)
WRONG = "L2 sets weights to exactly zero."


class Reader:
    """Sees the page as a user does, and does what a user can."""

    def __init__(self, page: ReviewPage, qtbot: QtBot) -> None:
        self.page = page
        self.qtbot = qtbot

    def open(self, attempt_id: str) -> None:
        self.page.open_attempt(attempt_id)
        self.wait(lambda: self.page._shown.sheet is not None)
        # Widgets that are new in a layout are shown by an event of their own.
        points = self.page.findChild(PointsPanel)
        assert isinstance(points, PointsPanel)
        self.wait(lambda: not any(row.isHidden() for row in points.findChildren(PointRow)))

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=DEADLINE_MS)

    @property
    def words(self) -> list[str]:
        return [w.text() for w in self.page.findChildren(QLabel) if w.isVisible()]

    def sees(self, part: str) -> bool:
        return any(part in text for text in self.words)

    def button(self, name: str) -> QAbstractButton:
        """The visible button whose accessible name begins so."""
        buttons = self.page.findChildren(QAbstractButton)
        fitting = [b for b in buttons if b.isVisible() and b.accessibleName().startswith(name)]
        assert fitting, f"no button {name!r}"
        return fitting[0]

    def has_button(self, name: str) -> bool:
        buttons = self.page.findChildren(QAbstractButton)
        return any(b.isVisible() and b.accessibleName().startswith(name) for b in buttons)

    def press(self, name: str) -> None:
        """By the keyboard: everything must work so."""
        button = self.button(name)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    @property
    def transcript(self) -> MarkedText:
        texts = self.page.findChildren(MarkedText)
        return next(t for t in texts if t.accessibleName().startswith("Transcript"))

    @property
    def notes(self) -> NotesField:
        field = self.page.findChild(NotesField)
        assert isinstance(field, NotesField)
        return field

    def write(self, text: str) -> None:
        self.press("Correct")
        self.transcript.setPlainText(text)
        self.press("Done")


@pytest.fixture
def reader(workplace: Workplace, qtbot: QtBot) -> Iterator[Reader]:
    page = ReviewPage(workplace.review_tools, workplace.self_check, workplace.icons)
    workplace.listeners.append(page.take_news)
    page.resize(800, 640)
    page.show()
    yield Reader(page, qtbot)
    end_page(page)


def test_points_are_counted_and_quoted(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(SAMPLE_TEXT).id)
    sheet = reader.page._shown.sheet
    assert sheet is not None
    assert reader.sees("of 5 points")
    assert all(reader.sees(line.point.meaning) for line in sheet.points)
    quotes = [quote.text for line in sheet.points for quote in line.quotes]
    assert quotes
    assert all(reader.sees(f"“{quote}”") for quote in quotes)


def test_a_wrong_claim_is_shown_with_its_correction(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(WRONG).id)
    assert reader.sees("a wrong claim")
    assert reader.sees("it is L1 that sets them to exactly zero")


def test_the_engine_is_named(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("nothing much", engine="sphinx").id)
    assert reader.sees("PocketSphinx works at once but is rough")
    assert reader.sees("not heard")
    assert not reader.sees("missing")


def test_opening_an_answer_makes_it_reviewed(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(SAMPLE_TEXT)
    reader.open(attempt.id)
    assert workplace.stored(lambda: workplace.store.get(attempt.id)).state is AttemptState.REVIEWED


def test_a_quote_plays_just_its_seconds(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(SAMPLE_TEXT).id)
    button = reader.page.findChildren(ClipButton)[0]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    reader.wait(lambda: workplace.player.position_s() is not None)
    assert button.accessibleName().startswith("Stop")
    clip = reader.page._shown.sounding.clip
    assert clip is not None
    assert clip.end_s is not None
    assert clip.end_s - clip.start_s < 10
    reader.wait(lambda: reader.page._shown.sounding.clip is None)
    assert button.accessibleName().startswith("Play")


def test_the_whole_answer_plays_and_stops(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(SAMPLE_TEXT).id)
    reader.press("Play")
    reader.wait(lambda: workplace.player.position_s() is not None)
    reader.press("Pause")
    reader.wait(lambda: workplace.player.position_s() is None)
    assert reader.has_button("Play")


def test_leaving_the_page_silences_it(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(SAMPLE_TEXT).id)
    reader.press("Play")
    reader.wait(lambda: workplace.player.position_s() is not None)
    reader.page.hide()
    reader.wait(lambda: workplace.player.position_s() is None)


def test_a_recording_that_cannot_be_played_is_told(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(SAMPLE_TEXT)
    reader.open(attempt.id)
    workplace.folder.path_of(attempt).unlink()
    reader.press("Play")
    reader.wait(lambda: reader.sees("There is no file"))
    assert reader.has_button("Play")


def test_a_lost_recording_leaves_the_rest(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(SAMPLE_TEXT)
    workplace.folder.path_of(attempt).unlink()
    reader.open(attempt.id)
    assert reader.sees("no longer in its folder")
    assert reader.sees("of 5 points")
    assert not reader.has_button("Play")


def test_a_typed_answer_has_no_sound(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.typed(SAMPLE_TEXT).id)
    assert reader.sees("of 5 points")
    assert reader.sees("Typed. It is judged as it stands.")
    assert not reader.has_button("Play")
    assert not reader.has_button("Transcribe")


def test_correcting_judges_again_and_can_be_undone(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("nothing much").id)
    assert reader.sees("0 of 5 points")
    reader.write(SAMPLE_TEXT)
    reader.wait(lambda: not reader.sees("0 of 5 points"))
    reader.wait(lambda: reader.sees("You corrected this transcript."))
    reader.press("Undo correction")
    reader.wait(lambda: reader.sees("0 of 5 points"))
    assert not reader.has_button("Undo correction")


def test_the_original_can_be_restored_after_a_restart(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("nothing much")
    workplace.stored(lambda: workplace.review.correct(attempt.id, SAMPLE_TEXT))
    reader.open(attempt.id)
    reader.press("Restore original")
    reader.wait(lambda: reader.transcript.toPlainText() == "nothing much")
    reader.press("Undo correction")
    reader.wait(lambda: not reader.sees("0 of 5 points"))


def test_escape_ends_correcting_and_keeps_it(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("nothing much")
    reader.open(attempt.id)
    reader.press("Correct")
    assert reader.transcript.hasFocus()
    QTest.keyClicks(reader.transcript, "something else ")
    QTest.keyClick(reader.transcript, Qt.Key.Key_Escape)
    reader.wait(lambda: reader.has_button("Correct"))
    assert reader.button("Correct").hasFocus()
    own = workplace.stored(lambda: workplace.store.own(attempt.id))
    assert own.correction == reader.transcript.toPlainText()
    assert "something else" in own.correction
    reader.press("Undo correction")
    reader.wait(lambda: reader.transcript.toPlainText() == "nothing much")


def test_the_model_answer_is_hidden_until_asked_for(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(SAMPLE_TEXT)
    answer = workplace.bank.get("regularization").model_answer
    reader.open(attempt.id)
    assert not reader.sees(answer)
    reader.press("Show the model answer")
    assert reader.sees(answer)
    reader.press("Hide the model answer")
    assert not reader.sees(answer)


def test_notes_are_kept_as_typed(workplace: Workplace, reader: Reader) -> None:
    attempt, other = workplace.transcribed("one"), workplace.transcribed("two")
    reader.open(attempt.id)
    field = reader.notes
    QTest.keyClicks(field, "Breathe.")
    reader.open(other.id)
    assert field.toPlainText() == ""
    reader.open(attempt.id)
    assert field.toPlainText() == "Breathe."


def test_notes_are_kept_by_leaving_the_page(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("one")
    reader.open(attempt.id)
    QTest.keyClicks(reader.notes, "Shorter.")
    reader.page.close()
    assert workplace.stored(lambda: workplace.store.own(attempt.id)).notes == "Shorter."


def test_notes_are_kept_after_a_pause(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("one")
    reader.open(attempt.id)
    field = reader.notes
    with reader.qtbot.waitSignal(field.notes_changed, timeout=DEADLINE_MS):
        QTest.keyClicks(field, "Slower.")
    assert workplace.stored(lambda: workplace.store.own(attempt.id)).notes == "Slower."


def test_the_self_check_is_kept_and_says_what_to_try(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("one")
    item = workplace.self_check.items[0]
    answer = next(answer for answer in item.answers if answer.hint)
    reader.open(attempt.id)
    reader.press(f"{item.text}: {answer.text}")
    assert reader.sees(answer.hint)
    own = workplace.stored(lambda: workplace.store.own(attempt.id))
    assert own.self_check == {item.id: answer.id}
    reader.open(workplace.transcribed("two").id)
    assert not reader.sees(answer.hint)
    reader.open(attempt.id)
    assert reader.sees(answer.hint)


def test_a_recording_is_written_down_on_the_page(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.recorded(text=SAMPLE_TEXT.replace("\n", " "))
    reader.open(attempt.id)
    assert reader.sees("has not been written down yet")
    reader.press("Transcribe")
    reader.wait(lambda: reader.sees("Whisper (scripted) is writing your answer down."))
    reader.wait(lambda: reader.sees("of 5 points"))
    assert not any(bar.isVisible() for bar in reader.page.findChildren(StateBar))


def test_writing_down_can_be_cancelled(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.recorded(text="one", conduct="hang")
    reader.open(attempt.id)
    reader.press("Transcribe")
    reader.wait(lambda: reader.page._shown.progress is not None)
    reader.press("Cancel")
    reader.wait(lambda: reader.sees("has not been written down yet"))
    assert workplace.folder.path_of(attempt).exists()


def test_a_failure_is_told_and_tried_again(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.recorded(text=SAMPLE_TEXT, conduct="fail", fault="no-speech")
    reader.open(attempt.id)
    reader.press("Transcribe")
    reader.wait(lambda: reader.sees("No speech was found"))
    workplace.write_script(attempt, text="one two")
    reader.press("Transcribe again")
    reader.wait(lambda: reader.sees("0 of 5 points"))


def test_writing_down_again_asks_before_a_correction_is_dropped(
    workplace: Workplace, reader: Reader
) -> None:
    attempt = workplace.transcribed("nothing much")
    reader.open(attempt.id)
    reader.write(SAMPLE_TEXT)
    reader.wait(lambda: reader.has_button("Restore original"))
    reader.press("Transcribe again")
    (box,) = reader.page.findChildren(QMessageBox)
    assert box.defaultButton().text() == "Keep my correction"
    box.reject()
    own = workplace.stored(lambda: workplace.store.own(attempt.id))
    assert own.correction is not None
    assert own.correction.split() == SAMPLE_TEXT.split()


def test_a_question_that_left_the_bank_still_shows_the_answer(
    workplace: Workplace, reader: Reader
) -> None:
    attempt = workplace.typed("my own words")
    gone = workplace.stored(lambda: workplace.store.get(attempt.id))
    workplace.stored(lambda: workplace.store.save(replace(gone, question_id="gone")))
    reader.open(attempt.id)
    assert reader.sees("“gone” is no longer in the bank")
    assert reader.transcript.toPlainText() == "my own words"
    assert not reader.button("Try again").isEnabled()
    kept = workplace.stored(lambda: workplace.store.coverage(attempt.id))
    assert kept is not None
    assert kept.points


def test_trying_again_names_the_question(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("one").id)
    with reader.qtbot.waitSignal(reader.page.try_again_requested) as asked:
        reader.press("Try again")
    assert asked.args == ["regularization"]


def test_a_deleted_answer_leaves_the_page_empty(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("one")
    reader.open(attempt.id)
    reader.page.forget_attempt(attempt.id)
    assert not reader.sees("of 5 points")


def test_what_cannot_be_kept_is_told(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("one").id)
    workplace.forbid_writing()
    reader.write("two")
    reader.wait(lambda: reader.sees("cannot be used"))
    reader.press("Dismiss this notice")
    assert not reader.sees("cannot be used")
    # What was written is still there, to be tried again or copied.
    assert reader.transcript.toPlainText() == "two"
    assert reader.has_button("Done correcting")


def test_every_control_has_a_name(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(SAMPLE_TEXT + WRONG).id)
    controls = [
        *reader.page.findChildren(QAbstractButton),
        *reader.page.findChildren(QTextEdit),
        *reader.page.findChildren(QPlainTextEdit),
    ]
    nameless = [c for c in controls if c.isVisible() and not c.accessibleName()]
    assert nameless == []


def test_tab_reaches_every_control_in_its_order(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(SAMPLE_TEXT + WRONG).id)
    reader.qtbot.waitActive(reader.page)
    reader.page.on_shown()
    reached: list[QWidget] = []
    while (focused := reader.page.focusWidget()) not in reached:
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = {
        b
        for b in reader.page.findChildren(QAbstractButton)
        if b.isVisible() and b.isEnabled() and b.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    unreached = wanted - set(reached)
    assert [b.accessibleName() for b in unreached if b.group() is None] == []
    kinds = [type(widget) for widget in reached]
    assert kinds[0] is MarkedText
    assert kinds.index(ClipButton) < kinds.index(QRadioButton) < kinds.index(NotesField)
