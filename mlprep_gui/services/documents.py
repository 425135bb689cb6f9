"""Answers as plain values for JSON; their names are a promise to other programs."""

from collections.abc import Iterable
from typing import Any

from mlprep_gui.domain.coverage.verdicts import Coverage, Evidence
from mlprep_gui.domain.delivery import Delivery
from mlprep_gui.domain.questions import Question
from mlprep_gui.domain.transcripts import Transcript, Word
from mlprep_gui.services.review import MistakeLine, PointLine, Quote, ReviewSheet

Document = dict[str, Any]


def sheet_document(sheet: ReviewSheet) -> Document:
    """One kept answer, whole: when, its question, what was said, the verdicts, the user's words."""
    attempt, own = sheet.attempt, sheet.own
    return {
        "id": attempt.id,
        "started_at": attempt.started_at.isoformat(),
        "question": sheet.question.id,
        "title": sheet.question.title,
        "source": attempt.source.value,
        "state": attempt.state.value,
        "duration_s": round(attempt.duration_s, 2),
        "limit_s": attempt.limit_s,
        "recording": attempt.recording,
        "transcript": transcript_document(sheet.transcript),
        "is_corrected": own.correction is not None,
        "points": points_document(sheet.points),
        "mistakes": mistakes_document(sheet.mistakes),
        "delivery": delivery_document(sheet.delivery),
        "own_estimate": own.estimate,
        "self_check": dict(own.self_check),
        "notes": own.notes,
    }


def question_document(question: Question) -> Document:
    """``{"id", "topic", "title", "prompt", "time_limit_s", "points": [{"id", "meaning"}]}``."""
    return {
        "id": question.id,
        "topic": question.topic,
        "title": question.title,
        "prompt": question.prompt,
        "time_limit_s": question.time_limit_s,
        "points": [{"id": point.id, "meaning": point.meaning} for point in question.points],
    }


def score_document(answer_id: str, coverage: Coverage) -> Document:
    """``{"id", "question", "points": {id: {"verdict", "evidence"}}, "mistakes": [...]}``."""
    return {
        "id": answer_id,
        "question": coverage.question_id,
        "points": {
            point.point_id: {
                "verdict": point.verdict.value,
                "evidence": [_evidence_document(evidence) for evidence in point.evidence],
            }
            for point in coverage.points
        },
        "mistakes": [
            {
                "id": said.mistake_id,
                "correction": said.correction,
                "contradicts": list(said.contradicts),
                "evidence": _evidence_document(said.evidence),
            }
            for said in coverage.mistakes
        ],
    }


def transcript_document(transcript: Transcript) -> Document:
    """``{"engine", "text", "segments": [{"start", "end", "text", "words": [...]}], "spotted"}``."""
    return {
        "engine": transcript.engine,
        "text": transcript.text,
        "segments": [_segment_document(segment.words) for segment in transcript.segments],
        "spotted": [
            {"term": heard.term, "start": heard.start_s, "end": heard.end_s}
            for heard in transcript.spotted
        ],
    }


def delivery_document(delivery: Delivery) -> Document:
    """Pace, pauses and fillers; seconds as floats."""
    return {
        "words": delivery.words,
        "speaking_s": round(delivery.speaking_s, 2),
        "words_per_minute": _rounded(delivery.words_per_minute, 1),
        "pauses": [[round(p.start_s, 2), round(p.end_s, 2)] for p in delivery.pauses],
        "fillers_at_least": len(delivery.fillers),
    }


def points_document(lines: Iterable[PointLine]) -> Document:
    """``{id: {"verdict", "evidence": [{"text", "start", "end", "start_s", "end_s"}]}}``.

    A verdict that is the user's own word says so: ``"by": "user"``.
    """
    return {
        line.point.id: {
            "verdict": line.verdict.value,
            "evidence": [_quote_document(quote) for quote in line.quotes],
        }
        | ({"by": "user"} if line.own else {})
        for line in lines
    }


def mistakes_document(lines: Iterable[MistakeLine]) -> list[Document]:
    """``[{"correction", "evidence"}]``."""
    return [
        {"correction": line.correction, "evidence": _quote_document(line.quote)} for line in lines
    ]


def _segment_document(words: tuple[Word, ...]) -> Document:
    return {
        "start": words[0].start_s if words else None,
        "end": words[-1].end_s if words else None,
        "text": " ".join(word.text for word in words),
        "words": [
            {
                "text": word.text,
                "start": word.start_s,
                "end": word.end_s,
                "probability": round(word.probability, 4),
            }
            for word in words
        ],
    }


def _evidence_document(evidence: Evidence) -> Document:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def _quote_document(quote: Quote) -> Document:
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "start_s": _rounded(quote.start_s, 2),
        "end_s": _rounded(quote.end_s, 2),
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
