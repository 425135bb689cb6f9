"""A question while somebody edits it: its points and wrong claims as texts, and back again."""

import re
from collections.abc import Container, Iterable, Mapping
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
        cues, unless: a cue a line.
        terms: a term of art a line.
        keys: numbers by which wrong claims know it, whatever its id becomes; several once it was
            merged, none for a point that no claim can contradict.
    """

    id: str
    meaning: str
    weight: float = 1.0
    keywords: str = ""
    cues: str = ""
    unless: str = ""
    terms: str = ""
    keys: tuple[int, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether anything is in it that most people never write."""
        return any(text.strip() for text in (self.cues, self.unless, self.terms))


@dataclass(frozen=True, slots=True)
class MistakeDraft:
    """A typical wrong claim as it stands in the fields of an editor.

    Attributes:
        id, correction: see ``Mistake``.
        contradicts: a key of each point that it takes away.
        cues, unless: a cue a line.
    """

    id: str
    correction: str
    contradicts: tuple[int, ...] = ()
    cues: str = ""
    unless: str = ""


PointDrafts = tuple[PointDraft, ...]
MistakeDrafts = tuple[MistakeDraft, ...]


def draft_points(question: Question, first_key: int = 0) -> PointDrafts:
    """The points of a question, to be edited; their keys begin with ``first_key``."""
    return tuple(
        PointDraft(
            id=point.id,
            meaning=point.meaning,
            weight=point.weight,
            keywords="\n".join(write_keyword(keyword) for keyword in point.keywords),
            cues=_write_cues(point.cues),
            unless=_write_cues(point.unless),
            terms="\n".join(point.terms),
            keys=(key,),
        )
        for key, point in enumerate(question.points, first_key)
    )


def draft_mistakes(question: Question) -> MistakeDrafts:
    """The wrong claims of a question, to be edited beside what ``draft_points`` gives."""
    keys = {point.id: key for key, point in enumerate(question.points)}
    return tuple(
        MistakeDraft(
            id=mistake.id,
            correction=mistake.correction,
            contradicts=tuple(keys[point] for point in mistake.contradicts if point in keys),
            cues=_write_cues(mistake.cues),
            unless=_write_cues(mistake.unless),
        )
        for mistake in question.mistakes
    )


def next_key(drafts: PointDrafts, mistakes: MistakeDrafts = ()) -> int:
    """A key that neither a point has nor a wrong claim refers to."""
    held = (key for draft in drafts for key in draft.keys)
    meant = (key for mistake in mistakes for key in mistake.contradicts)
    return max((*held, *meant), default=-1) + 1


def add_point(drafts: PointDrafts, mistakes: MistakeDrafts = ()) -> PointDrafts:
    """With an empty point at the end."""
    ids = {draft.id for draft in drafts}
    new = PointDraft(
        new_id(f"point-{len(drafts) + 1}", ids), "", keys=(next_key(drafts, mistakes),)
    )
    return (*drafts, new)


def add_mistake(mistakes: MistakeDrafts) -> MistakeDrafts:
    """With an empty wrong claim at the end."""
    ids = {mistake.id for mistake in mistakes}
    return (*mistakes, MistakeDraft(new_id(f"mistake-{len(mistakes) + 1}", ids), ""))


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
        unless=_join_lines(kept.unless, taken.unless),
        terms=_join_lines(kept.terms, taken.terms),
        keys=kept.keys + taken.keys,
    )
    return delete_point(replace_point(drafts, at, merged), other)


def find_broken_keywords(draft: PointDraft) -> tuple[str, ...]:
    """The lines that ``read_keyword`` refuses."""
    return tuple(line for line in split_lines(draft.keywords) if not _is_keyword(line))


def finish_question(
    question: Question, drafts: PointDrafts, mistakes: MistakeDrafts = ()
) -> Question:
    """The question with the edited points and wrong claims.

    A wrong claim follows the points that it contradicts: to their new ids, or away with them.
    Raises ValueError for a keyword that ``find_broken_keywords`` names.
    """
    ids = {key: draft.id.strip() for draft in drafts for key in draft.keys}
    return replace(
        question,
        points=tuple(_finish_point(draft) for draft in drafts),
        mistakes=tuple(_finish_mistake(mistake, ids) for mistake in mistakes),
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
        cues=_read_cues(draft.cues),
        terms=tuple(dict.fromkeys(split_lines(draft.terms))),
        unless=_read_cues(draft.unless),
        keywords=tuple(read_keyword(line) for line in split_lines(draft.keywords)),
    )


def _finish_mistake(draft: MistakeDraft, ids: Mapping[int, str]) -> Mistake:
    contradicted = (ids[key] for key in draft.contradicts if key in ids)
    return Mistake(
        id=draft.id.strip(),
        correction=" ".join(draft.correction.split()),
        contradicts=tuple(dict.fromkeys(contradicted)),
        cues=_read_cues(draft.cues),
        unless=_read_cues(draft.unless),
    )


def _write_cues(cues: Iterable[Cue]) -> str:
    return "\n".join(cue.pattern for cue in cues)


def _read_cues(text: str) -> tuple[Cue, ...]:
    return tuple(Cue(line) for line in split_lines(text))


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
