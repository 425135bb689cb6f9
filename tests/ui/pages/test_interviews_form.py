"""The form of an interview: what is typed, what is wrong, and that nothing is lost."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QTimeEdit,
)
from pytestqt.qtbot import QtBot

from mlprep_gui.domain.interviews.interview import Interview, InterviewFormat
from mlprep_gui.ui.theme import Theme
from tests.ui.pages.interview_desk import Candidate, make_page
from tests.ui.pages.interview_pages import Office, open_office

# The list of zones pops up while one types, and there is no screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "mlprep.db"


@pytest.fixture
def office(database: Path, theme: Theme) -> Iterator[Office]:
    with open_office(database, theme) as opened:
        yield opened


@pytest.fixture
def candidate(office: Office, qtbot: QtBot) -> Iterator[Candidate]:
    """At the form of a new interview."""
    someone = Candidate(make_page(office), office, qtbot)
    begin(someone)
    yield someone
    someone.end()


def begin(candidate: Candidate) -> None:
    candidate.wait(lambda: candidate.has("Add your first interview"))
    candidate.press("Add your first interview")
    candidate.wait(lambda: zone_of(candidate) == "Europe/Berlin")


def zone_of(candidate: Candidate) -> str:
    return candidate.find(QComboBox, "Time zone").currentText()


def fill(candidate: Candidate) -> None:
    candidate.type("Company", "Acme")
    candidate.type("Role", "ML engineer")


def save(candidate: Candidate) -> Interview:
    candidate.press("Save the interview")
    candidate.wait(lambda: candidate.has("Edit this interview"))
    view = candidate.kept()
    (card,) = (*view.upcoming, *view.past)
    return card.interview


def test_control_and_return_save(candidate: Candidate) -> None:
    fill(candidate)
    candidate.find(QLineEdit, "Company").setFocus()
    candidate.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    candidate.wait(lambda: candidate.has("Edit this interview"))
    view = candidate.kept()
    assert [card.interview.details.company for card in (*view.upcoming, *view.past)] == ["Acme"]


def problem(candidate: Candidate, words: str) -> None:
    """These words come beside a field, and nothing is kept."""
    candidate.press("Save the interview")
    candidate.await_words(words)
    assert candidate.has("Save the interview")
    view = candidate.kept()
    assert (view.upcoming, view.past) == ((), ())


def test_an_interview_is_added_and_still_there_after_a_restart(
    database: Path, theme: Theme, qtbot: QtBot
) -> None:
    with open_office(database, theme) as office:
        candidate = Candidate(make_page(office), office, qtbot)
        begin(candidate)
        fill(candidate)
        candidate.set_day(date(2026, 12, 1))
        candidate.set_clock("Time", time(14, 30))
        candidate.set_clock("End", time(16, 0))
        candidate.type("Address", "Main Street 1")
        candidate.type("Name of person 1", "Ada")
        candidate.type("Role of person 1", "Head of data")
        candidate.press("Add a person")
        assert candidate.focus_name == "Name of person 2"
        candidate.type("Name of person 2", "Bo")
        candidate.set_number("How many people", 3)
        candidate.set_number("Journey", 60)
        candidate.type("Notes", "Ask for the badge.")
        interview = save(candidate)
        assert "The interview was added." in candidate.notice
        candidate.await_words("14:20, and not before 14:15")
        candidate.end()
    details = interview.details
    assert (details.company, details.role, details.place) == (
        "Acme",
        "ML engineer",
        "Main Street 1",
    )
    assert (details.day, details.clock, details.duration_min) == (
        date(2026, 12, 1),
        time(14, 30),
        90,
    )
    assert [(one.name, one.role) for one in details.interviewers] == [
        ("Ada", "Head of data"),
        ("Bo", ""),
    ]
    assert (details.people, details.journey_min, details.notes) == (3, 60, "Ask for the badge.")
    with open_office(database, theme) as office:
        candidate = Candidate(make_page(office), office, qtbot)
        candidate.await_words("Acme: ML engineer")
        assert candidate.kept().upcoming[0].interview == interview
        candidate.end()


def test_a_new_form_begins_tomorrow_at_home(candidate: Candidate) -> None:
    assert candidate.focus_name == "Company"
    assert candidate.find(QDateEdit, "Date").date().toPython() == date(2026, 11, 23)
    assert candidate.find(QTimeEdit, "End").time().toPython() == time(11, 0)
    assert "Monday 23 November 2026" in candidate.words
    assert "Please" not in candidate.words


def test_what_is_missing_is_told_beside_its_field(candidate: Candidate) -> None:
    problem(candidate, "Please fill in the company.")
    assert "Please fill in the role" in candidate.words
    assert candidate.focus_name == "Company"
    described = candidate.find(QLineEdit, "Company").accessibleDescription()
    assert described == "Please fill in the company."
    candidate.type("Company", "Acme")
    candidate.await_no_words("Please fill in the company.")
    problem(candidate, "Please fill in the role")
    assert candidate.focus_name == "Role"
    assert candidate.find(QLineEdit, "Company").text() == "Acme"


def test_an_end_before_the_start_is_told_while_typing(candidate: Candidate) -> None:
    fill(candidate)
    candidate.set_clock("End", time(9, 0))
    candidate.await_words("The end must be later than the start.")
    assert candidate.find(QSpinBox, "Length").value() == -60
    problem(candidate, "The end must be later than the start.")
    candidate.set_number("Length", 45)
    candidate.await_no_words("The end must be later")
    assert candidate.find(QTimeEdit, "End").time().toPython() == time(10, 45)
    assert save(candidate).details.duration_min == 45


def test_the_end_moves_with_the_start(candidate: Candidate) -> None:
    candidate.set_clock("Time", time(23, 30))
    assert candidate.find(QTimeEdit, "End").time().toPython() == time(0, 30)
    fill(candidate)
    assert save(candidate).details.duration_min == 60


@pytest.mark.parametrize(
    ("field", "number", "words"),
    [
        ("How many people", 0, "There must be at least one person."),
        ("How many people", 1000, "At most 20 people are possible."),
        ("Journey", -5, "this must be 0 or more minutes."),
        ("Journey", 5000, "at most 1440 minutes are possible."),
        ("Length", 5000, "at most 720 minutes are possible."),
    ],
)
def test_impossible_numbers_get_a_sentence(
    candidate: Candidate, field: str, number: int, words: str
) -> None:
    fill(candidate)
    candidate.set_number(field, number)
    candidate.await_words(words)
    problem(candidate, words)
    assert candidate.focus_name == ("End" if field == "Length" else field)


def test_names_that_are_too_long_are_told_in_the_first_row(candidate: Candidate) -> None:
    fill(candidate)
    candidate.find(QLineEdit, "Name of person 1").insert("x" * 600)
    candidate.type("Role of person 1", "y")
    problem(candidate, "Interviewers: this is too long. There is room for 500 characters.")
    assert candidate.focus_name == "Name of person 1"


def test_people_grow_with_the_names_and_too_few_can_be_mended(candidate: Candidate) -> None:
    fill(candidate)
    candidate.type("Name of person 1", "Ada")
    candidate.press("Add a person")
    candidate.type("Name of person 2", "Bo")
    people = candidate.find(QSpinBox, "How many people")
    assert people.value() == 2
    candidate.set_number("How many people", 1)
    candidate.await_words("You named 2 people.")
    candidate.press("Put 2")
    candidate.await_no_words("You named 2 people.")
    assert people.value() == 2
    candidate.press("Remove person 1")
    assert candidate.focus_name == "Name of person 1"
    assert [one.name for one in save(candidate).details.interviewers] == ["Bo"]


# Time ---------------------------------------------------------------------------------------------


def test_a_time_in_the_past_is_kept_after_asking(candidate: Candidate) -> None:
    fill(candidate)
    candidate.set_day(date(2026, 11, 2))
    candidate.await_words("This time is in the past.")
    candidate.press("Save the interview")
    candidate.wait(lambda: candidate.all(QMessageBox))
    candidate.answer("Go back")
    assert candidate.kept().past == ()
    assert candidate.find(QLineEdit, "Company").text() == "Acme"
    candidate.press("Save the interview")
    candidate.wait(lambda: candidate.all(QMessageBox))
    candidate.answer("Keep it")
    candidate.wait(lambda: candidate.has("Edit this interview"))
    assert len(candidate.kept().past) == 1
    candidate.press("Edit this interview")
    candidate.wait(lambda: candidate.find(QLineEdit, "Company").text() == "Acme")
    assert "in the past" not in candidate.words
    candidate.type("Company", "Acme Ltd")
    candidate.press("Save the interview")
    candidate.await_words("Acme Ltd: ML engineer")


@pytest.mark.parametrize(
    ("choice", "hour"), [("The first (UTC+02:00)", 0), ("The second (UTC+01:00)", 1)]
)
def test_of_a_time_that_comes_twice_one_is_chosen(
    candidate: Candidate, choice: str, hour: int
) -> None:
    fill(candidate)
    candidate.set_day(date(2027, 10, 31))
    candidate.set_clock("Time", time(2, 30))
    candidate.await_words("02:30 comes twice on this day")
    problem(candidate, "02:30 comes twice on this day")
    candidate.press(choice)
    candidate.await_words(f"This is the {choice.split()[1]} 02:30 of that day")
    assert candidate.focus_name == "Time"
    assert save(candidate).starts_at.hour == hour


def test_of_a_time_that_is_skipped_the_next_one_is_offered(candidate: Candidate) -> None:
    fill(candidate)
    candidate.set_day(date(2027, 3, 28))
    candidate.set_clock("Time", time(2, 30))
    candidate.await_words("There is no 02:30 on this day: the clocks go forward.")
    candidate.press("Take 03:30")
    candidate.await_no_words("There is no 02:30")
    assert save(candidate).details.clock == time(3, 30)


def test_another_zone_shows_both_times(candidate: Candidate) -> None:
    fill(candidate)
    candidate.set_zone("America/New_York")
    candidate.await_words("On your clocks that is Mon 23 November 2026, 16:00 (Berlin time).")
    assert save(candidate).details.zone == "America/New_York"


def test_a_city_will_do_and_a_slip_is_mended(candidate: Candidate) -> None:
    fill(candidate)
    candidate.set_zone("new york")
    candidate.await_words("On your clocks that is")
    candidate.set_zone("Europe/Berlni")
    candidate.await_words("There is no time zone “Europe/Berlni”.")
    candidate.press("Take Europe/Berlin")
    candidate.await_no_words("There is no time zone")
    assert zone_of(candidate) == "Europe/Berlin"
    assert save(candidate).details.zone == "Europe/Berlin"


def test_zones_are_found_by_any_part_of_their_names(candidate: Candidate) -> None:
    box = candidate.find(QComboBox, "Time zone")
    completer = box.completer()
    assert completer is not None
    completer.setCompletionPrefix("kolk")
    assert completer.currentCompletion() == "Asia/Kolkata"
    assert box.findText("Europe/Berlin") >= 0


# Format -------------------------------------------------------------------------------------------


def test_the_place_is_called_what_it_is(candidate: Candidate) -> None:
    fill(candidate)
    candidate.set_number("Journey", 30)
    box = candidate.find(QComboBox, "How")
    for line, name in ((1, "Link"), (2, "Telephone number"), (3, "Link"), (0, "Address")):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(line):
            QTest.keyClick(box, Qt.Key.Key_Down)
        candidate.settle()
        assert candidate.has(name)
        assert candidate.has("Journey") == (line == 0)
    QTest.keyClick(box, Qt.Key.Key_Down)
    candidate.type("Link", "https://meet.example.org/abc")
    details = save(candidate).details
    assert details.format is InterviewFormat.VIDEO
    assert (details.place, details.journey_min) == ("https://meet.example.org/abc", 0)


def test_lists_can_begin_like_those_of_another_interview(candidate: Candidate) -> None:
    assert not candidate.has("Checklists")
    fill(candidate)
    first = save(candidate)
    lists = candidate.office.services.lists
    candidate.office.stored(lambda: lists.add_list(first.id, "Mine"))
    candidate.press("All interviews")
    candidate.wait(lambda: candidate.has("Add interview"))
    candidate.press("Add interview")
    candidate.wait(lambda: candidate.has("Checklists"))
    box = candidate.find(QComboBox, "Checklists")
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Like those of Acme: ML engineer"
    candidate.type("Company", "Beta")
    candidate.type("Role", "Engineer")
    candidate.press("Save the interview")
    candidate.await_words("Beta: Engineer")
    candidate.await_words("Mine: 0 of 0")


# Nothing is lost ----------------------------------------------------------------------------------


def test_leaving_asks_only_where_something_would_be_lost(candidate: Candidate) -> None:
    candidate.press("Leave the form")
    candidate.wait(lambda: candidate.has("Add your first interview"))
    begin(candidate)
    candidate.type("Company", "Acme")
    candidate.press("Leave the form")
    candidate.answer("Go on editing")
    assert candidate.find(QLineEdit, "Company").text() == "Acme"
    candidate.key(Qt.Key.Key_Escape)
    candidate.answer("Leave")
    candidate.wait(lambda: candidate.has("Add your first interview"))
    begin(candidate)
    assert candidate.find(QLineEdit, "Company").text() == ""


def test_closing_the_window_asks_first(candidate: Candidate) -> None:
    closed: list[bool] = []

    def close() -> None:
        closed.append(True)

    assert not candidate.page.holds_closing(close)
    candidate.type("Notes", "Something")
    assert candidate.page.holds_closing(close)
    candidate.answer("Go on editing")
    assert closed == []
    assert candidate.page.holds_closing(close)
    candidate.answer("Leave")
    assert closed == [True]
    assert not candidate.page.holds_closing(close)


def test_what_is_typed_before_the_form_is_ready_stays(candidate: Candidate) -> None:
    candidate.press("Leave the form")
    candidate.wait(lambda: candidate.has("Add your first interview"))
    candidate.find(QAbstractButton, "Add your first interview").click()
    QTest.keyClicks(candidate.find(QLineEdit, "Company"), "Acme")
    candidate.wait(lambda: zone_of(candidate) == "Europe/Berlin")
    candidate.settle()
    assert candidate.find(QLineEdit, "Company").text() == "Acme"
    assert "in the past" not in candidate.words
    candidate.press("Leave the form")
    candidate.answer("Go on editing")


def test_another_page_and_back_leaves_the_form_as_it_is(candidate: Candidate) -> None:
    candidate.type("Company", "Acme")
    candidate.page.hide()
    candidate.page.show()
    candidate.page.on_shown()
    candidate.settle()
    assert candidate.find(QLineEdit, "Company").text() == "Acme"
    candidate.page.undo()
    candidate.settle()
    assert candidate.find(QLineEdit, "Company").text() == "Acme"


def test_what_cannot_be_stored_stays_in_the_fields(candidate: Candidate) -> None:
    fill(candidate)

    def forbid() -> None:
        with candidate.office.house.database.reading() as connection:
            connection.execute("PRAGMA query_only = ON")

    candidate.office.stored(forbid)
    candidate.press("Save the interview")
    candidate.await_words("cannot be used")
    assert candidate.find(QLineEdit, "Company").text() == "Acme"


def test_a_number_that_is_still_being_typed_counts(candidate: Candidate) -> None:
    fill(candidate)
    people = candidate.find(QSpinBox, "How many people")
    people.setFocus()
    people.selectAll()
    QTest.keyClicks(people, "4")
    QTest.keySequence(people, "Ctrl+S")
    candidate.wait(lambda: candidate.has("Edit this interview"))
    assert candidate.kept().upcoming[0].interview.details.people == 4


def test_edits_are_kept_and_can_be_undone(candidate: Candidate) -> None:
    fill(candidate)
    save(candidate)
    candidate.press("Edit this interview")
    candidate.wait(lambda: candidate.has("Role"))
    candidate.type("Role", "Data scientist")
    assert save(candidate).details.role == "Data scientist"
    assert "Your changes were saved." in candidate.notice
    candidate.press("Undo")
    candidate.await_words("Acme: ML engineer")


# Keys ---------------------------------------------------------------------------------------------


def test_tab_goes_through_the_fields_as_they_stand(candidate: Candidate) -> None:
    candidate.press("Add a person")
    candidate.find(QLineEdit, "Company").setFocus()
    seen = []
    for _ in range(30):
        seen.append(candidate.focus_name)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if candidate.focus_name == "Company":
            break
    assert seen == [
        "Company",
        "Role",
        "Date",
        "Date",
        "Date",
        "Time",
        "Time",
        "End",
        "End",
        "Length",
        "Time zone",
        "How",
        "Address",
        "Name of person 1",
        "Role of person 1",
        "Remove person 1",
        "Name of person 2",
        "Role of person 2",
        "Remove person 2",
        "Add a person",
        "How many people",
        "Journey",
        "Notes",
        "Leave the form",
        "Save the interview",
    ]


def test_no_key_of_a_field_is_one_of_a_menu(candidate: Candidate) -> None:
    """Alt with the letter of a menu opens the menu; a second meaning would break both."""
    menus = set("FEPVTH")
    fill(candidate)
    seen = keys_of(candidate)
    assert menus.isdisjoint(seen)
    assert len(seen) == len(set(seen)) > 10
    save(candidate)
    assert menus.isdisjoint(keys_of(candidate))


def keys_of(candidate: Candidate) -> list[str]:
    """The letters that are marked by "&" in what is seen."""
    labels = [one.text() for one in candidate.all(QLabel)]
    buttons = [one.text() for one in candidate.all(QAbstractButton)]
    return [text[text.index("&") + 1].upper() for text in labels + buttons if "&" in text]
