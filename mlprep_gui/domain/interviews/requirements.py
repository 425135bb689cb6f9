"""A job's requirements: found in its description, and what one has to show for each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

LONGEST_DESCRIPTION = 100_000
"""Characters that are read; a job description has a few thousand."""
_MOST = 60
_LONGEST = 300
_SHORTEST = 2


class Strength(StrEnum):
    """How well one meets a requirement; UNSAID until the user has chosen."""

    UNSAID = "unsaid"
    STRONG = "strong"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the job asks for.

    Attributes:
        id: unique within its interview.
        text: what is asked for.
        evidence: what one has done that shows it.
        strength: see there.
        bridge: for NONE: how one would close the gap, in a sentence.
    """

    id: str
    text: str
    evidence: str = ""
    strength: Strength = Strength.UNSAID
    bridge: str = ""

    @property
    def is_covered(self) -> bool:
        """There is something to say: evidence, or a bridge where there is none."""
        if self.strength in {Strength.STRONG, Strength.SOME}:
            return bool(self.evidence.strip())
        return self.strength is Strength.NONE and bool(self.bridge.strip())


@dataclass(frozen=True, slots=True)
class Proposal:
    """The requirements that were found in a description.

    Attributes:
        texts: in the order of the description.
        is_trimmed: it was too long, and only its beginning was read.
        description: what was read, as plain text.
    """

    texts: tuple[str, ...]
    is_trimmed: bool
    description: str


def propose_requirements(description: str) -> Proposal:
    """Bullets under a heading that asks, and lines that name experience, knowledge or a degree.

    Where no heading asks, all bullets count. Markup is taken for what it shows.
    """
    is_trimmed = len(description) > LONGEST_DESCRIPTION
    text = _plain(_beginning(description) if is_trimmed else description)
    lines = tuple(_sort_lines(text))
    has_heading = any(line.is_asked for line in lines)
    found = (
        line.text
        for line in lines
        if not line.is_offer
        and (line.names_skill or (line.is_bullet and (line.is_asked or not has_heading)))
    )
    unique: dict[str, str] = {}
    for one in filter(None, map(_cut, found)):
        unique.setdefault(_fold(one), one)
    texts = tuple(unique.values())[:_MOST]
    return Proposal(texts, is_trimmed, text)


def _beginning(description: str) -> str:
    """What is read of a text that is too long: whole lines, where it has any."""
    start = description[:LONGEST_DESCRIPTION]
    return start.rpartition("\n")[0] or start


def uncovered(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Those about which there is nothing to say yet."""
    return tuple(one for one in requirements if not one.is_covered)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    is_bullet: bool
    is_asked: bool
    is_offer: bool
    names_skill: bool


_BULLET = re.compile(r"^\s*(?:[-*+•–—·▪◦●■‣✓✔]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_ASKS = re.compile(
    r"\b(require(?:d|ments?)?|qualifications?|must[- ]haves?|nice[- ]to[- ]haves?|preferred"
    r"|your profile|who you are|what you(?:'ll| will)? (?:bring|need)|you (?:bring|have)"
    r"|skills|about you|we(?:'re| are) looking for|what we(?:'re| are)? (?:expect|look)\w*"
    r"|bonus points|ideal candidate)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(we offer|benefits|perks|what you(?:'ll)? get|our offer|why (?:join|us)|compensation"
    r"|about (?:us|the company)|how to apply|equal opportunit\w+|responsibilities|your tasks"
    r"|what you(?:'ll| will) do|the role|your role)\b",
    re.IGNORECASE,
)
_SKILL = re.compile(
    r"\b(experience (?:with|in|of|using|building|as)|years? of|knowledge of|proficien(?:t|cy)"
    r"|familiar(?:ity)? with|understanding of|expertise in|degree in|background in"
    r"|ability to|able to|skilled in|fluen(?:t|cy) in|command of|track record|hands-on"
    r"|must have|should have|master'?s|ph\.?d|bachelor'?s|comfortable with)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60


def _sort_lines(text: str) -> Iterator[_Line]:
    asked = offer = is_fresh = False
    for raw in text.splitlines():
        bullet = _BULLET.match(raw)
        line = raw[bullet.end() if bullet else 0 :].strip()
        if not line:
            # What is offered ends with its paragraph, what is asked for with the next heading.
            offer = offer and is_fresh
            continue
        if bullet is None and _is_heading(line):
            asked, offer = bool(_ASKS.search(line)), bool(_OFFERS.search(line))
            is_fresh = True
            continue
        is_fresh = False
        pieces = (line,) if bullet else tuple(re.split(r"(?<=[.!?;])\s+", line))
        for piece in pieces:
            skill = bool(_SKILL.search(piece))
            yield _Line(piece, bullet is not None, asked, offer and not asked, skill)


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING:
        return False
    if line.endswith(":"):
        return True
    speaks = _ASKS.search(line) or _OFFERS.search(line)
    return bool(speaks) and not _SKILL.search(line) and line[-1] not in ".;,"


def _cut(text: str) -> str:
    line = " ".join(text.split()).strip(" ;,.•-–")
    if len(line) < _SHORTEST or not any(letter.isalpha() for letter in line):
        return ""
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


_LOOKS_LIKE_MARKUP = re.compile(
    r"</?(?:p|br|li|ul|ol|div|h[1-6]|span|strong|b|html|body)\b", re.IGNORECASE
)


def _plain(text: str) -> str:
    if not _LOOKS_LIKE_MARKUP.search(text):
        return text
    reader = _MarkupReader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _MarkupReader(HTMLParser):
    """Collects the words of markup, a line a block, with a dash before each point of a list."""

    _BLOCKS = frozenset({"p", "br", "div", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
    _SILENT = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in self._SILENT:
            self._silent += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in self._BLOCKS or tag == "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
