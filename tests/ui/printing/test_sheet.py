"""The sheet for the briefcase: all words that matter, on one page, whatever it is made of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.interviews.interview import Interviewer, InterviewFormat
from mlprep_gui.domain.interviews.requirements import Strength
from mlprep_gui.domain.interviews.workbooks import Area, ItemNote
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.interviews.briefcase import BriefcaseSheet
from mlprep_gui.ui.printing.paper import upright, usual_paper
from mlprep_gui.ui.printing.sheet import SheetPrinter, fit_sheet
from mlprep_gui.ui.printing.sheet_words import SheetSection, SheetWords, drop_line, write_sheet
from tests.interview_house import InterviewHouse
from tests.ui.printing.pdf_pages import PdfPages

TEMPLATES = resource_folder() / "export"
GERMANY = QLocale(QLocale.Language.German, QLocale.Country.Germany)
AMERICA = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
A4 = upright(QPageSize.PageSizeId.A4)

pytestmark = pytest.mark.usefixtures("qapp")


def prepare(house: InterviewHouse, many: int, padding: str = "", **details: object) -> str:
    """An interview with so many of everything, each as long as ``padding`` makes it."""
    people = tuple(Interviewer(f"Person {n} {padding}", "Head of data") for n in range(many))
    interview_id = house.add(interviewers=people, people=max(many, 1), **details)
    services = house.services
    for n in range(many):
        services.preparation.add_question(
            interview_id, f"What does success look like? {n}{padding}"
        )
        view = services.preparation.add_requirement(interview_id, f"Python for {n} years{padding}")
        wanted = replace(
            view.requirements[-1], evidence=f"I built it.{padding}", strength=Strength.STRONG
        )
        services.preparation.save_requirement(interview_id, wanted)
    strengths = tuple(f"I explain things {n}{padding}" for n in range(many))
    areas = (Area(f"Speaking{padding}", f"I joined a club{padding}"),)
    services.preparation.save_answers(interview_id, strengths, areas)
    for item in services.lists.view(interview_id).get("research").items[:many]:
        note = ItemNote("research", item.id, f"They make maps.{padding}")
        services.lists.save_note(interview_id, note)
    return interview_id


@pytest.fixture
def saved(house: InterviewHouse, tmp_path: Path) -> Callable[[str], PdfPages]:
    def save(interview_id: str) -> PdfPages:
        target = tmp_path / "sheet.pdf"
        SheetPrinter(TEMPLATES, GERMANY).save(house.services.interviews.sheet(interview_id), target)
        return PdfPages(target)

    return save


def test_what_one_needs_on_the_day_stands_on_one_page(
    house: InterviewHouse, saved: Callable[[str], PdfPages]
) -> None:
    page = saved(prepare(house, 3, notes="Ask for the badge."))
    assert page.count == 1
    for words in (
        "Acme: ML engineer",
        "Tue 1 December 2026, 14:30 (Berlin time)",
        "Leave home by  13:05",
        "Arrive by  14:20",
        "Phone off  14:20",
        "Copies of each paper  5",
        "Main Street 1",
        "Person 1 , Head of data",
        "Print 5 copies of your CV",
        "What does success look like? 2",
        "What are the next steps in the hiring process?",
        "Python for 0 years: I built it.",
        "I explain things 1",
        "Speaking: I joined a club",
        "They make maps.",
        "Ask for the badge.",
    ):
        assert page.says(words), words
    assert not page.says("there was no room")


@pytest.mark.parametrize(
    "padding",
    [" and a good deal more about it" * 30, "W" * 150, " ü—漢字" * 40, "<table><tr><td>" * 20],
    ids=["words", "one word", "letters", "markup"],
)
def test_too_much_is_cut_to_one_page_and_counted(
    house: InterviewHouse, saved: Callable[[str], PdfPages], padding: str
) -> None:
    details = {"place": f"Street {padding}", "notes": padding, "role": f"Engineer{padding}"[:400]}
    page = saved(prepare(house, 20, padding[:440], **details))
    assert page.count == 1
    assert page.says("Acme: Engineer")
    assert page.says("What are the next steps in the hiring process?")
    assert page.says("in MLPrep; there was no room on this page.")


def test_an_empty_interview_has_a_sheet(
    house: InterviewHouse, saved: Callable[[str], PdfPages]
) -> None:
    plain = {"place": "", "interviewers": (), "format": InterviewFormat.TELEPHONE}
    page = saved(house.add(**plain))
    assert page.count == 1
    assert page.says("Be ready by  14:20")
    for words in ("Phone off", "Leave home", "Interviewers", "Copies"):
        assert not page.says(words), words


def test_both_clocks_are_on_the_sheet_of_an_interview_elsewhere(
    house: InterviewHouse, saved: Callable[[str], PdfPages]
) -> None:
    page = saved(house.add(zone="America/New_York", format=InterviewFormat.VIDEO))
    assert page.says("Tue 1 December 2026, 20:30 (Berlin time)")
    assert page.says("New York time  Tue 1 December 2026, 14:30")


def test_what_the_user_wrote_is_no_markup(
    house: InterviewHouse, saved: Callable[[str], PdfPages]
) -> None:
    page = saved(house.add(company="<b>A&B</b>", notes='<img src="https://example.org/x.png">'))
    assert page.says("<b>A&B</b>: ML engineer")
    assert page.says('<img src="https://example.org/x.png">')


def test_the_same_file_is_replaced_and_a_bad_folder_is_told(
    house: InterviewHouse, tmp_path: Path
) -> None:
    sheet = house.services.interviews.sheet(house.add())
    printer = SheetPrinter(TEMPLATES, AMERICA)
    target = tmp_path / "sheet.pdf"
    target.write_text("old")
    printer.save(sheet, target)
    assert b"/MediaBox [0 0 612.000000 792.000000]" in target.read_bytes()
    with pytest.raises(StorageFault) as told:
        printer.save(sheet, tmp_path / "nowhere" / "sheet.pdf")
    assert told.value.code is FaultCode.FOLDER_UNUSABLE


def test_paper_is_what_printers_of_the_place_hold() -> None:
    assert usual_paper(GERMANY) is QPageSize.PageSizeId.A4
    assert usual_paper(AMERICA) is QPageSize.PageSizeId.Letter
    assert usual_paper(QLocale.c()) in {QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter}


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_a_printer_gets_one_page_of_its_own_paper(
    house: InterviewHouse, tmp_path: Path, paper: str
) -> None:
    sheet = house.services.interviews.sheet(prepare(house, 6))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId[paper]))
    SheetPrinter(TEMPLATES).print(sheet, printer)
    page = PdfPages(tmp_path / "printed.pdf")
    assert page.count == 1
    assert page.says("Acme: ML engineer")
    assert page.says("What are the next steps in the hiring process?")


def test_a_printer_that_fails_is_told(house: InterviewHouse, tmp_path: Path, qtlog: object) -> None:
    sheet = house.services.interviews.sheet(house.add())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with qtlog.disabled(), pytest.raises(StorageFault) as told:  # type: ignore[attr-defined]  # pytest-qt has no types for it
        SheetPrinter(TEMPLATES).print(sheet, printer)
    assert told.value.code is FaultCode.PRINTING_FAILED


def test_letters_are_large_where_there_is_little_and_never_tiny(house: InterviewHouse) -> None:
    def size_of(sheet: BriefcaseSheet) -> int:
        return fit_sheet(write_sheet(sheet), A4, TEMPLATES).defaultFont().pixelSize()

    desk = house.services.interviews
    assert size_of(desk.sheet(house.add())) == 15
    assert size_of(desk.sheet(prepare(house, 20, " and more of it" * 10))) == 11


def test_the_highest_section_gives_way_and_the_last_question_stays() -> None:
    questions = SheetSection("Questions to ask", ("One?", "Two?", "Next steps?"))
    short = SheetSection("My notes", ("Badge",))
    words = SheetWords("Acme: Engineer", "today", (), (), (short, questions), 4)
    first = drop_line(words)
    assert first.sections == (short, replace(questions, lines=("One?", "Next steps?")))
    assert first.left_out == 5
    assert first.more.startswith("5 more lines are")
    nothing = replace(words, sections=())
    assert drop_line(nothing) is nothing
    emptied = words
    while emptied.sections:
        emptied = drop_line(emptied)
    assert emptied.left_out == 8


def test_columns_keep_the_order_and_about_the_same_height() -> None:
    sections = tuple(SheetSection(str(n), ("line",) * n) for n in (6, 3, 2, 1))
    left, right = SheetWords("", "", (), (), sections).columns
    assert left + right == sections
    assert left == sections[:1]


def test_a_past_interview_has_a_sheet_too(
    house: InterviewHouse, saved: Callable[[str], PdfPages]
) -> None:
    interview_id = house.add()
    house.clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    assert saved(interview_id).count == 1
