"""The forms in which answers can be exported, and how the files are called."""

import re
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from mlprep_gui.services.review import ReviewSheet

_UNSAFE = re.compile(r"[^\w\- ]+")
_MOST_OF_A_NAME = 60


class ExportFormat(StrEnum):
    """One form; the value is the ending of its files."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"
    CSV = "csv"
    SRT = "srt"
    VTT = "vtt"
    AUDIO = "wav"


@dataclass(frozen=True, slots=True)
class FormatWords:
    """What a form is called, and what it is good for."""

    name: str
    purpose: str


WORDS: dict[ExportFormat, FormatWords] = {
    ExportFormat.PDF: FormatWords("PDF", "A report to print or to send."),
    ExportFormat.HTML: FormatWords("Web page (HTML)", "The same report for a browser."),
    ExportFormat.MARKDOWN: FormatWords("Markdown", "The same report as plain text for notes."),
    ExportFormat.JSON: FormatWords("JSON", "Everything, for other programs."),
    ExportFormat.CSV: FormatWords("Table (CSV)", "The figures, one line an answer."),
    ExportFormat.SRT: FormatWords("Subtitles (SRT)", "The transcript with its times."),
    ExportFormat.VTT: FormatWords("Subtitles (WebVTT)", "The same for web players."),
    ExportFormat.AUDIO: FormatWords("Sound (WAV)", "The recording itself."),
}

ONE_FILE_EACH = frozenset({ExportFormat.SRT, ExportFormat.VTT, ExportFormat.AUDIO})
"""Forms in which one file cannot hold several answers: several go to a folder."""


def name_file(sheet: ReviewSheet, zone: tzinfo | None = None) -> str:
    """A file's name for an answer, without its ending: any file system takes it."""
    words = _UNSAFE.sub(" ", sheet.question.title).split()
    title = " ".join(words)[:_MOST_OF_A_NAME].strip() or "Answer"
    return f"{title} {sheet.attempt.started_at.astimezone(zone):%Y-%m-%d %H-%M}"
