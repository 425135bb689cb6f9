"""Each form of export, read back by whoever reads it in life."""

import csv
import io
import json
import wave
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from mlprep_gui.domain.errors import AudioFault, FaultCode, StorageFault
from mlprep_gui.ui.exports.formats import WORDS, ExportFormat
from tests.ui.exports.conftest import SAID, Desk

Place = Callable[[str], Path]


class _Words(HTMLParser):
    """The text of a page, and which elements it has."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_form_has_words() -> None:
    assert set(WORDS) == set(ExportFormat)


def test_markdown_says_it_all_and_takes_nothing_said_for_markup(
    desk: Desk, export_to: Place
) -> None:
    desk.keep("a1", notes="# not a heading\n- and *no* list")
    target = export_to("answer.md")
    assert desk.exporter.export(["a1"], ExportFormat.MARKDOWN, target).written == 1
    text = target.read_text("utf-8")
    assert text.startswith("# Dropout: what \\& why?\n")
    assert "1. [x] Outputs become zero. – *covered*" in text
    assert "2. [ ] Only in training. – *missing*" in text
    assert "It is the outputs." in text
    assert "\\<b\\>forever\\</b\\>" in text
    assert "\\# not a heading" in text
    assert "\\- and \\*no\\* list" in text


def test_a_web_page_holds_the_picture_and_no_markup_of_the_speaker(
    desk: Desk, export_to: Place
) -> None:
    desk.keep("a1")
    target = export_to("answer.html")
    desk.exporter.export(["a1"], ExportFormat.HTML, target)
    page = _Words()
    page.feed(target.read_text("utf-8"))
    assert {"svg", "path", "line", "ol", "h1"} <= set(page.tags)
    assert "script" not in page.tags
    assert SAID in page.text
    assert "Outputs become zero." in page.text
    assert "http://" not in target.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")


@pytest.mark.usefixtures("qapp")
def test_a_pdf_has_a_page_for_each_answer(desk: Desk, export_to: Place) -> None:
    assert QGuiApplication.instance() is not None
    desk.keep("a1")
    desk.keep("a2")
    one, two = export_to("one.pdf"), export_to("two.pdf")
    desk.exporter.export(["a1"], ExportFormat.PDF, one)
    desk.exporter.export(["a1", "a2"], ExportFormat.PDF, two)
    pages = [file.read_bytes().count(b"/Type /Page\n") for file in (one, two)]
    assert one.read_bytes().startswith(b"%PDF-")
    assert pages == [1, 2]
    assert b"/Subtype /Image" in one.read_bytes()


def test_json_has_every_word_with_its_time(desk: Desk, export_to: Place) -> None:
    desk.keep("a1", notes="ask again")
    target = export_to("answers.json")
    desk.exporter.export(["a1"], ExportFormat.JSON, target)
    (answer,) = json.loads(target.read_text("utf-8"))["answers"]
    assert answer["points"]["zero"]["verdict"] == "covered"
    assert answer["transcript"]["segments"][0]["words"][1] == {
        "text": "sets",
        "start": 0.5,
        "end": 0.9,
        "probability": 0.9,
    }
    assert answer["notes"] == "ask again"


@pytest.mark.parametrize("notes", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_a_spreadsheet_finds_no_formula(desk: Desk, export_to: Place, notes: str) -> None:
    desk.keep("a1", notes=notes)
    target = export_to("answers.csv")
    desk.exporter.export(["a1"], ExportFormat.CSV, target)
    (row,) = csv.DictReader(io.StringIO(target.read_text("utf-8-sig")))
    assert row["notes"] == "'" + notes
    assert (row["covered"], row["missing"], row["mistakes"]) == ("1", "1", "1")


def test_subtitles_carry_the_words_in_their_time(desk: Desk, export_to: Place) -> None:
    desk.keep("a1")
    srt, vtt = export_to("answer.srt"), export_to("answer.vtt")
    desk.exporter.export(["a1"], ExportFormat.SRT, srt)
    desk.exporter.export(["a1"], ExportFormat.VTT, vtt)
    first = srt.read_text("utf-8").split("\n\n")[0].splitlines()
    assert first[:2] == ["1", "00:00:00,000 --> 00:00:03,400"]
    assert vtt.read_text("utf-8").startswith("WEBVTT\n\n00:00:00.000 --> 00:00:03.400\n")
    assert "&lt;b&gt;forever" in vtt.read_text("utf-8")
    shown = " ".join(
        line for block in srt.read_text("utf-8").split("\n\n") for line in block.splitlines()[2:]
    )
    assert shown == SAID


def test_several_recordings_go_to_a_folder_under_names_of_their_own(
    desk: Desk, export_to: Place
) -> None:
    for attempt_id in ("a1", "a2", "a3"):
        desk.keep(attempt_id)
    desk.drop_recording("a3")
    done: list[int] = []
    exported = desk.exporter.export(
        ["a1", "a2", "a3"], ExportFormat.AUDIO, export_to("sound"), lambda n, _all: done.append(n)
    )
    assert (exported.written, exported.left_out) == (2, 1)
    assert done == [0, 1, 2, 3]
    names = sorted(file.name for file in exported.path.iterdir())
    assert names == [
        "Dropout what why 2026-03-01 12-00 (2).wav",
        "Dropout what why 2026-03-01 12-00.wav",
    ]
    with wave.open(str(exported.path / names[1])) as sound:
        assert sound.getnframes() > 0


def test_a_recording_that_has_gone_is_named(desk: Desk, export_to: Place) -> None:
    desk.keep("a1")
    desk.drop_recording("a1")
    target = export_to("answer.wav")
    with pytest.raises(AudioFault) as raised:
        desk.exporter.export(["a1"], ExportFormat.AUDIO, target)
    assert raised.value.code is FaultCode.FILE_MISSING
    assert not target.exists()


def test_a_folder_that_is_none_is_told_and_the_old_file_stays(desk: Desk, export_to: Place) -> None:
    desk.keep("a1")
    file = export_to("file")
    file.write_text("mine")
    with pytest.raises(StorageFault) as raised:
        desk.exporter.export(["a1"], ExportFormat.JSON, file / "answer.json")
    assert raised.value.code is FaultCode.FOLDER_UNUSABLE
    assert file.read_text() == "mine"
