"""The page of the interviews: what it lists, what it says of one, what comes of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.interviews.interview import InterviewFormat
from mlprep_gui.ui.interview_wording import say_zone
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from tests.interview_house import NOW
from tests.ui.pages.interview_desk import Browser, Candidate, make_page
from tests.ui.pages.interview_pages import Office, open_office
from tests.ui.printing.pdf_pages import PdfPages

ACME = "Acme: ML engineer"


@pytest.fixture
def office(tmp_path: Path, theme: Theme) -> Iterator[Office]:
    with open_office(tmp_path / "mlprep.db", theme) as opened:
        yield opened


@pytest.fixture
def candidate(office: Office, qtbot: QtBot) -> Iterator[Candidate]:
    someone = Candidate(make_page(office), office, qtbot)
    yield someone
    someone.end()


def add(candidate: Candidate, **details: object) -> str:
    """An interview that was there before the page was opened."""
    interview_id = candidate.office.stored(lambda: candidate.office.house.add(**details))
    candidate.page.on_shown()
    candidate.settle()
    return interview_id


# The list ----------------------------------------------------------------------------------------


def test_without_interviews_the_page_says_what_to_do(candidate: Candidate) -> None:
    candidate.await_words("No interviews yet")
    assert candidate.focus_name == "Add your first interview"
    candidate.press("Add your first interview")
    assert "New interview" in candidate.words


def test_the_list_says_when_and_what_is_left(candidate: Candidate) -> None:
    add(candidate)
    add(candidate, company="Near", day=date(2026, 11, 23), clock=time(9, 0), journey_min=0)
    candidate.await_words("Near: ML engineer")
    words = candidate.words
    assert words.index("Near: ML engineer") < words.index(ACME)
    assert "In 9 days" in words
    assert "Tomorrow" in words
    assert "Tue 1 December 2026, 14:30 to 15:30 (Berlin time)" in words
    assert "Leave home by 13:05. Arrive by 14:20." in words
    assert "due today" in words
    assert candidate.focus_name == "Open Near: ML engineer"


def test_overdue_items_are_told_in_words(candidate: Candidate) -> None:
    add(candidate)
    candidate.office.house.clock.moment = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
    candidate.page.on_shown()
    candidate.await_words("overdue")


def test_past_and_archived_ones_are_folded_below(candidate: Candidate) -> None:
    add(candidate, company="Gone", day=date(2026, 11, 20))
    put_away = add(candidate, company="Put away")
    candidate.office.stored(lambda: candidate.office.services.interviews.archive(put_away))
    candidate.page.on_shown()
    candidate.wait(lambda: candidate.has("Show: Archive (1)"))
    assert "Nothing ahead" in candidate.words
    assert "Gone" not in candidate.words
    candidate.press("Show: Past (1)")
    assert "Gone: ML engineer" in candidate.words
    assert "2 days ago" in candidate.words
    candidate.press("Show: Archive (1)")
    focused = candidate.find(QPushButton, "Hide: Archive (1)")
    focused.setFocus()
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert candidate.focus_name == "Open Put away: ML engineer"
    candidate.press("Take Put away: ML engineer out of the archive")
    candidate.wait(lambda: not candidate.has("Hide: Archive (1)"))
    assert "back in your list" in candidate.notice
    candidate.press("Undo")
    candidate.wait(lambda: candidate.has("Hide: Archive (1)"))


def test_both_clocks_are_told_of_an_interview_elsewhere(candidate: Candidate) -> None:
    add(candidate, zone="America/New_York")
    candidate.await_words("On your clocks: Tue 1 December 2026, 20:30 to 21:30 (Berlin time)")
    assert "There: Tue 1 December 2026, 14:30 (New York time)" in candidate.words


def test_html_is_shown_as_it_was_typed(candidate: Candidate) -> None:
    add(candidate, company="<b>A&B</b>", notes="<script>x</script>")
    candidate.open("<b>A&B</b>: ML engineer")
    assert "<b>A&B</b>: ML engineer" in candidate.words
    assert "<script>x</script>" in candidate.words
    candidate.press("Delete the interview")
    (box,) = candidate.all(QMessageBox)
    shown = QTextDocument()
    shown.setHtml(box.text())
    assert shown.toPlainText() == "Delete the interview for ML engineer at <b>A&B</b>?"
    candidate.answer("Keep it")


def test_a_word_without_an_end_makes_no_page_wider(candidate: Candidate) -> None:
    long = "W" * 480
    add(candidate, company=long, role=long, place=f"https://example.org/{long}", notes=long)
    for leaf in ("list", "detail"):
        for column in candidate.all(ScrollColumn):
            inside = column.widget()
            assert inside is not None
            assert inside.width() <= column.viewport().width(), leaf
        if leaf == "list":
            candidate.open(f"{long}: {long}")


def test_the_way_to_the_checklists(candidate: Candidate) -> None:
    wishes: list[tuple[str, str]] = []
    candidate.page.lists_requested.connect(lambda *wish: wishes.append(wish))
    interview_id = add(candidate)
    candidate.press(f"Checklists of {ACME}")
    candidate.open(ACME)
    candidate.press("Open the list The day before")
    candidate.press("Open the checklists")
    assert wishes == [(interview_id, ""), (interview_id, "day-before"), (interview_id, "")]


def test_a_zone_is_named_by_its_city() -> None:
    assert (
        say_zone(NOW.astimezone(ZoneInfo("America/Argentina/Buenos_Aires"))) == "Buenos Aires time"
    )
    assert say_zone(NOW.astimezone(ZoneInfo("UTC"))) == "UTC"
    assert say_zone(NOW.astimezone(timezone(timedelta(hours=2)))) == "UTC+02:00 time"


# One interview -----------------------------------------------------------------------------------


def test_one_interview_says_all_that_follows_from_its_times(candidate: Candidate) -> None:
    add(candidate)
    candidate.open(ACME)
    names = {one.accessibleName() for one in candidate.all(type(candidate.all(QPushButton)[0]))}
    assert "Edit this interview" in names
    for words in (
        "In 9 days",
        "13:05 (60 minutes of journey and 15 to spare)",
        "14:20, and not before 14:15",
        "5 of each document",
        "On site",
        "Main Street 1",
        "Ada, Head of data\nBo\nCy",
        "Today, Sun 22 November",
        "Nets (not practised yet)",
        "The day before: 0 of",
    ):
        assert words in candidate.words, words
    assert not candidate.has("Open link")
    assert candidate.focus_name == "All interviews"


def test_the_countdown_runs(candidate: Candidate) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.office.house.clock.moment = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
    candidate.page._minutes.timeout.emit()
    candidate.await_words("Today, in 2 hours and 30 minutes")
    candidate.office.house.clock.moment += timedelta(minutes=1)
    candidate.page._minutes.timeout.emit()
    candidate.await_words("Today, in 2 hours and 29 minutes")
    assert candidate.page._minutes.isActive()
    candidate.page.hide()
    assert not candidate.page._minutes.isActive()


def test_the_focus_stays_while_the_countdown_runs(candidate: Candidate) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.find(QPushButton, "Open the list The day before").setFocus()
    house = candidate.office.house
    candidate.office.stored(
        lambda: house.services.lists.tick(
            house.services.interviews.overview().upcoming[0].interview.id,
            ("day-before", house.services.lists.view("").get("day-before").items[0].id),
            ticked=True,
        )
    )
    house.clock.moment += timedelta(days=1)
    candidate.page._minutes.timeout.emit()
    candidate.await_words("The day before: 1 of")
    assert candidate.focus_name == "Open the list The day before"


def test_the_plan_leads_to_practice(candidate: Candidate) -> None:
    wishes: list[str] = []
    candidate.page.practice_requested.connect(wishes.append)
    add(candidate)
    candidate.open(ACME)
    candidate.press("Practise Nets: Today, Sun 22 November")
    assert wishes == ["nets"]
    assert not candidate.has("Practise Trees: Tue 1 December")
    candidate.press("Show 5 more days")
    assert "Tue 1 December" in candidate.words
    candidate.press("Show fewer days")
    assert "Tue 1 December\n" not in candidate.words


def test_the_plan_tells_how_a_question_stands(candidate: Candidate) -> None:
    attempt = Attempt("a1", "nets", NOW, AttemptState.RECORDED, AnswerSource.FILE)
    candidate.office.stored(lambda: candidate.office.house.attempts.add(attempt))
    add(candidate)
    candidate.open(ACME)
    assert "Nets (" in candidate.words


def test_a_link_opens_only_after_asking(candidate: Candidate) -> None:
    add(
        candidate,
        format=InterviewFormat.VIDEO,
        place="https://meet.example.org/abc",
        notes="javascript:alert(1) file:///etc/passwd https://example.org/job",
    )
    candidate.open(ACME)
    with Browser() as browser:
        candidate.press("Open link")
        candidate.answer("Do not open")
        assert browser.opened == []
        candidate.press("Open link")
        candidate.answer("Open")
        assert browser.opened == ["https://meet.example.org/abc"]
        links = [b for b in candidate.all(QAbstractButton) if "Open the link" in b.accessibleName()]
        assert [b.accessibleName() for b in links] == ["Open the link https://example.org/job"]
    candidate.press("Copy the place")
    assert QGuiApplication.clipboard().text() == "https://meet.example.org/abc"


def test_a_place_with_another_scheme_is_only_text(candidate: Candidate) -> None:
    add(candidate, format=InterviewFormat.VIDEO, place="zoommtg://join?room=1")
    candidate.open(ACME)
    assert "zoommtg://join?room=1" in candidate.words
    assert not candidate.has("Open link")
    assert candidate.has("Copy the place")


# Undo --------------------------------------------------------------------------------------------


def test_deleting_asks_and_can_be_undone_by_the_notice(candidate: Candidate) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.press("Delete the interview")
    candidate.answer("Keep it")
    assert len(candidate.kept().upcoming) == 1
    candidate.press("Delete the interview")
    candidate.answer("Delete")
    candidate.await_words("No interviews yet")
    assert candidate.kept().upcoming == ()
    candidate.press("Undo")
    candidate.await_words(ACME)
    assert len(candidate.kept().upcoming) == 1
    assert "Taken back: deleting the interview." in candidate.notice
    candidate.press("Redo")
    candidate.await_words("No interviews yet")


def test_undo_and_redo_by_the_menu_and_by_the_bar(candidate: Candidate) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.press("Put this interview into the archive")
    candidate.wait(lambda: candidate.has("Take out of the archive"))
    candidate.page.undo()
    candidate.wait(lambda: candidate.has("Put this interview into the archive"))
    candidate.page.redo()
    candidate.wait(lambda: candidate.has("Take out of the archive"))
    candidate.press("Undo putting the interview away")
    candidate.wait(lambda: candidate.has("Put this interview into the archive"))
    assert candidate.kept().archived == ()


def test_undoing_the_interview_that_is_open_leads_back_to_the_list(candidate: Candidate) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.page.undo()
    candidate.await_words("No interviews yet")
    candidate.page.redo()
    candidate.await_words(ACME)


def test_an_interview_that_another_page_deleted_is_left(candidate: Candidate) -> None:
    interview_id = add(candidate)
    candidate.open(ACME)
    candidate.office.stored(lambda: candidate.office.services.interviews.delete(interview_id))
    candidate.page.on_shown()
    candidate.await_words("No interviews yet")


# Files and paper ---------------------------------------------------------------------------------


def test_the_calendar_file_is_written_and_read_back(candidate: Candidate, tmp_path: Path) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.press("Save calendar file…")
    target = tmp_path / "acme.ics"
    candidate.choose_file(str(target))
    candidate.wait(target.exists)
    candidate.wait(lambda: str(target) in candidate.notice)
    (event,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
    assert str(event["summary"]) == "Interview: ML engineer at Acme"
    assert len(event.walk("VALARM")) == 3


def test_the_sheet_is_saved_as_one_page(candidate: Candidate, tmp_path: Path) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.press("Save the sheet as PDF…")
    target = tmp_path / "acme.pdf"
    candidate.choose_file(str(target))
    candidate.wait(lambda: str(target) in candidate.notice)
    page = PdfPages(target)
    assert page.count == 1
    assert page.says("Arrive by 14:20")


def test_a_file_that_cannot_be_written_is_told(candidate: Candidate, tmp_path: Path) -> None:
    add(candidate)
    candidate.open(ACME)
    for button in ("Save calendar file…", "Save the sheet as PDF…"):
        candidate.press(button)
        candidate.choose_file(str(tmp_path / "nowhere" / "file"))
        candidate.wait(lambda: "cannot be used" in candidate.notice)
        candidate.press("Dismiss this notice")
        candidate.wait(lambda: not candidate.notice)


def test_the_sheet_is_printed(candidate: Candidate, tmp_path: Path) -> None:
    add(candidate)
    candidate.open(ACME)
    candidate.press("Print the sheet…")
    (dialog,) = [one for one in candidate.page.findChildren(QPrintDialog) if one.isVisible()]
    target = tmp_path / "printed.pdf"
    (name,) = [one for one in dialog.findChildren(QLineEdit) if one.isVisible()]
    name.setText(str(target))
    (accept,) = [one for one in dialog.findChildren(QPushButton) if "Print" in one.text()]
    QTest.keyClick(accept, Qt.Key.Key_Space)
    candidate.wait(lambda: "sent to the printer" in candidate.notice)
    assert PdfPages(target).count == 1


# Keys and names ----------------------------------------------------------------------------------


def test_by_the_keyboard_alone_from_the_list_and_back(candidate: Candidate) -> None:
    add(candidate)
    candidate.await_words(ACME)
    assert candidate.focus_name == f"Open {ACME}"
    candidate.key(Qt.Key.Key_Space)
    candidate.wait(lambda: candidate.focus_name == "All interviews")
    seen = []
    for _ in range(60):
        seen.append(candidate.focus_name)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if candidate.focus_name == "All interviews":
            break
    wanted = [
        "Edit this interview",
        "Copy the place",
        "Practise Nets: Today, Sun 22 November",
        "Open the checklists",
        "Save calendar file…",
        "Save the sheet as PDF…",
    ]
    assert [name for name in seen if name in wanted] == wanted
    candidate.key(Qt.Key.Key_Escape)
    candidate.wait(lambda: candidate.focus_name == f"Open {ACME}")


def test_every_control_has_a_name(candidate: Candidate) -> None:
    add(candidate)
    for _leaf in range(3):
        nameless = [b for b in candidate.all(QAbstractButton) if not b.accessibleName()]
        assert nameless == []
        if candidate.has(f"Open {ACME}"):
            candidate.open(ACME)
        elif candidate.has("Edit this interview"):
            candidate.press("Edit this interview")
