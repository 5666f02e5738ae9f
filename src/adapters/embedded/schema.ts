/**
 * The tables, one entry a version: `user_version` says how many of them a file has had. Entries are never
 * edited once released, only followed by new ones.
 *
 * A record is kept whole as JSON, so that a field which this version does not know survives it; what queries
 * need is drawn from the JSON by SQLite itself and cannot disagree with it.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE images (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    record TEXT NOT NULL,
    status TEXT GENERATED ALWAYS AS (record ->> '$.status') VIRTUAL,
    reserved INTEGER GENERATED ALWAYS AS (record ->> '$.reserved') VIRTUAL,
    -- when the sweeper comes for it: at the end of its life, or of its upload target while nothing has arrived
    due_at INTEGER GENERATED ALWAYS AS (
      CASE WHEN record ->> '$.status' = 'pending'
        THEN min(record ->> '$.expiresAt', coalesce(record ->> '$.uploadEndsAt', record ->> '$.expiresAt'))
        ELSE record ->> '$.expiresAt' END
    ) VIRTUAL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
  CREATE INDEX images_due ON images (due_at);
  CREATE INDEX images_unfinished ON images (workspace) WHERE status IN ('pending', 'processing');

  CREATE TABLE details (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;

  CREATE TABLE usage (
    workspace TEXT PRIMARY KEY,
    images INTEGER NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE tombstones (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
  CREATE INDEX tombstones_until ON tombstones (until);

  CREATE TABLE results (
    -- never used again, so that it tells the older of two
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX results_of ON results (workspace, id);

  CREATE TABLE notices (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT NOT NULL,
    notice TEXT NOT NULL,
    until INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX notices_of ON notices (workspace);
  CREATE INDEX notices_until ON notices (until);

  CREATE TABLE messages (
    -- never used again, so that an old receipt cannot name a newer message
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    receives INTEGER NOT NULL DEFAULT 0,
    visible_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX messages_visible ON messages (visible_at);
  -- one message a key may wait for its first receive; while one is being worked on, another may wait
  CREATE UNIQUE INDEX messages_waiting ON messages (key) WHERE receives = 0;
  `,
  `
  -- when the sweeper comes for it is no longer drawn from the record alone: it can be put off
  CREATE TEMP TABLE due AS SELECT workspace, id, due_at FROM images;
  DROP INDEX images_due;
  ALTER TABLE images DROP COLUMN due_at;
  ALTER TABLE images ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
  UPDATE images SET due_at = due.due_at FROM temp.due AS due WHERE due.workspace = images.workspace AND due.id = images.id;
  DROP TABLE temp.due;
  CREATE INDEX images_due ON images (due_at);
  `,
  `
  -- whose message it is (key: uploads/{workspace}/{image}), and its place among those of all workspaces: see queue.ts
  ALTER TABLE messages ADD COLUMN workspace TEXT NOT NULL DEFAULT '';
  UPDATE messages SET workspace = substr(key, 9, 32);
  ALTER TABLE messages ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
  -- how often whoever worked on it died
  ALTER TABLE messages ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
  -- all that choosing the next one asks, so that no row is read that is passed over
  CREATE INDEX messages_turn ON messages (turn, number, workspace, receives, visible_at);
  CREATE INDEX messages_of ON messages (workspace, turn, number, receives, visible_at);
  CREATE INDEX messages_new ON messages (turn) WHERE receives = 0;
  CREATE INDEX messages_dead ON messages (number) WHERE receives >= 3;
  `,
  `
  -- of what is made of an image and is no result: thumbnail, preview, small copy
  ALTER TABLE images ADD COLUMN derived INTEGER NOT NULL DEFAULT 0;

  -- Bytes over all workspaces: of results, and of everything else that is kept or reserved. Triggers keep it, so that
  -- no statement can forget it. A row that REPLACE takes away fires none: delete it before.
  CREATE TABLE kept (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    bytes INTEGER NOT NULL,
    results INTEGER NOT NULL
  ) STRICT;
  INSERT INTO kept SELECT 1, (SELECT coalesce(sum(bytes), 0) FROM usage), (SELECT coalesce(sum(bytes), 0) FROM results);

  CREATE TRIGGER usage_begun AFTER INSERT ON usage BEGIN UPDATE kept SET bytes = bytes + new.bytes; END;
  CREATE TRIGGER usage_changed AFTER UPDATE OF bytes ON usage BEGIN UPDATE kept SET bytes = bytes + new.bytes - old.bytes; END;
  CREATE TRIGGER usage_ended AFTER DELETE ON usage BEGIN UPDATE kept SET bytes = bytes - old.bytes; END;
  CREATE TRIGGER result_added AFTER INSERT ON results BEGIN UPDATE kept SET results = results + new.bytes; END;
  CREATE TRIGGER result_gone AFTER DELETE ON results BEGIN UPDATE kept SET results = results - old.bytes; END;
  CREATE TRIGGER derived_changed AFTER UPDATE OF derived ON images BEGIN UPDATE kept SET bytes = bytes + new.derived - old.derived; END;
  CREATE TRIGGER derived_gone AFTER DELETE ON images WHEN old.derived <> 0 BEGIN UPDATE kept SET bytes = bytes - old.derived; END;
  `,
];
