"""How what a person types becomes a search that never fails, and how its finds are marked."""

from mlprep_gui.adapters.storage.digest import SNIPPET_MARKS
from mlprep_gui.services.ports.history import SnippetPart

SNIPPET = "snippet(search, -1, char(2), char(3), '…', 16)"
"""The SQL for a snippet, around the marks."""


def match_expression(words: str) -> str | None:
    """The search in SQLite's own language; None where there is nothing that could be found.

    Everything is quoted, so that no letter means more than itself. The last word may go on,
    unless something was typed behind it.
    """
    terms = [f'"{word}"' for word in _pieces(words)]
    if terms and not words[-1:].isspace():
        terms[-1] += "*"
    return " ".join(terms) or None


def read_snippet(text: str) -> tuple[SnippetPart, ...]:
    """The parts of a marked snippet."""
    opening, closing = SNIPPET_MARKS
    before, *marked = text.split(opening)
    parts = [SnippetPart(before, is_match=False)]
    for piece in marked:
        found, _, rest = piece.partition(closing)
        parts += [SnippetPart(found, is_match=True), SnippetPart(rest, is_match=False)]
    return tuple(part for part in parts if part.text)


def _pieces(words: str) -> list[str]:
    cleaned = "".join(" " if letter in '"\x00' else letter for letter in words)
    text = cleaned.encode("utf-8", "ignore").decode("utf-8")
    return [piece for piece in text.split() if any(map(str.isalnum, piece))]
