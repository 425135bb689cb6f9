"""A question while somebody edits it: its points as texts, and how they become points again."""

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from math import inf

from mlprep_gui.domain.questions import Cue, KeyPoint, Keyword, Mistake, Question

_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A key point as it stands in the fields of an editor.

    Attributes:
        id, meaning, weight: see ``KeyPoint``.
        keywords: a keyword a line, as ``read_keyword`` reads them.
        cues: a cue a line.
        origins: the points that it comes from: none for a new one, several for a merged one.
    """

    id: str
    meaning: str
    weight: float = 1.0
    keywords: str = ""
    cues: str = ""
    origins: tuple[KeyPoint, ...] = ()


PointDrafts = tuple[PointDraft, ...]


def draft_points(question: Question) -> PointDrafts:
    """The points of a question, to be edited."""
    return tuple(
        PointDraft(
            id=point.id,
            meaning=point.meaning,
            weight=point.weight,
            keywords="\n".join(write_keyword(keyword) for keyword in point.keywords),
            cues="\n".join(cue.pattern for cue in point.cues),
            origins=(point,),
        )
        for point in question.points
    )


def add_point(drafts: PointDrafts) -> PointDrafts:
    """With an empty point at the end."""
    ids = {draft.id for draft in drafts}
    return (*drafts, PointDraft(new_id(f"point-{len(drafts) + 1}", ids), ""))


def delete_point(drafts: PointDrafts, at: int) -> PointDrafts:
    """Without one of the points."""
    return drafts[:at] + drafts[at + 1 :]


def replace_point(drafts: PointDrafts, at: int, draft: PointDraft) -> PointDrafts:
    """With another draft in the place of one."""
    return (*drafts[:at], draft, *drafts[at + 1 :])


def merge_points(drafts: PointDrafts, at: int, other: int) -> PointDrafts:
    """With one point in the place of two.

    It says what both said, has the words of both, and weighs as much as the heavier one: it is one
    idea now. It keeps the first one's id and place.
    """
    kept, taken = drafts[at], drafts[other]
    merged = PointDraft(
        id=kept.id,
        meaning=_join_sentences(kept.meaning, taken.meaning),
        weight=max(kept.weight, taken.weight),
        keywords=_join_lines(kept.keywords, taken.keywords),
        cues=_join_lines(kept.cues, taken.cues),
        origins=kept.origins + taken.origins,
    )
    return delete_point(replace_point(drafts, at, merged), other)


def find_broken_keywords(draft: PointDraft) -> tuple[str, ...]:
    """The lines that ``read_keyword`` refuses."""
    return tuple(line for line in split_lines(draft.keywords) if not _is_keyword(line))


def finish_question(question: Question, drafts: PointDrafts) -> Question:
    """The question with the edited points.

    Its mistakes follow the points that they contradict: to their new ids, or away with them.
    Raises ValueError for a keyword that ``find_broken_keywords`` names.
    """
    new_ids = {origin.id: draft.id for draft in drafts for origin in draft.origins}
    return replace(
        question,
        points=tuple(_finish_point(draft) for draft in drafts),
        mistakes=tuple(_follow(mistake, new_ids) for mistake in question.mistakes),
    )


def read_keyword(text: str) -> Keyword:
    """Alternatives separated by commas, with a weight behind a colon if it is not 1.

    Raises ValueError where there are no alternatives or the weight is no number above 0.
    """
    words, colon, weight = text.partition(":")
    alternatives = tuple(part.strip() for part in words.split(",") if part.strip())
    value = float(weight) if colon else 1.0
    if not alternatives or not 0 < value < inf:
        raise ValueError(text)
    return Keyword(alternatives, value)


def write_keyword(keyword: Keyword) -> str:
    """What ``read_keyword`` reads."""
    words = ", ".join(keyword.alternatives)
    if keyword.weight == 1:
        return words
    short = f"{keyword.weight:g}"
    return f"{words}: {short if float(short) == keyword.weight else repr(keyword.weight)}"


def new_id(title: str, taken: Container[str]) -> str:
    """An id made of a title's letters and digits that no other has."""
    stem = re.sub(r"[^a-z0-9]+", "-", title.casefold())[:_LONGEST_ID].strip("-") or "question"
    number, candidate = 1, stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def split_lines(text: str) -> tuple[str, ...]:
    """The lines that are not empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _finish_point(draft: PointDraft) -> KeyPoint:
    return KeyPoint(
        id=draft.id.strip(),
        meaning=draft.meaning.strip(),
        weight=draft.weight,
        cues=tuple(Cue(line) for line in split_lines(draft.cues)),
        terms=tuple(dict.fromkeys(term for o in draft.origins for term in o.terms)),
        unless=tuple(dict.fromkeys(cue for o in draft.origins for cue in o.unless)),
        keywords=tuple(read_keyword(line) for line in split_lines(draft.keywords)),
    )


def _follow(mistake: Mistake, new_ids: dict[str, str]) -> Mistake:
    kept = (new_ids[point].strip() for point in mistake.contradicts if point in new_ids)
    return replace(mistake, contradicts=tuple(dict.fromkeys(kept)))


def _is_keyword(line: str) -> bool:
    try:
        read_keyword(line)
    except ValueError:
        return False
    return True


def _join_sentences(one: str, other: str) -> str:
    one, other = one.strip(), other.strip()
    if not one or not other:
        return one or other
    return f"{one} {other}" if one[-1] in ".!?;:" else f"{one}. {other}"


def _join_lines(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(split_lines(one) + split_lines(other)))
