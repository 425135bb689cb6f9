"""What a recogniser's habits cost: no punctuation, and words replaced by ones that sound alike.

python -m tests.benchmarks.coverage_robustness
"""

import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from mlprep_gui.domain.coverage import Judge
from mlprep_gui.domain.coverage.phonetics import skeleton
from mlprep_gui.domain.questions import QuestionBank
from tests.benchmarks.coverage_quality import (
    LabelledAnswer,
    judge_all,
    read_answers,
    read_checked_bank,
    say,
    tally,
)

_SHARE_REPLACED = 0.05
_WORD = re.compile(r"[A-Za-z]+")


def without_punctuation(text: str) -> str:
    """Lower case, no marks but apostrophes: what some recognisers write."""
    return " ".join(re.sub(r"[^\w\s']", " ", text).lower().split())


def similar_words(texts: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """For each word of some texts, other words there that sound like it."""
    words = {word.lower() for text in texts for word in _WORD.findall(text)}
    by_sound: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        by_sound[skeleton(word)].append(word)
    similar = {}
    for word in sorted(words):
        alike = [other for other in by_sound[skeleton(word)] if other != word]
        alike.sort(key=lambda other: -fuzz.ratio(word, other))
        if alike and len(word) > 2:
            similar[word] = alike[:3]
    return similar


def misheard(text: str, similar: Mapping[str, Sequence[str]], chance: random.Random) -> str:
    """A text with every twentieth word replaced by one that sounds like it, if there is one."""
    words = [m.group().lower() for m in _WORD.finditer(text)]
    replaceable = [nth for nth, word in enumerate(words) if word in similar]
    count = min(round(len(words) * _SHARE_REPLACED), len(replaceable))
    chosen = set(chance.sample(replaceable, count))
    nth = -1

    def swap(match: re.Match[str]) -> str:
        nonlocal nth
        nth += 1
        return chance.choice(similar[match.group().lower()]) if nth in chosen else match.group()

    return _WORD.sub(swap, text)


def f1(bank: QuestionBank, answers: Iterable[LabelledAnswer], judge: Judge) -> float:
    """F1 over all verdicts."""
    return tally(judge_all(bank, answers, judge)).ratios()[2]


def main() -> int:
    """Prints F1 for the answers as they are, without punctuation, and misheard."""
    bank, _ = read_checked_bank()
    judge = Judge(bank)
    answers = [answer for answer in read_answers("tuning") if answer.question in bank]
    similar = similar_words(answer.text for answer in answers)
    bare = [replace(answer, text=without_punctuation(answer.text)) for answer in answers]
    say(f"as they are          {f1(bank, answers, judge):.3f}")
    say(f"without punctuation  {f1(bank, bare, judge):.3f}")
    for seed in range(5):
        chance = random.Random(seed)
        slips = [replace(a, text=misheard(a.text, similar, chance)) for a in answers]
        say(f"misheard, seed {seed}     {f1(bank, slips, judge):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
