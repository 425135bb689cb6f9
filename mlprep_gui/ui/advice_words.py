"""How advice and refusals read. No Qt here."""

from mlprep_gui.domain.advice import Advice, AdviceKind
from mlprep_gui.domain.aliases import MOST_WORDS, AliasProblem
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.models.lengths import write_clock

_SENTENCES = {
    AdviceKind.MISTAKE: "Put this right first: {subject}",
    AdviceKind.MISSING: "Next time, add point {number}: {subject}",
    AdviceKind.OVER_TIME: "You were {over} min over time: leave out one example.",
    AdviceKind.TOO_FAST: "You spoke {by:.0%} faster than usual: breathe between two points.",
    AdviceKind.TOO_SLOW: "You spoke {by:.0%} slower than usual: the second try often flows better.",
    AdviceKind.UNSURE: "Say point {number} in plainer words: {subject}",
    AdviceKind.ALL_SAID: "You said every point. Answer it once more in a few days to keep it.",
}
_MISSING_PERHAPS = "If you left out point {number}, add it next time: {subject}"


def write_advice(sheet: ReviewSheet) -> tuple[str, ...]:
    """What to do first: at most two sentences."""
    return tuple(write_one(advice, rough=sheet.is_rough) for advice in sheet.advice)


def write_one(advice: Advice, *, rough: bool) -> str:
    """One piece of advice; a rough recogniser cannot tell that something was not said."""
    sentence = _SENTENCES[advice.kind]
    if rough and advice.kind is AdviceKind.MISSING:
        sentence = _MISSING_PERHAPS
    return sentence.format(
        subject=advice.subject, number=advice.number, by=advice.by, over=write_clock(advice.by)
    )


def write_refusal(problem: AliasProblem) -> str:
    """Why an alias was not kept."""
    return {
        AliasProblem.EMPTY: "Write what was heard and which term you said.",
        AliasProblem.SAME: "Both are the same words, so there is nothing to remember.",
        AliasProblem.TOO_LONG: f"Only the term itself, please: at most {MOST_WORDS} words.",
        AliasProblem.TOO_COMMON: (
            "These words are so common that they would count in every answer. "
            "Take the whole term as it was written."
        ),
        AliasProblem.OTHER_TERM: "This is a term of its own, so it cannot stand for another one.",
    }[problem]
