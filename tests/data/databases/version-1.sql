-- A database as version 1 left it, with data. Never changed: old files are not either.
BEGIN;

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

INSERT INTO attempts VALUES
    ('first', 'regularization', '2026-11-20T18:30:00.250000+00:00', 'reviewed', 'microphone',
     71.25, 120.0, 'first.wav', NULL, 'PocketSphinx'),
    ('second', 'ensembles', '2026-11-21T07:05:00.000000+00:00', 'failed', 'file',
     30.0, 90.0, 'second.wav', 'engine-crashed', '');
INSERT INTO transcripts VALUES
    ('first', 'PocketSphinx',
     '[[["dropout",0.5,1.25,0.75],["switches",1.25,1.75,1.0]],[["units",2.5,2.75,0.5],["off",null,null,1.0]]]',
     '[["weight decay",4.0,4.75]]');
INSERT INTO verdicts VALUES
    ('first', 'regularization', 1, 0, 1,
     '{"points":[{"id":"dropout","verdict":"covered","evidence":[["dropout switches units off",0,26]]},{"id":"l1","verdict":"missing"}],"mistakes":[{"id":"swapped","correction":"L1 makes weights exactly zero.","evidence":["units off",17,26],"contradicts":["l1"]}]}');
INSERT INTO own_words VALUES
    ('first', 'dropout switches units off at random', 'naïve?', '{"upright":"yes"}');
INSERT INTO ticks VALUES
    ('day-before', 'cv', '2026-11-21T20:00:00.000000+00:00'),
    ('day-before', 'alarm', '2026-11-21T20:00:05.000000+00:00');

PRAGMA user_version = 1;
COMMIT;
