"""A process that stores attempts one after the other and says each one's id once it is stored."""

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.transcripts import Transcript


def main(path: Path, migrations: Path, name: str, count: int) -> None:
    """Store ``count`` attempts, without end for 0."""
    numbers = range(count) if count else itertools.count()
    with Database(path, migrations) as database:
        store = SqliteAttemptStore(database)
        for number in numbers:
            attempt = Attempt(
                id=f"{name}-{number}",
                question_id="ensembles",
                started_at=datetime.now(UTC),
                state=AttemptState.TRANSCRIBING,
                source=AnswerSource.FILE,
            )
            store.add(attempt)
            store.finish(
                attempt.moved(AttemptState.TRANSCRIBED),
                Transcript.typed(f"word {number} " * 200),
                Coverage("ensembles", ()),
            )
            print(attempt.id, flush=True)  # noqa: T201  the parent reads it


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
