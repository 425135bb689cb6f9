-- Interviews and their checklists. A set is an interview's id, or '' for lists without an interview,
-- which is where the ticks of earlier versions go.
BEGIN IMMEDIATE;

-- details: {"company", "role", "day", "clock", ...}
CREATE TABLE interviews (
    id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
    created_at TEXT NOT NULL,
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

-- content: all that the user wrote for a set, and the changes to its lists
CREATE TABLE workbooks (
    set_id TEXT PRIMARY KEY NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content))
) STRICT, WITHOUT ROWID;

CREATE TABLE ticks_of_sets (
    set_id TEXT NOT NULL,
    checklist_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    ticked_at TEXT NOT NULL,
    PRIMARY KEY (set_id, checklist_id, item_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ticks_of_sets (set_id, checklist_id, item_id, ticked_at)
    SELECT '', checklist_id, item_id, ticked_at FROM ticks;
DROP TABLE ticks;
ALTER TABLE ticks_of_sets RENAME TO ticks;

PRAGMA user_version = 3;
COMMIT;
