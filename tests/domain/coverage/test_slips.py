"""What recognisers make of terms: known readings count, near ones make a point unsure."""

from functools import cache

import pytest

from mlprep_gui.domain.coverage import Judge, Verdict
from tests.domain.coverage.tiny import ask

# What was said, and the ways in which it may stand in a transcript.
KNOWN = {
    "dropout": "drop out; drop-out; Dropout; DROP OUT; drop outs; dropouts",
    "overfitting": (
        "over fitting; over-fitting; overfit; over fit; overfits; over fitted; "
        "over feeding; overfitted"
    ),
    "underfitting": "under fitting; under-fitting; underfits",
    "hyperparameter": (
        "hyper parameters; hyper-parameter; hyperparameters; hyper perimeter; "
        "hyper params; hyperparam; high per parameters"
    ),
    "knn": "k n n; K.N.N.; kay n n; k nearest neighbours; KNN; k-NN",
    "pca": "pee see a; p c a; PCA; P.C.A.; p see a",
    "auc": "a u c; prauc; AUC; ay you see; AUROC",
    "roc": "r o c; ROC",
    "cnn": "c n n; see n n; CNNs; conv net; convnets; C.N.N.",
    "rnn": "r n n; RNN",
    "svm": "s v m; SVM",
    "gpu": "g p u; GPUs; gee p u; g p us; gp use",
    "tpu": "t p u; TPUs; tee p u",
    "relu": "rail you; ReLU; re lu; ray lou; r e l u; relus; rail u",
    "l1": "L one; l 1; L-1; L1; l-one; ell one; el one",
    "l2": "L two; l 2; L-2; L2; ell two; el two",
    "f1": "F one; f 1; F1; F-1; eff one",
    "alexnet": "Alex net; AlexNet; alex-net; a lex net; alex nets",
    "imagenet": "image net; ImageNet; image-net; imaginet",
    "resnet": "res net; ResNet; res-net; ResNets",
    "cross validation": (
        "crossvalidation; cross-validation; cross validating; cross validate; Cross Validation"
    ),
    "stratified": (
        "straight if ied; strati fied; stratify; stratification; straightified; strat if ied"
    ),
    "k fold": "kfold; k-fold; k folds; kay fold",
    "bootstrap": "boot strap; boot-strapping; bootstrapped; boot straps",
    "autoencoder": "auto encoder; auto-encoders; auto in coder; otto encoder",
    "early stopping": "early-stopping; earlystopping; early stopped; early stop; early shopping",
    "weight decay": "weight-decay; weightdecay; wait decay; weighted decay",
    "regularization": "regularisation; regular ization; regularized; regularising; regularizer",
    "random forest": "random forests; randomforest; random-forest; random forrest",
    "adaboost": "ada boost; AdaBoost; ada-boost; aida boost",
    "xgboost": "x g boost; XGBoost; ex g boost; xg boost",
    "reinforcement": "re enforcement; re-inforcement; rein forcement",
    "backpropagation": "back propagation; back-propagation; back prop; backprop",
    "undersampling": "under sampling; under-sample; undersampled; down sampling; downsample",
    "oversampling": "over sampling; over-sample; oversampled; up sampling; upsample",
    "smote": "SMOTE; s mote; smoat",
    "q learning": "Q-learning; queue learning; cue learning; qlearning",
    "alphago": "Alpha Go; AlphaGo; alpha-go; alfa go",
    "atari": "a tari; Atari; attari",
    "convolutional": "con volutional; convo lutional; Convolutional",
    "max pooling": "max-pooling; maxpool; max pool; macs pooling",
    "data set": "dataset; data-set; datasets; data sets",
    "time series": "time-series; timeseries; times series",
    "unlabeled": "unlabelled; un labeled; un-labelled; UNLABELED",
    "unsupervised": "un supervised; un-supervised; Unsupervised",
    "pretrain": "pre train; pre-trained; pretraining; pre training",
    "lasso": "la sso; LASSO; lassoe",
    "softmax": "soft max; soft-max; Softmax",
    "gaussian": "Gaussian; gauss ian",
    "confusion matrix": "confusion-matrix; confusion matrices; confusing matrix",
    "batch norm": "batchnorm; batch-norm; batch normalisation",
    "5 fold": "five fold; five-fold; 5-fold; fivefold",
    "98 percent": "ninety eight percent; 98%; ninety-eight per cent; 98 percent",
    "2 classes": "two classes; 2 class; two class",
    "color": "colour; colors; colouring",
    "neighbor": "neighbour; neighbours; neighboring",
    "label": "labelled; labeled; labelling; labels",
    "modeling": "modelling; models; modelled",
    "normalize": "normalise; normalising; normalised",
    "penalty": "penalise; penalized; penalties; penalising",
}
ROWS = [
    (term, heard.strip()) for term, all_heard in KNOWN.items() for heard in all_heard.split(";")
]

NEAR = [
    ("stratified", "stradifide"),
    ("stratified", "gratified"),
    ("regularization", "regularisazion"),
    ("convolutional", "convolusionell"),
    ("reinforcement", "reenforsment"),
    ("hyperparameter", "hyperbarameder"),
    ("autoencoder", "audoengoder"),
    ("unsupervised", "unsurprised"),
    ("ensemble", "on symbol"),
    ("augmentation", "argumentation"),
    ("neuron", "neutron"),
    ("boosting", "busting"),
]

# The words are different words: no term of art was said.
OTHER = [
    ("dropout", "throughout"),
    ("overfit", "outfit"),
    ("l1", "alone"),
    ("relu", "value"),
    ("stratified", "classified"),
    ("recall", "call"),
    ("supervised", "unsupervised"),
    ("overfit", "underfit"),
    ("validation", "variation"),
    ("precision", "decision"),
]


@cache
def judge() -> Judge:
    return Judge()


def verdict_on(cue: str, text: str) -> Verdict:
    return judge().judge(ask(cue, terms=()), text).points[0].verdict


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 150
    assert len(set(ROWS)) == len(ROWS)


@pytest.mark.parametrize(("term", "heard"), ROWS)
def test_a_known_reading_counts(term: str, heard: str) -> None:
    assert verdict_on(term, f"so I would go for the {heard} here, I guess") is Verdict.COVERED


@pytest.mark.parametrize(("term", "heard"), NEAR)
def test_a_near_reading_alone_is_unsure(term: str, heard: str) -> None:
    assert verdict_on(term, f"so I would go for the {heard} here") is Verdict.UNSURE


@pytest.mark.parametrize(("term", "heard"), NEAR)
def test_a_near_reading_counts_where_the_rest_is_exact(term: str, heard: str) -> None:
    assert verdict_on(f"{term} + method", f"the {heard} method is good") is Verdict.COVERED


@pytest.mark.parametrize(("term", "heard"), OTHER)
def test_another_word_is_another_word(term: str, heard: str) -> None:
    assert verdict_on(term, f"so I would go for the {heard} here") is Verdict.MISSING
