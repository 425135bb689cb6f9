"""The system's dialog that asks for a printer; it does not block the window's events."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from mlprep_gui.ui.printing.sheet import MARGIN_MM


def ask_printer(parent: QWidget, name: str, then: Callable[[QPrinter], None]) -> None:
    """Ask where to print one page, and hand over the printer as it was set.

    Args:
        parent: what the dialog stands over.
        name: of the document, for the printer's queue and for a file in the place of paper.
        then: gets the printer.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("Print the sheet")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    option = QAbstractPrintDialog.PrintDialogOption
    for one in (option.PrintSelection, option.PrintPageRange, option.PrintCurrentPage):
        dialog.setOption(one, on=False)
    # The dialog does not own the printer; the closure does, for as long as it is needed.
    dialog.accepted.connect(lambda: then(printer))
    # QPrintDialog's own "open" wants a receiver and a slot.
    QDialog.open(dialog)
