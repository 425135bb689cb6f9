"""Which step an attempt may take."""

from datetime import UTC, datetime

import pytest

from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.errors import FaultCode

S = AttemptState


def attempt(state: AttemptState) -> Attempt:
    """An attempt in a state."""
    failure = FaultCode.NO_SPEECH if state is S.FAILED else None
    started = datetime(2026, 3, 1, tzinfo=UTC)
    return Attempt("a", "q", started, state, AnswerSource.MICROPHONE, failure=failure)


ALLOWED = {
    (S.RECORDING, S.RECORDED),
    (S.RECORDING, S.FAILED),
    (S.RECORDED, S.QUEUED),
    (S.RECORDED, S.TRANSCRIBED),
    (S.QUEUED, S.TRANSCRIBING),
    (S.QUEUED, S.RECORDED),
    (S.QUEUED, S.FAILED),
    (S.TRANSCRIBING, S.TRANSCRIBED),
    (S.TRANSCRIBING, S.FAILED),
    (S.TRANSCRIBING, S.QUEUED),
    (S.TRANSCRIBING, S.RECORDED),
    (S.TRANSCRIBED, S.REVIEWED),
    (S.TRANSCRIBED, S.QUEUED),
    (S.REVIEWED, S.QUEUED),
    (S.FAILED, S.QUEUED),
    (S.FAILED, S.RECORDED),
}


@pytest.mark.parametrize("before", list(S))
@pytest.mark.parametrize("after", list(S))
def test_only_the_steps_of_the_table_can_be_taken(before: S, after: S) -> None:
    failure = FaultCode.ENGINE_CRASHED if after is S.FAILED else None
    if (before, after) in ALLOWED:
        moved = attempt(before).moved(after, failure)
        assert (moved.state, moved.failure) == (after, failure)
    else:
        with pytest.raises(ValueError, match="no step"):
            attempt(before).moved(after, failure)


def test_a_failure_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="failure"):
        attempt(S.TRANSCRIBING).moved(S.FAILED)


def test_no_other_state_has_one() -> None:
    with pytest.raises(ValueError, match="failure"):
        attempt(S.TRANSCRIBING).moved(S.TRANSCRIBED, FaultCode.NO_SPEECH)
