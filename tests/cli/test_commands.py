"""The command as a program sees it: output, exit status, one clear line for each fault."""

import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mlprep_gui import __version__
from mlprep_gui.cli.main import main
from tests.cli.conftest import run

ANSWER = (
    "The test set is locked away until the very end, and I tune the hyperparameters "
    "on the validation set."
)


def test_the_questions_of_the_rubric_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "questions", "--json")
    questions = json.loads(out)
    assert status == 0
    assert len(questions) >= 14
    by_id = {question["id"]: question for question in questions}
    assert [point["id"] for point in by_id["regularization"]["points"]] == [
        "goal-generalise",
        "l1",
        "l2",
        "dropout",
        "early-stopping",
    ]


def test_the_list_for_people_names_topics_and_ids(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "questions")
    lines = out.splitlines()
    assert status == 0
    assert "Models" in lines
    assert any(line.strip().startswith("ensembles ") for line in lines)


def test_a_score_is_the_same_alone_and_in_a_batch(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = tmp_path / "a1.txt"
    text.write_text(ANSWER, encoding="utf-8")
    batch = tmp_path / "batch.jsonl"
    line = {"id": "a1", "question": "data-splits", "text": ANSWER}
    batch.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    arguments = ("score", "--question", "data-splits", "--text", str(text), "--json")
    alone = run(capsys, *arguments)
    together = run(capsys, "score", "--batch", str(batch))
    assert alone[0] == together[0] == 0
    assert json.loads(alone[1]) == json.loads(together[1])


def test_evidence_is_cut_from_the_answer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = "L1 adds the absolute values of the weights to the loss."
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    arguments = ("score", "--question", "regularization", "--text", "-", "--json")
    status, out, _ = run(capsys, *arguments)
    document = json.loads(out)
    assert status == 0
    assert document["points"]["l1"]["verdict"] == "covered"
    for evidence in document["points"]["l1"]["evidence"]:
        assert answer[evidence["start"] : evidence["end"]] == evidence["text"]
    assert document["points"]["dropout"] == {"verdict": "missing", "evidence": []}


def test_explaining_shows_the_cue_that_matched(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("L1 adds the absolute values of the weights.", encoding="utf-8")
    arguments = ("score", "--question", "regularization", "--text", str(text))
    _, plain, _ = run(capsys, *arguments)
    status, explained, _ = run(capsys, *arguments, "--explain")
    assert status == 0
    assert explained.startswith(plain)
    assert "cue:" in explained
    assert "cue:" not in plain


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score", "--question", "ensemble", "--text", "-"), ("“ensemble”", "“ensembles”")),
        (("score", "--question", "ensembles", "--text", "none.txt"), ("none.txt",)),
        (("score", "--batch", "none.jsonl"), ("none.jsonl",)),
        (("transcribe", "none.wav"), ("none.wav",)),
        (("review", "none.wav", "--question", "nothing-like-it"), ("nothing-like-it",)),
        (("transcribe", "none.wav", "--engine", "whisper", "--model", "no-model"), ("none.wav",)),
        (("pack", "check", "none.toml"), ("none.toml",)),
    ],
)
def test_a_fault_is_one_line_that_names_the_thing(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    status, out, err = run(capsys, *arguments)
    assert status == 1
    assert out == ""
    assert len(err.splitlines()) == 1
    for word in words:
        assert word in err


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "truncated"),
        ('{"id": "a", "question": "ensembles"}', "text"),
        ('{"id": "a", "text": "x", "prompt": "Why?"}', "model_answer"),
        ('{"id": 3, "question": "ensembles", "text": "x"}', "int"),
        ("[]", "array"),
    ],
)
def test_a_broken_batch_line_is_named_and_what_came_before_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, reason: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    good = json.dumps({"id": "a", "question": "ensembles", "text": "hello"})
    batch.write_text(f"{good}\n{line}\n", encoding="utf-8")
    status, out, err = run(capsys, "score", "--batch", str(batch))
    assert status == 1
    assert [json.loads(row)["id"] for row in out.splitlines()] == ["a"]
    assert "line 2" in err
    assert reason in err


def test_answers_to_own_questions_get_a_number_that_grows_with_what_was_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = {
        "prompt": "Why do we shuffle the rows before training?",
        "model_answer": "Shuffling breaks the order of the rows, so that each batch is a fair "
        "sample. Otherwise the gradient of a batch points to one class only.",
    }
    texts = {
        "none": "I like cooking and long walks.",
        "some": "Each batch is then a fair sample.",
        "all": "It breaks the order of the rows, so each batch is a fair sample, and the gradient "
        "of a batch does not point to one class only.",
    }
    batch = tmp_path / "own.jsonl"
    lines = (json.dumps({"id": name, "text": text, **own}) for name, text in texts.items())
    batch.write_text("\n".join(lines), encoding="utf-8")
    status, out, _ = run(capsys, "score", "--batch", str(batch))
    documents = {row["id"]: row for row in map(json.loads, out.splitlines())}
    assert status == 0
    assert documents["none"]["coverage"] == 0
    assert 0 < documents["some"]["coverage"] < documents["all"]["coverage"] <= 1
    assert len(documents["all"]["points"]) == 2


