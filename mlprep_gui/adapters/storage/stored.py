"""How values are written into columns: JSON in a form of its own, apart from the domain's classes.

Renaming a field of the domain must not make an old database unreadable. What reads here raises
ValueError (msgspec's errors are such) on a value that was not written here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import (
    Coverage,
    Evidence,
    MistakeSaid,
    PointVerdict,
    Verdict,
)
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript, Word
from mlprep_gui.services.ports.storage import OwnVerdict

T = TypeVar("T")

Row = tuple[Any, ...]
"""A row as sqlite3 hands it over."""


class _Attempt(msgspec.Struct, array_like=True, frozen=True):
    id: str
    question_id: str
    started_at: str
    state: AttemptState
    source: AnswerSource
    duration_s: float
    limit_s: float
    recording: str | None
    failure: FaultCode | None
    engine: str


class StoredWord(msgspec.Struct, array_like=True, frozen=True):
    """A word as it is stored; reads like the domain's."""

    text: str
    start_s: float | None
    end_s: float | None
    probability: float


class _Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    words: list[StoredWord]
    doubtful: bool = False


class _Heard(msgspec.Struct, frozen=True, omit_defaults=True):
    segments: list[_Segment]
    speech: tuple[tuple[float, float], ...] = ()


class _Spotted(msgspec.Struct, array_like=True, frozen=True):
    term: str
    start_s: float
    end_s: float


class _Evidence(msgspec.Struct, array_like=True, frozen=True):
    text: str
    start: int
    end: int


class _Point(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    verdict: Verdict
    evidence: tuple[_Evidence, ...] = ()


class _Mistake(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    correction: str
    evidence: _Evidence
    contradicts: tuple[str, ...] = ()


class _Coverage(msgspec.Struct, frozen=True, omit_defaults=True):
    points: tuple[_Point, ...]
    mistakes: tuple[_Mistake, ...] = ()


class _OwnVerdict(msgspec.Struct, frozen=True, omit_defaults=True):
    said: bool
    start: int | None = None
    end: int | None = None
    heard: str = ""


def write_time(time: datetime) -> str:
    """A time so that text sorts as time does; ValueError for one without a zone."""
    if time.tzinfo is None:
        raise ValueError("a time without its zone")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def read_time(text: str) -> datetime:
    """The time that ``write_time`` wrote."""
    return datetime.fromisoformat(text)


def write_attempt(attempt: Attempt) -> dict[str, str | float | None]:
    """The columns of an attempt, by name."""
    return {
        "id": attempt.id,
        "question_id": attempt.question_id,
        "started_at": write_time(attempt.started_at),
        "state": attempt.state,
        "source": attempt.source,
        "duration_s": attempt.duration_s,
        "limit_s": attempt.limit_s,
        "recording": attempt.recording,
        "failure": attempt.failure,
        "engine": attempt.engine,
    }


def read_attempt(row: Row) -> Attempt:
    """The attempt whose columns these are, in the order of ``Attempt``'s fields."""
    columns = msgspec.structs.asdict(msgspec.convert(row, _Attempt))
    return Attempt(**columns | {"started_at": read_time(columns["started_at"])})


def write_text(text: str) -> str:
    """Text as SQLite takes it; halves of a surrogate pair, which no file can hold, become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def write_segments(transcript: Transcript) -> str:
    """A transcript's words, and when a voice was heard."""
    segments = [
        _Segment(
            [
                StoredWord(write_text(w.text), w.start_s, w.end_s, w.probability)
                for w in segment.words
            ],
            segment.is_doubtful,
        )
        for segment in transcript.segments
    ]
    return _encode(_Heard(segments, transcript.speech))


def write_spotted(transcript: Transcript) -> str:
    """A transcript's spotted terms."""
    return _encode([_Spotted(write_text(s.term), s.start_s, s.end_s) for s in transcript.spotted])


def read_transcript(engine: str, segments: str, spotted: str) -> Transcript:
    """The transcript whose columns these are."""
    heard = _read_heard(segments)
    return Transcript(
        segments=tuple(
            Segment(
                tuple(Word(w.text, w.start_s, w.end_s, w.probability) for w in segment.words),
                segment.doubtful,
            )
            for segment in heard.segments
        ),
        engine=engine,
        spotted=tuple(
            SpottedTerm(s.term, s.start_s, s.end_s) for s in _decode(spotted, list[_Spotted])
        ),
        speech=heard.speech,
    )


def _read_heard(text: str) -> _Heard:
    """What ``write_segments`` wrote, today or in the first version: bare lists of words."""
    stored = msgspec.json.decode(text, type=_Heard | list[list[StoredWord]])
    if isinstance(stored, _Heard):
        return stored
    return _Heard([_Segment(words) for words in stored])


def read_speech(segments: str) -> tuple[list[StoredWord], tuple[tuple[float, float], ...]]:
    """A transcript's words and when a voice was heard; far quicker than ``read_transcript``."""
    heard = _read_heard(segments)
    return [word for segment in heard.segments for word in segment.words], heard.speech


def write_coverage(coverage: Coverage) -> str:
    """The verdicts on an answer; the question stands in a column of its own."""
    points = tuple(
        _Point(p.point_id, p.verdict, tuple(map(_from_evidence, p.evidence)))
        for p in coverage.points
    )
    mistakes = tuple(
        _Mistake(m.mistake_id, m.correction, _from_evidence(m.evidence), m.contradicts)
        for m in coverage.mistakes
    )
    return _encode(_Coverage(points, mistakes))


def read_coverage(question_id: str, text: str) -> Coverage:
    """The verdicts whose columns these are."""
    stored = _decode(text, _Coverage)
    return Coverage(
        question_id=question_id,
        points=tuple(
            PointVerdict(p.id, p.verdict, tuple(map(_to_evidence, p.evidence)))
            for p in stored.points
        ),
        mistakes=tuple(
            MistakeSaid(m.id, m.correction, m.contradicts, _to_evidence(m.evidence))
            for m in stored.mistakes
        ),
    )


def write_self_check(answers: dict[str, str]) -> str:
    """The self-check: item id -> answer id."""
    return _encode(answers)


def read_self_check(text: str) -> dict[str, str]:
    """The self-check that ``write_self_check`` wrote."""
    return _decode(text, dict[str, str])


def write_own_verdicts(verdicts: Mapping[str, OwnVerdict]) -> str:
    """The user's own verdicts: point id -> verdict."""
    return _encode(
        {
            write_text(point): _OwnVerdict(v.said, v.start, v.end, write_text(v.heard))
            for point, v in verdicts.items()
        }
    )


def read_own_verdicts(text: str) -> dict[str, OwnVerdict]:
    """The verdicts that ``write_own_verdicts`` wrote."""
    return {
        point: OwnVerdict(v.said, v.start, v.end, v.heard)
        for point, v in _decode(text, dict[str, _OwnVerdict]).items()
    }


def _from_evidence(evidence: Evidence) -> _Evidence:
    return _Evidence(write_text(evidence.text), evidence.start, evidence.end)


def _to_evidence(stored: _Evidence) -> Evidence:
    return Evidence(stored.text, stored.start, stored.end)


def _encode(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _decode(text: str, kind: type[T]) -> T:
    return msgspec.json.decode(text, type=kind)
