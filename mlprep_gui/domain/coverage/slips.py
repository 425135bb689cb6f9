"""What recognisers make of terms of art: other ways in which a term may stand in a transcript."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

# Unambiguous: nobody says these words in an interview and means something else.
_EXACT = MappingProxyType(
    {
        "knn": (
            "k n n; kay n n; kay nn; k and n; k nn; k nearest neighbor; "
            "k nearest neighbors; k nearest neighbour; k nearest neighbours"
        ),
        "pca": "pee see a; p c a; p see a; pc a; pee see ay; p c eh; pea see a",
        "auc": "a u c; ay you see; a you see; prauc; rocauc; auroc; auprc",
        "roc": "r o c",
        "cnn": (
            "c n n; see n n; see nn; sea n n; c nn; cnns; c n ns; convnet; convnets; "
            "conv net; conv nets; com net; con net; comp net; comf net"
        ),
        "rnn": "r n n; are n n",
        "svm": "s v m; s vm; es vm",
        "gpu": (
            "g p u; gee p u; gee pee you; gpus; g p us; gp use; g pews; g p use; gp us; "
            "jeep you; jeep use"
        ),
        "tpu": "t p u; tee p u; tpus; t p us; tp use; t pews",
        "relu": (
            "rail you; re lu; re loo; ray lou; ray loo; rey lu; relew; reloo; rel u; "
            "r e l u; relus; re lus; rellu; rail ooh; rail u; raylu; railu"
        ),
        "sgd": "s g d; es g d",
        "mse": "m s e",
        "gan": "gans",
        "vae": "v a e",
        "nlp": "n l p",
        "smote": "smoat; s mote; smokte",
        "llm": "l l m; llms; l l ms",
        "api": "a p i",
        "iid": "i i d",
        "tsne": "t sne; tea sne; t s n e; tee snee; t snee; tisney",
        "umap": "u map; you map; u maps",
        "l1": "l 1; ell 1; el 1; elle 1; l one; l1s; l wun",
        "l2": "l 2; ell 2; el 2; elle 2; l two; l too; l2s; el too; ell too; hell 2",
        "f1": "f 1; ef 1; eff 1; f won; eff one",
        "adamw": "adam w; adam double you; adam double u",
        "xgboost": (
            "x g boost; xg boost; ex g boost; x gee boost; extra boost; ex gee boost; eggs g boost"
        ),
        "lightgbm": "light g b m; light gbm",
        "adaboost": "ada boost; aida boost; ate a boost; add a boost; eight a boost; adder boost",
        "alexnet": (
            "alex net; alecks net; alex nat; a lex net; alex nets; alex knit; alexa net; "
            "alex nette; alec snet; allex net"
        ),
        "imagenet": "image net; image nets; imaginet; imagine net; image knit; image nat",
        "resnet": "res net; rest net; rez net; res nets; resnets; res knit; wrestle net",
        "lenet": "le net; luh net; leh net; la net",
        "mnist": "m nist; em nist; m n i s t; amnist; emnist; em nissed",
        "autoencoder": (
            "auto encoder; auto encoders; auto in coder; auto and coder; otto encoder; "
            "auto encode her; auto incoder; auto in coders"
        ),
        "dropout": "drop out; drop outs; drop oud; dropped out; drop doubt; drop route; drop bout",
        "overfit": (
            "over fit; over fits; over fitting; over fitted; over feeding; over fitness; "
            "overfeeding; overfed; over fed; over fetting; overfitness; over vitting"
        ),
        "underfit": "under fit; under fitting; under fits; under feeding",
        "hyperparameter": (
            "hyper parameter; hyper parameters; hyper perimeter; hyper perimeters; "
            "hyperperimeter; hyperperimeters; hyper param; hyper params; hyperparams; "
            "hyperparam; hyper para meters; hyper parrot meters; high per parameters; "
            "hi per parameters; hyper parimeters; hyper barometers; hype parameters"
        ),
        "stratified": (
            "straight if ied; straighty fied; straight a fied; stratify; stratifying; "
            "stratification; strati fied; strata fied; strata fight; strategy fied; "
            "straightified; strat if ied; stratifies; straddified; strat a fied; "
            "strat i fied; ratified cross; straight to fight; stradified; strativied; "
            "strategized cross"
        ),
        "crossvalidation": (
            "cross validation; crossvalidation; cross validate; cross validated; "
            "cross validating; cross valuation; cross fallacy; across validation; "
            "cross validations; crossed validation; cross ventilation; croft validation; "
            "crows validation; x validation; cross val; cross validity"
        ),
        "kfold": "k fold; k folds; kfolds; kay fold; kay folds; key fold; cave old",
        "gridsearch": "grid search; grit search; grid searches",
        "bootstrap": "boot strap; boot straps; boot strapping; boot strapped; boots trapping",
        "bagging": "bag ing; bagger ring; bag in g",
        "boosting": "boost ing; boos ting",
        "randomforest": "random forest; random forests; random forrest; random four s",
        "softmax": "soft max; soft macs; soft mocks",
        "sigmoid": "sig moid; sigma id; sick moid; cig moid",
        "backpropagation": (
            "back propagation; back prop; backprop; back propagate; black propagation; "
            "bag propagation; back propogation"
        ),
        "undersample": (
            "under sample; under sampling; under samples; under sampled; down sample; "
            "down sampling; downsample; downsampling; downsampled; down sampled; "
            "under sampler"
        ),
        "oversample": (
            "over sample; over sampling; over samples; over sampled; up sample; "
            "up sampling; upsample; upsampling; upsampled; up sampled; over simpling"
        ),
        "qlearning": "q learning; cue learning; queue learning; kew learning",
        "alphago": "alpha go; alfa go; alpha goes; alf ago; alpha goh",
        "atari": "a tari; attari; atory; at ari; a tarry",
        "dqn": "d q n; dee q n",
        "kmeans": "k means; kay means; k mean; kaymeans; came means; k meens",
        "gaussian": "gauss ian; gowsian; goss ian; gaushian; gausian",
        "convolution": (
            "con volution; convo lution; con volutions; convalution; convulsion; "
            "convulsions; convolutions; conv; convs"
        ),
        "convolutional": (
            "con volutional; convo lutional; convolution all; convulsional; "
            "convolusional; convulutional; con voluntional; convolution al; "
            "convol usual"
        ),
        "kernel": "colonel; kernal; colonels; kernals; kernels; curnel; kernell",
        "maxpool": "max pool; max pooling; macs pooling; max pull; max pulling",
        "dataset": "data set; data sets; datasets; data sat; day to set",
        "testset": "test set; test sets; testsets; tesset",
        "timeseries": (
            "time series; times series; timeserious; time serious; time serie; time cereal"
        ),
        "reweight": (
            "re weight; re weights; re weighted; re weighting; re weighed; re wait; "
            "reweigh; reweighed; re weighing; reweighing"
        ),
        "resample": "re sample; re sampling; re sampled; resampling",
        "retrain": "re train; re trained; re training",
        "pretrain": (
            "pre train; pre training; pre trained; pretrained; pretraining; pre trains; pre drained"
        ),
        "unsupervised": (
            "un supervised; un supervise; unsuper vised; non supervised; not supervised"
        ),
        "supervised": "super vised; super vise; supervise; super wised; supper vised",
        "unlabeled": (
            "un labeled; un labelled; nonlabeled; non labeled; non labelled; unlabel; "
            "unlabelled; unlabeled"
        ),
        "minority": "my nority; minor ity",
        "majority": "majority; major ity",
        "lasso": "lasoo; lassoe; l a s s o; lassow; las so",
        "lambda": "lamda; lam da; lamb da",
        "hyperplane": "hyper plane; hyper plain",
        "outlier": "out liar; out lier; out liars; outliar",
        "multicollinear": "multi collinear; multi colinear; multicolinear",
        "earlystopping": (
            "early stopping; early stop; earlystopping; early stoping; curly stopping; "
            "early stepping; airly stopping; early shopping; early topping; "
            "yearly stopping; early stopped; early stops"
        ),
        "weightdecay": (
            "weight decay; wait decay; weighted decay; weight the k; weight decade; "
            "wait decayed; weights decay; weight okay"
        ),
        "regularization": (
            "regularisation; regular ization; regular isation; regularize; regularise; "
            "regularizer; regulariser; regularizing; regularising; regularized; "
            "regularised; regular rise ation; regular rization; regularizations; "
            "regularizes; regularizers; regular station; regular rising"
        ),
        "reinforcement": (
            "re enforcement; reenforcement; re inforcement; reinforce meant; "
            "rain forcement; rein forcement; enforcement learning"
        ),
        "precision": "pre cision; procession",
        "confusionmatrix": (
            "confusion matrix; confusion matrices; confusing matrix; "
            "confusion may tricks; fusion matrix"
        ),
        "fscore": "f score; eff score; f scores; f measure; f beta; ef score",
        "datapoint": "data point; data points; datapoints; datapoint",
        "trainset": "train set; trainset; train sets",
        "randomsearch": "random search",
        "featuremap": "feature map; feature maps",
        "translationinvariant": (
            "translation invariant; translation invariance; translation in variance"
        ),
        "highdimensional": "high dimensional; hi dimensional; high dimension; high dimensions",
        "dimensionality": (
            "dimension ality; dimension alley; dimensional ity; dimensionalities; "
            "dementiality; dimensionally; dimension reality; dimension nality; "
            "demand shun ality"
        ),
        "eigenvector": "eigen vector; eigenvectors; i gen vector; eye gun vector; eigen vectors",
        "embedding": "em bedding; in bedding; embeddings; imbedding; am bedding",
        "transformer": "trans former; transformers; trans formers",
        "tensorflow": "tensor flow; tensor flo; tense or flow",
        "pytorch": "pie torch; p y torch; pi torch; py torch; by torch; pytorche",
        "scikit": (
            "sidekit; sci kit; psychic learn; side kit; sky kit; sigh kit; scikit learn; "
            "sidekit learn"
        ),
        "wordnet": "word net",
        "word2vec": "word 2 vec; word to vec; word to vek; word two vec",
        "cuda": "c u d a; kuda; c uda; q da; cooda",
        "nvidia": "in vidia; n vidia; en vidia; and vidia; invidia; envidia",
        "gridworld": "grid world",
        "deepmind": "deep mind; deep mined",
        "metalearner": "meta learner",
        "anomaly": "anomalies",
        "undersegment": "under segment",
        "multiclass": "multi class; multi glass",
        "crossentropy": "cross entropy; cross entry p; cross and tropey",
        "batchnorm": (
            "batch norm; batch norms; batch normalization; batch normalisation; "
            "badge norm; bach norm"
        ),
        "voxel": "vox ell; voxels; vauxhall; voxal; boxel; boxels; vox els",
        "elasticnet": "elastic net; elastic nets; elastic nat",
        "clickthrough": "click through",
        "selfsupervised": "self supervised; self supervision; self super vised",
        "semisupervised": "semi supervised; semi super vised; semi supervision",
    }
)

# Likely slips that may also be what the speaker meant: they make a point unsure at most, unless
# the rest of its cue is there.
_NEAR = MappingProxyType(
    {
        "unlabeled": "on labeled; an labeled; and labeled",
        "testset": "test said; tests it; text set",
        "dataset": "data said; date a set",
        "oversample": "oversimple; over simple",
        "alexnet": "alex that; annex net; alex next",
        "featuremap": "future map; future maps",
        "anomaly": "a normally; an nominally",
        "transformer": "transform her",
        "randomforest": "random for us",
        "metalearner": "better learner; met a learner",
        "cuda": "coulda",
        "gan": "g a n",
        "bootstrap": "boots trap",
        "majority": "major city",
        "relu": "reloop; value activation; real u; ray you; re you; real you",
        "dropout": "drop how; throughout layer",
        "stratified": (
            "satisfied; classified cross; gratified; ratified; strategy fight; "
            "straight five; modified cross"
        ),
        "bagging": "begging; banging; backing; baking",
        "boosting": "busting; boasting; roasting",
        "recall": "rico; free call; re call; reek all",
        "ensemble": "on symbol; unassembled; resemble; on sombre; ensembl; assembly; on samba",
        "kernel": "carnal",
        "lasso": "lesso; last so; lessor; la so",
        "ridge": "rigid; bridge",
        "smote": "smoked; mote; small t e; smot",
        "pca": "pieces a; p a; ppa; pta",
        "cnn": "scene in; cn; seen in; c m n",
        "l1": "al wan; elvan; ll one; elo 1; l won; al one; lone norm",
        "l2": "l to; ltwo; el to; l tube",
        "supervised": "supervisor; surprised; super fast; super wise",
        "unsupervised": (
            "unsurprised; and surprised; unsupervisored; and supervised; on supervised; "
            "under supervised; an supervised"
        ),
        "reward": "rewired; re word; rewire",
        "policy": "police; polish see; palsy",
        "sparse": "spars; sports; spark; sparks; sparce; sparser; spas; scarce",
        "neuron": "new ron; newton; neutron; neutrons; near on; noron; euron",
        "gpu": "cheap you; g pew",
        "imagenet": "imogen it; imagen it; emission net",
        "crossvalidation": "cross sedation; cross invalidation; cost validation; class validation",
        "validation": "valuation; invalidation; validations",
        "overfit": "overfoot; overfish; over fifth; offer fitting; overfill",
        "hyperparameter": "hyper barometer; hyper meters; high parameters; hyper parent",
        "regularization": "regulation; realization; generalization loss; revolution rate",
        "convolutional": "convolved usual; revolutional",
        "convolution": "convoluted",
        "minority": "minor city",
        "augmentation": (
            "argumentation; segmentation; augment station; orc mentation; "
            "all commendation; ogmentation"
        ),
        "autoencoder": "auto color; order encoder; auto code her",
        "cluster": "closter; cloister; blaster",
        "unbiased": "unbias; on bias; and biased; an bias",
        "fold": "foal; fort",
    }
)


def _table() -> Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    rows: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for source, is_near in ((_EXACT, False), (_NEAR, True)):
        for term, variants in source.items():
            for variant in variants.split(";"):
                words = tuple(_DIGITS.get(word, word) for word in variant.split())
                if words and words != (term,):
                    rows.setdefault(words[0], []).append((words, term, is_near))
    return MappingProxyType({first: tuple(found) for first, found in rows.items()})


_DIGITS = MappingProxyType({"one": "1", "two": "2"})
_BY_FIRST_WORD = _table()


def begins_with(word: str) -> bool:
    """Whether any other way to write a term begins with this lower-case word."""
    return word in _BY_FIRST_WORD


def find_variants(words: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
    """Other readings in a text's lower-case words, numbers as digits.

    Yields (first, one past last, term, whether it is only a near match).
    """
    for at, word in enumerate(words):
        for variant, term, is_near in _BY_FIRST_WORD.get(word, ()):
            if len(variant) == 1 or tuple(words[at : at + len(variant)]) == variant:
                yield at, at + len(variant), term, is_near


def terms() -> frozenset[str]:
    """The terms of art that are known here, each as one word."""
    return frozenset(_EXACT) | frozenset(_NEAR)