def test_text_that_is_no_text_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "photo.txt"
    file.write_bytes(bytes(range(256)))
    arguments = ("score", "--question", "ensembles", "--text", str(file))
    status, _, err = run(capsys, *arguments)
    assert status == 1
    assert "photo.txt" in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("score",),
        ("score", "--text", "a", "--batch", "b"),
        ("review", "a.wav"),
        ("transcribe", "a.wav", "--engine", "magic"),
    ],
)
def test_wrong_usage_is_status_two(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_text_without_its_question_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "score", "--text", "-")
    assert status == 2
    assert "--question" in err


def test_a_broken_pack_is_told_with_all_its_problems(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text('id = "mine"\npromt = "Why?"\nmodel_answer = 3\n', encoding="utf-8")
    status, _, err = run(capsys, "pack", "check", str(pack))
    assert status == 1
    assert "mine.toml" in err
    assert "promt" in err
    assert "model_answer" in err
    assert err.count("mine.toml") == 1
    assert "?." not in err


def test_a_pack_that_cannot_be_read_is_told_in_whole_sentences(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    _, _, err = run(capsys, "pack", "check", str(tmp_path / "nope.toml"))
    assert f"There is no file {tmp_path / 'nope.toml'}." in err
    unreadable = tmp_path / "unreadable.toml"
    unreadable.write_bytes(b"\xff\xfe\x80")
    for path in (unreadable, tmp_path):
        status, _, err = run(capsys, "pack", "check", str(path))
        assert status == 1
        assert f"The text {path} cannot be read: " in err
        assert err.count(str(path)) == 1


def test_a_users_broken_pack_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    packs = tmp_path / "home" / "questions"
    packs.mkdir(parents=True)
    (packs / "mine.toml").write_text("this is no TOML", encoding="utf-8")
    status, out, err = run(capsys, "questions")
    assert status == 0
    assert "ensembles" in out
    assert "mine.toml" in err


def test_the_installed_command_tells_its_version() -> None:
    command = Path(sys.executable).with_name("mlprep")
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"mlprep {__version__}\n")


def test_the_command_needs_no_qt() -> None:
    """Scoring must work where no window can be opened, and start quickly."""
    code = (
        "import sys\nfrom mlprep_gui.cli.main import main\nmain(['questions'])\n"
        "assert not any(name.startswith('PySide6') for name in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_points_are_proposed_for_editing_by_hand(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(
        'id = "momentum"\norder = 4\nprompt = "What is momentum?"\n'
        'model_answer = "A velocity remembers earlier gradients. It damps swings in ravines."\n',
        encoding="utf-8",
    )
    status, out, err = run(capsys, "pack", "propose", str(pack))
    assert (status, err) == (0, "")
    table = tomllib.loads(out)
    assert table["order"] == 4
    assert [point["meaning"] for point in table["points"]] == [
        "A velocity remembers earlier gradients",
        "It damps swings in ravines",
    ]
    assert all(point["keywords"] for point in table["points"])
    pack.write_text(out, encoding="utf-8")
    assert run(capsys, "pack", "check", str(pack))[0] == 0
    status, again, err = run(capsys, "pack", "propose", str(pack))
    assert (status, again) == (0, out)
    assert "has points already" in err


def test_a_phrase_that_loses_words_is_a_warning_and_no_problem(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(
        'id = "momentum"\nprompt = "What is momentum?"\n'
        'model_answer = "A velocity remembers earlier gradients."\n'
        '[[points]]\nid = "velocity"\nmeaning = "It remembers."\n'
        'cues = ["velocity | speed the + remember", "velocity + of the gradient"]\n',
        encoding="utf-8",
    )
    status, out, err = run(capsys, "pack", "check", str(pack))
    assert status == 0, out
    (warning,) = err.splitlines()
    assert "points[velocity].cues[1]: “speed the” is heard as “speed”" in warning


def test_a_checked_question_of_ones_own_knows_answers_to_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The self-test hears the shipped model answers as the program would, with it in the bank."""
    pack = tmp_path / "mine.toml"
    pack.write_text(
        'id = "own"\nprompt = "How do you keep a garden?"\n'
        'model_answer = "I water the tomatoes. I pull weeds between the rows."\n'
        '[[points]]\nid = "point"\nmeaning = "It is done."\ncues = ["tomato", "dropout"]\n',
        encoding="utf-8",
    )
    status, out, _ = run(capsys, "pack", "check", str(pack))
    assert (status, out.strip()) == (0, "No problem found; the self-test passed.")


def test_nothing_is_proposed_for_a_broken_pack(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text('id = "mine"\nprompt = "Why?"\n', encoding="utf-8")
    status, out, err = run(capsys, "pack", "propose", str(pack))
    assert (status, out) == (1, "")
    assert "model_answer" in err
