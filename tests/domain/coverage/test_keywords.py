"""Questions of one's own: points from a model answer, and how much of them was said."""

from mlprep_gui.domain.coverage import Judge, Verdict
from mlprep_gui.domain.coverage.keywords import split_statements
from mlprep_gui.domain.questions import KeyPoint, Keyword, Question

OWN = Question(
    id="hash-table",
    topic="Own",
    title="Hash tables",
    prompt="What is a hash table?",
    model_answer=(
        "A hash table stores pairs of keys and values. A hash function maps every key to a "
        "bucket; collisions are resolved by chaining. Really."
    ),
    points=(),
)


def test_a_point_for_each_statement() -> None:
    points = Judge().propose(OWN).points
    assert [point.id for point in points] == ["point-1", "point-2", "point-3"]
    assert points[2].meaning == "collisions are resolved by chaining"
    assert {keyword.alternatives[0] for keyword in points[2].keywords} == {
        "collisions",
        "resolved",
        "chaining",
    }


def test_statements() -> None:
    assert list(split_statements("One. Two!\n Three 1.5; four:\n\n")) == [
        "One",
        "Two!",
        "Three 1.5",
        "four",
    ]


def test_words_of_the_prompt_weigh_little() -> None:
    point = Judge().propose(OWN).points[0]
    weights = {keyword.alternatives[0]: keyword.weight for keyword in point.keywords}
    assert weights["hash"] < weights["pairs"]


def test_common_words_weigh_less_than_rare_ones() -> None:
    background = [f"A text about values number {n}." for n in range(20)]
    point = Judge().propose(OWN, background).points[0]
    weights = {keyword.alternatives[0]: keyword.weight for keyword in point.keywords}
    assert weights["values"] < weights["pairs"]


def test_proposed_points_are_judged_by_the_share_of_their_words() -> None:
    judge = Judge()
    question = judge.propose(OWN)
    text = "It stores keys with their values as pairs. A collision gets resolved somehow."
    coverage = judge.judge(question, text)
    assert [point.verdict for point in coverage.points] == [
        Verdict.COVERED,
        Verdict.MISSING,
        Verdict.COVERED,
    ]
    for point in coverage.points:
        for evidence in point.evidence:
            assert text[evidence.start : evidence.end] == evidence.text


def test_the_number_grows_with_what_was_said() -> None:
    judge = Judge()
    answers = [
        "",
        "What is a hash table?",
        "It stores pairs of keys and values.",
        "It stores pairs of keys and values, and a function maps the key to a bucket.",
        OWN.model_answer,
    ]
    numbers = [judge.soft_coverage(OWN, answer) for answer in answers]
    assert numbers == sorted(set(numbers))
    assert numbers[0] == 0.0
    assert numbers[1] < 0.2
    assert numbers[-1] == 1.0


def test_a_question_with_cues_has_a_number_too() -> None:
    own = Judge().propose(OWN)
    assert 0.0 < Judge().soft_coverage(own, "keys and values are stored") < 1.0


def test_alternatives_are_worth_the_same() -> None:
    point = KeyPoint(
        "steps",
        "It goes downhill.",
        keywords=(Keyword(("gradient descent", "gd")), Keyword(("step size", "learning rate"))),
    )
    question = Question("own", "Own", "Own", "How?", "So.", (point,))
    judge = Judge()
    for text in ("gradient descent with a small step size", "GD with a low learning rate"):
        assert judge.judge(question, text).points[0].verdict is Verdict.COVERED
    assert judge.judge(question, "just gd").points[0].verdict is Verdict.UNSURE


def test_a_nearly_right_word_counts_in_part() -> None:
    question = Judge().propose(OWN)
    exact = Judge().soft_coverage(question, "collisions are resolved by chaining")
    near = Judge().soft_coverage(question, "colisions are resolved by chaning")
    assert 0.0 < near < exact


def test_what_is_said_not_to_be_known_does_not_count() -> None:
    question = Judge().propose(OWN)
    text = "I have no idea how collisions are resolved by chaining"
    assert Judge().judge(question, text).count(Verdict.COVERED) == 0
