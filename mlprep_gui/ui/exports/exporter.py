"""How answers are written to files: which form goes where, and what each is made of."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from mlprep_gui import __version__
from mlprep_gui.domain.disk_faults import disk_fault
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode
from mlprep_gui.durable_files import replace_file, writing_file
from mlprep_gui.services import documents
from mlprep_gui.services.ports.sound import AudioFiles
from mlprep_gui.services.review import ReviewDesk, ReviewSheet
from mlprep_gui.ui.exports.formats import ONE_FILE_EACH, ExportFormat, name_file
from mlprep_gui.ui.exports.pictures import draw_outline
from mlprep_gui.ui.exports.report import Report, write_report
from mlprep_gui.ui.exports.subtitles import cut_subtitles, write_srt, write_vtt
from mlprep_gui.ui.exports.table import write_table

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    Attributes:
        path: the file, or the folder where each answer got a file of its own.
        written: how many answers are in it.
        left_out: how many could not be: without a recording, or without times in the transcript.
    """

    path: Path
    written: int
    left_out: int = 0


class Exporter:
    """Writes answers to files; used on the storage thread, like the desk that it reads from.

    Args:
        review: the answers.
        sound: the recordings.
        templates: the folder of the reports' templates.
        zone: for times of day; None for this computer's.
    """

    def __init__(
        self, review: ReviewDesk, sound: AudioFiles, templates: Path, zone: tzinfo | None = None
    ) -> None:
        self._review = review
        self._sound = sound
        self._templates = templates
        self._zone = zone

    def export(
        self,
        attempt_ids: Sequence[str],
        form: ExportFormat,
        target: Path,
        progress: Progress = lambda _done, _total: None,
    ) -> Exported:
        """Write answers; a file that was there is replaced only when the new one is whole.

        Args:
            attempt_ids: one or more, in the order of the file.
            form: the form.
            target: the file; for several answers in a form of ``ONE_FILE_EACH`` the folder, which
                is made.
            progress: told how many answers of how many are done.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
            AudioFault: FILE_MISSING, where the sound of one answer is asked for and has gone.
        """
        if form in ONE_FILE_EACH and len(attempt_ids) > 1:
            return self._export_each(attempt_ids, form, target, progress)
        sheets = []
        for done, attempt_id in enumerate(attempt_ids):
            progress(done, len(attempt_ids))
            sheets.append(self._review.sheet(attempt_id))
        with _told_of(target):
            if form is ExportFormat.AUDIO:
                _copy(_recording_of(sheets[0]), target)
            else:
                replace_file(target, self._render(sheets, form))
        progress(len(attempt_ids), len(attempt_ids))
        return Exported(target, len(sheets))

    def _export_each(
        self, attempt_ids: Sequence[str], form: ExportFormat, folder: Path, progress: Progress
    ) -> Exported:
        written = 0
        with _told_of(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for done, attempt_id in enumerate(attempt_ids):
                progress(done, len(attempt_ids))
                sheet = self._review.sheet(attempt_id)
                file = _free_name(folder, name_file(sheet, self._zone), form)
                if form is ExportFormat.AUDIO:
                    if sheet.recording is None:
                        continue
                    _copy(sheet.recording, file)
                elif cut_subtitles(sheet.transcript):
                    replace_file(file, self._render([sheet], form))
                else:
                    continue
                written += 1
        progress(len(attempt_ids), len(attempt_ids))
        return Exported(folder, written, len(attempt_ids) - written)

    def _render(self, sheets: Sequence[ReviewSheet], form: ExportFormat) -> bytes:
        match form:
            case ExportFormat.JSON:
                return _write_json(sheets).encode()
            case ExportFormat.CSV:
                # The mark at the start tells spreadsheets that it is UTF-8.
                return write_table(sheets).encode("utf-8-sig")
            case ExportFormat.SRT:
                return write_srt(cut_subtitles(sheets[0].transcript)).encode()
            case ExportFormat.VTT:
                return write_vtt(cut_subtitles(sheets[0].transcript)).encode()
            case _:
                return self._render_report(sheets, form)

    def _render_report(self, sheets: Sequence[ReviewSheet], form: ExportFormat) -> bytes:
        from mlprep_gui.ui.exports import rendering  # noqa: PLC0415  the window opens sooner

        reports = [self._report(sheet, form) for sheet in sheets]
        match form:
            case ExportFormat.MARKDOWN:
                return rendering.render_markdown(reports, self._templates).encode()
            case ExportFormat.HTML:
                return rendering.render_html(reports, self._templates).encode()
            case _:
                return rendering.render_pdf(reports, self._templates)

    def _report(self, sheet: ReviewSheet, form: ExportFormat) -> Report:
        picture = ""
        if sheet.recording is not None and form is not ExportFormat.MARKDOWN:
            try:
                picture = draw_outline(sheet, self._sound.peaks(sheet.recording))
            except Fault:
                # A report is worth having without its picture.
                picture = ""
        return write_report(sheet, self._zone, picture)


def _write_json(sheets: Sequence[ReviewSheet]) -> str:
    content: dict[str, Any] = {
        "program": f"MLPrep {__version__}",
        "answers": [documents.sheet_document(sheet) for sheet in sheets],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _recording_of(sheet: ReviewSheet) -> Path:
    if sheet.recording is None:
        raise AudioFault(FaultCode.FILE_MISSING, path=sheet.attempt.recording or "")
    return sheet.recording


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as sound, writing_file(target) as copy:
        shutil.copyfileobj(sound, copy)


def _free_name(folder: Path, name: str, form: ExportFormat) -> Path:
    """A file that is not there yet: two answers may have begun in the same minute."""
    return next(path for path in _names(folder, name, form) if not path.exists())


def _names(folder: Path, name: str, form: ExportFormat) -> Iterator[Path]:
    yield folder / f"{name}.{form}"
    number = 2
    while True:
        yield folder / f"{name} ({number}).{form}"
        number += 1


@contextmanager
def _told_of(target: Path) -> Iterator[None]:
    """The world's refusals to write, as faults."""
    try:
        yield
    except OSError as error:
        raise disk_fault(error, target.parent) from error
