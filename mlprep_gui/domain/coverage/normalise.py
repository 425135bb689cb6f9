"""What text is to the matcher: words that mean the same are the same, each with its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import snowballstemmer

from mlprep_gui.domain.coverage import slips, spelling
from mlprep_gui.domain.coverage.aliases import AliasTable
from mlprep_gui.domain.coverage.lists import find_lists

MAX_CHARS = 60_000
"""Text beyond this is not read: an hour of speech has some 54,000 characters."""

# Apostrophes: straight, curly, modifier letter, acute accent.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’\u02bc\u00b4`][^\W_]+)*|%")
_APOSTROPHES = str.maketrans(dict.fromkeys("’\u02bc\u00b4`", "'"))
# Words that a bare list of terms has as well.
_BINDING_NOTHING = spelling.words_in("and or um uh yeah okay well like also")
_SENTENCE_END = re.compile(r"[.!?;]")
_LONGEST_STEMMED = 30
_CACHE_LIMIT = 20_000
_NO_ALIASES = AliasTable()

# Words that take no room: between two slots they do not count.
DROPPED = spelling.words_in(
    "a an the my our your his her their its um umm uh uhm er erm ah eh hm hmm mm mhm oh yeah yep "
    "like basically actually literally really just simply very quite pretty okay ok please "
    "essentially obviously honestly kinda sorta somehow maybe probably perhaps also then"
)
_DROPPED_PHRASES: tuple[tuple[str, ...], ...] = (
    ("you", "know"),
    ("you", "see"),
    ("i", "mean"),
    ("i", "guess"),
    ("i", "think"),
    ("i", "suppose"),
    ("i", "would", "say"),
    ("sort", "of"),
    ("kind", "of"),
    ("let", "us", "say"),
    ("so", "to", "speak"),
    ("if", "you", "will"),
    ("if", "you", "like"),
    ("as", "it", "were"),
    ("of", "course"),
    ("for", "example"),
    ("for", "instance"),
    ("in", "a", "way"),
    ("how", "do", "you", "say"),
)
# "I don't know" is a filler unless it says what is not known.
_IDK = ("i", "do", "not", "know")
_ASKING = spelling.words_in(
    "what how why which who when where if whether much about anything the exactly that"
)

FUNCTION_WORDS = spelling.words_in(
    "a an the and or but nor so because since if when while until till as than that this these "
    "those there here it its they them their he she we us our you your i me my one what which who "
    "how why where is are was were be been being am do does did done have has had will would can "
    "could should may might must shall to of in on at by for from with without into onto over "
    "under out up down off about between through after before during per not no never n't only "
    "just then also too very more less much many some any all each every both either such same "
    "own other another get gets got let lets makes make use used using need needs want goes go "
    "like well right okay um uh yeah basically"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A word as the matcher knows it.

    Attributes:
        surface: the word as said, in lower case.
        word: lower case, American spelling, irregular forms brought to their base.
        stem: the word without its endings.
        is_number: "5" or "five".
        is_dropped: takes no room and is never matched.
        is_function: a word of grammar, not of content.
    """

    surface: str
    word: str
    stem: str
    is_number: bool = False
    is_dropped: bool = False
    is_function: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A form and its characters in the text: ``text[start:end]``."""

    form: Form
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Another reading of tokens ``first`` to ``last`` (inclusive): "pee see a" is "pca"."""

    first: int
    last: int
    form: Form
    is_near: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A text's tokens that count, their other readings, and how much grammar surrounds them.

    Attributes:
        tokens: without fillers and articles.
        variants: readings of several tokens as one word.
        word_numbers: for each token, which word of the text it is, fillers included.
        function_counts: how many of the first n words of the text are words of grammar.
        sentence_starts: tokens behind a full stop or the like; transcripts may have none.
        listed: tokens that stand in a bare list of terms.
    """

    tokens: tuple[Token, ...]
    variants: tuple[Variant, ...] = ()
    word_numbers: tuple[int, ...] = ()
    function_counts: tuple[int, ...] = ()
    sentence_starts: frozenset[int] = frozenset()
    listed: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Part:
    word: str
    start: int
    end: int
    dropped: bool = False


@dataclass(slots=True)
class Normaliser:
    """Turns text into tokens; remembers the forms of words that it has seen."""

    _stemmer: snowballstemmer.english_stemmer.EnglishStemmer = field(
        default_factory=lambda: snowballstemmer.stemmer("english")
    )
    _forms: dict[str, Form] = field(default_factory=dict)
    _readings: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def form(self, word: str) -> Form:
        """The form of one lower-case word without apostrophes."""
        known = self._forms.get(word)
        if known is None:
            if len(self._forms) >= _CACHE_LIMIT:
                self._forms.clear()
            known = self._forms[word] = self._make_form(word)
        return known

    def readings(self, phrase: str) -> tuple[tuple[str, ...], ...]:
        """The stems of a cue's phrase, and other ways to write it: as a term, run together."""
        known = self._readings.get(phrase)
        if known is None:
            known = self._readings[phrase] = tuple(sorted(self._read(phrase)))
        return known

    def _read(self, phrase: str) -> set[tuple[str, ...]]:
        if _is_plain(phrase):  # most are; this makes compiling a bank twice as quick
            form = self.form(phrase)
            return {() if form.is_dropped else (form.stem,)}
        heard = self.listen(phrase)
        forms = [token.form for token in heard.tokens]
        stems = tuple(form.stem for form in forms)
        readings = {stems}
        for variant in heard.variants:
            if not variant.is_near:
                before, after = stems[: variant.first], stems[variant.last + 1 :]
                readings.add((*before, variant.form.stem, *after))
        if 2 <= len(forms) <= 3:
            readings.add(("".join(form.word for form in forms[:-1]) + stems[-1],))
        return readings

    def _make_form(self, word: str) -> Form:
        is_dropped = word in DROPPED
        is_function = word in FUNCTION_WORDS
        if word[0].isdigit():
            return Form(word, word, word, is_number=word.isdecimal() or "." in word)
        base = spelling.IRREGULAR.get(word) or spelling.americanise(word)
        base = spelling.IRREGULAR.get(base, base)
        is_kept = len(base) <= 3 or len(base) > _LONGEST_STEMMED or base in spelling.NOT_STEMMED
        stem = base[:_LONGEST_STEMMED] if is_kept else self._stemmer.stemWord(base)
        is_number = word in spelling.MAGNITUDES or base == "0"
        return Form(word, base, stem, is_number, is_dropped, is_function)

    def listen(self, text: str, aliases: AliasTable = _NO_ALIASES) -> Heard:
        """Tokens of a text, with the readings that the user taught; MAX_CHARS are read."""
        parts = list(_join_numbers(_split(text)))
        _drop_phrases(parts)
        forms = [self.form(part.word) for part in parts]
        tokens: list[Token] = []
        numbers: list[int] = []
        position: list[int] = []  # of each part: how many tokens stand before it
        grammar = [0]
        for nth, (part, form) in enumerate(zip(parts, forms, strict=True)):
            position.append(len(tokens))
            binds = form.is_function and part.word not in _BINDING_NOTHING
            grammar.append(grammar[-1] + binds)
            if not (part.dropped or form.is_dropped):
                tokens.append(Token(form, part.start, part.end))
                numbers.append(nth)
        position.append(len(tokens))
        variants = []
        words = [part.word for part in parts]
        readings = (*slips.find_variants(words), *_find_years(words), *aliases.find(words))
        for first, after, word, is_near in readings:
            if position[first] < position[after]:
                variants.append(
                    Variant(position[first], position[after] - 1, self.form(word), is_near)
                )
        starts = frozenset(
            at
            for at in range(1, len(tokens))
            if _SENTENCE_END.search(text, tokens[at - 1].end, tokens[at].start)
        )
        gaps = [""] + [text[one.end : two.start] for one, two in pairwise(parts)]
        listed = frozenset(
            token
            for first, after in find_lists(words, gaps)
            for token in range(position[first], position[after])
        )
        return Heard(tuple(tokens), tuple(variants), tuple(numbers), tuple(grammar), starts, listed)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, numbers as digits."""
    return [part.word for part in _join_numbers(_split(text))]


def _is_plain(phrase: str) -> bool:
    """Whether a phrase is one word that has no other reading."""
    return (
        phrase.isascii()
        and phrase.isalpha()
        and phrase.islower()
        and not slips.begins_with(phrase)
        and phrase not in spelling.CONTRACTIONS
        and phrase not in spelling.UNITS
        and phrase not in spelling.TENS
        and not phrase.endswith("fold")
    )


def _split(text: str) -> Iterator[_Part]:
    for match in _WORD.finditer(text, 0, MAX_CHARS):
        start, end = match.span()
        for word in _spell_out(_fold(match.group())):
            yield _Part(word, start, end)


def _fold(word: str) -> str:
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES))
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return word.casefold()


def _spell_out(word: str) -> tuple[str, ...]:
    if word in spelling.CONTRACTIONS:
        return spelling.CONTRACTIONS[word]
    if "'" in word:
        return _open_contraction(word)
    if word[0].isdigit():
        return (word.replace(",", ""),)
    if word.endswith("fold") and word[:-4] in spelling.UNITS:
        return (str(spelling.UNITS[word[:-4]]), "fold")
    return (word,)


def _open_contraction(word: str) -> tuple[str, ...]:
    head, _, ending = word.rpartition("'")
    head = head.replace("'", "")
    if not head:
        return (ending,) if ending else ("'",)
    if ending == "t" and head.endswith("n"):
        return (head[:-1], "not")
    if ending in spelling.APOSTROPHE_ENDINGS:
        return (head, *spelling.APOSTROPHE_ENDINGS[ending])
    if ending == "s":
        return (head, "is") if head in spelling.PRONOUNS_BEFORE_IS else (head,)
    return (head + ending,)


def _join_numbers(parts: Iterator[_Part]) -> Iterator[_Part]:
    """Number words as digits: "ninety five" is "95"."""
    tens: _Part | None = None
    for part in parts:
        unit = spelling.UNITS.get(part.word)
        if tens is not None:
            if unit is not None and 0 < unit < 10:
                yield _Part(str(spelling.TENS[tens.word] + unit), tens.start, part.end)
                tens = None
                continue
            yield _Part(str(spelling.TENS[tens.word]), tens.start, tens.end)
            tens = None
        if part.word in spelling.TENS:
            tens = part
        elif unit is not None:
            yield _Part(str(unit), part.start, part.end)
        else:
            yield part
    if tens is not None:
        yield _Part(str(spelling.TENS[tens.word]), tens.start, tens.end)


def _find_years(words: Sequence[str]) -> Iterator[tuple[int, int, str, bool]]:
    """Years as they are said: "twenty twelve", "nineteen ninety", "two thousand and six"."""
    for at, word in enumerate(words):
        if word in ("19", "20"):
            year = words[at + 1 : at + 2]
            if year and year[0].isdecimal() and len(year[0]) == 2:
                yield at, at + 2, word + year[0], False
        elif word == "thousand" and at and words[at - 1] == "2":
            last = at + 1 + (words[at + 1 : at + 2] == ["and"])
            year = words[last : last + 1]
            if year and year[0].isdecimal() and len(year[0]) <= 2:
                yield at - 1, last + 1, f"20{year[0]:0>2}", False


def _drop_phrases(parts: Sequence[_Part]) -> None:
    words = [part.word for part in parts]
    firsts = {phrase[0] for phrase in _DROPPED_PHRASES}
    for at, word in enumerate(words):
        if word not in firsts:
            continue
        for phrase in _DROPPED_PHRASES:
            if tuple(words[at : at + len(phrase)]) == phrase:
                _drop(parts, at, len(phrase))
        if tuple(words[at : at + 4]) == _IDK and words[at + 4 : at + 5] not in (
            [asking] for asking in _ASKING
        ):
            _drop(parts, at, 4)


def _drop(parts: Sequence[_Part], at: int, count: int) -> None:
    for part in parts[at : at + count]:
        part.dropped = True
