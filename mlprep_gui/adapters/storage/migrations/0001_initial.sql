-- Attempts and what belongs to them, and ticks. Times are UTC, as 2026-11-22T16:30:00.000000+00:00,
-- so that they sort as text. What the user wrote lies apart from what was computed.
BEGIN IMMEDIATE;

CREATE TABLE attempts (
    id TEXT PRIMARY KEY NOT NULL,
    question_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    duration_s REAL NOT NULL,
    limit_s REAL NOT NULL,
    recording TEXT,
    failure TEXT,
    engine TEXT NOT NULL,
    CHECK ((state = 'failed') = (failure IS NOT NULL))
) STRICT;
CREATE INDEX attempts_by_state ON attempts (state, started_at);
CREATE INDEX attempts_by_time ON attempts (started_at);

-- segments: [[[text, start_s, end_s, probability], ...], ...]; spotted: [[term, start_s, end_s], ...]
CREATE TABLE transcripts (
    attempt_id TEXT PRIMARY KEY NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    engine TEXT NOT NULL,
    segments TEXT NOT NULL CHECK (json_valid(segments)),
    spotted TEXT NOT NULL CHECK (json_valid(spotted))
) STRICT;

-- coverage: {"points": [...], "mistakes": [...]}; the counts are of its points.
CREATE TABLE verdicts (
    attempt_id TEXT PRIMARY KEY NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    question_id TEXT NOT NULL,
    covered INTEGER NOT NULL,
    unsure INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    coverage TEXT NOT NULL CHECK (json_valid(coverage))
) STRICT;

-- self_check: {item id: answer id}
CREATE TABLE own_words (
    attempt_id TEXT PRIMARY KEY NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    correction TEXT,
    notes TEXT NOT NULL,
    self_check TEXT NOT NULL CHECK (json_valid(self_check))
) STRICT;

CREATE TABLE ticks (
    checklist_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    ticked_at TEXT NOT NULL,
    PRIMARY KEY (checklist_id, item_id)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
COMMIT;
