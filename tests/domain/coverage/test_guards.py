"""Nothing for nothing: words that match and yet say nothing."""

import pytest

from mlprep_gui.domain.coverage import Judge, Verdict
from mlprep_gui.domain.questions import Cue, Mistake, QuestionBank
from tests.domain.coverage.tiny import ask, hear, verdict

CUE = "set | make | switch + neuron + zero"


@pytest.mark.parametrize(
    "text",
    [
        "it does not set neurons to zero",
        "you don't set any neurons to zero",
        "it never sets neurons to zero",
        "you keep everything instead of setting neurons to zero",
        "you scale them rather than set neurons to zero",
        "it works without setting neurons to zero",
        "it isn't setting neurons to zero",
    ],
)
def test_negation_turns_a_match_round(text: str) -> None:
    assert verdict(ask(CUE), text) is Verdict.MISSING


@pytest.mark.parametrize(
    "text",
    [
        "it not only sets neurons to zero but scales the others",
        "you don't do that at prediction time, but in training you set neurons to zero",
        "no matter what, you set neurons to zero",
        "isn't it so that you set neurons to zero",
        "set the neurons to zero, not the weights",
        "it doesn't matter which, you set some neurons to zero",
    ],
)
def test_some_negations_mean_something_else(text: str) -> None:
    assert verdict(ask(CUE), text) is Verdict.COVERED


def test_a_negative_that_the_cue_asks_for_is_no_negation() -> None:
    question = ask("stop + no longer improve | not improve | plateau")
    assert verdict(question, "stop once it no longer improves") is Verdict.COVERED
    assert verdict(question, "stop when it doesn't improve") is Verdict.COVERED


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what dropout does to neurons",
        "I have no idea what dropout does to neurons",
        "I have never heard of dropout for neurons",
        "I can't remember what dropout does to neurons",
        "I'm not sure how dropout treats neurons",
        "I couldn't tell you what dropout does with neurons",
    ],
)
def test_saying_that_one_does_not_know_is_nothing(text: str) -> None:
    assert verdict(ask("dropout + neuron"), text) is Verdict.MISSING


def test_not_knowing_as_a_filler_does_no_harm() -> None:
    text = "dropout silences, I don't know, half of the neurons"
    assert verdict(ask("dropout + neuron"), text) is Verdict.COVERED


def test_not_knowing_ends_at_but() -> None:
    text = "I don't know what the paper says, but dropout silences neurons"
    assert verdict(ask("dropout + neuron"), text) is Verdict.COVERED


def test_the_prompt_read_back_is_nothing() -> None:
    question = ask("method + recommend")
    assert verdict(question, question.prompt) is Verdict.MISSING
    assert verdict(question, "My method is one I recommend.") is Verdict.COVERED


def test_a_bare_list_of_terms_is_nothing() -> None:
    terms = (
        "Dropout, neurons, early stopping, weight decay, ridge, lasso, elastic net, batch "
        "normalization, label smoothing, augmentation, pruning, noise"
    )
    assert verdict(ask("dropout + neuron"), terms) is Verdict.MISSING


@pytest.mark.parametrize("comma", [", ", " and ", " ", ". "])
def test_the_terms_of_a_question_as_a_list_are_nothing(bank: QuestionBank, comma: str) -> None:
    judge = Judge(bank)
    for question in bank:
        terms = [term for point in question.points for term in point.terms]
        for listed in (terms, terms * 2):
            coverage = judge.judge(question, comma.join(listed))
            assert coverage.count(Verdict.COVERED) == 0, question.id


def test_an_enumeration_in_a_sentence_is_no_bare_list() -> None:
    text = "You make new pictures out of old ones by flipping, rotating, cropping and resizing them"
    assert verdict(ask("flip | rotate + crop | resize"), text) is Verdict.COVERED


def test_written_style_is_no_bare_list() -> None:
    text = (
        "With few samples, models degrade. Countermeasures: dimensionality reduction like PCA or "
        "autoencoders, feature selection by importance, and lasso regularisation which shrinks "
        "the weights that we do not need to nothing."
    )
    assert verdict(ask("dimensionality reduction"), text) is Verdict.COVERED


def test_terse_is_no_bare_list() -> None:
    assert verdict(ask("dropout + neuron"), "Dropout: random neurons off.") is Verdict.COVERED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thank you. " * 50,
        "Thanks for watching! " * 20,
        "Hello, nice to meet you, lovely weather today, isn't it? How was your weekend?",
        "My daughter started school last week, so it has been a busy time for all of us.",
        "I don't know.",
        "Sorry, could you repeat the question please?",
        "you you you you you you",
        "Um. Uh. Hmm.",
    ],
)
def test_small_talk_is_nothing_for_any_question(bank: QuestionBank, text: str) -> None:
    judge = Judge(bank)
    for question in bank:
        assert judge.judge(question, text).count(Verdict.COVERED) == 0, question.id


def test_an_answer_to_another_question_is_nothing(bank: QuestionBank) -> None:
    """The answer on dimensions says what L1 does, and is still no answer on regularization."""
    answer = bank.get("curse-of-dimensionality").model_answer
    asked = bank.get("regularization")
    assert Judge().judge(asked, answer).count(Verdict.COVERED) > 0
    assert Judge(bank).judge(asked, answer).count(Verdict.COVERED) == 0


