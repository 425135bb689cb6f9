"""What every store of attempts keeps, and keeps apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import (
    Coverage,
    Evidence,
    MistakeSaid,
    PointVerdict,
    Verdict,
)
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.own_verdicts import PointCounts
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript, Word
from mlprep_gui.services.ports.storage import AttemptStore, OwnVerdict, OwnWords

START = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

TRANSCRIPT = Transcript(
    segments=(
        Segment((Word("Dropout", 0.25, 0.75, 0.5), Word("helps,", 0.75, 1.0, 0.875))),
        Segment((Word("naïvely", 1.5, 2.0), Word("said"))),
    ),
    engine="sphinx",
    spotted=(SpottedTerm("weight decay", 3.0, 3.5),),
)
COVERAGE = Coverage(
    question_id="regularization",
    points=(
        PointVerdict("dropout", Verdict.COVERED, (Evidence("Dropout helps", 0, 13),)),
        PointVerdict("weight-decay", Verdict.UNSURE),
        PointVerdict("early-stopping", Verdict.MISSING),
    ),
    mistakes=(
        MistakeSaid(
            "swapped", "It is the other way round.", ("l1", "l2"), Evidence("said", 22, 26)
        ),
    ),
)


def make_attempt(number: int = 1, **changes: object) -> Attempt:
    attempt = Attempt(
        id=f"a{number}",
        question_id="regularization",
        started_at=START + timedelta(minutes=number),
        state=AttemptState.RECORDING,
        source=AnswerSource.MICROPHONE,
        recording=f"a{number}.wav",
    )
    return replace(attempt, **changes)  # type: ignore[arg-type]  # any field may be given


words = st.builds(
    Word,
    text=st.text(min_size=1),
    start_s=st.none() | st.floats(0, 1e5),
    end_s=st.none() | st.floats(0, 1e5),
    probability=st.floats(0, 1),
)
transcripts = st.builds(
    Transcript,
    segments=st.lists(st.builds(Segment, st.lists(words).map(tuple))).map(tuple),
    engine=st.text(),
    spotted=st.lists(st.builds(SpottedTerm, st.text(), st.floats(0, 1e5), st.floats(0, 1e5))).map(
        tuple
    ),
)


class AttemptStoreContract:
    """Subclasses say which store."""

    def test_empty_at_first(self, store: AttemptStore) -> None:
        assert store.history() == ()
        assert store.in_state(*AttemptState) == ()

    @pytest.mark.parametrize(
        "attempt",
        [
            make_attempt(),
            make_attempt(source=AnswerSource.TYPED, recording=None, engine="typed"),
            make_attempt(state=AttemptState.FAILED, failure=FaultCode.ENGINE_CRASHED),
            make_attempt(duration_s=12.375, limit_s=90.5, engine="whisper base.en"),
            make_attempt(started_at=START.replace(microsecond=123456)),
        ],
    )
    def test_gives_back_what_it_was_given(self, store: AttemptStore, attempt: Attempt) -> None:
        store.add(attempt)
        assert store.get(attempt.id) == attempt

    def test_times_come_back_in_utc(self, store: AttemptStore) -> None:
        tokyo = START.astimezone(timezone(timedelta(hours=9)))
        store.add(make_attempt(started_at=tokyo))
        assert store.get("a1").started_at == START
        assert store.get("a1").started_at.utcoffset() == timedelta(0)

    def test_a_time_without_zone_is_refused(self, store: AttemptStore) -> None:
        with pytest.raises(ValueError, match="zone"):
            store.add(make_attempt(started_at=START.replace(tzinfo=None)))
        assert store.history() == ()

    def test_save_replaces_the_values(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        changed = replace(
            make_attempt().moved(AttemptState.FAILED, FaultCode.MICROPHONE_LOST), duration_s=3.5
        )
        store.save(changed)
        assert store.get("a1") == changed

    def test_save_loses_nothing_that_belongs_to_it(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        store.finish(make_attempt(state=AttemptState.TRANSCRIBED), TRANSCRIPT, COVERAGE)
        store.save_own("a1", OwnWords(notes="slower"))
        store.save(make_attempt(state=AttemptState.REVIEWED))
        assert store.transcript("a1") == TRANSCRIPT
        assert store.coverage("a1") == COVERAGE
        assert store.own("a1") == OwnWords(notes="slower")

    def test_history_is_newest_first_with_verdicts(self, store: AttemptStore) -> None:
        for number in (2, 1, 3):
            store.add(make_attempt(number))
        store.save_coverage("a2", COVERAGE)
        rows = store.history()
        assert [row.attempt.id for row in rows] == ["a3", "a2", "a1"]
        assert [row.points for row in rows] == [None, PointCounts(1, 1, 1), None]

    def test_in_state_is_oldest_first(self, store: AttemptStore) -> None:
        states = [
            AttemptState.QUEUED,
            AttemptState.RECORDED,
            AttemptState.TRANSCRIBING,
            AttemptState.QUEUED,
        ]
        for number in (3, 0, 1, 2):
            store.add(make_attempt(number, state=states[number]))
        found = store.in_state(AttemptState.QUEUED, AttemptState.TRANSCRIBING)
        assert [attempt.id for attempt in found] == ["a0", "a2", "a3"]
        assert store.in_state() == ()

    def test_finish_keeps_all_three(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        done = make_attempt(state=AttemptState.TRANSCRIBED, duration_s=2.0, engine="sphinx")
        store.finish(done, TRANSCRIPT, COVERAGE)
        assert store.get("a1") == done
        assert store.transcript("a1") == TRANSCRIPT
        assert store.coverage("a1") == COVERAGE

    def test_finishing_again_replaces_what_was_computed_only(self, store: AttemptStore) -> None:
        """Another engine's transcript must not cost the user's own words."""
        store.add(make_attempt())
        done = make_attempt(state=AttemptState.TRANSCRIBED)
        own = OwnWords("what I really said", "look up L1", {"posture": "yes"})
        store.finish(done, TRANSCRIPT, COVERAGE)
        store.save_own("a1", own)
        again = Transcript.typed("something else")
        store.finish(done, again, replace(COVERAGE, mistakes=()))
        assert store.transcript("a1") == again
        assert store.coverage("a1") == replace(COVERAGE, mistakes=())
        assert store.own("a1") == own

    def test_verdicts_are_replaced(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        store.save_coverage("a1", COVERAGE)
        store.save_coverage("a1", Coverage("regularization", ()))
        assert store.coverage("a1") == Coverage("regularization", ())

    def test_parts_are_absent_at_first(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        assert store.transcript("a1") is None
        assert store.coverage("a1") is None
        assert store.own("a1") == OwnWords()

    def test_an_empty_correction_is_not_none(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        store.save_own("a1", OwnWords(correction=""))
        assert store.own("a1").correction == ""

    def test_half_a_surrogate_pair_does_not_cost_the_notes(self, store: AttemptStore) -> None:
        store.add(make_attempt())
        store.save_own("a1", OwnWords("a \ud83d b", "c \udc00"))
        assert store.own("a1") == OwnWords("a ? b", "c ?")
        store.finish(make_attempt(), Transcript.typed("x\ud83dy"), COVERAGE)
        kept = store.transcript("a1")
        assert kept is not None
        assert kept.text == "x?y"

    def test_remove_takes_all_that_belongs_to_it(self, store: AttemptStore) -> None:
        """An id that is used again does not find the old parts."""
        for number in (1, 2):
            store.add(make_attempt(number))
            store.finish(make_attempt(number), TRANSCRIPT, COVERAGE)
            store.save_own(f"a{number}", OwnWords(notes="n"))
        store.remove("a1")
        store.add(make_attempt(1))
        assert (store.transcript("a1"), store.coverage("a1")) == (None, None)
        assert store.own("a1") == OwnWords()
        assert store.own("a2") == OwnWords(notes="n")

    def test_an_unknown_attempt_is_a_mistake_of_ours(self, store: AttemptStore) -> None:
        for call in (
            lambda: store.get("a9"),
            lambda: store.save(make_attempt(9)),
            lambda: store.remove("a9"),
            lambda: store.finish(make_attempt(9), TRANSCRIPT, COVERAGE),
            lambda: store.transcript("a9"),
            lambda: store.save_coverage("a9", COVERAGE),
            lambda: store.coverage("a9"),
            lambda: store.save_own("a9", OwnWords()),
            lambda: store.own("a9"),
        ):
            with pytest.raises(KeyError, match="a9"):
                call()
        assert store.history() == ()

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(transcript=transcripts)
    def test_any_transcript_comes_back(self, store: AttemptStore, transcript: Transcript) -> None:
        if not store.history():
            store.add(make_attempt())
        store.finish(make_attempt(), transcript, COVERAGE)
        kept = store.transcript("a1")
        assert kept == transcript
        assert kept.text == transcript.text

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        own=st.builds(
            OwnWords,
            st.none() | st.text(),
            st.text(),
            st.dictionaries(st.text(), st.text()),
            st.none() | st.integers(0, 99),
            st.dictionaries(
                st.text(),
                st.builds(
                    OwnVerdict,
                    st.booleans(),
                    st.none() | st.integers(0, 9999),
                    st.none() | st.integers(0, 9999),
                    st.text(),
                ),
            ),
        )
    )
    def test_any_own_words_come_back(self, store: AttemptStore, own: OwnWords) -> None:
        if not store.history():
            store.add(make_attempt())
        store.save_own("a1", own)
        assert store.own("a1") == own


class TestSqliteAttemptStore(AttemptStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[AttemptStore]:
        with Database(tmp_path / "mlprep.sqlite3") as database:
            yield SqliteAttemptStore(database)
