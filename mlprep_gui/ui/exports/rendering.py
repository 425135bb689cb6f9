"""How reports become Markdown, a web page or a PDF: the templates are in resources/export."""

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from mlprep_gui.ui.exports import pictures
from mlprep_gui.ui.exports.report import Report
from mlprep_gui.ui.printing.paper import fill_page, upright, write_pdf

_SHARPNESS = 4
_BODY_POINTS = 10.5
# What begins, ends or makes up markup in CommonMark, wherever it stands.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def render_markdown(reports: Sequence[Report], templates: Path) -> str:
    """The reports as Markdown, with a rule between them."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  escaping for a browser is wrong here: see "plain"
    )
    environment.filters["plain"] = escape_markdown
    text = environment.get_template("report.md.j2").render(reports=reports)
    return re.sub(r"\n{3,}", "\n\n", text).lstrip()


def render_html(reports: Sequence[Report], templates: Path) -> str:
    """The reports as one page, pictures included; it asks nothing of the network."""

    def picture(at: int) -> Markup:
        return Markup(reports[at].picture)  # noqa: S704  drawn here, from numbers only

    return _fill_page(reports, templates, picture)


def render_pdf(reports: Sequence[Report], templates: Path) -> bytes:
    """The reports on A4, each from a new page; needs a QGuiApplication, any thread."""

    def picture(at: int) -> Markup:
        size = f'width="{pictures.WIDTH}" height="{pictures.HEIGHT}"'
        return Markup(f'<p><img src="outline-{at}" {size}></p>')  # noqa: S704  numbers only

    document = QTextDocument()
    for at, report in enumerate(reports):
        if report.picture:
            url = QUrl(f"outline-{at}")
            document.addResource(
                QTextDocument.ResourceType.ImageResource.value, url, _draw(report.picture)
            )
    font = document.defaultFont()
    font.setPointSizeF(_BODY_POINTS)
    document.setDefaultFont(font)
    document.setHtml(_fill_page(reports, templates, picture))
    return write_pdf(document, upright())


def escape_markdown(text: str) -> str:
    """The text so that it reads the same in Markdown."""
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


def _fill_page(reports: Sequence[Report], templates: Path, picture: object) -> str:
    return fill_page(templates, "report.html.j2", {"reports": reports, "picture": picture})


def _draw(svg: str) -> QImage:
    image = QImage(
        pictures.WIDTH * _SHARPNESS, pictures.HEIGHT * _SHARPNESS, QImage.Format.Format_ARGB32
    )
    image.fill(0)
    painter = QPainter(image)
    try:
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
    finally:
        painter.end()
    return image
