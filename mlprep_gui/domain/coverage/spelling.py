"""How one spoken word may be written: irregular forms, contractions, numbers, British spelling."""

import re
from collections.abc import Mapping
from types import MappingProxyType


def words_in(text: str) -> frozenset[str]:
    """The words of a text as a set: long lists read better that way."""
    return frozenset(text.split())


def _invert(table: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({form: base for base, forms in table.items() for form in forms.split()})


# Inflected forms that a suffix stemmer cannot bring back to their base.
IRREGULAR = _invert(
    {
        "be": "is are was were been being am",
        "have": "has had having",
        "do": "does did doing",
        "go": "goes went gone going",
        "0": "zero zeros zeroes zeroed zeroing zeroise zeroize nought",
        "beat": "beaten beating beats",
        "become": "became becoming becomes",
        "begin": "began begun beginning",
        "break": "broke broken breaking",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "catch": "caught",
        "child": "children",
        "choose": "chose chosen choosing choice choices",
        "come": "came coming",
        "criterion": "criteria",
        "cut": "cutting cuts",
        "draw": "drew drawn drawing",
        "drive": "drove driven driving drives",
        "drop": "dropped dropping drops",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feed": "fed",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten getting gets",
        "give": "gave given giving gives",
        "grow": "grew grown",
        "hear": "heard",
        "hide": "hid hiding hides",
        "hold": "held",
        "hypothesis": "hypotheses",
        "index": "indices",
        "keep": "kept",
        "know": "knew known",
        "lead": "led",
        "learn": "learnt learned learning learns",
        "lie": "lying",
        "lose": "lost losing loses",
        "make": "made making makes",
        "matrix": "matrices",
        "mean": "meant",
        "memory": "memories",
        "memorize": "memorization memorise memorisation",
        "not": "nt",
        "pay": "paid",
        "penalize": "penalty penalties penalise penalised penalises penalising penalisation "
        "penalization penalized penalizes penalizing",
        "percent": "% pct pc",
        "person": "people persons",
        "phenomenon": "phenomena",
        "plateau": "plateaus plateaued plateauing plateaux",
        "ride": "rode ridden",
        "run": "ran running",
        "say": "said saying says",
        "see": "saw seen seeing sees",
        "sell": "sold",
        "send": "sent",
        "show": "shown showed",
        "shrink": "shrank shrunk shrinking shrinks shrinkage",
        "sink": "sank sunk",
        "spend": "spent",
        "split": "splitting splits splitted",
        "stand": "stood",
        "stick": "stuck",
        "stop": "stopped stopping stops",
        "swing": "swung",
        "take": "took taken taking takes",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "try": "tried tries trying",
        "understand": "understood",
        "win": "won winning wins",
        "write": "wrote written writing writes",
        "sparse": "sparsity sparseness sparsely sparsify sparsified",
        "robust": "robustness",
        "noise": "noisy noisier noises",
        "good": "goodness",
        "big": "bigger biggest",
        "small": "smaller smallest",
        "large": "larger largest",
        "few": "fewer fewest",
        "high": "higher highest",
        "low": "lower lowest",
        "rare": "rarer rarest rarely rarity",
        "slow": "slower slowest slowly",
        "fast": "faster fastest",
        "simple": "simpler simplest simplicity",
        "weak": "weaker weakest weakness weaknesses",
        "strong": "stronger strongest strength strengths",
        "generalize": "generalise generalises generalised generalising generalisation "
        "generalization generalizes generalized generalizing generalizable generalisable",
        "regularize": "regularise regularization regularisation regularizer regulariser "
        "regularizing regularising regularized regularised regularises regularizes regularisations "
        "regularizations regularizers regularisers",
    }
)
# The stemmer would make these forms of "general" and "regular".
NOT_STEMMED = words_in("generalize regularize generally generalist")

# Forms whose apostrophe the recogniser may have lost, and irregular ones; the rest goes by rule.
CONTRACTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cannot": ("can", "not"),
        "cant": ("can", "not"),
        "can't": ("can", "not"),
        "won't": ("will", "not"),
        "wont": ("will", "not"),
        "shan't": ("shall", "not"),
        "ain't": ("be", "not"),
        "dont": ("do", "not"),
        "doesnt": ("do", "not"),
        "didnt": ("do", "not"),
        "isnt": ("be", "not"),
        "arent": ("be", "not"),
        "wasnt": ("be", "not"),
        "werent": ("be", "not"),
        "hasnt": ("have", "not"),
        "havent": ("have", "not"),
        "hadnt": ("have", "not"),
        "wouldnt": ("would", "not"),
        "couldnt": ("could", "not"),
        "shouldnt": ("should", "not"),
        "gonna": ("going", "to"),
        "wanna": ("want", "to"),
        "gotta": ("got", "to"),
        "lemme": ("let", "me"),
        "dunno": ("do", "not", "know"),
        "im": ("i", "am"),
        "ive": ("i", "have"),
        "id": ("i", "would"),
        "youre": ("you", "are"),
        "youve": ("you", "have"),
        "theyre": ("they", "are"),
        "theres": ("there", "is"),
        "thats": ("that", "is"),
        "whats": ("what", "is"),
        "lets": ("let", "us"),
    }
)
APOSTROPHE_ENDINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"re": ("are",), "ve": ("have",), "ll": ("will",), "m": ("am",), "d": ("would",)}
)
# "It's" is "it is"; the s of any other word is a possessive and falls away.
PRONOUNS_BEFORE_IS = words_in(
    "it that he she there here what who where how this which everything let one"
)

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(_UNITS.split())}
)
TENS: Mapping[str, int] = MappingProxyType(
    {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
)
MAGNITUDES = words_in(
    "hundred thousand million billion trillion hundreds thousands millions billions dozen dozens"
)

_LONGEST = 30
_ISE = re.compile(r"([a-z]{2,})is(e|ed|es|ing|er|ers|ation|ations|able)$")
_YSE = re.compile(r"([a-z]{2,})ys(e|ed|es|ing|er|ers)$")
_OUR = re.compile(r"([a-z]{2,})our(s|ed|ing|ful|al|hood|hoods|able|ite|ites)?$")
_DOUBLED_L = re.compile(
    r"(label|model|cancel|travel|signal|level|channel|tunnel|fuel|total|parallel|excel|fulfil)"
    r"l(ed|ing|er|ers)$"
)
_SINGLE: Mapping[str, str] = MappingProxyType(
    {
        "centre": "center",
        "centres": "centers",
        "metre": "meter",
        "metres": "meters",
        "programme": "program",
        "programmes": "programs",
        "grey": "gray",
        "greyscale": "grayscale",
        "artefact": "artifact",
        "artefacts": "artifacts",
        "judgement": "judgment",
        "practise": "practice",
        "practising": "practicing",
        "practised": "practiced",
        "defence": "defense",
        "licence": "license",
        "maths": "math",
        "ageing": "aging",
        "cheque": "check",
        "skilful": "skillful",
        "fulfil": "fulfill",
        "enrol": "enroll",
        "whilst": "while",
        "amongst": "among",
    }
)


def americanise(word: str) -> str:
    """The American spelling of a lower-case word.

    Words that merely look British ("noise") change as well: both sides go the same way, so it
    does no harm.
    """
    if len(word) > _LONGEST:
        return word
    if word in _SINGLE:
        return _SINGLE[word]
    if "l" in word:
        word = _DOUBLED_L.sub(r"\1\2", word)
    if "is" in word:
        word = _ISE.sub(r"\1iz\2", word)
    if "ys" in word:
        word = _YSE.sub(r"\1yz\2", word)
    if "our" in word:
        word = _OUR.sub(r"\1or\2", word)
    return word
