"""The commands that listen, with the real child process and PocketSphinx on the shipped answer."""

import io
import json
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.cli.demonstration import demonstrate
from mlprep_gui.resources import resource_folder
from tests.cli.conftest import run

SAMPLE = resource_folder() / "samples" / "regularization.flac"
SAID = {"goal-generalise", "l1", "dropout", "early-stopping"}
"""The key points that the recorded answer states; see the text beside it."""


def test_the_shipped_answer_is_reviewed_as_it_was_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At least three of the four points that were said are covered, and none that was not."""
    arguments = ("review", str(SAMPLE), "--question", "regularization", "--json")
    status, out, _ = run(capsys, *arguments)
    assert status == 0
    review = json.loads(out)
    assert review["transcript"]["engine"] == "sphinx"
    verdicts = {point: entry["verdict"] for point, entry in review["points"].items()}
    covered = {point for point, verdict in verdicts.items() if verdict == "covered"}
    assert covered <= SAID
    assert len(covered) >= 3
    length_s = soundfile.info(SAMPLE).duration
    text = review["transcript"]["text"]
    for point in covered:
        for quote in review["points"][point]["evidence"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]
            assert 0 <= quote["start_s"] < quote["end_s"] <= length_s + 0.5
    assert 60 < review["delivery"]["words_per_minute"] < 260


def test_words_come_with_their_times(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "transcribe", str(SAMPLE), "--engine", "sphinx", "--json")
    document = json.loads(out)
    assert status == 0
    words = [word for segment in document["segments"] for word in segment["words"]]
    assert len(words) > 60
    starts = [word["start"] for word in words]
    assert starts == sorted(starts)
    assert all(0 <= word["probability"] <= 1 for word in words)
    assert " ".join(word["text"] for word in words) == document["text"]


def test_the_demonstration_does_the_main_job_in_the_terminal() -> None:
    out = io.StringIO()
    assert demonstrate(out) == 0
    said = out.getvalue()
    for part in ("Question:", "recorded", "PocketSphinx", "Transcript", "points", "Delivery"):
        assert part in said
    assert "[x] covered" in said


def _write(path: Path, samples: np.ndarray, rate: int, subtype: str) -> Path:
    soundfile.write(path, samples, rate, subtype=subtype)
    return path


@pytest.mark.parametrize(
    ("rate", "channels", "subtype"),
    [(8_000, 1, "PCM_U8"), (96_000, 1, "PCM_24"), (44_100, 2, "FLOAT")],
)
def test_any_rate_depth_and_channel_count_is_understood(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, rate: int, channels: int, subtype: str
) -> None:
    sound, sample_rate = soundfile.read(SAMPLE, frames=16_000 * 8, dtype="float32")
    at = np.arange(int(len(sound) * rate / sample_rate)) * sample_rate / rate
    resampled = np.interp(at, np.arange(len(sound)), sound)
    stereo = np.repeat(resampled[:, None], channels, axis=1)
    file = _write(tmp_path / "answer.wav", stereo, rate, subtype)
    status, out, err = run(capsys, "transcribe", str(file))
    assert status == 0, err
    assert len(out.split()) >= 8


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Dear Sir or Madam, I am writing to you", "not a sound file"),
        (b"", "no sound"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "letter.wav"),
    ],
)
def test_what_is_no_sound_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "letter.wav"
    file.write_bytes(content)
    status, out, err = run(capsys, "transcribe", str(file))
    assert (status, out) == (1, "")
    assert words in err
    assert "letter.wav" in err
    assert len(err.splitlines()) == 1


def test_a_truncated_recording_gives_what_is_readable(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sound, rate = soundfile.read(SAMPLE, frames=16_000 * 10, dtype="int16")
    whole = _write(tmp_path / "whole.wav", sound, rate, "PCM_16").read_bytes()
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole[: len(whole) * 2 // 3])
    status, out, err = run(capsys, "transcribe", str(cut))
    assert status == 0, err
    assert len(out.split()) >= 8


def test_silence_is_said_to_hold_no_speech(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = _write(tmp_path / "silence.wav", np.zeros(48_000), 16_000, "PCM_16")
    status, _, err = run(capsys, "review", str(file), "--question", "ensembles")
    assert status == 1
    assert "No speech" in err


def test_a_two_hour_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "lecture.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        for _ in range(120):
            sound.writeframes(bytes(2 * 8_000 * 60))
    status, _, err = run(capsys, "transcribe", str(file))
    assert status == 1
    assert "lecture.wav lasts 120 minutes" in err


@pytest.mark.parametrize("there", [False, True])
def test_a_missing_or_broken_model_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, *, there: bool
) -> None:
    folder = tmp_path / "base.en"
    if there:
        folder.mkdir()
        (folder / "config.json").write_text("{}", encoding="utf-8")
    arguments = ("transcribe", str(SAMPLE), "--engine", "whisper", "--model", str(folder))
    status, _, err = run(capsys, *arguments)
    assert status == 1
    assert "base.en" in err
    if there:
        assert "model.bin" in err
