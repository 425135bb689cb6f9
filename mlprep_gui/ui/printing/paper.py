"""How a document meets paper: which size and margins, how many pages, and how a PDF comes of it.

Works on any thread; a QGuiApplication must be there.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

MARGIN_MM = 18.0
_PIXELS_PER_INCH = 96
"""The documents' pixels, as a browser's are."""

_Place = QLocale.Country
_LETTER_PLACES = frozenset(
    {
        _Place.UnitedStates,
        _Place.Canada,
        _Place.Mexico,
        _Place.Chile,
        _Place.Colombia,
        _Place.Venezuela,
        _Place.Philippines,
        _Place.PuertoRico,
    }
)


def usual_paper(locale: QLocale) -> QPageSize.PageSizeId:
    """What the printers of a place hold: Letter in North America and near it, else A4."""
    is_letter = locale.territory() in _LETTER_PLACES
    return QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4


def upright(
    size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4, margin_mm: float = MARGIN_MM
) -> QPageLayout:
    """A page of this size, upright, with the same margin on all sides."""
    margins = QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm)
    portrait = QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(size), portrait, margins, QPageLayout.Unit.Millimeter)


def fill_page(templates: Path, name: str, values: Mapping[str, object]) -> str:
    """A template of web pages with its values filled in, all of them escaped."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        trim_blocks=True,
        autoescape=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(name).render(values)


def lay_out(document: QTextDocument, layout: QPageLayout) -> None:
    """Break the document into pages of this layout."""
    document.setPageSize(QSizeF(layout.paintRectPixels(_PIXELS_PER_INCH).size()))


def write_pdf(document: QTextDocument, layout: QPageLayout, title: str = "") -> bytes:
    """The document as PDF, in pages of this layout."""
    content = QByteArray()
    device = QBuffer(content)
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setCreator("MLPrep")
    writer.setTitle(title)
    writer.setPageLayout(layout)
    writer.setResolution(_PIXELS_PER_INCH)
    lay_out(document, layout)
    document.print_(writer)
    device.close()
    return bytes(content.data())