def test_a_word_shared_with_another_question_is_no_answer_to_it(bank: QuestionBank) -> None:
    text = (
        "If you ask ten people three hundred questions each, you're guaranteed to find one "
        "question that splits them into the tall and the short. It's too many questions for too "
        "few people."
    )
    asked = bank.get("curse-of-dimensionality")
    alone = Judge().judge(asked, text).count(Verdict.COVERED)
    assert Judge(bank).judge(asked, text).count(Verdict.COVERED) == alone > 0


MISTAKE = Mistake(
    id="squares",
    correction="It is L2 that squares.",
    contradicts=("point",),
    cues=(Cue("l1 > square"),),
)


def test_a_mistake_takes_its_point_away_and_is_quoted() -> None:
    question = ask("l1 + sparse", mistakes=(MISTAKE,))
    text = "L1 makes things sparse because L1 squares the weights"
    coverage = hear(question, text)
    assert coverage.points[0].verdict is Verdict.MISSING
    (said,) = coverage.mistakes
    assert said.mistake_id == "squares"
    assert said.correction == "It is L2 that squares."
    assert text[said.evidence.start : said.evidence.end] == said.evidence.text == "L1 squares"


@pytest.mark.parametrize(
    "text",
    [
        "L1 never squares the weights",
        "L1 does not square the weights",
        "a common mistake is to say that L1 squares weights",
        "some think L1 squares the weights, which is wrong",
    ],
)
def test_a_mistake_that_is_denied_or_warned_of_is_none(text: str) -> None:
    assert hear(ask("sparse", mistakes=(MISTAKE,)), text).mistakes == ()


def test_a_spotted_term_makes_a_missing_point_unsure_and_no_more() -> None:
    question = ask("dropout + neuron", terms=("early stopping", "dropout"))
    assert verdict(question, "something else", ("drop out",)) is Verdict.UNSURE
    assert verdict(question, "something else", ("boosting",)) is Verdict.MISSING
    assert verdict(question, "dropout for neurons", ("dropout",)) is Verdict.COVERED


def test_negation_and_ignorance_end_with_the_sentence() -> None:
    question = ask("unsupervised + label")
    assert verdict(question, "It says yes or no. Unsupervised has no label.") is Verdict.MISSING
    question = ask("unsupervised + structure")
    assert verdict(question, "It says yes or no. Unsupervised finds structure.") is Verdict.COVERED
    text = "I don't know what boosting is. Unsupervised finds structure."
    assert verdict(question, text) is Verdict.COVERED


def test_after_a_mistake_a_point_of_many_cues_needs_two_that_agree() -> None:
    other = Mistake("rows", "Not rows.", cues=(Cue("delete > row"),))
    many = tuple(f"never{n} + said" for n in range(8))
    question = ask("neuron + zero", "zero + random", *many, mistakes=(other,))
    assert verdict(question, "neurons go to zero") is Verdict.COVERED
    assert verdict(question, "it deletes rows and neurons go to zero") is Verdict.UNSURE
    assert verdict(question, "it deletes rows and random neurons go to zero") is Verdict.COVERED
    few = ask("neuron + zero", mistakes=(other,))
    assert verdict(few, "it deletes rows and neurons go to zero") is Verdict.COVERED


DIMENSIONS = (
    "The curse of dimensionality has to do with dimensionality, so, high dimensions. PCA, t-SNE, "
    "UMAP, LDA, autoencoders, SVD, feature selection, feature engineering, L1, manifold "
    "hypothesis, Hughes phenomenon, distance concentration, k nearest neighbours. These are the "
    "concepts around it."
)
FOLDS = (
    "I know all about it of course. K-fold, leave one out, hold-out, bootstrap, stratified shuffle "
    "split, group k-fold, those are the key ones. I have used them in my job for years."
)
PARADIGMS = (
    "There are a lot of methods in it. Regression, clustering, dimensionality reduction, "
    "association rules, Q-learning, DQN, DB scan, PCA. So the differences are clear to me."
)
EMBEDDED_LISTS = [
    (
        "curse-of-dimensionality",
        DIMENSIONS,
        {"dimensionality-reduction", "feature-selection", "feature-engineering", "needs-more-data"},
    ),
    ("stratified-cv", FOLDS, {"cv-splits", "keeps-ratio"}),
    ("learning-paradigms", PARADIGMS, {"unsupervised-structure"}),
]


@pytest.mark.parametrize(("question_id", "text", "points"), EMBEDDED_LISTS)
def test_a_list_among_sentences_is_nothing(
    bank: QuestionBank, question_id: str, text: str, points: set[str]
) -> None:
    coverage = Judge(bank).judge(bank.get(question_id), text)
    covered = {p.point_id for p in coverage.points if p.verdict is Verdict.COVERED}
    assert not covered & points


@pytest.mark.parametrize(
    "text",
    [
        "we flip, crop, rotate, zoom, shear, blur, add noise and change colours",
        "Examples are flipping, rotating, cropping, scaling, shearing, blurring, noise.",
        "You can do much with it. Geometric: flipping, rotating, cropping, scaling, zooming, tilt.",
        "You make new ones. It is done by rotating, cropping, scaling, shearing, blur, zooming.",
    ],
)
def test_a_list_that_a_sentence_leads_up_to_counts(text: str) -> None:
    assert verdict(ask("flip | rotate + crop"), text) is Verdict.COVERED


def test_what_voids_a_match_does_not_reach_over_the_end_of_a_sentence() -> None:
    question = ask("neuron + zero", unless=("never",))
    assert verdict(question, "Never mind. Neurons go to zero.") is Verdict.COVERED
    assert verdict(question, "never mind neurons go to zero") is Verdict.MISSING
