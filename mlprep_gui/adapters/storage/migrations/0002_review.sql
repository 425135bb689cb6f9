-- What the user says of verdicts, estimates, deletion that can be undone, and all that the history
-- sorts by and searches in. Needs the functions of digest.py, for answers that are there already.
BEGIN IMMEDIATE;

-- verdicts: {point id: {"said": true, "start": 3, "end": 17, "heard": "..."}}
ALTER TABLE own_words ADD COLUMN estimate INTEGER;
ALTER TABLE own_words ADD COLUMN verdicts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(verdicts));

-- number: in the order of time; the history's and the search's name for an attempt.
-- removed_at: when the user deleted it; it goes when the program ends, and can come back until then.
CREATE TABLE attempts_new (
    number INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    question_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    state TEXT NOT NULL,
    source TEXT NOT NULL,
    duration_s REAL NOT NULL,
    limit_s REAL NOT NULL,
    recording TEXT,
    failure TEXT,
    engine TEXT NOT NULL,
    removed_at TEXT,
    CHECK ((state = 'failed') = (failure IS NOT NULL))
) STRICT;
INSERT INTO attempts_new
    SELECT NULL, id, question_id, started_at, state, source, duration_s, limit_s, recording,
        failure, engine, NULL
    FROM attempts ORDER BY started_at, id;
DROP TABLE attempts;
ALTER TABLE attempts_new RENAME TO attempts;
CREATE INDEX attempts_by_state ON attempts (state, started_at);
CREATE INDEX attempts_by_time ON attempts (started_at);
CREATE INDEX attempts_by_question ON attempts (question_id, started_at, state, removed_at);
CREATE INDEX attempts_removed ON attempts (removed_at) WHERE removed_at IS NOT NULL;

-- Computed, so that a list of many attempts need not read their transcripts. The counts heed what
-- the user says of the verdicts; they are NULL before the answer was judged.
CREATE TABLE figures (
    number INTEGER PRIMARY KEY NOT NULL REFERENCES attempts (number) ON DELETE CASCADE,
    covered INTEGER,
    unsure INTEGER,
    missing INTEGER,
    words INTEGER,
    speaking_s REAL,
    pace REAL,
    pauses INTEGER,
    longest_pause_s REAL,
    fillers INTEGER
) STRICT;

-- What is searched: the transcript as it is shown, and the notes.
CREATE TABLE texts (
    number INTEGER PRIMARY KEY NOT NULL REFERENCES attempts (number) ON DELETE CASCADE,
    spoken TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE VIRTUAL TABLE search USING fts5(
    spoken,
    notes,
    content = 'texts',
    content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

WITH measured AS MATERIALIZED (
    SELECT a.number, v.covered, v.unsure, v.missing, measure(t.segments) AS figures
    FROM attempts AS a
    JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN verdicts AS v ON v.attempt_id = a.id
)
INSERT INTO figures
    SELECT number, covered, unsure, missing, figures ->> 0, figures ->> 1, figures ->> 2,
        figures ->> 3, figures ->> 4, figures ->> 5
    FROM measured;
INSERT INTO texts
    SELECT a.number, coalesce(shown_text(t.segments, o.correction), ''), coalesce(o.notes, '')
    FROM attempts AS a
    LEFT JOIN transcripts AS t ON t.attempt_id = a.id
    LEFT JOIN own_words AS o ON o.attempt_id = a.id
    WHERE t.attempt_id IS NOT NULL OR o.attempt_id IS NOT NULL
    ORDER BY a.number;
INSERT INTO search (search) VALUES ('rebuild');

CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
    INSERT INTO search (rowid, spoken, notes) VALUES (new.number, new.spoken, new.notes);
END;
CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
    INSERT INTO search (search, rowid, spoken, notes)
        VALUES ('delete', old.number, old.spoken, old.notes);
END;
CREATE TRIGGER texts_changed AFTER UPDATE ON texts BEGIN
    INSERT INTO search (search, rowid, spoken, notes)
        VALUES ('delete', old.number, old.spoken, old.notes);
    INSERT INTO search (rowid, spoken, notes) VALUES (new.number, new.spoken, new.notes);
END;

PRAGMA user_version = 2;
COMMIT;
