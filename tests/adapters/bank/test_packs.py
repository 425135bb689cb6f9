"""Question packs: what can be read, what cannot, and how that is told."""

import tomllib
from pathlib import Path

import pytest

from mlprep_gui.adapters.bank.packs import VOCABULARY, TomlPacks, load_bank, load_pack
from mlprep_gui.domain.coverage import Judge, Verdict

SHIPPED = Path(__file__).parents[3] / "resources" / "questions"

PACK = """
id = "dropout"
order = 2
topic = "Models"
title = "Dropout"
prompt = "What is dropout?"
model_answer = "It sets random neurons to zero."
time_limit_s = 90

[words]
unit = "neuron | node"

[[points]]
id = "zeroes"
meaning = "Neurons are set to zero."
weight = 2
terms = ["dropout"]
cues = ["$unit + zero"]
unless = ["permanent*"]

[[mistakes]]
id = "rows"
correction = "Not rows but neurons."
contradicts = ["zeroes"]
cues = ["drop > row"]
"""


def write(folder: Path, text: str, name: str = "pack.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_field_arrives(tmp_path: Path) -> None:
    question, problems = load_pack(write(tmp_path, PACK))
    assert problems == []
    assert question is not None
    assert (question.id, question.topic, question.title) == ("dropout", "Models", "Dropout")
    assert question.prompt == "What is dropout?"
    assert question.model_answer == "It sets random neurons to zero."
    assert question.time_limit_s == 90.0
    (point,) = question.points
    assert (point.id, point.meaning, point.weight) == ("zeroes", "Neurons are set to zero.", 2.0)
    assert point.terms == ("dropout",)
    assert [cue.pattern for cue in point.cues] == ["$unit + zero"]
    assert [cue.pattern for cue in point.unless] == ["permanent*"]
    (mistake,) = question.mistakes
    assert (mistake.id, mistake.correction) == ("rows", "Not rows but neurons.")
    assert mistake.contradicts == ("zeroes",)
    coverage = Judge().judge(question, "it sends nodes to zero")
    assert coverage.points[0].verdict is Verdict.COVERED


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ('prompt = "What', 'promt = "What', "line 6: promt", "did you mean 'prompt'?"),
        ('prompt = "What is dropout?"', 'prompt = ""', "prompt", "not empty"),
        ("time_limit_s = 90", "time_limit_s = -1", "time_limit_s", "above 0"),
        ("time_limit_s = 90", 'time_limit_s = "long"', "time_limit_s", "above 0"),
        ("weight = 2", "weight = 0", "points[zeroes].weight", "above 0"),
        ('meaning = "Neurons are set to zero."', "", "points[zeroes].meaning", "missing"),
        ('cues = ["$unit + zero"]', 'cues = "x"', "points[zeroes].cues", "list of texts"),
        ("$unit + zero", "$unti + zero", "points[zeroes].cues[1]", "did you mean $unit?"),
        ("$unit + zero", "$unit + ", "points[zeroes].cues[1]", "empty"),
        ("permanent*", "p*", "points[zeroes].unless[1]", "three letters"),
        ('["zeroes"]', '["zeros"]', "mistakes[rows].contradicts", "did you mean 'zeroes'?"),
        ("drop > row", "drop > (row)", "mistakes[rows].cues[1]", "no word"),
        ('unit = "neuron | node"', "unit = 3", "words.unit", "must be text"),
        ('terms = ["dropout"]', 'keywords = ["gd: heavy"]', "keywords[1]", "a weight above 0"),
    ],
)
def test_a_problem_names_its_place_and_the_remedy(
    tmp_path: Path, old: str, new: str, place: str, message: str
) -> None:
    assert PACK.count(old) == 1
    question, problems = load_pack(write(tmp_path, PACK.replace(old, new)))
    assert question is None
    assert any(place in p.place and message in p.message for p in problems), problems
    assert all(p.path.name == "pack.toml" for p in problems)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    broken = PACK.replace("$unit + zero", "$x1").replace("weight = 2", "wait = 2")
    broken = broken.replace('title = "Dropout"', "title = 7")
    _, problems = load_pack(write(tmp_path, broken))
    assert {p.place.split(": ")[-1] for p in problems} == {
        "title",
        "points[zeroes].wait",
        "points[zeroes].cues[1]",
    }


def test_a_place_has_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, PACK.replace("$unit + zero", "$unti + zero"))
    _, (problem,) = load_pack(path)
    number = path.read_text(encoding="utf-8").splitlines().index('cues = ["$unti + zero"]') + 1
    assert problem.place.startswith(f"line {number}:")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id = 'x\n", "not valid TOML"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"", "is missing"),
        (b"points = 3\n", "must be tables"),
    ],
)
def test_a_file_that_is_no_pack(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(content)
    question, problems = load_pack(path)
    assert question is None
    assert any(message in problem.message for problem in problems)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    question, (problem,) = load_pack(tmp_path / "none.toml")
    assert question is None
    assert "cannot be read" in problem.message


def test_a_broken_pack_does_not_touch_the_others(tmp_path: Path) -> None:
    write(tmp_path, PACK, "good.toml")
    write(
        tmp_path, PACK.replace('"dropout"\n', '"other"\n').replace("$unit +", "$no +"), "bad.toml"
    )
    loaded = TomlPacks(SHIPPED, tmp_path).load()
    assert "dropout" in loaded.bank
    assert "other" not in loaded.bank
    assert "regularization" in loaded.bank
    assert {problem.path.name for problem in loaded.problems} == {"bad.toml"}


def test_two_packs_with_one_id(tmp_path: Path) -> None:
    write(tmp_path, PACK, "a.toml")
    write(tmp_path, PACK, "b.toml")
    loaded = load_bank(tmp_path)
    assert len(loaded.bank) == 1
    (problem,) = loaded.problems
    assert problem.path.name == "b.toml"
    assert "a.toml" in problem.message


def test_a_pack_of_ones_own_replaces_a_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, PACK.replace('"dropout"\norder', '"regularization"\norder'))
    bank = load_bank(SHIPPED, tmp_path).bank
    assert bank.get("regularization").title == "Dropout"
    assert len(bank) == len(load_bank(SHIPPED).bank)


