"""The language of cues: a pattern's text -> its slots; docs/cues.md tells pack writers about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import process

_OPERATOR = re.compile(r"\s(\+|>)\s")
_ROOM = re.compile(r"\s~(\d+)\s*$")
_WORD_OK = re.compile(r"^(?:\$[a-z0-9][a-z0-9-]*|#|@|=?[^\W_][^\s$*=|+>!~?()]*\*?)$")


class CueError(ValueError):
    """A pattern that cannot be understood: what is wrong with it, and what would be right."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Alternatives, any of which fills the slot; each is a tuple of words or ``$names``."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed cue.

    Attributes:
        slots: all of them must be filled.
        follows: for each slot after the first, whether it must stand behind the one before it.
        room: how many other words may stand between, or None for the usual room.
        spoilers: what must not stand in or beside the match; None for nothing.
        spoils_inside_only: the spoilers do not matter beside the match.
        is_hint: the cue makes its point unsure at most.
    """

    slots: tuple[Slot, ...]
    follows: tuple[bool, ...]
    room: int | None
    spoilers: Slot | None
    spoils_inside_only: bool
    is_hint: bool


def parse(text: str) -> Pattern:
    """The pattern that a cue's text stands for; raises CueError."""
    body, bang, spoiling = text.strip().partition("!")
    inside_only = spoiling.startswith("!")
    spoiling = spoiling.removeprefix("!")
    is_hint = body.startswith("?")
    body = body.removeprefix("?").strip()
    room = _ROOM.search(" " + body)
    if room is not None:
        body = (" " + body)[: room.start()].strip()
    pieces = _OPERATOR.split(f" {body} ")
    slots = tuple(parse_alternatives(piece) for piece in pieces[::2])
    if bang and not spoiling.strip():
        raise CueError("nothing stands behind '!'")
    return Pattern(
        slots=slots,
        follows=tuple(operator == ">" for operator in pieces[1::2]),
        room=int(room.group(1)) if room else None,
        spoilers=parse_alternatives(spoiling) if bang else None,
        spoils_inside_only=inside_only,
        is_hint=is_hint,
    )


def parse_alternatives(text: str) -> Slot:
    """What stands between bars, as a slot; raises CueError."""
    alternatives = []
    for part in text.split("|"):
        words = tuple(part.split())
        if not words:
            raise CueError(f"an alternative is empty in {text.strip()!r}")
        if "*" in (words[0], words[-1]):
            raise CueError("a * alone stands for one word between others: 'leave * with'")
        for word in words:
            if word == "*":
                continue
            if word.startswith("~"):
                raise CueError(f"{word} must stand behind the last slot")
            if not _WORD_OK.match(word):
                raise CueError(
                    f"{word!r} is no word: letters and digits, a * at the end, "
                    "a $name, # for any number, or @ for a word said again"
                )
            if word.endswith("*") and len(word.strip("=*")) < 3:
                raise CueError(f"{word!r} would fit too many words: give it three letters or more")
        alternatives.append(words)
    return Slot(tuple(alternatives))


def names_in(slot: Slot) -> Iterator[str]:
    """The word sets that a slot refers to."""
    for words in slot.alternatives:
        for word in words:
            if word.startswith("$"):
                yield word[1:]


def unknown_name(name: str, known: Mapping[str, object]) -> CueError:
    """The error for a ``$name`` that is not defined, with the nearest one that is."""
    nearest = process.extractOne(name, list(known), score_cutoff=60)
    hint = f"; did you mean ${nearest[0]}?" if nearest else ""
    return CueError(f"there is no word set ${name}{hint}")
