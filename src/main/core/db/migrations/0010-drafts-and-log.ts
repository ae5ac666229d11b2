import type { Migration } from './migration.ts';
import { execute } from './migration.ts';

/**
 * What cannot be derived from anything else: this device's drafts, the immutable revisions, the
 * log of entries, and what is known of the pictures whose bytes lie in the media folder.
 */
export const draftsAndLog: Migration = {
  version: 10,
  name: 'drafts-and-log',
  up: (tx) =>
    execute(tx, [
      `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,

      // A draft is canonical JSON; dirty says that it differs from the revision that it is based on.
      `CREATE TABLE stories (
        id TEXT PRIMARY KEY,
        content TEXT NOT NULL,
        draft_version INTEGER NOT NULL,
        base TEXT,
        dirty INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        created_at TEXT NOT NULL,
        author TEXT NOT NULL,
        archived INTEGER NOT NULL DEFAULT 0,
        sample INTEGER NOT NULL DEFAULT 0
      ) STRICT`,
      `CREATE TABLE variants (
        id TEXT PRIMARY KEY,
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        account TEXT NOT NULL,
        channel TEXT NOT NULL,
        language TEXT NOT NULL,
        content TEXT NOT NULL,
        draft_version INTEGER NOT NULL,
        base TEXT,
        dirty INTEGER NOT NULL,
        linked INTEGER NOT NULL,
        source_variant TEXT,
        source_revision TEXT,
        saved_at TEXT NOT NULL,
        author TEXT NOT NULL
      ) STRICT`,
      `CREATE INDEX variants_by_story ON variants (story)`,
      `CREATE INDEX variants_by_source ON variants (source_variant) WHERE source_variant IS NOT NULL`,
      `CREATE INDEX variants_dirty ON variants (id) WHERE dirty = 1`,
      `CREATE INDEX stories_dirty ON stories (id) WHERE dirty = 1`,

      // content is the canonical JSON whose SHA-256 is hash: read, it is checked against it.
      `CREATE TABLE revisions (
        id TEXT PRIMARY KEY,
        subject TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('story', 'variant')),
        parents TEXT NOT NULL,
        content TEXT NOT NULL,
        hash TEXT NOT NULL,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        name TEXT NOT NULL,
        source_variant TEXT,
        source_revision TEXT
      ) STRICT`,
      `CREATE INDEX revisions_by_subject ON revisions (subject)`,

      // position is the order in which this device made or got them. The content of a revision is in
      // revisions, once; body holds the rest of the entry's body. verify: to be looked for on a server
      // that was restored from a backup. local_only: of a sample, or of what was never shared.
      `CREATE TABLE entries (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        workspace TEXT NOT NULL,
        subject TEXT NOT NULL,
        author TEXT NOT NULL,
        device TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL,
        seq INTEGER UNIQUE,
        received_at TEXT,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'accepted', 'parked', 'withdrawn')),
        code TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        verify INTEGER NOT NULL DEFAULT 0,
        local_only INTEGER NOT NULL DEFAULT 0
      ) STRICT`,
      `CREATE INDEX entries_by_subject ON entries (subject, position)`,
      // Of all entries: SQLite takes an index of some states only for a question that names exactly those states.
      `CREATE INDEX entries_by_state ON entries (state, position)`,
      `CREATE INDEX entries_to_verify ON entries (position) WHERE verify = 1`,

      `CREATE TABLE media (
        sha256 TEXT PRIMARY KEY,
        file_name TEXT NOT NULL,
        mime TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        at TEXT NOT NULL,
        uploaded INTEGER NOT NULL DEFAULT 0
      ) STRICT`,

      // What each segment of a translation was made from, so that a change of the source is seen.
      `CREATE TABLE segments (
        target TEXT NOT NULL REFERENCES variants (id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        position INTEGER NOT NULL,
        source_text TEXT NOT NULL,
        target_text TEXT NOT NULL,
        confirmed INTEGER NOT NULL,
        PRIMARY KEY (target, position)
      ) STRICT, WITHOUT ROWID`,
      `CREATE INDEX segments_by_source ON segments (source)`,
    ]),
};
