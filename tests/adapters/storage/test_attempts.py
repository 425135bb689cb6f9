"""What must not be torn apart when storing an attempt fails in the middle."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.transcripts import Transcript


def test_finish_keeps_all_three_or_none(path: Path) -> None:
    started = datetime(2026, 11, 22, tzinfo=UTC)
    attempt = Attempt("a", "q", started, AttemptState.TRANSCRIBING, AnswerSource.FILE)
    with Database(path) as database:
        store = SqliteAttemptStore(database)
        store.add(attempt)
        with database.reading() as connection:
            connection.execute(
                "CREATE TEMP TRIGGER refuse BEFORE INSERT ON verdicts"
                " BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
        done = attempt.moved(AttemptState.TRANSCRIBED)
        with pytest.raises(sqlite3.IntegrityError, match="refused"):
            store.finish(done, Transcript.typed("some words"), Coverage("q", ()))
        assert store.get("a") == attempt
        assert store.transcript("a") is None
        assert store.coverage("a") is None
