"""What a PDF of Qt's says, as a reader with eyes would have it: pages and words.

Only what Qt writes is understood: glyphs one by one, each font with its table of characters.
"""

import re
import unicodedata
import zlib
from pathlib import Path

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>")
_STEP = re.compile(
    rb"/F(?P<font>\d+) [\d.]+ Tf|(?P<x>-?[\d.]+) (?P<y>-?[\d.]+) Td <(?P<glyphs>\w+)> Tj"
)


class PdfPages:
    """A PDF, read.

    Attributes:
        count: of its pages.
        letters: all letters in the order in which they stand, without blanks.
    """

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        assert content.startswith(b"%PDF-")
        self._objects = {int(m[1]): m[2] for m in _OBJECT.finditer(content)}
        pages = [body for body in self._objects.values() if b"/Type /Page\n" in body]
        self.count = len(pages)
        self.letters = "".join(self._read(body) for body in pages)

    def says(self, words: str) -> bool:
        """Whether these words stand somewhere; blanks do not count."""
        return _bare(words) in self.letters

    def _read(self, page: bytes) -> str:
        number = re.search(rb"/Contents (\d+) 0 R", page)
        assert number is not None
        content = zlib.decompress(self._stream(int(number[1])))
        letters: list[str] = []
        font: dict[int, str] = {}
        for step in _STEP.finditer(content):
            if step["font"]:
                font = self._font(int(step["font"]))
            else:
                glyphs = step["glyphs"]
                letters += [font[int(glyphs[n : n + 4], 16)] for n in range(0, len(glyphs), 4)]
        return _bare("".join(letters))

    def _font(self, number: int) -> dict[int, str]:
        table = re.search(rb"/ToUnicode (\d+) 0 R", self._objects[number])
        assert table is not None
        return _read_table(self._stream(int(table[1])))

    def _stream(self, number: int) -> bytes:
        _head, _, rest = self._objects[number].partition(b"stream\n")
        return rest.rpartition(b"\nendstream")[0]


def _bare(text: str) -> str:
    """Without blanks, and with letters in the place of ligatures such as "ff"."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _read_table(table: bytes) -> dict[int, str]:
    """From glyphs to characters, as "bfrange" lines say it."""
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfrange\n(.*?)endbfrange", table, re.DOTALL):
        for line in block.splitlines():
            first, last, *targets = (bytes.fromhex(h.decode()) for h in _PAIR.findall(line))
            low, high = int.from_bytes(first), int.from_bytes(last)
            texts = [target.decode("utf-16-be") for target in targets]
            if len(texts) == 1:
                texts = [chr(ord(texts[0]) + step) for step in range(high - low + 1)]
            found |= dict(zip(range(low, high + 1), texts, strict=True))
    return found