def test_order_then_id(tmp_path: Path) -> None:
    for name, order in (("c", "order = 1"), ("b", ""), ("a", ""), ("d", "order = 0.5")):
        text = PACK.replace('id = "dropout"\norder = 2', f'id = "{name}"\n{order}')
        write(tmp_path, text, f"{name}.toml")
    assert [question.id for question in load_bank(tmp_path).bank] == ["d", "c", "a", "b"]


def test_shared_words_are_known_and_own_ones_come_first(tmp_path: Path) -> None:
    write(tmp_path, '[words]\nunit = "cat"\nnothing = "zero | nil"\n', VOCABULARY)
    write(tmp_path, PACK.replace("$unit + zero", "$unit + $nothing"))
    loaded = load_bank(tmp_path)
    assert loaded.problems == ()
    question = loaded.bank.get("dropout")
    judge = Judge()
    assert judge.judge(question, "nodes go to nil").points[0].verdict is Verdict.COVERED
    assert judge.judge(question, "cats go to nil").points[0].verdict is Verdict.MISSING


def test_a_question_with_nothing_but_prompt_and_model_answer(tmp_path: Path) -> None:
    write(
        tmp_path,
        'id = "trees"\nprompt = "What is a stump?"\n'
        'model_answer = "A stump is a tree with a single split. Boosting adds up many of them."\n',
    )
    loaded = load_bank(SHIPPED, tmp_path)
    assert loaded.problems == ()
    question = loaded.bank.get("trees")
    assert (question.topic, question.title) == ("Other", "What is a stump?")
    assert len(question.points) == 2
    coverage = Judge(loaded.bank).judge(question, "it is a tree that has only one single split")
    assert [p.verdict for p in coverage.points] == [Verdict.COVERED, Verdict.MISSING]


def test_keywords_with_alternatives_and_weights(tmp_path: Path) -> None:
    text = PACK.replace('terms = ["dropout"]', 'keywords = ["gradient descent, gd", "rate: 2.5"]')
    question, problems = load_pack(write(tmp_path, text))
    assert problems == []
    assert question is not None
    first, second = question.points[0].keywords
    assert (first.alternatives, first.weight) == (("gradient descent", "gd"), 1.0)
    assert (second.alternatives, second.weight) == (("rate",), 2.5)


def test_no_folder_no_packs(tmp_path: Path) -> None:
    loaded = load_bank(tmp_path / "none", tmp_path / "neither")
    assert (len(loaded.bank), loaded.problems) == (0, ())


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("[a-z]*.toml")), ids=lambda path: path.stem)
def test_a_shipped_pack_has_no_problem(path: Path) -> None:
    question, problems = load_pack(path, SHIPPED / VOCABULARY)
    assert problems == []
    assert question is not None
    assert question.id == path.stem
    assert 90 <= len(question.model_answer.split()) <= 200
    assert all(point.cues for point in question.points)


def test_the_shipped_bank_keeps_the_rubrics_ids() -> None:
    """Attempts are stored under these ids, and labelled answers refer to them."""
    expected = {
        "data-splits": "train-fits train-optimistic val-tunes val-leaks test-once test-generalises",
        "stratified-cv": "cv-splits keeps-ratio random-risk when-imbalanced when-distributions",
        "ensembles": "combines-models errors-cancel needs-diversity mixed-algorithms bagging "
        "boosting costs-more not-always",
        "regularization": "goal-generalise l1 l2 dropout early-stopping",
        "curse-of-dimensionality": "too-many-features needs-more-data spurious-patterns "
        "feature-engineering dimensionality-reduction feature-selection l1-sparsity",
        "imbalanced-data": "unequal-classes resampling augmentation accuracy-misleads "
        "better-metrics",
        "learning-paradigms": "supervised-labels supervised-maps unsupervised-unlabelled "
        "unsupervised-structure unsupervised-pretraining rl-reward rl-policy rl-uses",
        "deep-learning-drivers": "more-data scales-with-data hardware better-algorithms",
        "data-augmentation": "creates-data label-kept vision-useful geometric-examples "
        "pixel-examples task-specific",
        "convolutional-networks": "conv-layers shared-weights local-connections fewer-parameters "
        "generalises structured-data alexnet",
        "strengths": "names-strength gives-evidence links-to-role",
        "areas-to-improve": "names-areas honest takes-action",
        "why-this-company": "knows-company shares-values matches-skills",
        "questions-for-us": "asks-about-work asks-next-steps",
    }
    found = {
        question.id: " ".join(point.id for point in question.points)
        for question in load_bank(SHIPPED).bank
    }
    assert found == expected


def test_every_word_set_of_the_vocabulary_can_be_used() -> None:
    table = tomllib.loads((SHIPPED / VOCABULARY).read_text(encoding="utf-8"))
    assert set(table) == {"words"}
    assert all(isinstance(text, str) for text in table["words"].values())
