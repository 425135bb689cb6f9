"""Links in what the user wrote: where they are, and which of them may be opened."""

import re
from urllib.parse import quote, urlsplit

OPENABLE = frozenset({"http", "https", "mailto"})
_LINK = re.compile(r"\b(?:https?://|mailto:)[^\s<>\"'`]+", re.IGNORECASE)
_LONGEST = 2_000


def find_links(text: str) -> tuple[str, ...]:
    """The links of a text that may be opened, each once, without the sentence's punctuation."""
    found = (match.group().rstrip(".,;:!?)]}") for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if is_openable(link)))


def is_openable(link: str) -> bool:
    """Whether a link is of a kind that the program opens, after asking: web pages and mail."""
    link = link.strip()
    if len(link) > _LONGEST or any(ord(letter) <= ord(" ") for letter in link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme.casefold() not in OPENABLE:
        return False
    return bool(parts.path) if parts.scheme.casefold() == "mailto" else bool(parts.netloc)


def mail_link(to: str, subject: str, body: str) -> str:
    """A link that opens a new message; the address may be ""."""
    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"mailto:{quote(to.strip(), safe='@')}?subject={quote(subject)}&body={quote(lines)}"
