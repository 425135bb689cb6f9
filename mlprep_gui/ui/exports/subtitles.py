"""How a transcript becomes subtitles: when a new one begins, and how SRT and WebVTT are written.

SRT has no standard; https://www.w3.org/TR/webvtt1/ is the other's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mlprep_gui.domain.transcripts import Transcript, Word

_LONGEST_LINE = 42
_LONGEST_S = 6.0
_PAUSE_S = 0.8
_SHORTEST_S = 0.3


@dataclass(frozen=True, slots=True)
class Subtitle:
    """Words shown together for a while."""

    start_s: float
    end_s: float
    text: str


def cut_subtitles(transcript: Transcript) -> tuple[Subtitle, ...]:
    """The transcript in readable pieces; words without times go with those before them.

    A new piece begins with a segment, after a pause, and where a line would grow too long or stand
    for too long. A transcript without any times has none.
    """
    pieces: list[list[Word]] = []
    for segment in transcript.segments:
        begins = True
        for word in segment.words:
            if begins or not _goes_on(pieces[-1], word):
                pieces.append([])
            pieces[-1].append(word)
            begins = False
    return tuple(subtitle for piece in pieces if (subtitle := _close(piece)) is not None)


def write_srt(subtitles: Iterable[Subtitle]) -> str:
    """The pieces as SubRip subtitles."""
    blocks = (
        f"{number}\n{_stamp(s.start_s, ',')} --> {_stamp(s.end_s, ',')}\n{s.text}\n"
        for number, s in enumerate(subtitles, start=1)
    )
    return "\n".join(blocks)


def write_vtt(subtitles: Iterable[Subtitle]) -> str:
    """The pieces as WebVTT."""
    blocks = (
        f"{_stamp(s.start_s, '.')} --> {_stamp(s.end_s, '.')}\n{_escape(s.text)}\n"
        for s in subtitles
    )
    return "\n".join(["WEBVTT\n", *blocks])


def _goes_on(piece: list[Word], word: Word) -> bool:
    if len(" ".join(w.text for w in (*piece, word))) > _LONGEST_LINE:
        return False
    start = next((w.start_s for w in piece if w.start_s is not None), None)
    end = next(_ends(piece), None)
    if start is None or end is None or word.start_s is None or word.end_s is None:
        return True
    return word.start_s - end < _PAUSE_S and word.end_s - start <= _LONGEST_S


def _close(piece: list[Word]) -> Subtitle | None:
    start = next((w.start_s for w in piece if w.start_s is not None), None)
    end = next(_ends(piece), None)
    if start is None or end is None:
        return None
    text = " ".join(word.text for word in piece)
    return Subtitle(start, max(end, start + _SHORTEST_S), text)


def _ends(piece: list[Word]) -> Iterator[float]:
    return (w.end_s for w in reversed(piece) if w.end_s is not None)


def _stamp(seconds: float, point: str) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{point}{milliseconds:03d}"


def _escape(text: str) -> str:
    # An arrow inside would end the piece, and markup must not be made of what was said.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
