"""How the sheet for the briefcase is brought onto exactly one page, as PDF or by a printer.

Works on any thread, where a QGuiApplication is; takes some hundred milliseconds at worst.
"""

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QPageLayout, QTextDocument, QTextOption
from PySide6.QtPrintSupport import QPrinter

from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.durable_files import replace_file
from mlprep_gui.services.interviews.briefcase import BriefcaseSheet
from mlprep_gui.ui.printing.paper import fill_page, lay_out, upright, usual_paper, write_pdf
from mlprep_gui.ui.printing.sheet_words import SheetWords, drop_line, write_sheet

MARGIN_MM = 14.0
_SIZES = (15, 14, 13, 12, 11)
"""Heights of the letters, in pixels of 1/96 inch: from 11 to 8 points. Smaller is hard to read."""


class SheetPrinter:
    """Brings sheets to paper.

    Args:
        templates: the folder of the reports' templates.
        locale: says which paper is usual; None for this computer's.
    """

    def __init__(self, templates: Path, locale: QLocale | None = None) -> None:
        self._templates = templates
        self._locale = locale

    def save(self, sheet: BriefcaseSheet, path: Path) -> None:
        """Write a PDF of one page; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""
        layout = upright(usual_paper(self._locale or QLocale.system()), MARGIN_MM)
        document = fit_sheet(write_sheet(sheet), layout, self._templates)
        content = write_pdf(document, layout, document.metaInformation(_TITLE))
        try:
            replace_file(path, content)
        except OSError as error:
            raise disk_fault(error, path.parent) from error

    def print(self, sheet: BriefcaseSheet, printer: QPrinter) -> None:
        """Send one page to a printer, on the paper that it is set to.

        Raises:
            StorageFault: PRINTING_FAILED.
        """
        document = fit_sheet(write_sheet(sheet), printer.pageLayout(), self._templates)
        document.print_(printer)
        if printer.printerState() in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}:
            raise StorageFault(FaultCode.PRINTING_FAILED)


_TITLE = QTextDocument.MetaInformation.DocumentTitle


def fit_sheet(words: SheetWords, layout: QPageLayout, templates: Path) -> QTextDocument:
    """The sheet on one page of this layout: in the largest letters that fit, or cut short."""
    for size in _SIZES:
        document = _compose(words, size, layout, templates)
        if document.pageCount() == 1:
            return document
    while document.pageCount() > 1:
        shorter = drop_line(words)
        if shorter is words:
            break
        words = shorter
        document = _compose(words, _SIZES[-1], layout, templates)
    return document


def _compose(words: SheetWords, size: int, layout: QPageLayout, templates: Path) -> QTextDocument:
    document = QTextDocument()
    font = QFont(document.defaultFont())
    font.setPixelSize(size)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setIndentWidth(size)
    # A long link or word must not run off the page.
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    values = {"words": words, "size": size, "gap": size * 2 // 3}
    document.setHtml(fill_page(templates, "sheet.html.j2", values))
    document.setMetaInformation(_TITLE, words.title)
    lay_out(document, layout)
    return document
