"""What the user says of an answer: the estimate, corrections as they are typed, own verdicts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from mlprep_gui.domain.aliases import make_alias
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.services.ports.storage import OwnWords
from mlprep_gui.ui.pages.review.estimate_panel import EstimatePanel
from mlprep_gui.ui.pages.review.find_bar import FindBar
from mlprep_gui.ui.widgets.self_check_panel import SelfCheckPanel
from tests.ui.pages.conftest import SAMPLE_TEXT, Workplace
from tests.ui.pages.test_review_page import Reader, reader

__all__ = ["reader"]

MISHEARD = "With elvin, many weights end up at zero."


def own(workplace: Workplace, attempt_id: str) -> OwnWords:
    return workplace.stored(lambda: workplace.store.own(attempt_id))


def state(workplace: Workplace, attempt_id: str) -> AttemptState:
    return workplace.stored(lambda: workplace.store.get(attempt_id)).state


def mark(reader: Reader, words: str) -> None:
    """Mark words in the transcript."""
    sheet = reader.page._shown.sheet
    assert sheet is not None
    start = sheet.transcript.text.index(words)
    text = reader.transcript
    cursor = text.textCursor()
    cursor.setPosition(text._place_at(start))
    cursor.setPosition(text._place_at(start + len(words)), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


# The own estimate ---------------------------------------------------------------------------


@pytest.fixture
def curious(workplace: Workplace) -> Workplace:
    """A workplace whose user is asked before the result."""
    workplace.preferences = replace(workplace.preferences, estimate_first=True)
    return workplace


def test_the_estimate_is_asked_before_anything_shows(curious: Workplace, reader: Reader) -> None:
    attempt = curious.transcribed(SAMPLE_TEXT)
    reader.open(attempt.id)
    assert reader.sees("How many of the 5 key points do you think you covered?")
    assert not reader.sees("of 5 points")
    assert not reader.page._body.isVisible()
    assert state(curious, attempt.id) is AttemptState.TRANSCRIBED
    reader.press("2 of 5 points")
    reader.wait(lambda: reader.sees("Your own estimate was 2 points."))
    assert reader.sees("of 5 points")
    assert own(curious, attempt.id).estimate == 2
    assert state(curious, attempt.id) is AttemptState.REVIEWED


def test_it_is_asked_once(curious: Workplace, reader: Reader) -> None:
    attempt = curious.transcribed(SAMPLE_TEXT)
    reader.open(attempt.id)
    reader.press("Skip")
    reader.wait(lambda: reader.sees("of 5 points"))
    reader.open(curious.transcribed("other").id)
    reader.open(attempt.id)
    assert reader.sees("of 5 points")
    assert not reader.sees("Your own estimate")


def test_who_leaves_without_an_answer_is_asked_again(curious: Workplace, reader: Reader) -> None:
    attempt, other = curious.transcribed(SAMPLE_TEXT), curious.recorded()
    reader.open(attempt.id)
    reader.open(other.id)
    assert not reader.page.findChildren(EstimatePanel)[0].isVisible()
    reader.open(attempt.id)
    assert reader.sees("do you think you covered?")


def test_a_typed_answer_is_asked_about_and_an_empty_one_is_not(
    curious: Workplace, reader: Reader
) -> None:
    reader.open(curious.typed(SAMPLE_TEXT).id)
    assert reader.sees("do you think you covered?")
    reader.open(curious.transcribed("").id)
    assert not reader.sees("do you think you covered?")


# Corrections --------------------------------------------------------------------------------


def test_verdicts_follow_the_typing(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("nothing much")
    reader.open(attempt.id)
    reader.press("Correct")
    reader.transcript.selectAll()
    QTest.keyClicks(reader.transcript, "L1 pushes many weights to exactly zero.")
    reader.wait(lambda: reader.sees("1 of 5 points"))
    assert reader.has_button("Done correcting")
    # The editor's own undo is a change like any other.
    while reader.transcript.document().isUndoAvailable():
        reader.transcript.undo()
    reader.wait(lambda: reader.sees("0 of 5 points"))


def test_a_correction_is_kept_without_being_told_to(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("nothing much")
    reader.open(attempt.id)
    reader.press("Correct")
    QTest.keyClicks(reader.transcript, "So ")
    reader.wait(lambda: own(workplace, attempt.id).correction == "So nothing much")


@pytest.mark.parametrize("leave", ["close", "another"])
def test_leaving_in_the_middle_loses_nothing(
    workplace: Workplace, reader: Reader, leave: str
) -> None:
    attempt, other = workplace.transcribed("nothing much"), workplace.transcribed("other")
    reader.open(attempt.id)
    reader.press("Correct")
    QTest.keyClicks(reader.transcript, "So ")
    if leave == "close":
        reader.page.close()
    else:
        reader.open(other.id)
    assert own(workplace, attempt.id).correction == "So nothing much"
    assert own(workplace, other.id).correction is None


def test_restoring_from_the_middle_can_be_undone(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("nothing much")
    reader.open(attempt.id)
    reader.press("Correct")
    QTest.keyClicks(reader.transcript, "So ")
    reader.wait(lambda: reader.has_button("Restore original"))
    reader.press("Restore original")
    reader.wait(lambda: reader.transcript.toPlainText() == "nothing much")
    assert own(workplace, attempt.id).correction is None
    reader.press("Undo correction")
    reader.wait(lambda: reader.transcript.toPlainText() == "So nothing much")
    reader.press("Undo correction")
    reader.wait(lambda: reader.transcript.toPlainText() == "nothing much")


def test_correcting_nothing_leaves_nothing_to_undo(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("nothing much").id)
    reader.press("Correct")
    reader.press("Done correcting")
    reader.wait(lambda: reader.has_button("Correct"))
    assert not reader.has_button("Undo correction")


# Own verdicts -------------------------------------------------------------------------------


def test_i_did_say_that_with_the_words(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(MISHEARD)
    reader.open(attempt.id)
    reader.press("I did say point 2")
    assert not reader.button("Use these words").isEnabled()
    mark(reader, "elvin, many")
    assert reader.sees("You marked “elvin, many”.")
    reader.press("Use these words")
    reader.wait(lambda: reader.sees("covered, by your word"))
    assert reader.sees("“elvin, many”")
    verdict = own(workplace, attempt.id).verdicts["l1"]
    assert (verdict.said, verdict.heard) == (True, "elvin, many")
    reader.press("Undo what you said about point 2")
    reader.wait(lambda: not reader.sees("covered, by your word"))
    assert own(workplace, attempt.id).verdicts == {}


def test_half_a_marked_word_means_all_of_it(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(MISHEARD)
    reader.open(attempt.id)
    reader.press("I did say point 2")
    mark(reader, "lvi")
    reader.press("Use these words")
    reader.wait(lambda: reader.sees("covered, by your word"))
    assert own(workplace, attempt.id).verdicts["l1"].heard == "elvin,"


def test_i_did_say_that_without_words(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed("nothing much")
    reader.open(attempt.id)
    reader.press("I did say point 2")
    reader.press("I said it, but cannot find the words")
    reader.wait(lambda: reader.sees("1 of 5 points"))
    assert not reader.has_button("Remember")
    reader.open(workplace.transcribed("other").id)
    reader.open(attempt.id)
    assert reader.sees("covered, by your word")


def test_i_did_not_say_that(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("L1 pushes many weights to exactly zero.").id)
    reader.press("I did not say point 2")
    reader.wait(lambda: reader.sees("not said, by your word"))
    assert reader.sees("0 of 5 points")
    reader.press("Undo what you said about point 2")
    reader.wait(lambda: reader.sees("1 of 5 points"))


def test_a_misheard_term_is_learnt(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(MISHEARD).id)
    reader.press("I did say point 2")
    mark(reader, "elvin,")
    reader.press("Use these words")
    reader.wait(lambda: reader.has_button("Remember"))
    box = reader.page.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "l1"
    reader.press("Remember")
    reader.wait(lambda: not reader.has_button("Remember"))
    aliases = workplace.stored(workplace.review.aliases.in_force)
    assert aliases == (make_alias("elvin", "l1"),)
    # From now on, in other answers too.
    reader.open(workplace.transcribed(MISHEARD).id)
    assert reader.sees("1 of 5 points")


def test_nonsense_is_not_learnt(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(MISHEARD).id)
    reader.press("I did say point 2")
    mark(reader, "end up")
    reader.press("Use these words")
    reader.wait(lambda: reader.has_button("Remember"))
    reader.press("Remember")
    reader.wait(lambda: reader.sees("so common that they would count in every answer"))
    assert workplace.stored(workplace.review.aliases.in_force) == ()
    reader.press("No, thanks")
    assert not reader.has_button("Remember")


def test_what_is_marked_stays_with_its_answer(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed(MISHEARD).id)
    mark(reader, "elvin")
    reader.open(workplace.transcribed(SAMPLE_TEXT).id)
    assert reader.transcript.selection() is None


def test_saying_nothing_after_all_changes_nothing(workplace: Workplace, reader: Reader) -> None:
    attempt = workplace.transcribed(MISHEARD)
    reader.open(attempt.id)
    reader.press("I did say point 2")
    reader.press("Cancel")
    assert not reader.has_button("Use these words")
    assert own(workplace, attempt.id).verdicts == {}


# Find, and the self-check -------------------------------------------------------------------


def test_finding_counts_and_goes_round(workplace: Workplace, reader: Reader) -> None:
    reader.open(workplace.transcribed("One word.\nAnother word, and a WORD.").id)
    reader.qtbot.waitActive(reader.page)
    field = reader.page.search_field()
    assert isinstance(field, FindBar)
    line = field.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.hasFocus()
    QTest.keyClicks(line, "word")
    assert reader.sees("1 of 3")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert reader.sees("2 of 3")
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.sees("3 of 3")
    found = [s.cursor.selectedText() for s in reader.transcript.extraSelections()]
    assert found == ["word", "word", "WORD"]
    QTest.keyClicks(line, "x")
    assert reader.sees("not found")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert reader.transcript.extraSelections() == []
    assert reader.transcript.hasFocus()


def test_all_fine_takes_one_tap_and_keeps_what_was_answered(
    workplace: Workplace, reader: Reader
) -> None:
    attempt = workplace.transcribed("one")
    item = workplace.self_check.items[0]
    worse = next(answer for answer in item.answers if answer.hint)
    reader.open(attempt.id)
    reader.press(f"{item.text}: {worse.text}")
    reader.press("All the rest was fine")
    kept = own(workplace, attempt.id).self_check
    assert kept == workplace.self_check.all_fine({item.id: worse.id})
    assert kept[item.id] == worse.id
    assert len(kept) == len(workplace.self_check.items)
    panel = reader.page.findChild(SelfCheckPanel)
    assert isinstance(panel, SelfCheckPanel)
    assert not reader.button("All the rest was fine").isEnabled()
