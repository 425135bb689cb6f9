"""Questions of one point, for tests of single cues."""

from mlprep_gui.domain.coverage import Coverage, Judge, Verdict
from mlprep_gui.domain.questions import Cue, KeyPoint, Mistake, Question


def ask(
    *cues: str,
    unless: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
    words: dict[str, str] | None = None,
    mistakes: tuple[Mistake, ...] = (),
) -> Question:
    """A question with one point that has these cues."""
    return Question(
        id="tiny",
        topic="Tests",
        title="Tiny",
        prompt="Which of the many methods would you recommend to a friend of yours?",
        model_answer="None.",
        points=(
            KeyPoint(
                id="point",
                meaning="The point.",
                cues=tuple(Cue(cue) for cue in cues),
                unless=tuple(Cue(cue) for cue in unless),
                terms=terms,
            ),
        ),
        mistakes=mistakes,
        word_sets=tuple((name, (text,)) for name, text in (words or {}).items()),
    )


def hear(question: Question, text: str, spotted: tuple[str, ...] = ()) -> Coverage:
    """The coverage by a fresh judge."""
    return Judge().judge(question, text, spotted)


def verdict(question: Question, text: str, spotted: tuple[str, ...] = ()) -> Verdict:
    """The verdict on a tiny question's only point."""
    return hear(question, text, spotted).points[0].verdict


def quote(question: Question, text: str) -> str:
    """The evidence for a tiny question's only point."""
    (evidence,) = hear(question, text).points[0].evidence
    assert text[evidence.start : evidence.end] == evidence.text
    return evidence.text
